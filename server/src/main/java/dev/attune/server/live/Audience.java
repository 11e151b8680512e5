package dev.attune.server.live;

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

    private record Hall(RunningCall call, ServerMessage.Ready ready, Set<Mailbox> watchers) {}

    /// @param framing the vendor's protocol
    /// @param startedAtMillis of the wall clock, since 1970
    record RunningCall(UUID sessionId, String framing, long startedAtMillis) {}

    void open(RunningCall call, ServerMessage.Ready ready) {
        halls.put(call.sessionId(), new Hall(call, ready, ConcurrentHashMap.newKeySet()));
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

    /// False when no such call is running.
    boolean join(UUID call, Mailbox watcher) {
        var hall = halls.get(call);
        if (hall == null) return false;
        watcher.put(new Mailbox.Watched(hall.ready()));
        hall.watchers().add(watcher);
        return halls.containsKey(call); // it may have ended meanwhile
    }

    void leave(UUID call, Mailbox watcher) {
        var hall = halls.get(call);
        if (hall != null) hall.watchers().remove(watcher);
    }

    /// Latest first.
    List<RunningCall> running() {
        return halls.values().stream()
                .map(Hall::call)
                .sorted(Comparator.comparingLong(RunningCall::startedAtMillis).reversed())
                .toList();
    }
}
