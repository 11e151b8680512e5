package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.media.Frame;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SceneCutTest {
    private final SceneCut sceneCut = new SceneCut();

    @Test
    void anotherPictureIsACut() {
        assertThat(sceneCut.isCut(scene(1, 0, 1))).isFalse();
        assertThat(sceneCut.isCut(scene(1, 0, 1))).isFalse();
        assertThat(sceneCut.isCut(scene(77, 0, 1))).isTrue();
        assertThat(sceneCut.isCut(scene(77, 0, 1))).isFalse();
    }

    @Test
    void aSlowPanIsNoCut() {
        for (int shift = 0; shift < 40; shift += 4)
            assertThat(sceneCut.isCut(scene(1, shift, 1))).isFalse();
    }

    @Test
    void aChangeOfExposureIsNoCut() {
        sceneCut.isCut(scene(1, 0, 1));

        assertThat(sceneCut.isCut(scene(1, 0, 0.4))).isFalse();
    }

    @Test
    void blackAfterAPictureIsACut() {
        sceneCut.isCut(scene(1, 0, 1));

        assertThat(sceneCut.isCut(new Frame(Duration.ZERO, 320, 180, new byte[320 * 180 * 3])))
                .isTrue();
    }

    /// Smooth random hills; the same seed is the same scene.
    private static Frame scene(long seed, int shift, double exposure) {
        var random = new Random(seed);
        double[] hills = random.doubles(24, 0, 1).toArray();
        var bgr = new byte[320 * 180 * 3];
        for (int row = 0; row < 180; row++)
            for (int column = 0; column < 320; column++) {
                double grey = 0;
                for (int i = 0; i < hills.length; i += 3) {
                    double dx = (column + shift) / 320.0 - hills[i];
                    double dy = row / 180.0 - hills[i + 1];
                    grey += (hills[i + 2] - 0.3) * Math.exp(-(dx * dx + dy * dy) / 0.02);
                }
                byte value = (byte) Math.clamp((long) ((90 + 150 * grey) * exposure), 0, 255);
                for (int channel = 0; channel < 3; channel++) bgr[(row * 320 + column) * 3 + channel] = value;
            }
        return new Frame(Duration.ZERO, 320, 180, bgr);
    }
}
