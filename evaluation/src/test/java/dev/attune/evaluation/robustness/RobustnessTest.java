package dev.attune.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.actor.GroundTruth.Place;
import dev.attune.actor.GroundTruth.Point;
import dev.attune.signals.Emotion;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RobustnessTest {

    @Test
    void turningMovesThePixelsAndTheKnownPlacesAlike() {
        var picture = aPicture();
        int x = (int) picture.point(Place.LEFT_IRIS).x(),
                y = (int) picture.point(Place.LEFT_IRIS).y();
        picture.bgr()[3 * (y * picture.width() + x)] = (byte) 250;

        var turned = Effects.turned(picture, 90);

        Point iris = turned.point(Place.LEFT_IRIS);
        assertThat(turned.value((int) iris.x(), (int) iris.y(), 0)).isGreaterThan(200);
        assertThat(turned.point(Place.LEFT_IRIS).y())
                .as("the person's left eye, right in the picture, goes down when turned clockwise")
                .isGreaterThan(turned.point(Place.RIGHT_IRIS).y() + 10);
    }

    @Test
    void aShrunkFaceHasTheWidthAskedFor() {
        var shrunk = Effects.shrunk(aPicture(), 22);

        Point left = shrunk.point(Place.LEFT_IRIS), right = shrunk.point(Place.RIGHT_IRIS);
        assertThat(Picture.FACE_PER_EYE_DISTANCE * (left.x() - right.x())).isCloseTo(22, within(1e-6));
        assertThat(shrunk.width()).isEqualTo(aPicture().width());
    }

    @Test
    void everyConditionKeepsTheSizeAndIsTheSameForTheSameSeed() {
        for (var condition : Condition.all()) {
            var once = condition.effect().on(aPicture(), 7);
            var again = condition.effect().on(aPicture(), 7);

            assertThat(once.bgr())
                    .as(condition.name())
                    .isEqualTo(again.bgr())
                    .hasSize(aPicture().bgr().length);
            if (!condition.equals(Condition.CLEAN)
                    && !condition.needsRendering()
                    && !condition.family().equals("face width")) // this face is small already
            assertThat(once.bgr()).as(condition.name()).isNotEqualTo(aPicture().bgr());
        }
    }

    @Test
    void whoAsksForCoversGetsAllThatHideAPartOfTheFaceAndTheCleanPicture() {
        assertThat(Condition.all())
                .filteredOn(condition -> condition.isAmong(Set.of("covers", "tint")))
                .extracting(Condition::family)
                .containsExactly(
                        "clean",
                        "tint",
                        "tint",
                        "medical mask",
                        "cloth mask",
                        "glasses",
                        "sunglasses",
                        "fingers over the mouth",
                        "palm over one eye",
                        "hair over one eye");
        assertThat(Condition.all()).allMatch(condition -> condition.isAmong(Set.of()));
    }

    @Test
    void anAnswerThatChangedCountsAsConfidentlyWrongAndAnAbstentionDoesNot() {
        var noise = Condition.all().stream()
                .filter(each -> each.family().equals("noise"))
                .findFirst()
                .orElseThrow();
        var samples = new LinkedHashMap<Condition, List<Sample>>();
        samples.put(
                Condition.CLEAN,
                List.of(read(Emotion.JOY, 0.01, 1), read(Emotion.JOY, 0.01, 1), read(Emotion.ANGER, 0.01, 1)));
        samples.put(noise, List.of(read(Emotion.JOY, 0.02, 0.9), read(Emotion.FEAR, 0.1, 0.5), abstained(0.2, 0.3)));
        var result = new RobustnessResult("made up", "none", 1, samples, List.of());

        var row = result.row(noise);

        assertThat(row.confidentlyWrong()).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(row.sameExpression()).hasValue(0.5);
        assertThat(row.expressionAnswered().orElseThrow()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(result.honesty(Sample::landmarkError).correlation().orElseThrow())
                .isCloseTo(-1, within(0.05));
        assertThat(result.markdown()).contains("noise", "3 of 3");
        assertThat(result.json().path("conditions").size()).isEqualTo(2);
    }

    private static Sample read(Emotion emotion, double error, double confidence) {
        return sample(Optional.of(emotion), error, confidence);
    }

    private static Sample abstained(double error, double confidence) {
        return sample(Optional.empty(), error, confidence);
    }

    private static Sample sample(Optional<Emotion> emotion, double error, double confidence) {
        return new Sample(
                0,
                true,
                0,
                OptionalDouble.of(error),
                OptionalDouble.of(1),
                OptionalDouble.of(confidence),
                emotion,
                OptionalDouble.empty());
    }

    /// A grey ramp with places where a face would have them.
    private static Picture aPicture() {
        int width = 120, height = 100;
        var bgr = new byte[3 * width * height];
        for (int i = 0; i < bgr.length; i++) bgr[i] = (byte) (60 + (i / 3 % width) % 80);
        Map<Place, Point> points = new EnumMap<>(Place.class);
        for (var place : Place.values()) {
            boolean left = place.name().startsWith("LEFT");
            boolean mouth = place.name().endsWith("CORNER");
            points.put(place, new Point(left ? 75.5 : 45.5, mouth ? 65.5 : 35.5));
        }
        return new Picture(width, height, bgr, points, 30);
    }
}
