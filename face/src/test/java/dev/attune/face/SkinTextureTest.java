package dev.attune.face;

import static dev.attune.face.MeshTopology.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SkinTextureTest {
    private static final int SIZE = FaceMesh.INPUT_SIZE;
    private static final Crop WHOLE = new Crop(SIZE / 2.0, SIZE / 2.0, SIZE, 0);
    private static final float[] FACE = face();

    @Test
    void flatSkinHasNoTexture() {
        var skin = new float[SIZE * SIZE];
        Arrays.fill(skin, 0.5f);

        assertThat(SkinTexture.of(skin, WHOLE, FACE).left()).containsOnly(0);
    }

    @Test
    void theMirroredFaceHasTheSameTextureOnTheOtherSide() {
        for (int seed = 0; seed < 20; seed++) {
            float[] skin = noise(seed);

            var seen = SkinTexture.of(skin, WHOLE, FACE);
            var mirrored = SkinTexture.of(mirrored(skin), WHOLE, FACE);

            assertThat(mirrored.left()).containsExactly(seen.right(), within(0.02));
            assertThat(mirrored.right()).containsExactly(seen.left(), within(0.02));
        }
    }

    @Test
    void lightAndContrastOfTheWholePictureHardlyMatter() {
        for (int seed = 0; seed < 20; seed++) {
            float[] skin = noise(seed);
            float[] darker = skin.clone();
            for (int i = 0; i < darker.length; i++) darker[i] *= 0.6f;

            assertThat(SkinTexture.of(darker, WHOLE, FACE).left())
                    .containsExactly(SkinTexture.of(skin, WHOLE, FACE).left(), within(0.05));
        }
    }

    @Test
    void eachPatchIsNoLongerThanOneWhateverThePicture() {
        for (int seed = 0; seed < 50; seed++) {
            double[] side = SkinTexture.of(noise(seed), WHOLE, FACE).right();
            double squares = 0;
            for (int i = 0; i < SkinTexture.SIZE / 2; i++) squares += side[i] * side[i];

            assertThat(squares).isPositive().isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aFaceAtTheBorderOfItsCropIsReadWithoutLeavingIt() {
        var outside = FACE.clone();
        for (int i = 0; i < outside.length; i++) outside[i] -= 60;

        assertThat(SkinTexture.of(noise(1), WHOLE, outside).right()).doesNotContain(Double.NaN);
    }

    @Test
    void linesAcrossTheNoseAreToldFromLinesAlongIt() {
        var across = new float[SIZE * SIZE];
        var along = new float[SIZE * SIZE];
        for (int row = 0; row < SIZE; row++)
            for (int column = 0; column < SIZE; column++) {
                across[row * SIZE + column] = (float) (0.5 + 0.2 * Math.sin(row / 3.0));
                along[row * SIZE + column] = (float) (0.5 + 0.2 * Math.sin(column / 3.0));
            }

        assertThat(vertical(SkinTexture.of(across, WHOLE, FACE).left())).isGreaterThan(0.9);
        assertThat(vertical(SkinTexture.of(along, WHOLE, FACE).left())).isLessThan(0.1);
    }

    /// Share of the first patch's gradients that point up or down.
    private static double vertical(double[] side) {
        double all = 0;
        double upAndDown = 0;
        for (int i = 0; i < SkinTexture.SIZE / 2; i++) {
            all += side[i];
            if (i % 8 == 2 || i % 8 == 6) upAndDown += side[i];
        }
        return upAndDown / all;
    }

    private static float[] noise(int seed) {
        var random = new Random(seed);
        var coarse = new float[48 * 48];
        for (int i = 0; i < coarse.length; i++) coarse[i] = 0.35f + 0.3f * random.nextFloat();
        var skin = new float[SIZE * SIZE];
        for (int row = 0; row < SIZE; row++)
            for (int column = 0; column < SIZE; column++) skin[row * SIZE + column] = coarse[row / 4 * 48 + column / 4];
        return skin;
    }

    private static float[] mirrored(float[] skin) {
        var other = new float[skin.length];
        for (int row = 0; row < SIZE; row++)
            for (int column = 0; column < SIZE; column++)
                other[row * SIZE + column] = skin[row * SIZE + SIZE - 1 - column];
        return other;
    }

    /// The points that matter, symmetric about the middle of the crop.
    private static float[] face() {
        var points = new float[478 * 3];
        put(points, RIGHT_EYE_OUTER, 60.3f, 70.2f);
        put(points, LEFT_EYE_OUTER, 131.7f, 70.2f);
        put(points, NOSE_ROOT, 96, 72);
        put(points, NOSE_BRIDGE, 96, 84);
        put(points, RIGHT_NOSE_WING, 84.2f, 104.3f);
        put(points, LEFT_NOSE_WING, 107.8f, 104.3f);
        put(points, RIGHT_MOUTH_CORNER, 78.3f, 126.1f);
        put(points, LEFT_MOUTH_CORNER, 113.7f, 126.1f);
        return points;
    }

    private static void put(float[] points, int point, float x, float y) {
        points[3 * point] = x;
        points[3 * point + 1] = y;
    }
}
