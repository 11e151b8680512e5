package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.CanonicalFace;
import dev.attune.models.ModelStore;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CoverSignsTest {
    private static final CanonicalFace FACE = canonical();
    private static final FacePattern PATTERNS = new FacePattern(FACE);

    @Test
    void aFaceInOrdinaryLightShowsNoSignOfACover() {
        assertThat(signs(face())).isEqualTo(new CoverSigns(1, 1));
    }

    @Test
    void darkSkinOrLittleLightIsNoCover() {
        float[] dark = face();
        for (int i = 0; i < dark.length; i++) dark[i] *= 0.15f;

        assertThat(signs(dark)).isEqualTo(new CoverSigns(1, 1));
    }

    @Test
    void darkAllAboutBothEyesIsALens() {
        float[] worn = face();
        shade(worn, 0.2f, FaceRegion.RIGHT_EYE, FaceRegion.LEFT_EYE);

        var signs = signs(worn);

        assertThat(signs.of(FaceRegion.LEFT_EYE)).isZero();
        assertThat(signs.of(FaceRegion.BROWS)).isZero();
        assertThat(signs.of(FaceRegion.NOSE)).isEqualTo(1);
    }

    @Test
    void oneDarkEyeIsNoLensBecauseLightFromTheSideDoesThatToo() {
        float[] lit = face();
        shade(lit, 0.2f, FaceRegion.RIGHT_EYE);

        assertThat(signs(lit).eyes()).isEqualTo(1);
    }

    @Test
    void aMouthThatIsAsFlatAsAHandIsCovered() {
        float[] covered = face();
        for (var region : new FaceRegion[] {FaceRegion.RIGHT_MOUTH, FaceRegion.LEFT_MOUTH})
            for (int point : region.points(FACE)) covered[point] = 0.5f;

        assertThat(signs(covered).of(FaceRegion.RIGHT_MOUTH)).isZero();
    }

    @Test
    void wherePartOfTheFaceLiesOutsideThePictureNothingIsClaimed() {
        float[] cut = face();
        Arrays.fill(cut, Float.NaN);

        assertThat(signs(cut)).isEqualTo(new CoverSigns(1, 1));
    }

    private static CoverSigns signs(float[] luma) {
        return CoverSigns.of(luma, PATTERNS);
    }

    /// Skin, with every third point a fifth darker, as lips, lashes and brows are.
    private static float[] face() {
        var luma = new float[MeshTopology.BASE_POINTS];
        for (int i = 0; i < luma.length; i++) luma[i] = i % 3 == 0 ? 0.48f : 0.6f;
        return luma;
    }

    private static void shade(float[] luma, float share, FaceRegion... regions) {
        for (var region : regions) for (int point : region.points(FACE)) luma[point] *= share;
    }

    private static CanonicalFace canonical() {
        try (var store = ModelStore.bundled()) {
            return store.canonicalFace();
        }
    }
}
