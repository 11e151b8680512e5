package dev.attune.decisions.segments;

import dev.attune.decisions.Clause;
import dev.attune.decisions.Condition;
import dev.attune.decisions.Condition.Unsound;
import dev.attune.decisions.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A condition over one [Person].
public final class SegmentCondition {
    private static final Condition.Reader READER = new Condition.Reader(new PersonVocabulary());
    private static final Duration PRECISION = Duration.ofSeconds(1);

    private final Condition condition;

    private SegmentCondition(Condition condition) {
        this.condition = condition;
    }

    /// @throws SegmentConditionException with every fault and its place
    public static SegmentCondition read(String text) throws SegmentConditionException {
        if (text.isBlank())
            throw new SegmentConditionException(List.of(new SegmentConditionException.Fault(
                    1, 1, FaultKind.MISSING, "a segment needs a condition. Maybe valence < -0.2.")));
        try {
            return new SegmentCondition(READER.read(text));
        } catch (Unsound unsound) {
            throw new SegmentConditionException(unsound.faults().stream()
                    .map(fault ->
                            SegmentConditionException.Fault.at(text, fault.offset(), fault.kind(), fault.message()))
                    .toList());
        }
    }

    public String text() {
        return condition.text();
    }

    public Set<String> inputs() {
        return condition.inputs();
    }

    /// Whether it reads what a person displays; such a segment must not reach a price or an entitlement.
    public boolean readsAffect() {
        return !condition.affectInputs().isEmpty();
    }

    /// Whether it needs [Person#recent]; without it, whoever asks may leave that empty.
    public boolean readsEvents() {
        return inputs().stream().anyMatch(PersonVocabulary::isOfEvents);
    }

    public boolean holds(Person person, Instant now) {
        return condition.holds(person.at(now, inputs()));
    }

    public List<Clause> explain(Person person, Instant now) {
        return condition.evaluate(person.at(now, inputs()));
    }

    /// When the passage of time alone changes whether it holds; empty when that is not within `horizon`.
    ///
    /// Looks at every time at which a variable makes a step, once a day at least, and halves the
    /// interval in which the answer changed. What begins and ends between two looks is not seen.
    public Optional<Instant> nextChange(Person person, Instant now, Duration horizon) {
        if (inputs().stream().noneMatch(PersonVocabulary::movesWithTime)) return Optional.empty();
        boolean holds = holds(person, now);
        var before = now;
        for (var step : person.steps(now, now.plus(horizon))) {
            if (holds(person, step) != holds) return Optional.of(change(person, before, step, holds));
            before = step;
        }
        return Optional.empty();
    }

    private Instant change(Person person, Instant before, Instant after, boolean holds) {
        while (Duration.between(before, after).compareTo(PRECISION) > 0) {
            var middle = before.plus(Duration.between(before, after).dividedBy(2));
            if (holds(person, middle) == holds) before = middle;
            else after = middle;
        }
        return after;
    }

    /// The earliest of [#nextChange] over several.
    public static Optional<Instant> nextChange(
            List<SegmentCondition> conditions, Person person, Instant now, Duration horizon) {
        var changes = new ArrayList<Instant>();
        for (var condition : conditions)
            condition.nextChange(person, now, horizon).ifPresent(changes::add);
        return changes.stream().min(Instant::compareTo);
    }
}
