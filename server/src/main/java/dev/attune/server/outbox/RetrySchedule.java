package dev.attune.server.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// When a failed delivery is tried again: the pauses that Standard Webhooks recommends, about three days in all.
final class RetrySchedule {
    /// Before the first attempt, the second, and so on.
    private static final List<Duration> PAUSES = List.of(
            Duration.ZERO,
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    static final int ATTEMPTS = PAUSES.size();
    static final Duration LONGEST_WISH = Duration.ofHours(24); // a Retry-After beyond it would park a message for ever
    static final double JITTER = 0.1; // so that what failed together does not come back together

    private RetrySchedule() {}

    /// The pause after a failed attempt; empty when it was the last.
    ///
    /// @param failed the number of the attempt that failed, from 1
    /// @param wish of the other system
    static Optional<Duration> pauseAfter(int failed, UUID message, @Nullable Duration wish) {
        if (failed >= ATTEMPTS) return Optional.empty();
        var usual = PAUSES.get(failed);
        // drawn from the message, so that a test and a second server find the same
        double share = Math.floorMod(message.hashCode() * 31 + failed, 1000) / 1000.0;
        var pause = usual.plusMillis((long) (usual.toMillis() * JITTER * share));
        if (wish == null || wish.compareTo(pause) <= 0) return Optional.of(pause);
        return Optional.of(wish.compareTo(LONGEST_WISH) <= 0 ? wish : LONGEST_WISH);
    }
}
