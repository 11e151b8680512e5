package dev.attune.server.privacy;

import static java.lang.System.Logger.Level.INFO;

import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.database.DataDirectory;
import dev.attune.server.vault.Persons;
import dev.attune.server.vault.SigningKey;
import dev.attune.server.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Erases people, step by step. Each step may be done twice and is stored when it is complete, so that a server killed
/// in between goes on where it was, before it serves anybody. The same happens to everybody on the list of erasures
/// whom a restored backup brought back.
@Component
public class Erasures implements SmartLifecycle {
    private static final System.Logger LOG = System.getLogger(Erasures.class.getName());
    private static final String KEY_FILE = "erasure-key";
    private static final String RESTORED = "restore";

    private final ErasureTable table;
    private final ErasureList list;
    private final List<PersonDataHolder> holders;
    private final Persons persons;
    private final Vault vault;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;
    private final DataDirectory directory;
    private final JsonMapper json;
    private volatile boolean running;

    Erasures(
            ErasureTable table,
            ErasureList list,
            List<PersonDataHolder> holders,
            Persons persons,
            Vault vault,
            Audit audit,
            ApplicationEventPublisher events,
            InstantSource clock,
            DataDirectory directory,
            JsonMapper json) {
        this.table = table;
        this.list = list;
        this.holders = List.copyOf(holders);
        this.persons = persons;
        this.vault = vault;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.directory = directory;
        this.json = json;
    }

    /// Erases the person behind a pseudonym and returns when it is done; empty when nobody is known by it.
    ///
    /// @param requestedBy who asked, for example `console` or `person`
    public Optional<Erasure> erase(String subject, String requestedBy) {
        return persons.find(subject).map(person -> erasePerson(person, requestedBy));
    }

    /// Likewise by the random id.
    Erasure erasePerson(String person, String requestedBy) {
        list.add(person); // first: from here on no restart and no backup brings the person back
        var erasure = table.begin(new Erasure(
                UUID.randomUUID(), person, clock.instant(), requestedBy, Erasure.Step.REQUESTED, Map.of(), null));
        return finish(erasure);
    }

    List<Erasure> latest(int most) {
        return table.latest(most);
    }

    Optional<Erasure> find(UUID id) {
        return table.find(id);
    }

    /// Goes on with what a stop interrupted, and erases again whom a restored backup brought back.
    int resume() {
        int done = 0;
        for (var line : list.all())
            done += line.tenant().get(() -> {
                if (!persons.exists(line.person())) return 0;
                erasePerson(line.person(), RESTORED);
                return 1;
            });
        for (var tenant : table.tenants())
            done += tenant.get(() -> {
                var unfinished = table.unfinished();
                unfinished.forEach(this::finish);
                return unfinished.size();
            });
        return done;
    }

    private Erasure finish(Erasure erasure) {
        var current = erasure;
        while (current.step() != Erasure.Step.PROVEN) {
            current = next(current);
            table.save(current);
        }
        return current;
    }

    /// Does the step behind the last complete one.
    private Erasure next(Erasure erasure) {
        return switch (erasure.step()) {
            case REQUESTED -> stop(erasure);
            case STOPPED -> delete(erasure);
            case DELETED -> shred(erasure);
            case SHREDDED -> prove(erasure);
            case PROVEN -> erasure;
        };
    }

    private Erasure stop(Erasure erasure) {
        String subject = persons.subjectOf(erasure.person()).orElse(null);
        persons.beginErasing(erasure.person());
        events.publishEvent(new PersonErasing(erasure.person(), subject));
        return with(erasure, Erasure.Step.STOPPED, erasure.erased(), null);
    }

    private Erasure delete(Erasure erasure) {
        var erased = new TreeMap<>(erasure.erased());
        for (var holder : holders)
            holder.erase(erasure.person()).forEach((what, count) -> erased.merge(what, count, Integer::sum));
        return with(erasure, Erasure.Step.DELETED, erased, null);
    }

    /// After this what copies and backups hold is noise.
    private Erasure shred(Erasure erasure) {
        String subject = persons.subjectOf(erasure.person()).orElse(null);
        var erased = new TreeMap<>(erasure.erased());
        erased.merge("person_key", vault.shred(erasure.person()), Integer::sum);
        erased.merge("person", persons.remove(erasure.person()), Integer::sum);
        // who asked while streams were ending may have filled a cache again
        events.publishEvent(new PersonErasing(erasure.person(), subject));
        return with(erasure, Erasure.Step.SHREDDED, erased, null);
    }

    private Erasure prove(Erasure erasure) {
        audit.record(AuditEntry.of(erasure.requestedBy(), "person.erased", erasure.person())
                .because("%d rows"
                        .formatted(erasure.erased().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum())));
        var statement = Map.of(
                "erasure", erasure.id().toString(),
                "person", erasure.person(),
                "requestedAt", erasure.requestedAt().toString(),
                "requestedBy", erasure.requestedBy(),
                "systems", holders.stream().map(PersonDataHolder::name).sorted().toList(),
                "erased", erasure.erased(),
                "keyDestroyed", true,
                "completedAt", clock.instant().toString());
        return with(erasure, Erasure.Step.PROVEN, erasure.erased(), sign(statement));
    }

    private String sign(Map<String, Object> statement) {
        try {
            var key = SigningKey.of(directory.secret(KEY_FILE, SigningKey::fresh), KEY_FILE);
            String header = base64(json.writeValueAsBytes(Map.of(
                    "alg", "EdDSA", "jwk", Map.of("kty", "OKP", "crv", "Ed25519", "x", base64(key.publicBytes())))));
            String signed = header + "." + base64(json.writeValueAsBytes(statement));
            return signed + "." + base64(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException("the key of proofs cannot be read", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Erasure with(
            Erasure erasure, Erasure.Step step, Map<String, Integer> erased, @Nullable String proof) {
        return new Erasure(
                erasure.id(), erasure.person(), erasure.requestedAt(), erasure.requestedBy(), step, erased, proof);
    }

    /// Before the web server listens.
    @Override
    public void start() {
        int done = resume();
        if (done > 0) LOG.log(INFO, "{0} erasures were finished before serving", done);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0; // the web server's is near Integer.MAX_VALUE
    }
}
