package dev.attune.server.ranking;

import dev.attune.decisions.ranking.Event;
import dev.attune.decisions.ranking.Mode;
import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.database.Tenant;
import dev.attune.server.problems.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The policies of every tenant, at work. Kept in memory once asked for; this holds for one server
/// process per database.
@Component
class Policies {
    private static final String ID_FORM = "[a-z0-9][a-z0-9-]{0,59}";
    private static final int MOST = 200; // of one tenant

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Audit audit;
    private final Journal journal;
    private final Map<Where, Live> live = new ConcurrentHashMap<>();

    Policies(JdbcClient jdbc, JsonMapper json, InstantSource clock, Audit audit, Journal journal) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.audit = audit;
        this.journal = journal;
    }

    private record Where(Tenant tenant, String policy) {}

    /// By id.
    List<Live> all() {
        return jdbc
                .sql("select id from ranking_policy order by id")
                .query((row, n) -> row.getString("id"))
                .list()
                .stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    Optional<Live> find(String id) {
        var where = new Where(Tenant.current(), id);
        var known = live.get(where);
        if (known != null) return Optional.of(known);
        var stored = stored(id);
        if (stored.isEmpty()) return Optional.empty();
        return Optional.of(live.computeIfAbsent(where, same -> restored(stored.get())));
    }

    /// @throws Refusal 404 when there is none
    Live get(String id) {
        return find(id).orElseThrow(
                        () -> Refusal.notFound("There is no policy '%s'. Maybe PUT /v1/policies/%s makes one."
                                .formatted(id, id.matches(ID_FORM) ? id : "home")));
    }

    /// Makes a policy, or gives one other settings. A new one starts as an apprentice.
    Live put(String id, PolicySettings settings, String by) {
        if (!id.matches(ID_FORM))
            throw Refusal.badRequest(
                    "a policy's id has 1 to 60 small letters, digits or dashes, got '%s'.".formatted(id));
        var now = clock.instant();
        var before = find(id);
        if (before.isEmpty()) {
            if (count() >= MOST) throw Refusal.conflict("There are %d policies already.".formatted(MOST));
            var policy = new Policy(id, 1, 1, Mode.APPRENTICE, settings, now, by);
            insert(policy);
            audit.record(AuditEntry.of(by, "policy.made", id).under(id + "/1"));
            return get(id);
        }
        var known = before.get();
        known.lock.lock();
        try {
            var old = known.policy();
            if (old.settings().equals(settings)) return known;
            int model = old.settings().learnsAlike(settings) ? old.model() : old.model() + 1;
            change(known, new Policy(id, old.version() + 1, model, old.mode(), settings, now, by));
        } finally {
            known.lock.unlock();
        }
        audit.record(AuditEntry.of(by, "policy.changed", id)
                .under(id + "/" + known.policy().version()));
        return known;
    }

    /// Sets how far a policy is trusted.
    void trust(Live known, Mode mode, String reason, String by) {
        known.lock.lock();
        try {
            var old = known.policy();
            change(
                    known,
                    new Policy(old.id(), old.version() + 1, old.model(), mode, old.settings(), clock.instant(), by));
        } finally {
            known.lock.unlock();
        }
        audit.record(AuditEntry.of(by, "policy.trusted", known.policy().id() + " " + mode)
                .under(known.policy().id() + "/" + known.policy().version())
                .because(reason));
    }

    /// Stores first, so that what is in memory is never ahead of the database.
    private void change(Live known, Policy next) {
        jdbc.sql("""
                        update ranking_policy set version = ?, model = ?, mode = ?, settings = ?::jsonb, changed_at = ?, changed_by = ?
                        where id = ?""")
                .params(
                        next.version(),
                        next.model(),
                        next.mode().name(),
                        json.writeValueAsString(next.settings()),
                        next.changedAt().atOffset(ZoneOffset.UTC),
                        next.changedBy(),
                        next.id())
                .update();
        boolean anew = next.model() != known.policy().model();
        known.become(next, next.changedAt());
        if (anew) journal.save(next, known.learning(), known.nextRevision(next.changedAt()));
    }

    private void insert(Policy policy) {
        jdbc.sql("""
                        insert into ranking_policy (id, version, model, mode, settings, changed_at, changed_by)
                        values (?, ?, ?, ?, ?::jsonb, ?, ?) on conflict do nothing""")
                .params(
                        policy.id(),
                        policy.version(),
                        policy.model(),
                        policy.mode().name(),
                        json.writeValueAsString(policy.settings()),
                        policy.changedAt().atOffset(ZoneOffset.UTC),
                        policy.changedBy())
                .update();
    }

    private int count() {
        return jdbc.sql("select count(*) from ranking_policy")
                .query(Integer.class)
                .single();
    }

    private Optional<Policy> stored(String id) {
        return jdbc.sql("select * from ranking_policy where id = ?")
                .param(id)
                .query(this::policy)
                .optional();
    }

    private Policy policy(ResultSet row, int number) throws SQLException {
        return new Policy(
                row.getString("id"),
                row.getInt("version"),
                row.getInt("model"),
                Mode.valueOf(row.getString("mode")),
                json.readValue(row.getString("settings"), PolicySettings.class),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"));
    }

    /// The written state, and behind it what happened since, in the same order: the same bits.
    private Live restored(Policy policy) {
        var saved = journal.saved(policy.id());
        @Nullable
        Learning written = saved.filter(state -> state.model() == policy.model())
                .map(Journal.Saved::learning)
                .orElse(null);
        var learning = written == null
                ? Learning.none(policy.settings(), policy.changedAt())
                        .at(saved.map(state -> state.learning().place()).orElse(0L))
                : written;
        for (var happened : journal.since(policy, learning.place())) learning = replayed(learning, happened, policy);
        learning = learning.at(Math.max(learning.place(), journal.lastPlace(policy.id())));
        return new Live(policy, learning, saved.map(Journal.Saved::revision).orElse(0L));
    }

    private static Learning replayed(Learning learning, Journal.Happened happened, Policy policy) {
        var entry = happened.entry();
        if (!happened.lesson())
            return learning.decided(happened.place(), entry.event().decision(), policy.settings());
        var reward = entry.event().learned();
        var row = People.row(entry, policy);
        if (reward == null || row.isEmpty()) return learning;
        return learning.learned(
                happened.place(),
                new Event.Settlement(entry.event().decision(), reward),
                row.get(),
                entry.segment(),
                policy.settings());
    }
}
