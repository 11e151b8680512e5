package dev.attune.evaluation.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoundConditionTest {
    private static final int RATE_HZ = 16_000;

    @Test
    void cleanIsUntouched() {
        float[] tone = tone(440);
        assertThat(SoundCondition.CLEAN.of(tone, 1)).isSameAs(tone);
    }

    @Test
    void noiseIsTenDecibelsBelowTheClipAndRepeatsWithItsSeed() {
        float[] tone = tone(440);
        float[] noisy = SoundCondition.NOISE10DB.of(tone, 7);
        var noise = new float[tone.length];
        for (int i = 0; i < tone.length; i++) noise[i] = noisy[i] - tone[i];
        assertThat(10 * Math.log10(power(tone) / power(noise))).isCloseTo(10, within(0.1));
        assertThat(SoundCondition.NOISE10DB.of(tone, 7)).isEqualTo(noisy);
        assertThat(SoundCondition.NOISE10DB.of(tone, 8)).isNotEqualTo(noisy);
    }

    @Test
    void pinkNoiseFallsByThreeDecibelsAnOctave() {
        float[] noisy = SoundCondition.withNoise(scaled(tone(1), 0.001f), -30, 3);
        double low = band(noisy, 400);
        double high = band(noisy, 1600);
        assertThat(10 * Math.log10(low / high)).isCloseTo(6, within(2.0));
    }

    @Test
    void aTelephoneKeepsAThousandHertzAndLosesSixThousand() {
        assertThat(power(SoundCondition.TELEPHONE.of(tone(1000), 1)) / power(tone(1000)))
                .isCloseTo(1, within(0.15));
        assertThat(power(SoundCondition.TELEPHONE.of(tone(6000), 1)) / power(tone(6000)))
                .isLessThan(0.01);
        assertThat(SoundCondition.TELEPHONE.of(tone(1000), 1)).hasSize(tone(1000).length);
    }

    /// Mean power in 100 Hz about a frequency, by correlation with sines.
    private static double band(float[] sound, double hertz) {
        double sum = 0;
        for (double f = hertz - 50; f < hertz + 50; f += 2) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < sound.length; i++) {
                re += sound[i] * Math.cos(2 * Math.PI * f * i / RATE_HZ);
                im += sound[i] * Math.sin(2 * Math.PI * f * i / RATE_HZ);
            }
            sum += re * re + im * im;
        }
        return sum;
    }

    private static float[] tone(double hertz) {
        var tone = new float[RATE_HZ];
        for (int i = 0; i < tone.length; i++) tone[i] = (float) (0.2 * Math.sin(2 * Math.PI * hertz * i / RATE_HZ));
        return tone;
    }

    private static float[] scaled(float[] sound, float gain) {
        var scaled = new float[sound.length];
        for (int i = 0; i < sound.length; i++) scaled[i] = gain * sound[i];
        return scaled;
    }

    private static double power(float[] sound) {
        double sum = 0;
        for (float sample : sound) sum += sample * sample;
        return sum / sound.length;
    }
}
