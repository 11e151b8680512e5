package dev.attune.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Definition;
import dev.attune.signals.Emotion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnitsExpressionTest {
    private static final Definition PROTOTYPES = Definition.load(AffectFusion.class, "compound-attune", "2");

    @Test
    void aFaceThatDoesNotMoveIsNeutral() {
        assertThat(UnitsExpression.of(List.of()).top()).isEqualTo(Emotion.NEUTRAL);
    }

    @ParameterizedTest
    @EnumSource(names = {"JOY", "SURPRISE", "ANGER", "FEAR", "SADNESS", "DISGUST"})
    void theUnitsOfAPrototypeAreConsistentWithItsExpression(Emotion emotion) {
        var units = PROTOTYPES.integers(emotion.id()).stream()
                .map(number -> new ActionUnit(number, 4, 4, 0.8))
                .toList();

        assertThat(UnitsExpression.of(units).top()).isEqualTo(emotion);
    }

    @Test
    void aMouthCornerDrawnUpOnOneSideIsConsistentWithContempt() {
        assertThat(UnitsExpression.of(List.of(new ActionUnit(12, 3, 0, 0.8), new ActionUnit(14, 3, 0, 0.8)))
                        .top())
                .isEqualTo(Emotion.CONTEMPT);
    }

    @Test
    void unitsThatItDoesNotKnowCountNothing() {
        var smile = new ActionUnit(12, 3, 3, 0.8);
        var withBlink = List.of(smile, new ActionUnit(45, 5, 5, 0.9));

        assertThat(UnitsExpression.of(withBlink)).isEqualTo(UnitsExpression.of(List.of(smile)));
    }
}
