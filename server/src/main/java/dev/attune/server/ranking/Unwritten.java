package dev.attune.server.ranking;

import dev.attune.server.database.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// What waits for the database, as it stands, so that it is found before its row is there.
///
/// Not kept longer: each pause of the garbage collector copies what is kept since the last one, and a thousand
/// decisions are a hundred thousand small objects.
@Component
final class Unwritten {
    private final Map<Where, Journal.Entry> entries = new HashMap<>();

    private record Where(Tenant tenant, Journal.Key key) {}

    /// @param written completes when the entry's row is on disk
    void keepUntil(CompletableFuture<Void> written, Journal.Entry entry) {
        var where = new Where(Tenant.current(), entry.key());
        synchronized (entries) {
            entries.put(where, entry);
        }
        written.whenComplete((done, refused) -> {
            synchronized (entries) {
                if (entries.get(where) == entry) entries.remove(where); // else a newer one waits
            }
        });
    }

    /// Empty when it is written, or was never decided.
    Optional<Journal.Entry> find(Journal.Key key) {
        var where = new Where(Tenant.current(), key);
        synchronized (entries) {
            return Optional.ofNullable(entries.get(where));
        }
    }

    /// Those of this tenant, in no order.
    List<Journal.Entry> which(Predicate<Journal.Entry> wanted) {
        var tenant = Tenant.current();
        synchronized (entries) {
            return entries.entrySet().stream()
                    .filter(each -> each.getKey().tenant().equals(tenant) && wanted.test(each.getValue()))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }

    /// Whether any of this tenant waits.
    boolean has(Predicate<Journal.Entry> wanted) {
        var tenant = Tenant.current();
        synchronized (entries) {
            return entries.entrySet().stream()
                    .anyMatch(each -> each.getKey().tenant().equals(tenant) && wanted.test(each.getValue()));
        }
    }
}
