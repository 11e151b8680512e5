package dev.attune.server.live;

import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.database.Tenant;
import dev.attune.server.decisions.PlaybookSwitched;
import dev.attune.server.policy.SwitchChanged;
import dev.attune.server.privacy.PersonErasing;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The live sessions of this server: how many there may be, and who tells them of withdrawals and of the end.
@Component
class LiveSessions implements SmartLifecycle {
    private static final Duration PARTING = Duration.ofSeconds(3); // of all together

    private final Map<LiveSession, Thread> running = new ConcurrentHashMap<>();
    private final LiveMetrics metrics;
    private volatile boolean open;

    LiveSessions(LiveMetrics metrics) {
        this.metrics = metrics;
    }

    /// Starts a session on a thread of its own; false when there are too many of its kind.
    ///
    /// @param most of this kind: pages and calls do not take each other's places
    synchronized boolean begin(LiveSession session, int most) {
        if (!open) return false;
        long alike = running.keySet().stream()
                .filter(other -> other.isCall() == session.isCall())
                .count();
        if (alike >= most) return false;
        var tenant = Tenant.current();
        var thread = Thread.ofVirtual()
                .name("live")
                .unstarted(() -> tenant.run(() -> {
                    try {
                        session.run();
                    } finally {
                        running.remove(session);
                        metrics.sessions.decrementAndGet();
                    }
                }));
        running.put(session, thread);
        metrics.sessions.incrementAndGet();
        thread.start();
        return true;
    }

    @EventListener
    void tell(ConsentWithdrawn withdrawn) {
        running.keySet().forEach(session -> session.consentChanged(withdrawn.subject()));
    }

    @EventListener
    void tell(PersonErasing erasing) {
        var subject = erasing.subject();
        if (subject != null) running.keySet().forEach(session -> session.consentChanged(subject));
    }

    @EventListener
    void tell(SwitchChanged changed) {
        running.keySet().forEach(LiveSession::gateChanged);
    }

    @EventListener
    void tell(PlaybookSwitched switched) {
        running.keySet().forEach(LiveSession::gateChanged);
    }

    @Override
    public void start() {
        open = true;
    }

    /// Comes before the web server stops, so that every page hears the close code.
    @Override
    public void stop() {
        synchronized (this) {
            open = false;
        }
        var threads = running.values().toArray(Thread[]::new);
        running.keySet().forEach(LiveSession::stop);
        long until = System.nanoTime() + PARTING.toNanos();
        for (var thread : threads) {
            try {
                thread.join(Duration.ofNanos(until - System.nanoTime()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public boolean isRunning() {
        return open;
    }
}
