package dev.attune.server.privacy;

import static java.lang.System.Logger.Level.WARNING;

import dev.attune.server.access.Tenants;
import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.database.DatabaseFailures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Sweeps every category when its time is over, and leaves evidence: an audit record with the count.
@Component
public class Retention {
    private static final System.Logger LOG = System.getLogger(Retention.class.getName());

    private final List<RetentionClock> clocks;
    private final InstantSource now;
    private final Audit audit;
    private final Tenants tenants;
    private final Map<String, Swept> swept = new ConcurrentHashMap<>();

    Retention(List<RetentionClock> clocks, InstantSource now, Audit audit, Tenants tenants) {
        this.clocks = clocks.stream()
                .sorted(Comparator.comparing(RetentionClock::category))
                .toList();
        this.now = now;
        this.audit = audit;
        this.tenants = tenants;
    }

    private record Swept(Instant at, int removed) {}

    /// @param sweptAt null until the first sweep since the server started
    /// @param removed in all sweeps since then
    public record Category(
            String name, Duration keep, @Nullable Instant sweptAt, int removed) {}

    public List<Category> categories() {
        return clocks.stream()
                .map(clock -> {
                    var last = swept.get(clock.category());
                    return new Category(
                            clock.category(),
                            clock.keep(),
                            last == null ? null : last.at(),
                            last == null ? 0 : last.removed());
                })
                .toList();
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
    void sweep() {
        tenants.each("sweeping what is over its time", this::sweepOne);
    }

    private void sweepOne() {
        for (var clock : clocks) {
            try {
                sweep(clock);
            } catch (DataAccessException | TransactionException e) {
                LOG.log(
                        WARNING,
                        "%s could not be swept; tried again within an hour%s"
                                .formatted(
                                        clock.category(),
                                        DatabaseFailures.isForNow(e) ? ", the database is away or full" : ""),
                        e);
            }
        }
    }

    private void sweep(RetentionClock clock) {
        var at = now.instant();
        var olderThan = at.minus(clock.keep());
        int removed = clock.sweep(olderThan);
        if (removed > 0)
            audit.record(AuditEntry.of("retention", "retention.swept", clock.category())
                    .because("%d older than %s".formatted(removed, olderThan)));
        swept.merge(
                clock.category(),
                new Swept(at, removed),
                (before, fresh) -> new Swept(fresh.at(), before.removed() + fresh.removed()));
    }
}
