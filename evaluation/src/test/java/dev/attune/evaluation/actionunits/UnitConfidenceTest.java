package dev.attune.evaluation.actionunits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.actor.Expression;
import dev.attune.evaluation.actionunits.UnitSamples.Reading;
import dev.attune.signals.ActionUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitConfidenceTest {

    @Test
    void aReadingThatKnowsItsErrorsHasThemWhereItTrustsItselfLeast() {
        var confidence = UnitConfidence.of(List.of(
                playing(1, new ActionUnit(12, 3, 3, 0.9), new ActionUnit(9, 0.5, 0.5, 0.1)),
                playing(2, new ActionUnit(12, 2.8, 2.8, 0.9), new ActionUnit(9, 1, 1, 0.1))));

        assertThat(confidence.order().orElseThrow()).isLessThan(-0.8);
        assertThat(confidence.rows()).hasSize(2);
        var least = confidence.rows().getFirst();
        var most = confidence.rows().getLast();
        assertThat(least.from()).isZero();
        assertThat(least.error().orElseThrow()).isEqualTo(2.25, within(1e-9));
        assertThat(most.error().orElseThrow()).isEqualTo(0.1, within(1e-9));
        assertThat(most.presence().recall()).hasValue(1);
    }

    @Test
    void aSideThatNobodyMovedAndNobodySaidToMoveProvesNothing() {
        var still = new Reading(1, MadeUpPerson.playing(Expression.NEUTRAL), List.of(new ActionUnit(12, 0, 0, 0.9)));

        assertThat(UnitConfidence.of(List.of(still)).order()).isEmpty();
    }

    private static Reading playing(long person, ActionUnit smile, ActionUnit nose) {
        return new Reading(
                person, MadeUpPerson.playing(Expression.NEUTRAL.with(12, 3).with(9, 3)), List.of(smile, nose));
    }
}
