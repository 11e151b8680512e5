package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.media.Frame;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GreySamplerTest {
    private static final int SIDE = 60;

    /// Brightness rises by 4 a column, at every scale and turn.
    @Test
    void aSlopeOfBrightnessComesOutAsTheSameSlope() {
        for (double side : new double[] {20, 40, 58}) {
            float[] grey = new GreySampler(10).sample(slope(), new Crop(30, 30, side, 0));
            double step = 4 * side / 10;
            for (int column = 1; column < 9; column++)
                assertThat(grey[50 + column + 1] - grey[50 + column]).isCloseTo((float) step, within(4.1f));
        }
    }

    @Test
    void beyondTheBorderThePictureGoesOnInsteadOfTurningBlack() {
        float[] near =
                new GreySampler(10).sample(slope(), new Crop(58, 30, 20, 0)).clone();
        assertThat(near[59]).as("right of the last column").isCloseTo(4 * 59, within(0.5f));
        float[] far = new GreySampler(10).sample(slope(), new Crop(59, 30, 200, 0));
        assertThat(far[59]).isCloseTo(4 * 59, within(0.5f));
    }

    @Test
    void aTurnedCropReadsAlongItsOwnAxes() {
        float[] turned = new GreySampler(10).sample(slope(), new Crop(30, 30, 20, Math.PI / 2));
        assertThat(turned[5]).isCloseTo(turned[6], within(0.5f)); // along the picture's column
        assertThat(turned[5]).isGreaterThan(turned[95]); // its down is the picture's left
    }

    private static Frame slope() {
        var bgr = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < bgr.length; i++) bgr[i] = (byte) (4 * (i / 3 % SIDE));
        return new Frame(Duration.ZERO, SIDE, SIDE, bgr);
    }
}
