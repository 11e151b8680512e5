package dev.attune.decisions.ranking;

import dev.attune.decisions.learning.FeatureSchema;
import dev.attune.decisions.learning.Hierarchy;
import dev.attune.decisions.learning.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The life of one decision: `(event, what happened) -> (event, what follows)`. Immutable.
///
/// @param shownAt null while it is deferred
/// @param rewards all that came, also those that did not count
/// @param learned what was given to the learner; null when nothing was or not yet
public record Event(
        LoggedDecision decision,
        Status status,
        @Nullable Instant shownAt,
        List<Reward> rewards,
        @Nullable Double learned) {
    public enum Status {
        /// Ranked, not shown.
        DEFERRED,
        /// Shown; rewards count.
        ACTIVE,
        /// Settled; what comes now is only kept.
        CLOSED,
        /// Never shown: neither learned nor counted.
        EXPIRED
    }

    /// @param settles the reward that is to be learned now; empty when nothing is
    /// @param kept why a reward was only kept; empty when it counted
    public record Step(Event event, Optional<Settlement> settles, Optional<String> kept) {}

    /// One outcome, ready for the learner.
    public record Settlement(LoggedDecision decision, double reward) {
        /// The next beliefs; the same when the decision was none to learn from.
        public Hierarchy taughtTo(Hierarchy beliefs, FeatureSchema schema) {
            return row(schema, beliefs.population().epoch()).map(beliefs::learn).orElse(beliefs);
        }

        /// What is learned, and what must be unlearned should this person be forgotten.
        public Optional<Row> row(FeatureSchema schema, long epoch) {
            return decision.chosen()
                    .filter(_ -> decision.learnable())
                    .map(action -> new Row(action, decision.vector(schema, action), reward, epoch));
        }
    }

    public Event {
        rewards = List.copyOf(rewards);
    }

    public static Event of(LoggedDecision decision) {
        return decision.request().deferred()
                ? new Event(decision, Status.DEFERRED, null, List.of(), null)
                : new Event(decision, Status.ACTIVE, decision.request().at(), List.of(), null);
    }

    /// The stored answer to a question that comes again.
    public LoggedDecision answer(RankRequest again) throws EventConflict {
        if (!decision.request().isSameQuestion(again)) throw new EventConflict(decision.eventId());
        return decision;
    }

    /// It was really shown; the reward clock starts. A second time changes nothing.
    public Step activate(Slot slot, Instant at) {
        var now = close(slot, at);
        if (now.event.status != Status.DEFERRED) return now;
        return unsettled(new Event(decision, Status.ACTIVE, at, now.event.rewards, null));
    }

    /// The window may have closed meanwhile; that is settled first.
    public Step reward(Slot slot, Reward reward) {
        var now = close(slot, reward.at());
        var kept = new ArrayList<>(now.event.rewards);
        kept.add(now.event.dated(reward));
        var event = now.event.with(kept);
        return switch (event.status) {
            case DEFERRED -> new Step(event, now.settles, Optional.of("not shown yet"));
            case EXPIRED -> new Step(event, now.settles, Optional.of("never shown"));
            case CLOSED ->
                new Step(
                        event,
                        now.settles,
                        Optional.of(event.isLate(slot, reward) ? "after the reward window" : "settled before"));
            case ACTIVE ->
                switch (slot.rewards().rule()) {
                    case FIRST -> settled(event, reward.value());
                    case SUM, MAX -> unsettled(event);
                };
        };
    }

    /// Time has passed. Closes the window when it is over.
    public Step close(Slot slot, Instant now) {
        var window = slot.rewards().window();
        return switch (status) {
            case CLOSED, EXPIRED -> unsettled(this);
            case DEFERRED ->
                unsettled(
                        now.isAfter(decision.request().at().plus(window))
                                ? new Event(decision, Status.EXPIRED, null, rewards, null)
                                : this);
            case ACTIVE ->
                shownAt != null && now.isAfter(shownAt.plus(window)) ? settled(this, outcome(slot)) : unsettled(this);
        };
    }

    /// What came before the showing was only kept.
    private double outcome(Slot slot) {
        var counted = rewards.stream()
                .filter(reward -> shownAt == null || !reward.at().isBefore(shownAt))
                .mapToDouble(Reward::value)
                .toArray();
        if (counted.length == 0) return slot.rewards().byDefault();
        return switch (slot.rewards().rule()) {
            case FIRST -> counted[0];
            case SUM -> Math.min(1, Arrays.stream(counted).sum());
            case MAX -> Arrays.stream(counted).max().orElseThrow();
        };
    }

    /// A clock that runs behind: what came after the showing is dated no earlier.
    private Reward dated(Reward reward) {
        return shownAt != null && reward.at().isBefore(shownAt) ? new Reward(shownAt, reward.value()) : reward;
    }

    private boolean isLate(Slot slot, Reward reward) {
        return shownAt != null
                && reward.at().isAfter(shownAt.plus(slot.rewards().window()));
    }

    private Event with(List<Reward> all) {
        return new Event(decision, status, shownAt, all, learned);
    }

    private static Step settled(Event event, double reward) {
        var closed = new Event(event.decision, Status.CLOSED, event.shownAt, event.rewards, reward);
        return new Step(closed, Optional.of(new Settlement(event.decision, reward)), Optional.empty());
    }

    private static Step unsettled(Event event) {
        return new Step(event, Optional.empty(), Optional.empty());
    }
}
