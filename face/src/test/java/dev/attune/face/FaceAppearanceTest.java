package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FaceAppearanceTest {
    private final FaceAppearance face = lit(1, 1, 0);

    @Test
    void aFaceInDimmerLightIsAsLikeAsCanBe() {
        assertThat(face.likeness(lit(1, 0.4, 0.1))).isCloseTo(1, within(1e-6));
    }

    @Test
    void anotherPatternIsUnlike() {
        assertThat(face.likeness(lit(2, 1, 0))).isBetween(-0.2, 0.2);
    }

    @Test
    void pointsOutsideThePictureDoNotCount() {
        var cut = lit(1, 1, 0);
        for (int i = 0; i < 100; i++) cut.luma()[i] = Float.NaN;

        assertThat(face.likeness(cut)).isCloseTo(1, within(1e-6));
        assertThat(cut.likeness(face)).isCloseTo(1, within(1e-6));
    }

    @Test
    void nothingSeenIsLikeNothing() {
        assertThat(face.likeness(lit(1, 0, 0.5))).isZero();
    }

    private static FaceAppearance lit(long seed, double gain, double offset) {
        var random = new Random(seed);
        var luma = new float[MeshTopology.BASE_POINTS];
        for (int i = 0; i < luma.length; i++) luma[i] = (float) (gain * random.nextDouble() + offset);
        return new FaceAppearance(luma, 0.5, 100, SkinFolds.unseen());
    }
}
