package dev.attune.face;

import static dev.attune.face.MeshTopology.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceMeasurerTest {
    private static final FaceMeasures AT_REST = measures(SyntheticFace.atRest());

    @ParameterizedTest
    @CsvSource({"30,0,0", "0,20,0", "0,0,40", "-20,15,-10"})
    void turningTheHeadChangesNoMeasure(double yaw, double pitch, double roll) {
        var turned = FaceMeasurer.measure(
                SyntheticFace.atRest().poseRemoved(Rotation.ofDegrees(yaw, pitch, roll)), NoseWrinkles.unseen());

        for (var measure : FaceMeasure.values()) {
            assertThat(turned.left(measure)).as("left %s", measure).isCloseTo(AT_REST.left(measure), within(1e-4));
            assertThat(turned.right(measure)).as("right %s", measure).isCloseTo(AT_REST.right(measure), within(1e-4));
        }
    }

    @Test
    void aWinkWithTheSubjectsLeftEyeClosesTheEyeOnThePicturesRight() {
        var face = SyntheticFace.atRest().onto(LEFT_UPPER_LID, LEFT_LOWER_LID);
        float[] points = face.pictured(SyntheticFace.AHEAD);
        var winking = measures(face);

        assertThat(points[3 * LEFT_UPPER_LID]).isGreaterThan(SyntheticFace.WIDTH / 2f);
        assertThat(winking.left(FaceMeasure.EYE_OPENING)).isLessThan(0.05);
        assertThat(winking.right(FaceMeasure.EYE_OPENING)).isEqualTo(AT_REST.right(FaceMeasure.EYE_OPENING));
    }

    @Test
    void aRaisedLeftMouthCornerRaisesTheLeftSideOnly() {
        var smirk = measures(SyntheticFace.atRest().moved(LEFT_MOUTH_CORNER, 0, 0.08));

        assertThat(smirk.left(FaceMeasure.CORNER_RISE) - AT_REST.left(FaceMeasure.CORNER_RISE))
                .isCloseTo(0.08, within(1e-3));
        assertThat(smirk.right(FaceMeasure.CORNER_RISE)).isEqualTo(AT_REST.right(FaceMeasure.CORNER_RISE));
    }

    @Test
    void aRestingFaceIsAboutSymmetric() {
        for (var measure : FaceMeasure.values())
            assertThat(AT_REST.left(measure)).as("%s", measure).isCloseTo(AT_REST.right(measure), within(0.01));
    }

    private static FaceMeasures measures(SyntheticFace face) {
        return FaceMeasurer.measure(face.poseRemoved(SyntheticFace.AHEAD), NoseWrinkles.unseen());
    }
}
