package dev.attune.decisions.repair;

/// What happens to a case.
public sealed interface CaseEvent {

    /// @param option what was done, one of the definition's
    record StepDone(Step step, String option) implements CaseEvent {
        public StepDone {
            if (option.isBlank()) throw new IllegalArgumentException("a step was done by something, got no option");
        }
    }

    /// @param reason for whoever reads the case later
    record StepSkipped(Step step, String reason) implements CaseEvent {
        public StepSkipped {
            if (reason.isBlank())
                throw new IllegalArgumentException("whoever skips the step %s says why".formatted(step.id()));
        }
    }

    /// The person was asked how it is now.
    record Asked() implements CaseEvent {}

    /// The person answered.
    ///
    /// @param satisfaction in [0, 1]: 4 of 5 is 0.75
    record Answered(double satisfaction) implements CaseEvent {
        public Answered {
            if (!(satisfaction >= 0 && satisfaction <= 1))
                throw new IllegalArgumentException("an answer must be in [0, 1], got " + satisfaction);
        }
    }

    /// The same trouble with the same thing came up again.
    record CameBack() implements CaseEvent {}

    /// Somebody, or a withdrawal, ends the case.
    record Ended(Outcome outcome) implements CaseEvent {}
}
