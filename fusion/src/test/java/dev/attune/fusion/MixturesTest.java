package dev.attune.fusion;

import static dev.attune.fusion.AFace.aFace;
import static dev.attune.fusion.AFace.aSmile;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Definition;
import dev.attune.signals.Emotion;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.Moment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MixturesTest {

    @Test
    void theUnitsOfJoyAndOfSurpriseTogetherAreAMixture() {
        var mixture = requireNonNull(Mixtures.in(units(3, 1, 2, 5, 26, 6, 12, 25)));

        assertThat(List.of(mixture.first(), mixture.second())).containsExactlyInAnyOrder(Emotion.JOY, Emotion.SURPRISE);
        assertThat(mixture.firstWeight() + mixture.secondWeight()).isLessThanOrEqualTo(1);
    }

    @Test
    void theStrongerPartComesFirst() {
        var units = new ArrayList<>(units(3, 6, 12, 25));
        units.addAll(units(1.5, 1, 2, 5, 26));

        assertThat(requireNonNull(Mixtures.in(units)).first()).isEqualTo(Emotion.JOY);
    }

    @Test
    void oneExpressionIsNoMixture() {
        assertThat(Mixtures.in(units(3.5, 6, 12, 25))).isNull();
        assertThat(Mixtures.in(units(3.5, 1, 2, 5, 26))).isNull();
    }

    @Test
    void aTraceOfASecondExpressionIsNoMixture() {
        var units = new ArrayList<>(units(3.5, 6, 12, 25));
        units.addAll(units(0.5, 1, 2, 5, 26));

        assertThat(Mixtures.in(units)).isNull();
    }

    @Test
    void aFaceThatDoesNotMoveIsNoMixture() {
        assertThat(Mixtures.in(List.of())).isNull();
        assertThat(Mixtures.in(units(0, 1, 2, 6, 12))).isNull();
    }

    @Test
    void thePartsAreTheUnionOfBothPrototypeLists() {
        var compound = Definition.load(AffectFusion.class, "compound-attune", "2");
        var first = Definition.load(AffectFusion.class, "emfacs-a", "1");
        var second = Definition.load(AffectFusion.class, "mpr-online", "1");
        for (var emotion : List.of("joy", "sadness", "surprise", "fear", "anger", "disgust")) {
            var union = new TreeSet<>(first.integers(emotion));
            union.addAll(second.integers(emotion));
            assertThat(compound.integers(emotion)).as(emotion).containsExactlyElementsOf(union);
        }
    }

    @Test
    void aSmileWithRaisedBrowsAndDroppedJawIsAMomentOfBoth() {
        var moments = new Recording()
                .shows(4, aFace())
                .shows(2, aSurprisedSmile())
                .shows(3, aFace())
                .moments();

        assertThat(moments)
                .filteredOn(Moment.MixedExpression.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(Moment.MixedExpression.class, mixed -> {
                    assertThat(mixed.first()).isEqualTo(Emotion.JOY);
                    assertThat(mixed.second()).isEqualTo(Emotion.SURPRISE);
                });
    }

    @Test
    void aFlickerOfAMixtureIsNoMoment() {
        assertThat(new Recording()
                        .shows(4, aFace())
                        .shows(0.2, aSurprisedSmile())
                        .shows(3, aFace())
                        .moments())
                .noneMatch(Moment.MixedExpression.class::isInstance);
    }

    private static AFace aSurprisedSmile() {
        return aSmile().moving(FaceMeasure.INNER_BROW_HEIGHT, 0.06)
                .moving(FaceMeasure.MIDDLE_BROW_HEIGHT, 0.06)
                .moving(FaceMeasure.OUTER_BROW_HEIGHT, 0.06)
                .moving(FaceMeasure.EYE_OPENING, 0.12)
                .moving(FaceMeasure.LIP_GAP, 0.2)
                .moving(FaceMeasure.CHIN_DISTANCE, 0.2);
    }

    private static List<ActionUnit> units(double intensity, int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> new ActionUnit(number, intensity, intensity, 0.8))
                .toList();
    }
}
