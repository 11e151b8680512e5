package dev.attune.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// On made-up syllables, whose number is known.
class SpeechRateTest {
    private static final double[] A = {730, 1090, 2440}; // Peterson and Barney 1952, men
    private static final double[] I = {270, 2290, 3010};

    @ParameterizedTest
    @CsvSource({"3, 12, 1", "4, 16, 2", "5, 20, 3", "6, 18, 4"})
    void countsSyllablesAtTheRateAtWhichTheyAreSpoken(double perSecond, int syllables, long seed) {
        var rate = rateOf(syllables(perSecond, syllables, seed));
        assertThat(rate.syllables()).isCloseTo(syllables, within(1));
        assertThat(rate.perSecond()).isCloseTo(perSecond, within(0.12 * perSecond));
    }

    @Test
    void aLongVowelIsOneSyllableHoweverItTrembles() {
        float[] vowel = SyntheticVoice.vowel(120, A, 80, 1.5);
        for (int i = 0; i < vowel.length; i++)
            vowel[i] *= (float) (1 + 0.08 * Math.sin(2 * Math.PI * 5 * i / Sound.RATE_HZ)); // 1.4 dB between extremes
        assertThat(rateOf(vowel).syllables()).isEqualTo(1);
    }

    @Test
    void whatHasNoVoiceIsNoSyllable() {
        var bursts = new float[2 * Sound.RATE_HZ];
        var noise = SyntheticVoice.noise(0.2, 0.1, 3);
        for (int i = 0; i < 8; i++) System.arraycopy(noise, 0, bursts, i * Sound.RATE_HZ / 4, noise.length);
        assertThat(rateOf(bursts).syllables()).isZero();
    }

    @Test
    void aPauseIsTimeButNotSpeaking() {
        float[] part = syllables(4, 8, 5);
        var sound = Arrays.copyOf(part, 2 * part.length + Sound.RATE_HZ);
        System.arraycopy(part, 0, sound, part.length + Sound.RATE_HZ, part.length); // a second of silence between
        var rate = rateOf(sound);
        assertThat(rate.syllables()).isCloseTo(16, within(1));
        assertThat(rate.paused()).isBetween(Duration.ofMillis(850), Duration.ofMillis(1200));
        assertThat(rate.perSpokenSecond()).isGreaterThan(1.15 * rate.perSecond());
    }

    @Test
    void silenceHasNoRate() {
        assertThat(rateOf(new float[Sound.RATE_HZ]).syllables()).isZero();
        assertThat(SpeechRate.NONE.perSecond()).isNaN();
        assertThat(SpeechRate.NONE.perSpokenSecond()).isNaN();
    }

    @Test
    void moreOfAPauseThanOfSpeechIsRefused() {
        assertThatThrownBy(() -> new SpeechRate(3, Duration.ofSeconds(1), Duration.ofSeconds(2)))
                .hasMessageContaining("PT2S");
    }

    private static SpeechRate rateOf(float[] sound) {
        return SyntheticVoice.stretch(sound).rate();
    }

    /// Vowels of drawn lengths and levels, each between two weak consonants 12 dB below it.
    private static float[] syllables(double perSecond, int count, long seed) {
        var random = new SplittableRandom(seed);
        int length = (int) (Sound.RATE_HZ / perSecond);
        var sound = new float[count * length];
        for (int s = 0; s < count; s++) {
            double share = random.nextDouble(0.5, 0.65); // of the syllable that is its vowel
            double level = Math.pow(10, random.nextDouble(-6, 0) / 20);
            float[] vowel = SyntheticVoice.vowel(
                    random.nextDouble(95, 180), s % 2 == 0 ? A : I, 80, (double) length / Sound.RATE_HZ);
            for (int i = 0; i < length; i++) {
                double place = (double) i / length;
                double edge = (1 - share) / 2;
                double loud = place < edge || place > 1 - edge
                        ? 0.25
                        : 0.25 + 0.75 * Math.sin(Math.PI * (place - edge) / share);
                sound[s * length + i] = (float) (level * loud * vowel[i]);
            }
        }
        return sound;
    }
}
