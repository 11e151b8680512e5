package dev.attune.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpeechCodecTest {

    @ParameterizedTest
    @EnumSource
    void whatIsSaidComesOutAsLongAndAboutAsLoudButNotTheSame(SpeechCodec codec) {
        float[] said = vowel(codec.rateHz());
        float[] heard = codec.through(said);
        assertThat(heard).hasSize(SoundSource.RATE_HZ);
        assertThat(level(heard)).isCloseTo(level(said), within(3.0));
        for (float sample : heard) assertThat(sample).isBetween(-1f, 1f);
        if (codec.rateHz() == SoundSource.RATE_HZ) assertThat(heard).isNotEqualTo(said);
    }

    @ParameterizedTest
    @EnumSource
    void theSameSoundComesOutTheSame(SpeechCodec codec) {
        assertThat(codec.through(vowel(codec.rateHz()))).isEqualTo(codec.through(vowel(codec.rateHz())));
    }

    @ParameterizedTest
    @EnumSource
    void ofNothingAndOfAFragmentNothingIsInvented(SpeechCodec codec) {
        assertThat(codec.through(new float[0])).isEmpty();
        assertThat(codec.through(new float[codec.rateHz() / 100])).hasSize(SoundSource.RATE_HZ / 100);
    }

    /// One second of a voice at 120 Hz: harmonics up to 3.4 kHz.
    private static float[] vowel(int rateHz) {
        var sound = new float[rateHz];
        for (int i = 0; i < sound.length; i++)
            for (int h = 1; h <= 28; h++) sound[i] += (float) (0.2 / h * Math.sin(2 * Math.PI * 120 * h * i / rateHz));
        return sound;
    }

    /// In dB, of the middle half: codecs begin and end softly.
    private static double level(float[] sound) {
        double sum = 0;
        for (int i = sound.length / 4; i < 3 * sound.length / 4; i++) sum += sound[i] * sound[i];
        return 10 * Math.log10(2 * sum / sound.length);
    }
}
