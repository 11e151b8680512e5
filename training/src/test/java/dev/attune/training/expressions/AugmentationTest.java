package dev.attune.training.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.face.ExpressionCrop;
import dev.attune.face.FaceCutter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final int PIXELS = ExpressionCrop.SIZE * ExpressionCrop.SIZE;

    @Test
    void everyVariationOfAnyPictureIsANormalisedInput() {
        var random = new SplittableRandom(3);
        var augmentation = new Augmentation(random);
        var face = new float[PIXELS];
        for (int i = 0; i < 300; i++) {
            augmentation.varied(i % 3 == 0 ? new byte[FaceCutter.SIZE * FaceCutter.SIZE] : noise(random), face, 0);
            double sum = 0;
            for (float value : face) {
                assertThat(value).isFinite().isBetween(-3f, 3f);
                sum += value;
            }
            assertThat(sum / PIXELS).isBetween(-0.35, 0.35); // cutting off at three may move the mean a little
        }
    }

    @Test
    void theSameSeedVariesTheSameWay() {
        var picture = noise(new SplittableRandom(1));
        var first = new float[PIXELS];
        var second = new float[PIXELS];
        new Augmentation(new SplittableRandom(9)).varied(picture, first, 0);
        new Augmentation(new SplittableRandom(9)).varied(picture, second, 0);
        assertThat(first).containsExactly(second);
        new Augmentation(new SplittableRandom(10)).varied(picture, second, 0);
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void unvariedIsTheMiddleAndItsMirrorImage() {
        var picture = noise(new SplittableRandom(2));
        var plain = new float[PIXELS];
        var mirrored = new float[PIXELS];
        var augmentation = new Augmentation(new SplittableRandom(0));
        augmentation.plain(picture, false, plain, 0);
        augmentation.plain(picture, true, mirrored, 0);
        for (int i = 0; i < PIXELS; i++) {
            int column = i % ExpressionCrop.SIZE;
            assertThat(mirrored[i]).isEqualTo(plain[i - column + ExpressionCrop.SIZE - 1 - column]);
        }
    }

    private static byte[] noise(SplittableRandom random) {
        var picture = new byte[FaceCutter.SIZE * FaceCutter.SIZE];
        random.nextBytes(picture);
        return picture;
    }
}
