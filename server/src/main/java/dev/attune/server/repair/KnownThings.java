package dev.attune.server.repair;

import dev.attune.server.database.Tenant;
import dev.attune.server.privacy.PersonErasing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What rows are about, for whoever counts many of them: it is sealed with the key of each person and never changes,
/// and opening it is most of the work. Kept in memory for a while only, and gone with its person or their consent.
@Component
class KnownThings {
    private static final Duration KEPT = Duration.ofMinutes(10); // somebody looks at a page and chooses another product
    private static final int MOST = 500_000; // some 100 MB

    private final Map<Ref, Known> known = new ConcurrentHashMap<>();
    private final AtomicLong forgotten = new AtomicLong(); // how often somebody was

    /// @param product may be empty
    record Thing(String topic, String product) {}

    /// @param person whose key sealed it
    record Told(String person, Thing thing) {}

    private record Ref(Tenant tenant, UUID row) {}

    private record Known(Told told, long untilNanos) {}

    /// Those that cannot be opened any more are absent.
    ///
    /// @param open those of the rows that are not known
    Map<UUID, Thing> of(Collection<UUID> rows, Function<Collection<UUID>, Map<UUID, Told>> open) {
        var tenant = Tenant.current();
        long now = System.nanoTime();
        known.values().removeIf(each -> now - each.untilNanos() >= 0);
        var things = new HashMap<UUID, Thing>();
        var closed = new ArrayList<UUID>();
        for (var row : rows) {
            var found = known.get(new Ref(tenant, row));
            if (found == null) closed.add(row);
            else things.put(row, found.told().thing());
        }
        if (closed.isEmpty()) return things;
        long before = forgotten.get();
        var opened = open.apply(closed);
        if (known.size() + opened.size() > MOST) known.clear();
        opened.forEach((row, told) -> {
            things.put(row, told.thing());
            // somebody who was forgotten meanwhile must not enter behind that
            known.computeIfAbsent(
                    new Ref(tenant, row),
                    same -> forgotten.get() == before ? new Known(told, now + KEPT.toNanos()) : null);
        });
        return things;
    }

    @EventListener
    void forget(PersonErasing erasing) {
        forget(erasing.person());
    }

    void forget(String person) {
        forgotten.incrementAndGet();
        known.values().removeIf(each -> each.told().person().equals(person));
    }
}
