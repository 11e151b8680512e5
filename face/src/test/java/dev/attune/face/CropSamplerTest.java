package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.media.Frame;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CropSamplerTest {
    private static final Frame RAMP = ramp(64, 48);

    @Test
    void aCropOfOnePixelAPixelCopiesThemAsRgb() {
        float[] rgb = new CropSampler(8).sample(RAMP, new Crop(24, 20, 8, 0));

        assertThat(rgb[0]).as("red is the row").isCloseTo(16, within(0.01f));
        assertThat(rgb[1]).as("green is the column").isCloseTo(20, within(0.01f));
        assertThat(rgb[2]).as("blue is constant").isCloseTo(7, within(0.01f));
        assertThat(rgb[3 * 7 + 1]).isCloseTo(27, within(0.01f));
    }

    @Test
    void aQuarterTurnClockwiseStandsUprightInTheCrop() {
        float[] rgb = new CropSampler(8).sample(RAMP, new Crop(24, 20, 8, Math.PI / 2));

        assertThat(rgb[0]).as("starts at the top right corner").isCloseTo(16, within(0.01f));
        assertThat(rgb[1]).isCloseTo(27, within(0.01f));
        assertThat(rgb[3 * 7]).as("and walks down").isCloseTo(23, within(0.01f));
    }

    @Test
    void beyondThePictureIsBlack() {
        float[] rgb = new CropSampler(4).sample(RAMP, new Crop(-100, -100, 8, 0));

        assertThat(rgb).containsOnly(0);
    }

    @Test
    void shrinkingAveragesInsteadOfSkipping() {
        var stripes = new Frame(Duration.ZERO, 64, 64, new byte[64 * 64 * 3]);
        for (int i = 0; i < 64 * 64; i += 2) stripes.bgr()[3 * i + 1] = (byte) 200;
        float[] rgb = new CropSampler(8).sample(stripes, new Crop(32, 32, 32, 0));

        for (int i = 1; i < rgb.length; i += 3) assertThat(rgb[i]).isCloseTo(100, within(1f));
    }

    private static Frame ramp(int width, int height) {
        var bgr = new byte[width * height * 3];
        for (int row = 0; row < height; row++)
            for (int column = 0; column < width; column++) {
                int at = (row * width + column) * 3;
                bgr[at] = 7;
                bgr[at + 1] = (byte) column;
                bgr[at + 2] = (byte) row;
            }
        return new Frame(Duration.ZERO, width, height, bgr);
    }
}
