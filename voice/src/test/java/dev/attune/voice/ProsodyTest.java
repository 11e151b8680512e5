package dev.attune.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Descriptors of voices whose truth was put in.
class ProsodyTest {

    @ParameterizedTest
    @ValueSource(doubles = {85, 120, 210, 330, 480})
    void theFundamentalFrequencyIsThatOfThePulses(double f0Hz) {
        var voice =
                SyntheticVoice.stretch(SyntheticVoice.pulses(f0Hz, 0, 0, 1, 1).sound());
        assertThat(new Track(voice.descriptors().pitchHz()).mean()).isCloseTo(f0Hz, withPercentage(0.5));
        assertThat(voice.track(Descriptor.F0).mean()).isCloseTo(12 * Math.log(f0Hz / 27.5) / Math.log(2), within(0.1));
        assertThat(voice.voicedSeconds()).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @CsvSource({"110, 0.0", "110, 0.01", "160, 0.02", "220, 0.03"})
    void jitterIsTheMeanDifferenceOfPeriods(double f0Hz, double jitter) {
        var voice = SyntheticVoice.pulses(f0Hz, jitter, 0, 1, 2);
        var perturbation = SyntheticVoice.stretch(voice.sound()).descriptors().perturbation();
        assertThat(perturbation.jitter()).isCloseTo(voice.jitter(), within(0.0005 + 0.1 * voice.jitter()));
    }

    @ParameterizedTest
    @CsvSource({"110, 0.0", "110, 0.05", "160, 0.1", "200, 0.15"})
    void shimmerIsTheMeanDifferenceOfAmplitudes(double f0Hz, double shimmer) {
        var voice = SyntheticVoice.pulses(f0Hz, 0, shimmer, 1, 3);
        var perturbation = SyntheticVoice.stretch(voice.sound()).descriptors().perturbation();
        assertThat(perturbation.shimmer()).isCloseTo(voice.shimmer(), within(0.002 + 0.1 * voice.shimmer()));
        assertThat(perturbation.shimmerDb())
                .isCloseTo(20 / Math.log(10) * perturbation.shimmer(), within(0.05 + 0.1 * perturbation.shimmerDb()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 10, 15, 20, 25})
    void harmonicityIsTheRatioOfHarmonicsToNoise(double ratioDb) {
        var voice = SyntheticVoice.stretch(SyntheticVoice.harmonicsInNoise(150, ratioDb, 2, 7));
        assertThat(voice.descriptors().meanHarmonicity()).isCloseTo(ratioDb, within(0.7));
    }

    @ParameterizedTest
    @CsvSource({"500, 1500, 2500", "300, 2200, 3000", "700, 1200, 2600"})
    void formantsAreTheResonancesOfTheVocalTract(double first, double second, double third) {
        var voice = SyntheticVoice.stretch(
                SyntheticVoice.vowel(110, new double[] {first, second, third, 3600, 4500}, 80, 1));
        assertThat(voice.track(Descriptor.F1_FREQUENCY).mean()).isCloseTo(first, withPercentage(6));
        assertThat(voice.track(Descriptor.F2_FREQUENCY).mean()).isCloseTo(second, withPercentage(4));
        assertThat(voice.track(Descriptor.F3_FREQUENCY).mean()).isCloseTo(third, withPercentage(4));
    }

    @Test
    void noiseHasNoVoiceAndItsVoicedDescriptorsAreMissingNotZero() {
        var noise = SyntheticVoice.stretch(SyntheticVoice.noise(0.1, 1, 3));
        assertThat(noise.voicedSeconds()).isLessThan(0.1);
        var features = VoiceFeatures.of(SyntheticVoice.stretch(new float[Sound.RATE_HZ]));
        assertThat(features.values()[0]).isNaN();
        assertThat(noise.track(Descriptor.JITTER).mean()).isNaN();
    }

    @Test
    void aTonesLevelIsItsPower() {
        assertThat(SyntheticVoice.stretch(SyntheticVoice.tone(1000, 0.5, 1)).levelDb())
                .isCloseTo(20 * Math.log10(0.5 / Math.sqrt(2)), within(0.05));
    }

    @Test
    void alphaRatioAndHammarbergIndexCompareHighWithLow() {
        var low = SyntheticVoice.stretch(SyntheticVoice.tone(300, 0.3, 0.5));
        var high = SyntheticVoice.stretch(SyntheticVoice.tone(3000, 0.3, 0.5));
        assertThat(low.track(Descriptor.ALPHA_RATIO).mean()).isLessThan(-20);
        assertThat(high.track(Descriptor.ALPHA_RATIO).mean()).isGreaterThan(20);
        assertThat(low.track(Descriptor.HAMMARBERG).mean()).isGreaterThan(20);
        assertThat(high.track(Descriptor.HAMMARBERG).mean()).isLessThan(-20);
    }

    @Test
    void h1A3FallsWhereTheThirdFormantIsStrong() {
        var voice =
                SyntheticVoice.stretch(SyntheticVoice.vowel(110, new double[] {500, 1500, 2500, 3600, 4500}, 80, 1));
        assertThat(voice.track(Descriptor.H1_A3).mean())
                .isCloseTo(-voice.track(Descriptor.F3_AMPLITUDE).mean(), within(6.0))
                .isPositive();
    }

    @Test
    void aSlopeIsTheChangePerSecondBetweenTurningPoints() {
        var ramp = new Track(new double[] {0, 1, 2, 3, 2, 1, Double.NaN, 5, 7});
        assertThat(ramp.slopes(true).mean()).isCloseTo((100 + 200) / 2.0, within(1e-9));
        assertThat(ramp.slopes(false).mean()).isCloseTo(-100, within(1e-9));
    }

    @Test
    void percentilesAreLinearBetweenValuesAndMissingOnesDoNotCount() {
        var track = new Track(new double[] {1, Double.NaN, 2, 3, 4, 5});
        assertThat(track.percentile(0.2)).isCloseTo(1.8, within(1e-9));
        assertThat(track.mean()).isEqualTo(3);
        assertThat(new Track(new double[] {Double.NaN}).percentile(0.5)).isNaN();
    }

    @Test
    void thereAre88FunctionalsAnd65OfTheCepstrumAndEachIsNamedOnce() {
        assertThat(VoiceFeature.ALL).hasSize(88 + 65);
        assertThat(VoiceFeature.ALL.get(VoiceFeature.EGEMAPS - 1).name()).isEqualTo("equivalent sound level");
        assertThat(VoiceFeature.ALL.stream().map(VoiceFeature::name)).doesNotHaveDuplicates();
        assertThat(Descriptor.values()).hasSize(25);
    }

    @Test
    void louderSpeechIsLouderInEveryLevelButNotInPitch() {
        float[] quiet = SyntheticVoice.pulses(150, 0.01, 0.05, 1, 4).sound();
        var loud = new float[quiet.length];
        IntStream.range(0, quiet.length).forEach(i -> loud[i] = 2 * quiet[i]);
        var soft = SyntheticVoice.stretch(quiet);
        var strong = SyntheticVoice.stretch(loud);
        assertThat(strong.levelDb() - soft.levelDb()).isCloseTo(6.02, within(0.01));
        assertThat(strong.track(Descriptor.LOUDNESS).mean())
                .isGreaterThan(soft.track(Descriptor.LOUDNESS).mean());
        assertThat(strong.track(Descriptor.F0).mean())
                .isCloseTo(soft.track(Descriptor.F0).mean(), within(1e-6));
    }
}
