package dev.attune.server.live;

import dev.attune.server.access.ReadingPurpose;
import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.database.Tenant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// The running calls, and who watches them from the console. What a call says goes to their mailboxes: a watcher that
/// does not read misses something, and never holds up the call.
@Component
final class Audience {
    private final Map<UUID, Hall> halls = new ConcurrentHashMap<>();

    private final Audit audit;

    Audience(Audit audit) {
        this.audit = audit;
    }

    private record Hall(RunningCall call, Tenant tenant, ServerMessage.Ready ready, Set<Mailbox> watchers) {}

    /// @param sessionId of the live session that reads it
    /// @param framing the vendor's protocol
    /// @param startedAtMillis of the wall clock, since 1970
    record RunningCall(UUID sessionId, String framing, long startedAtMillis) {}

    void open(RunningCall call, ServerMessage.Ready ready) {
        halls.put(call.sessionId(), new Hall(call, Tenant.current(), ready, ConcurrentHashMap.newKeySet()));
    }

    void tell(UUID call, ServerMessage message) {
        var hall = halls.get(call);
        if (hall != null) hall.watchers().forEach(watcher -> watcher.put(new Mailbox.Watched(message)));
    }

    /// Sends the watchers away.
    void close(UUID call) {
        var hall = halls.remove(call);
        if (hall != null) hall.watchers().forEach(watcher -> watcher.put(new Mailbox.Stop()));
    }

    /// False when no such call of this tenant is running.
    ///
    /// @param who watches, for the record
    boolean join(UUID call, Mailbox watcher, String who) {
        var hall = halls.get(call);
        if (hall == null || !hall.tenant().equals(Tenant.current())) return false;
        audit.record(AuditEntry.read(who, ReadingPurpose.SUPPORT.id(), "call", call.toString()));
        watcher.put(new Mailbox.Watched(hall.ready()));
        hall.watchers().add(watcher);
        return halls.containsKey(call); // it may have ended meanwhile
    }

    void leave(UUID call, Mailbox watcher) {
        var hall = halls.get(call);
        if (hall != null) hall.watchers().remove(watcher);
    }

    /// Of this tenant, latest first.
    List<RunningCall> running() {
        return halls.values().stream()
                .filter(hall -> hall.tenant().equals(Tenant.current()))
                .map(Hall::call)
                .sorted(Comparator.comparingLong(RunningCall::startedAtMillis).reversed())
                .toList();
    }
}
