package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.HeadPose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadPoseFitTest {

    @ParameterizedTest
    @CsvSource({"0,0,0", "25,0,0", "-40,0,0", "0,20,0", "0,-30,0", "0,0,35", "0,0,-60", "20,-15,10", "-35,12,-25"})
    void theCanonicalFaceTurnedByKnownAnglesGivesTheseAngles(double yaw, double pitch, double roll) {
        float[] points = SyntheticFace.atRest().pictured(Rotation.ofDegrees(yaw, pitch, roll));
        var rotation = HeadPoseFit.of(points, SyntheticFace.ANCHORS, SyntheticFace.WIDTH, SyntheticFace.HEIGHT)
                .meshRotation();

        assertThat(rotation.yawDegrees()).isCloseTo(yaw, within(0.01));
        assertThat(rotation.pitchDegrees()).isCloseTo(pitch, within(0.01));
        assertThat(rotation.rollDegrees()).isCloseTo(roll, within(0.01));
    }

    @Test
    void theMeshesErrorsOfYawAndPitchAreTakenBackInTheReportedPose() {
        var pose = poseOf(SyntheticFace.atRest().pictured(Rotation.ofDegrees(23, -8, 4)));

        assertThat(pose.yaw()).isCloseTo(0.80 * 23 + 0.533e-4 * 23 * 23 * 23, within(0.01));
        assertThat(pose.pitch()).isCloseTo(-8 + 5, within(0.01)); // the mesh makes level heads look bowed by 5 degrees
        assertThat(pose.roll()).isCloseTo(4, within(0.01));
    }

    @Test
    void turningToTheSubjectsLeftMovesTheNoseToThePicturesRight() {
        float[] ahead = SyntheticFace.atRest().pictured(SyntheticFace.AHEAD);
        float[] left = SyntheticFace.atRest().pictured(Rotation.ofDegrees(20, 0, 0));

        assertThat(left[3 * MeshTopology.NOSE_TIP]).isGreaterThan(ahead[3 * MeshTopology.NOSE_TIP]);
    }

    @Test
    void chinUpMovesTheNoseUpInThePicture() {
        float[] ahead = SyntheticFace.atRest().pictured(SyntheticFace.AHEAD);
        float[] up = SyntheticFace.atRest().pictured(Rotation.ofDegrees(0, 20, 0));

        assertThat(up[3 * MeshTopology.NOSE_TIP + 1]).isLessThan(ahead[3 * MeshTopology.NOSE_TIP + 1]);
    }

    @Test
    void tiltingToTheSubjectsLeftShoulderLowersTheLeftEye() {
        float[] tilted = SyntheticFace.atRest().pictured(Rotation.ofDegrees(0, 0, 20));

        assertThat(tilted[3 * MeshTopology.LEFT_EYE_OUTER + 1])
                .isGreaterThan(tilted[3 * MeshTopology.RIGHT_EYE_OUTER + 1]);
    }

    @Test
    void aFaceThatLooksTwiceAsLargeIsHalfAsFarAway() {
        double near = poseOf(SyntheticFace.atRest().pictured(SyntheticFace.AHEAD, 320, 240, 2))
                .zMillimetres();
        double far = poseOf(SyntheticFace.atRest().pictured(SyntheticFace.AHEAD, 320, 240, 1))
                .zMillimetres();

        assertThat(far).isCloseTo(2 * near, within(1e-3));
    }

    @Test
    void positionsRightOfAndBelowTheMiddleArePositive() {
        var pose = poseOf(SyntheticFace.atRest().pictured(SyntheticFace.AHEAD, 400, 300, 1));

        assertThat(pose.xMillimetres()).isPositive();
        assertThat(pose.yMillimetres()).isPositive();
    }

    private static HeadPose poseOf(float[] points) {
        return HeadPoseFit.of(points, SyntheticFace.ANCHORS, SyntheticFace.WIDTH, SyntheticFace.HEIGHT)
                .pose();
    }
}
