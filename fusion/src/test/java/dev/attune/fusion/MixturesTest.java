package dev.attune.fusion;

import static dev.attune.fusion.AFace.aFace;
import static dev.attune.fusion.AFace.aSmile;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Definition;
import dev.attune.signals.Emotion;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.Mixture;
import dev.attune.signals.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MixturesTest {
    private static final Mixtures.Pair JOY_AND_SURPRISE = new Mixtures.Pair(Emotion.JOY, Emotion.SURPRISE);

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
                    assertThat(mixed.firstWeight()).isStrictlyBetween(0.0, 1.0);
                    assertThat(mixed.firstWeight() + mixed.secondWeight()).isEqualTo(1);
                });
    }

    @Test
    void aMomentWeighsItsPartsByTheirMeanOverItsFrames() {
        var shares = PairShares.NONE;
        var open = Episodes.<Mixtures.Pair>none();
        var frames = List.of(
                new Mixture(Emotion.JOY, Emotion.SURPRISE, 0.6, 0.2),
                new Mixture(Emotion.SURPRISE, Emotion.JOY, 0.4, 0.4),
                new Mixture(Emotion.SURPRISE, Emotion.JOY, 0.6, 0.4));
        for (int i = 0; i < frames.size(); i++) {
            open = atLevel(open, i, 0.8);
            shares = shares.next(Duration.ofSeconds(i), open, frames.get(i));
        }

        assertThat(shares.of(JOY_AND_SURPRISE)).isCloseTo((0.75 + 0.5 + 0.4) / 3, within(1e-12));
    }

    @Test
    void aFrameWithoutTheMixtureWeighsNothing() {
        var open = atLevel(Episodes.none(), 0, 0.8);
        var shares = PairShares.NONE.next(Duration.ZERO, open, new Mixture(Emotion.JOY, Emotion.SURPRISE, 0.6, 0.2));

        assertThat(shares.next(Duration.ofMillis(200), open, null)).isEqualTo(shares);
        assertThat(shares.next(Duration.ofMillis(200), open, new Mixture(Emotion.SURPRISE, Emotion.ANGER, 0.5, 0.4)))
                .isEqualTo(shares);
    }

    @Test
    void theNextMomentOfAPairForgetsTheWeightsOfTheOneBefore() {
        var open = atLevel(Episodes.none(), 0, 0.8);
        var shares = PairShares.NONE.next(Duration.ZERO, open, new Mixture(Emotion.JOY, Emotion.SURPRISE, 0.6, 0.2));
        var reopened = atLevel(open, 9, 0.8);
        var second = new Mixture(Emotion.SURPRISE, Emotion.JOY, 0.6, 0.4);

        assertThat(shares.next(Duration.ofSeconds(9), reopened, second).of(JOY_AND_SURPRISE))
                .isCloseTo(0.4, within(1e-12));
        assertThat(shares.next(Duration.ofSeconds(9), Episodes.none(), null)).isEqualTo(PairShares.NONE);
    }

    private static Episodes<Mixtures.Pair> atLevel(Episodes<Mixtures.Pair> episodes, int second, double level) {
        return episodes.next(
                        Duration.ofSeconds(second),
                        Map.of(JOY_AND_SURPRISE, level),
                        List.of(),
                        Map.of(JOY_AND_SURPRISE, new Episodes.Threshold(0.5, 0.3, Duration.ofMillis(400))),
                        Duration.ofSeconds(2))
                .episodes();
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
