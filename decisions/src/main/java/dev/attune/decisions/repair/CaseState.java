package dev.attune.decisions.repair;

import dev.attune.decisions.repair.CaseEvent.Answered;
import dev.attune.decisions.repair.CaseEvent.Asked;
import dev.attune.decisions.repair.CaseEvent.CameBack;
import dev.attune.decisions.repair.CaseEvent.Ended;
import dev.attune.decisions.repair.CaseEvent.StepDone;
import dev.attune.decisions.repair.CaseEvent.StepSkipped;

/// Where a case stands: `validate -> own -> solve -> prevent -> follow-up -> closed`.
///
/// Steps are taken in their order. While somebody is helped, more of the same trouble changes nothing but the
/// severity; during the follow-up it brings the case back to its first step, and so does an answer that says it is not
/// right yet. What is closed stays closed: trouble after that is another case.
public sealed interface CaseState {
    /// Where every case begins.
    CaseState OPENED = new Helping(Step.VALIDATE);

    /// This step is the next to do.
    record Helping(Step step) implements CaseState {}

    /// Everything was done; how is it now?
    ///
    /// @param asks how often the person was asked
    record FollowingUp(int asks) implements CaseState {
        public FollowingUp {
            if (asks < 0) throw new IllegalArgumentException("asks must be 0 or more, got " + asks);
        }
    }

    record Closed(Outcome outcome) implements CaseState {}

    /// The name used in protocols and data: a step's, `follow-up` or `closed`.
    default String id() {
        return switch (this) {
            case Helping(var step) -> step.id();
            case FollowingUp _ -> "follow-up";
            case Closed _ -> "closed";
        };
    }

    default boolean open() {
        return !(this instanceof Closed);
    }

    /// @throws IllegalStateException saying what the case waits for
    default CaseState next(CaseEvent event, RepairDefinition definition) {
        return switch (this) {
            case Helping helping -> afterHelp(helping, event);
            case FollowingUp following -> afterFollowUp(following, event, definition);
            case Closed(var outcome) ->
                throw new IllegalStateException(
                        "the case is closed (%s). Maybe open another one.".formatted(outcome.id()));
        };
    }

    private static CaseState afterHelp(Helping helping, CaseEvent event) {
        return switch (event) {
            case StepDone(var step, var _) -> behind(helping, step);
            case StepSkipped(var step, var _) -> behind(helping, step);
            case CameBack _ -> helping;
            case Ended(var outcome) -> new Closed(outcome);
            case Asked _, Answered _ ->
                throw new IllegalStateException(
                        "the step %s is not done yet; the person is asked afterwards.".formatted(helping.id()));
        };
    }

    private static CaseState behind(Helping helping, Step done) {
        if (done != helping.step())
            throw new IllegalStateException("the next step is %s, got %s. Maybe skip it with a reason."
                    .formatted(helping.step().id(), done.id()));
        return done.next().<CaseState>map(Helping::new).orElseGet(() -> new FollowingUp(0));
    }

    private static CaseState afterFollowUp(FollowingUp following, CaseEvent event, RepairDefinition definition) {
        return switch (event) {
            case Asked _ -> {
                if (following.asks() >= definition.followUp().mostAsks())
                    throw new IllegalStateException(
                            "the person was asked %d times already; that is enough.".formatted(following.asks()));
                yield new FollowingUp(following.asks() + 1);
            }
            case Answered(var satisfaction) ->
                satisfaction >= definition.followUp().repairedFrom() ? new Closed(Outcome.REPAIRED) : OPENED;
            case CameBack _ -> OPENED;
            case Ended(var outcome) -> new Closed(outcome);
            case StepDone(var step, var _) -> throw done(step);
            case StepSkipped(var step, var _) -> throw done(step);
        };
    }

    private static IllegalStateException done(Step step) {
        return new IllegalStateException(
                "the step %s is behind this case; it waits for the person's answer.".formatted(step.id()));
    }
}
