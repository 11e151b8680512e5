package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class FaceLookTest {
    private final float[] luma = SyntheticFace.luma(1);
    private final FaceLook face = look(luma);

    @Test
    void aFaceInDimmerLightIsAsLikeAsCanBe() {
        var dim = luma.clone();
        for (int i = 0; i < dim.length; i++) dim[i] = 0.4f * luma[i] + 0.1f;

        assertThat(face.likeness(look(dim))).isCloseTo(1, within(1e-4));
    }

    @Test
    void twoPeopleAreUnlikeThoughTheyShareTheAverageFace() {
        var other = look(SyntheticFace.luma(2));

        assertThat(face.likeness(other)).isBetween(-0.3, 0.3);
        assertThat(face.isSameFaceAs(other)).isFalse();
    }

    @Test
    void aHandOverTheMouthLeavesTheSameFaceAndOneOverEverythingDoesNot() {
        var head = SyntheticFace.atRest();
        float[] mouthHidden = hidden(point -> head.heightOf(point) < -2);
        float[] allHidden = hidden(point -> true);

        assertThat(face.isSameFaceAs(look(mouthHidden))).isTrue();
        assertThat(face.isSameFaceAs(look(allHidden))).isFalse();
    }

    @Test
    void pointsOutsideTheCropHardlyCount() {
        var cut = luma.clone();
        for (int i = 0; i < 60; i++) cut[i] = Float.NaN;

        assertThat(face.isSameFaceAs(look(cut))).isTrue();
    }

    @Test
    void whereNothingIsSeenNobodyIsTheSame() {
        var flat = look(new float[MeshTopology.BASE_POINTS]);

        assertThat(flat.likeness(flat)).isZero();
        assertThat(flat.isSameFaceAs(flat)).isFalse();
    }

    private float[] hidden(IntPredicate where) {
        var random = new Random(3);
        var covered = luma.clone();
        for (int i = 0; i < covered.length; i++)
            if (where.test(i)) covered[i] = 0.6f + 0.1f * random.nextFloat(); // skin
        return covered;
    }

    private static FaceLook look(float[] luma) {
        return SyntheticFace.PATTERN.look(luma);
    }
}
