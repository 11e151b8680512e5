package dev.attune.decisions.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.decisions.repair.CaseEvent.Answered;
import dev.attune.decisions.repair.CaseEvent.Asked;
import dev.attune.decisions.repair.CaseEvent.CameBack;
import dev.attune.decisions.repair.CaseEvent.Ended;
import dev.attune.decisions.repair.CaseEvent.StepDone;
import dev.attune.decisions.repair.CaseEvent.StepSkipped;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaseStateTest {
    private final RepairDefinition definition = RepairDefinition.bundled();

    @Test
    void aCaseGoesThroughItsStepsIsFollowedUpAndClosesAsRepaired() {
        var seen = new ArrayList<String>();
        var state = CaseState.OPENED;
        seen.add(state.id());
        for (var step : Step.values()) {
            state = state.next(new StepDone(step, "message"), definition);
            seen.add(state.id());
        }
        state = state.next(new Asked(), definition).next(new Answered(0.75), definition);

        assertThat(seen).containsExactly("validate", "own", "solve", "prevent", "follow-up");
        assertThat(state).isEqualTo(new CaseState.Closed(Outcome.REPAIRED));
        assertThat(state.open()).isFalse();
    }

    @Test
    void noStepIsTakenBeforeItsTurnButAnyMaySayWhyItWasSkipped() {
        assertThatThrownBy(() -> CaseState.OPENED.next(new StepDone(Step.SOLVE, "explain"), definition))
                .hasMessageContaining("the next step is validate");
        assertThat(CaseState.OPENED.next(new StepSkipped(Step.VALIDATE, "they called us"), definition))
                .isEqualTo(new CaseState.Helping(Step.OWN));
        assertThatThrownBy(() -> new StepSkipped(Step.OWN, " ")).hasMessageContaining("says why");
    }

    @Test
    void anAnswerThatItIsNotRightYetBringsHelpAgain() {
        assertThat(new CaseState.FollowingUp(1).next(new Answered(0.5), definition))
                .isEqualTo(CaseState.OPENED);
        assertThat(new CaseState.FollowingUp(0).next(new CameBack(), definition))
                .isEqualTo(CaseState.OPENED);
    }

    @Test
    void moreOfTheSameTroubleLeavesTheStepWhereItIs() {
        var solving = new CaseState.Helping(Step.SOLVE);
        assertThat(solving.next(new CameBack(), definition)).isEqualTo(solving);
    }

    @Test
    void nobodyIsAskedBeforeHelpIsDoneOrOnceTooOften() {
        assertThatThrownBy(() -> CaseState.OPENED.next(new Asked(), definition)).hasMessageContaining("not done yet");
        assertThatThrownBy(() -> new CaseState.FollowingUp(2).next(new Asked(), definition))
                .hasMessageContaining("asked 2 times");
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void anythingOpenCanBeEndedAndWhatIsClosedStaysClosed(Outcome outcome) {
        var closed = new CaseState.Helping(Step.PREVENT).next(new Ended(outcome), definition);

        assertThat(closed).isEqualTo(new CaseState.Closed(outcome));
        assertThatThrownBy(() -> closed.next(new CameBack(), definition))
                .hasMessageContaining(outcome.id())
                .hasMessageContaining("open another");
    }

    /// Whatever happens in whatever order, a refused event changes nothing, and a case is followed up only behind its
    /// last step.
    @Test
    void noOrderOfEventsLeadsAstray() {
        var random = new Random(5);
        for (int run = 0; run < 500; run++) {
            var state = CaseState.OPENED;
            var steps = new ArrayList<Step>();
            for (int i = 0; i < 30; i++) {
                var event = any(random);
                try {
                    var next = state.next(event, definition);
                    if (event instanceof StepDone(var step, var _)) steps.add(step);
                    if (event instanceof StepSkipped(var step, var _)) steps.add(step);
                    if (state instanceof CaseState.Helping && next instanceof CaseState.FollowingUp)
                        assertThat(steps.getLast()).isEqualTo(Step.PREVENT);
                    if (next instanceof CaseState.FollowingUp(int asks))
                        assertThat(asks).isLessThanOrEqualTo(2);
                    state = next;
                } catch (IllegalStateException refused) {
                    assertThat(refused).hasMessageMatching("(?s).{20,}");
                }
            }
        }
    }

    private static CaseEvent any(Random random) {
        var step = Step.values()[random.nextInt(4)];
        return List.<CaseEvent>of(
                        new StepDone(step, "x"),
                        new StepDone(step, "y"),
                        new StepSkipped(step, "z"),
                        new Asked(),
                        new Answered(random.nextDouble()),
                        new CameBack(),
                        new StepDone(step, "x"),
                        new Ended(Outcome.values()[random.nextInt(5)]))
                .get(random.nextInt(random.nextInt(4) == 0 ? 8 : 7));
    }
}
