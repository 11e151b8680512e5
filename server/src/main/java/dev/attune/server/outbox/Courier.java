package dev.attune.server.outbox;

import static java.lang.System.Logger.Level.WARNING;

import dev.attune.server.database.DatabaseFailures;
import dev.attune.server.database.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Takes what is due and has it delivered, each message on a thread of its own: a target that hangs holds up only
/// itself.
@Component
class Courier implements SmartLifecycle {
    private static final System.Logger LOG = System.getLogger(Courier.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST_UNDERWAY = 64; // a few MB of threads and answers
    private static final int MOST_TO_ONE_TARGET = 4;

    private final OutboxTable table;
    private final Map<String, Carrier> carriers;
    private final Doorbell doorbell;
    private final Duration lease;
    private final Map<String, Integer> underway = new ConcurrentHashMap<>(); // by tenant and target
    private volatile boolean running;
    private @Nullable Thread looking;

    @Autowired
    Courier(OutboxTable table, List<Carrier> carriers, Doorbell doorbell) {
        this(table, carriers, doorbell, OutboxTable.LEASE);
    }

    Courier(OutboxTable table, List<Carrier> carriers, Doorbell doorbell, Duration lease) {
        this.table = table;
        this.carriers = carriers.stream().collect(Collectors.toMap(Carrier::scheme, Function.identity()));
        this.doorbell = doorbell;
        this.lease = lease;
    }

    @Override
    public void start() {
        running = true;
        looking = Thread.ofVirtual().name("courier").start(this::run);
    }

    /// What is underway ends by itself, or is sent again after its lease.
    @Override
    public void stop() {
        running = false;
        var thread = looking;
        if (thread == null) return;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                if (!round()) doorbell.await(LOOK);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) { // nothing leaves any more when this thread ends
                if (running && !DatabaseFailures.isForNow(e))
                    LOG.log(WARNING, "the outbox could not be read; tried again soon", e);
                try {
                    Thread.sleep(LOOK);
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        }
    }

    /// False when there was nothing to do.
    private boolean round() {
        boolean any = false;
        for (var tenant : table.tenantsWithWork()) any |= tenant.get(() -> round(tenant));
        return any;
    }

    private boolean round(Tenant tenant) {
        int room = MOST_UNDERWAY
                - underway.values().stream().mapToInt(Integer::intValue).sum();
        if (room <= 0) return false;
        String prefix = tenant.id() + " ";
        var busy = underway.entrySet().stream()
                .filter(one ->
                        one.getValue() >= MOST_TO_ONE_TARGET && one.getKey().startsWith(prefix))
                .map(one -> one.getKey().substring(prefix.length()))
                .toList();
        var parcels = table.claim(busy, Math.min(room, MOST_TO_ONE_TARGET), lease);
        for (var parcel : parcels) {
            String target = prefix + parcel.message().target();
            underway.merge(target, 1, Integer::sum);
            Thread.ofVirtual()
                    .name("courier-" + parcel.id())
                    .start(() -> tenant.run(() -> {
                        try {
                            deliver(parcel);
                        } finally {
                            underway.computeIfPresent(target, (same, n) -> n > 1 ? n - 1 : null);
                            doorbell.ring();
                        }
                    }));
        }
        return !parcels.isEmpty();
    }

    private void deliver(Parcel parcel) {
        var outcome = outcome(parcel);
        try {
            table.finish(parcel, outcome);
        } catch (RuntimeException e) { // a listener's refusal too: it stays ours until the lease ends, then goes again
            LOG.log(
                    WARNING,
                    "message %s went out but that could not be stored; it goes again".formatted(parcel.id()),
                    e);
        }
    }

    private Outcome outcome(Parcel parcel) {
        if (parcel.attempt() > RetrySchedule.ATTEMPTS)
            return new Outcome.Never("the server ended while sending it for the last time");
        var carrier = carriers.get(parcel.message().scheme());
        if (carrier == null)
            return new Outcome.Never(
                    "nobody here delivers to '%s'".formatted(parcel.message().scheme()));
        try {
            return carrier.carry(parcel);
        } catch (RuntimeException e) {
            LOG.log(
                    WARNING,
                    "message %s to %s failed"
                            .formatted(parcel.id(), parcel.message().target()),
                    e);
            return new Outcome.Later("it failed here: " + e.getClass().getSimpleName(), null);
        }
    }
}
