package dev.attune.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.actor.GroundTruth.Place;
import dev.attune.actor.GroundTruth.Point;
import dev.attune.media.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RendererTest {
    private static final Scene SMALL = Scene.portrait(160, 160)
            .withFraming(new Scene.Framing(2.4, 0.42))
            .withSensor(new Scene.Sensor(0.8, 0, 1, false))
            .withSamplesPerSide(1);

    private static Rig rig;
    private static Renderer renderer;
    private static Shot neutral;

    @BeforeAll
    static void makeARenderer() throws IOException {
        rig = RigFixture.rig();
        renderer = new Renderer(rig, Identity.shopper(), SMALL);
        neutral = shot(Expression.NEUTRAL);
    }

    private static Shot shot(Expression expression) {
        return renderer.render(expression, Duration.ZERO);
    }

    @Test
    void aSmileLiftsBothCornersOfTheMouthAndWidensIt() {
        GroundTruth smile = shot(Expression.NEUTRAL.with(12, 4)).truth(), rest = neutral.truth();

        assertThat(smile.point(Place.LEFT_MOUTH_CORNER).y())
                .isLessThan(rest.point(Place.LEFT_MOUTH_CORNER).y() - 1);
        assertThat(smile.point(Place.RIGHT_MOUTH_CORNER).y())
                .isLessThan(rest.point(Place.RIGHT_MOUTH_CORNER).y() - 1);
        assertThat(mouthWidth(smile)).isGreaterThan(mouthWidth(rest) + 0.5);
        assertThat(smile.actionUnit(12).intensity()).isEqualTo(4);
    }

    private static double mouthWidth(GroundTruth truth) {
        return truth.point(Place.LEFT_MOUTH_CORNER).x()
                - truth.point(Place.RIGHT_MOUTH_CORNER).x();
    }

    @Test
    void aWinkOfTheLeftEyeClosesTheEyeOnTheRightOfThePicture() {
        Shot wink = shot(Expression.NEUTRAL.with(45, 5, 0));

        assertThat(wink.truth().point(Place.LEFT_IRIS).x()).isGreaterThan(80);
        assertThat(opening(wink.truth(), Place.LEFT_UPPER_LID, Place.LEFT_LOWER_LID))
                .isLessThan(0.3 * opening(neutral.truth(), Place.LEFT_UPPER_LID, Place.LEFT_LOWER_LID));
        assertThat(changeAround(wink, Place.LEFT_IRIS)).isGreaterThan(5 * changeAround(wink, Place.RIGHT_IRIS));
    }

    private static double opening(GroundTruth truth, Place upper, Place lower) {
        return truth.point(lower).y() - truth.point(upper).y();
    }

    /// Mean change of the picture against the neutral one in a small square about a place.
    private static double changeAround(Shot shot, Place place) {
        Point middle = neutral.truth().point(place);
        double sum = 0;
        for (int dy = -4; dy <= 4; dy++)
            for (int dx = -4; dx <= 4; dx++)
                sum += Math.abs(green(shot.frame(), middle, dx, dy) - green(neutral.frame(), middle, dx, dy));
        return sum / 81;
    }

    private static int green(Frame frame, Point middle, int dx, int dy) {
        int column = (int) middle.x() + dx, row = (int) middle.y() + dy;
        return frame.bgr()[3 * (row * frame.width() + column) + 1] & 0xff;
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        var again = new Renderer(rig, Identity.shopper(), SMALL);

        assertThat(again.render(Expression.NEUTRAL, Duration.ZERO).frame().bgr())
                .isEqualTo(neutral.frame().bgr());
    }

    @Test
    void anotherTimeGivesOtherSensorNoiseOnly() {
        byte[] later = renderer.render(Expression.NEUTRAL, Duration.ofMillis(40))
                .frame()
                .bgr();
        byte[] first = neutral.frame().bgr();

        assertThat(later).isNotEqualTo(first);
        int largest = 0;
        for (int i = 0; i < later.length; i++)
            largest = Math.max(largest, Math.abs((later[i] & 0xff) - (first[i] & 0xff)));
        assertThat(largest).isLessThan(12);
    }

    @Test
    void lookingToOnesOwnLeftMovesTheIrisesToTheRightOfThePicture() {
        Shot left = shot(Expression.NEUTRAL.withEyes(20, 0));
        GroundTruth up = shot(Expression.NEUTRAL.withEyes(0, 15)).truth();

        for (Place iris : new Place[] {Place.LEFT_IRIS, Place.RIGHT_IRIS}) {
            Point resting = neutral.truth().point(iris);
            assertThat(left.truth().point(iris).x()).isGreaterThan(resting.x() + 1);
            assertThat(up.point(iris).y()).isLessThan(resting.y() - 1);
        }
        assertThat(left.truth().gaze().yaw()).isCloseTo(20, within(1e-6));
        Point iris = left.truth().point(Place.RIGHT_IRIS);
        assertThat(darkestColumnNear(left, iris)).isCloseTo(iris.x(), within(2.5));
    }

    /// The pupil is the darkest part of an open eye.
    private static double darkestColumnNear(Shot shot, Point place) {
        int best = 0, darkest = Integer.MAX_VALUE;
        for (int dx = -6; dx <= 6; dx++) {
            int green = green(shot.frame(), place, dx, 0) + green(shot.frame(), place, dx, 1);
            if (green < darkest) {
                darkest = green;
                best = dx;
            }
        }
        return (int) place.x() + best + 0.5;
    }

    @Test
    void aWidePupilDarkensMoreOfTheIrisThanANarrowOneAndNoneLeavesItLight() {
        int none = darkPixels(shot(Expression.NEUTRAL.withPupil(0)));
        int narrow = darkPixels(shot(Expression.NEUTRAL.withPupil(0.25)));
        int wide = darkPixels(shot(Expression.NEUTRAL.withPupil(0.6)));

        assertThat(narrow).isGreaterThan(none);
        assertThat(wide).isGreaterThan(narrow + 6);
        assertThatThrownBy(() -> Expression.NEUTRAL.withPupil(0.9)).hasMessageContaining("0.9");
    }

    private static int darkPixels(Shot shot) {
        int dark = 0;
        for (Place eye : new Place[] {Place.LEFT_IRIS, Place.RIGHT_IRIS})
            for (int dy = -4; dy <= 4; dy++)
                for (int dx = -4; dx <= 4; dx++)
                    if (green(shot.frame(), neutral.truth().point(eye), dx, dy) < 45) dark++;
        return dark;
    }

    @Test
    void aHeadTurnedAndRaisedCarriesTheGazeAlong() {
        GroundTruth turned =
                shot(Expression.NEUTRAL.withHead(15, 10, 0).withEyes(5, 0)).truth();

        assertThat(turned.head().yaw()).isEqualTo(15);
        assertThat(turned.gaze().yaw()).isCloseTo(20, within(0.5));
        assertThat(turned.gaze().pitch()).isGreaterThan(8);
    }

    @Test
    void aHeadTiltedToItsLeftShoulderTurnsClockwiseInThePicture() {
        GroundTruth tilted = shot(Expression.NEUTRAL.withHead(0, 0, 12)).truth();

        assertThat(tilted.point(Place.LEFT_IRIS).y())
                .isGreaterThan(tilted.point(Place.RIGHT_IRIS).y() + 3);
    }

    @Test
    void peopleOfDifferentSeedsHaveDifferentFaces() {
        GroundTruth other = new Renderer(rig, Identity.seeded(7), SMALL)
                .render(Expression.NEUTRAL, Duration.ZERO)
                .truth();

        assertThat(other.points()).isNotEqualTo(neutral.truth().points());
    }

    @Test
    void aFolderWithoutARigIsNamedInTheError() {
        assertThatThrownBy(() -> Rig.load(Path.of("target/no-rig")))
                .hasMessageContaining("no-rig")
                .hasMessageContaining("--rig");
    }
}
