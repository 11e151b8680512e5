package dev.attune.server.segments;

import dev.attune.decisions.segments.Person;
import dev.attune.decisions.segments.SegmentCondition;
import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.customers.CustomerChanged;
import dev.attune.server.database.Tenant;
import dev.attune.server.privacy.PersonErasing;
import dev.attune.server.vault.Persons;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Some people, kept in memory for as long as somebody edits conditions, so that a count is there while
/// they type.
///
/// Ids are random, so whoever follows a random id in their order is a random sample.
@Component
class Sample {
    static final int MOST = 2_000; // ± 2 points of percent at worst
    private static final int AT_FIRST = 200; // the rest follows in the background
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final SegmentTable table;
    private final KnownPeople known;
    private final Persons persons;
    private final InstantSource clock;
    private final Map<Tenant, Taken> taken = new ConcurrentHashMap<>();
    private final byte[] secret = new byte[32];

    Sample(SegmentTable table, KnownPeople known, Persons persons, InstantSource clock) {
        this.table = table;
        this.known = known;
        this.persons = persons;
        this.clock = clock;
        new SecureRandom().nextBytes(secret);
    }

    private record Taken(Instant at, long population, Map<String, Person> people) {}

    /// @param met of those sampled
    /// @param lot drawn for exactly those who met it, whatever the condition's words
    /// @param population of whom they are a sample
    record Count(long met, long lot, long sampled, long population) {}

    Count count(SegmentCondition condition) {
        var now = clock.instant();
        var sample = sample();
        long met = 0;
        long lot = 0;
        for (var each : sample.people().entrySet())
            if (condition.holds(each.getValue(), now)) {
                met++;
                lot ^= lot(each.getKey());
            }
        return new Count(met, lot, sample.people().size(), sample.population());
    }

    /// Of one person, for as long as this server runs.
    private long lot(String person) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            hash.update(secret);
            return ByteBuffer.wrap(hash.digest(person.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Collection<Person> people() {
        return List.copyOf(sample().people().values());
    }

    @EventListener
    void forget(PersonErasing erasing) {
        forget(erasing.person());
    }

    /// Their record may have lost something.
    @EventListener
    void forget(CustomerChanged changed) {
        forget(changed.person());
    }

    @EventListener
    void forget(ConsentWithdrawn withdrawn) {
        persons.find(withdrawn.subject()).ifPresent(this::forget);
    }

    private void forget(String person) {
        taken.values().forEach(sample -> sample.people().remove(person));
    }

    private Taken sample() {
        var now = clock.instant();
        taken.values().removeIf(sample -> sample.at().plus(FRESH).isBefore(now));
        return taken.computeIfAbsent(Tenant.current(), this::take);
    }

    private Taken take(Tenant tenant) {
        var now = clock.instant();
        var fresh = new Taken(now, table.people(), new ConcurrentHashMap<>());
        var ids = ids(fresh.population(), now);
        add(fresh, ids.subList(0, Math.min(AT_FIRST, ids.size())), now);
        if (ids.size() > AT_FIRST)
            Thread.ofVirtual()
                    .name("segments-sample")
                    .start(() -> tenant.run(() -> add(fresh, ids.subList(AT_FIRST, ids.size()), now)));
        return fresh;
    }

    private List<String> ids(long population, Instant at) {
        if (population <= MOST) return table.peopleAfter("", MOST);
        var start = "p-" + Integer.toString(new SplittableRandom(at.toEpochMilli()).nextInt(36 * 36), 36);
        var ids = new ArrayList<>(table.peopleAfter(start, MOST));
        if (ids.size() < MOST) ids.addAll(table.peopleAfter("", MOST - ids.size()));
        return ids;
    }

    private void add(Taken sample, List<String> ids, Instant now) {
        for (var id : ids)
            known.person(id, now).ifPresent(person -> sample.people().put(id, person));
    }
}
