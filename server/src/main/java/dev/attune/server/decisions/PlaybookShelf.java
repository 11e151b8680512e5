package dev.attune.server.decisions;

import dev.attune.decisions.Decider;
import dev.attune.decisions.Playbook;
import dev.attune.decisions.PlaybookException;
import dev.attune.decisions.Playbooks;
import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.database.Tenant;
import dev.attune.server.policy.DeploymentPolicy;
import dev.attune.signals.Purpose;
import java.io.StringReader;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The playbooks of the tenant at work: those that ship and those it wrote, and which of them are on.
///
/// What ships is compiled on first use and shared. What a tenant chose is kept in memory too, because every session
/// asks; this holds for one server process per database.
@Component
public class PlaybookShelf {
    private static final Set<String> ON_AS_SHIPPED = Set.of("retail-checkout");

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Audit audit;
    private final DeploymentPolicy policy;
    private final ApplicationEventPublisher events;
    private final Map<Tenant, Own> own = new ConcurrentHashMap<>();
    private @Nullable Map<String, Shelved> bundled; // by id; guarded by this

    PlaybookShelf(
            JdbcClient jdbc,
            InstantSource clock,
            Audit audit,
            DeploymentPolicy policy,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.policy = policy;
        this.events = events;
    }

    /// @param own written by the tenant, not shipped
    /// @param savedAt null where it ships
    record Shelved(
            Decider decider,
            String yaml,
            boolean own,
            @Nullable Instant savedAt,
            @Nullable String savedBy) {
        Playbook playbook() {
            return decider.playbook();
        }
    }

    /// What a tenant wrote and chose.
    private record Own(Map<String, Shelved> playbooks, Map<String, Boolean> switched) {}

    /// Those that decide in sessions with this purpose. The first call compiles what ships.
    public List<Decider> inForce(Purpose purpose) {
        return all().stream()
                .filter(shelved -> shelved.playbook().use().purpose() == purpose
                        && isOn(shelved.playbook().id())
                        && lock(shelved.playbook(), "en").isEmpty())
                .map(Shelved::decider)
                .toList();
    }

    /// Whether the tenant at work has it on.
    public boolean isOn(String id) {
        return own().switched().getOrDefault(id, ON_AS_SHIPPED.contains(id));
    }

    /// Whether on or off, by setting and id.
    public List<Playbook> playbooks() {
        return all().stream().map(Shelved::playbook).toList();
    }

    /// By setting and id.
    List<Shelved> all() {
        return Stream.concat(bundled().values().stream(), own().playbooks().values().stream())
                .sorted(Comparator.comparing(
                                (Shelved shelved) -> shelved.playbook().setting())
                        .thenComparing(shelved -> shelved.playbook().id()))
                .toList();
    }

    Optional<Shelved> find(String id) {
        return Optional.ofNullable(bundled().get(id))
                .or(() -> Optional.ofNullable(own().playbooks().get(id)));
    }

    Optional<PlaybookLock> lock(Playbook playbook, String language) {
        return PlaybookLock.of(playbook.use(), policy, clock.instant(), language);
    }

    /// @throws IllegalArgumentException when it is locked and should go on
    void turn(Playbook playbook, boolean on, String by) {
        if (on)
            lock(playbook, "en").ifPresent(lock -> {
                audit.record(AuditEntry.of(by, "playbook.on", playbook.id()).refused(lock.article()));
                throw new IllegalArgumentException("The playbook '%s' is locked here: %s (%s; rule %s)."
                        .formatted(playbook.id(), lock.reason(), lock.article(), lock.rule()));
            });
        jdbc.sql("""
                        insert into playbook_switch (id, switched_on, changed_at, changed_by) values (?, ?, ?, ?)
                        on conflict (tenant, id) do update set switched_on = excluded.switched_on,
                          changed_at = excluded.changed_at, changed_by = excluded.changed_by""").params(playbook.id(), on, now(), by).update();
        changed(playbook.id());
        audit.record(by, on ? "playbook.on" : "playbook.off", playbook.id());
    }

    /// A new version of a playbook of the tenant's own. It stays on or off as it was.
    ///
    /// @throws PlaybookException with every fault and its place
    /// @throws IllegalArgumentException when its id is taken or its version is not new
    Shelved save(String yaml, String by) throws PlaybookException {
        var playbook = Playbooks.read(new StringReader(yaml), "playbook");
        if (bundled().containsKey(playbook.id()))
            throw new IllegalArgumentException(
                    "'%s' ships with Attune and cannot be overwritten. Maybe give yours another id."
                            .formatted(playbook.id()));
        var before = own().playbooks().get(playbook.id());
        int latest = before == null ? 0 : before.playbook().version();
        if (playbook.version() <= latest)
            throw new IllegalArgumentException("version %d of '%s' exists already. Maybe make this version %d."
                    .formatted(latest, playbook.id(), latest + 1));
        try {
            jdbc.sql("insert into playbook (id, version, yaml, saved_at, saved_by) values (?, ?, ?, ?, ?)")
                    .params(playbook.id(), playbook.version(), yaml, now(), by)
                    .update();
        } catch (DuplicateKeyException e) {
            throw new IllegalArgumentException("version %d of '%s' was saved by somebody else just now."
                    .formatted(playbook.version(), playbook.id()));
        }
        changed(playbook.id());
        audit.record(by, "playbook.saved", "%s/%d".formatted(playbook.id(), playbook.version()));
        return find(playbook.id()).orElseThrow();
    }

    /// With all its versions; false when the tenant wrote none of this id.
    boolean delete(String id, String by) {
        boolean was = jdbc.sql("delete from playbook where id = ?").param(id).update() > 0;
        if (!was) return false;
        jdbc.sql("delete from playbook_switch where id = ?").param(id).update();
        changed(id);
        audit.record(by, "playbook.deleted", id);
        return true;
    }

    private void changed(String id) {
        own.remove(Tenant.current());
        events.publishEvent(new PlaybookSwitched(id));
    }

    private synchronized Map<String, Shelved> bundled() {
        var read = bundled;
        if (read == null) {
            read = new LinkedHashMap<>();
            for (var name : Playbooks.BUNDLED) {
                var playbook = Playbooks.bundled(name);
                read.put(
                        playbook.id(),
                        new Shelved(new Decider(playbook), Playbooks.bundledText(name), false, null, null));
            }
            bundled = read;
        }
        return read;
    }

    private Own own() {
        return own.computeIfAbsent(Tenant.current(), tenant -> stored());
    }

    private Own stored() {
        var playbooks = new LinkedHashMap<String, Shelved>();
        for (var shelved : jdbc.sql("select distinct on (id) * from playbook order by id, version desc")
                .query((row, n) -> shelved(
                        row.getString("yaml"),
                        row.getObject("saved_at", OffsetDateTime.class).toInstant(),
                        row.getString("saved_by")))
                .list()) playbooks.put(shelved.playbook().id(), shelved);
        var switched = new LinkedHashMap<String, Boolean>();
        for (var choice : jdbc.sql("select id, switched_on from playbook_switch")
                .query((row, n) -> Map.entry(row.getString("id"), row.getBoolean("switched_on")))
                .list()) switched.put(choice.getKey(), choice.getValue());
        return new Own(Map.copyOf(playbooks), Map.copyOf(switched));
    }

    private static Shelved shelved(String yaml, Instant at, String by) {
        try {
            return new Shelved(new Decider(Playbooks.read(new StringReader(yaml), "playbook")), yaml, true, at, by);
        } catch (PlaybookException e) {
            throw new IllegalStateException("a stored playbook is not sound any more: " + e.getMessage(), e);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
