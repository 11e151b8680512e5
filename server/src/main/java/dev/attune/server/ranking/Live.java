package dev.attune.server.ranking;

import dev.attune.decisions.learning.Row;
import dev.attune.decisions.ranking.Event;
import dev.attune.decisions.ranking.LoggedDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A policy at work: what it is and what it has learned. Reading takes no lock; whoever changes it
/// holds `lock`, so that places are given in the order in which rows reach the journal.
final class Live {
    /// Decisions and lessons between two written states; more where writing one takes long.
    private static final int SAVE_EVERY = 200;

    private static final int SAVE_EVERY_PER_ACTION = 50;

    /// Nor sooner than this: at 500 decisions a second a state was written twice a second, which those who asked
    /// meanwhile had to wait for. After a crash what was not written is made again from its rows.
    private static final Duration SAVE_NOT_BEFORE = Duration.ofSeconds(15);

    private static final int SAVE_AT_ANY_RATE = 20_000;
    private static final Duration SAVE_AFTER = Duration.ofMinutes(1);

    final ReentrantLock lock = new ReentrantLock();
    private volatile Policy policy;
    private volatile Learning learning;
    private long revision;
    private int unsaved;
    private Instant savedAt = Instant.EPOCH;

    /// @param revision of the written state; 0 when there is none
    Live(Policy policy, Learning learning, long revision) {
        this.policy = policy;
        this.learning = learning;
        this.revision = revision;
    }

    Policy policy() {
        return policy;
    }

    Learning learning() {
        return learning;
    }

    /// Another model begins where the features changed.
    void become(Policy next, Instant now) {
        requireLock();
        if (next.model() != policy.model()) {
            long place = learning.place();
            learning = Learning.none(next.settings(), now).at(place + 1);
            unsaved++;
        }
        policy = next;
    }

    /// @return its place
    long decided(LoggedDecision decision) {
        requireLock();
        learning = learning.decided(learning.place() + 1, decision, policy.settings());
        unsaved++;
        return learning.place();
    }

    /// @return what was learned and its place; empty when there was nothing to learn
    Optional<Lesson> learned(Event.Settlement settlement, @Nullable String segment) {
        requireLock();
        if (!learning.canLearn(settlement)) return Optional.empty();
        var row = settlement.row(policy.slot().schema(), learning.population().epoch());
        if (row.isEmpty()) return Optional.empty();
        learning = learning.learned(learning.place() + 1, settlement, row.get(), segment, policy.settings());
        unsaved++;
        return Optional.of(new Lesson(learning.place(), row.get()));
    }

    record Lesson(long place, Row row) {}

    /// Whether a period of fading has passed.
    boolean age(Instant now) {
        requireLock();
        var every = policy.settings().forgetting().every();
        boolean aged = false;
        while (!learning.agedAt().plus(every).isAfter(now)) {
            learning = learning.aged(learning.place() + 1, learning.agedAt().plus(every));
            aged = true;
        }
        return aged;
    }

    void forget(List<Row> rows, @Nullable String segment) {
        requireLock();
        learning = learning.forgotten(learning.place() + 1, rows, segment);
    }

    boolean isWorthSaving(Instant now) {
        if (unsaved >= SAVE_AT_ANY_RATE) return true;
        int enough = Math.max(
                SAVE_EVERY,
                SAVE_EVERY_PER_ACTION * learning.population().actions().size());
        return unsaved >= enough && !now.isBefore(savedAt.plus(SAVE_NOT_BEFORE));
    }

    boolean isLongUnsaved(Instant now) {
        return unsaved > 0 && savedAt.plus(SAVE_AFTER).isBefore(now);
    }

    /// The number of the state that is written next.
    long nextRevision(Instant now) {
        requireLock();
        unsaved = 0;
        savedAt = now;
        return ++revision;
    }

    private void requireLock() {
        if (!lock.isHeldByCurrentThread())
            throw new IllegalStateException("only who holds the lock may change a policy");
    }
}
