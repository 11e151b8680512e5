package dev.attune.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.media.Pcm;
import dev.attune.models.ModelStore;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Measurement;
import dev.attune.signals.Reason;
import dev.attune.signals.TimeSpan;
import dev.attune.voice.VoiceEvent.SpeechEnded;
import dev.attune.voice.VoiceEvent.SpeechStarted;
import dev.attune.voice.VoiceEvent.VoiceReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class VoiceAnalyzerTest {
    private static final VoiceModels MODELS = VoiceModels.open(ModelStore.bundled());

    @AfterAll
    static void close() {
        MODELS.close();
    }

    @Test
    void silenceNoiseAndMusicAreNoSpeechAndNothingIsInvented() {
        assertThat(heard(new float[5 * Sound.RATE_HZ])).isEmpty();
        assertThat(heard(SyntheticVoice.noise(0.1, 5, 1))).isEmpty();
        assertThat(heard(chords())).isEmpty();
        assertThat(heard(new float[0])).isEmpty();
    }

    @Test
    void whatIsSaidAfterASilentLineIsHeardAsWithoutIt() throws Exception {
        float[] speech = DevelopmentVoices.speech(1);
        var later = new float[20 * Sound.RATE_HZ - 20 * Sound.RATE_HZ % SpeechProbability.CHUNK + speech.length];
        int silence = later.length - speech.length;
        System.arraycopy(speech, 0, later, silence, speech.length);
        var segments = segments(heard(later));
        var expected = segments(heard(speech));
        assertThat(segments).hasSameSizeAs(expected).isNotEmpty();
        var shift = Duration.ofMillis(1000L * silence / Sound.RATE_HZ);
        for (int i = 0; i < segments.size(); i++) {
            assertThat(segments.get(i)
                            .start()
                            .minus(shift)
                            .minus(expected.get(i).start())
                            .abs())
                    .isLessThan(Duration.ofMillis(100));
            assertThat(segments.get(i)
                            .end()
                            .minus(shift)
                            .minus(expected.get(i).end())
                            .abs())
                    .isLessThan(Duration.ofMillis(100));
        }
    }

    private static List<TimeSpan> segments(List<VoiceEvent> events) {
        return events.stream()
                .filter(SpeechEnded.class::isInstance)
                .map(event -> ((SpeechEnded) event).speech())
                .toList();
    }

    @Test
    void anotherSampleRateIsRefusedWithWhatToTry() {
        try (var analyzer = new VoiceAnalyzer(MODELS, VoiceOptions.WIDE_BAND)) {
            assertThatThrownBy(() -> analyzer.accept(new Pcm(Duration.ZERO, 44_100, new float[10])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("44100")
                    .hasMessageContaining("16000");
        }
    }

    @Test
    void theNumbersDoNotDependOnHowTheSoundIsCut() throws Exception {
        var random = new Random(3);
        for (var clip : DevelopmentVoices.sample(3, 5)) {
            float[] sound = DevelopmentVoices.read(clip);
            var whole = heard(sound);
            assertThat(whole).isNotEmpty();
            assertThat(inPieces(sound, random).toString()).isEqualTo(whole.toString());
        }
    }

    @Test
    void aReadingComesEverySecondAndTheLastOneSumsUpTheSegment() throws Exception {
        float[] sound = DevelopmentVoices.speech(2);
        var events = heard(sound);
        assertThat(events.getFirst()).isInstanceOf(SpeechStarted.class);
        assertThat(events.getLast()).isInstanceOf(SpeechEnded.class);
        var readings = readings(events);
        assertThat(readings.getLast().last()).isTrue();
        assertThat(readings).hasSizeGreaterThan(3);
        for (int i = 1; i < readings.size() - 1; i++) {
            var between = readings.get(i)
                    .observation()
                    .span()
                    .end()
                    .minus(readings.get(i - 1).observation().span().end());
            if (!readings.get(i - 1).last()) assertThat(between).isLessThan(Duration.ofMillis(1100));
        }
        assertThat(readings).allSatisfy(reading -> {
            var f0 = reading.observation().prosody().f0Hz();
            assertThat(f0).isInstanceOf(Measurement.Measured.class);
            assertThat(f0.optional().orElseThrow()).isBetween(75.0, 600.0);
        });
    }

    @Test
    void aStreamThatStopsMidWordIsReadToItsEnd() throws Exception {
        int middle = middleOfTheFirstSegment(DevelopmentVoices.speech(2));
        var events = heard(Arrays.copyOf(DevelopmentVoices.speech(2), middle));
        assertThat(events.getLast()).isInstanceOf(SpeechEnded.class);
        var heardUntil = ((SpeechEnded) events.getLast()).speech().end();
        var stopped = Duration.ofMillis(1000L * middle / Sound.RATE_HZ);
        assertThat(heardUntil.minus(stopped).abs()).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void aShortLossIsFlaggedAndALongOneEndsTheSegment() throws Exception {
        float[] sound = DevelopmentVoices.speech(2);
        int middle = middleOfTheFirstSegment(sound);
        var lost = Duration.ofMillis(1000L * middle / Sound.RATE_HZ);
        var first = Arrays.copyOf(sound, middle);
        var rest = Arrays.copyOfRange(sound, middle, sound.length);
        try (var analyzer = new VoiceAnalyzer(MODELS, VoiceOptions.WIDE_BAND)) {
            var events = new ArrayList<>(analyzer.accept(new Pcm(Duration.ZERO, Sound.RATE_HZ, first)));
            events.addAll(analyzer.accept(new Pcm(lost.plusMillis(100), Sound.RATE_HZ, rest)));
            events.addAll(analyzer.finish());
            var summedUp = readings(events).stream()
                    .filter(VoiceReading::last)
                    .findFirst()
                    .orElseThrow();
            assertThat(summedUp.observation().quality().reasons()).contains(Reason.GAPS);
        }
        try (var analyzer = new VoiceAnalyzer(MODELS, VoiceOptions.WIDE_BAND)) {
            analyzer.accept(new Pcm(Duration.ZERO, Sound.RATE_HZ, first));
            var events = analyzer.accept(new Pcm(Duration.ofSeconds(5), Sound.RATE_HZ, rest));
            assertThat(events.stream().filter(SpeechEnded.class::isInstance)).isNotEmpty();
            assertThat(readings(events).getFirst().observation().span().end()).isLessThan(lost.plusMillis(100));
        }
    }

    @Test
    void whatWasSentTwiceIsHeardOnce() throws Exception {
        float[] sound = DevelopmentVoices.speech(2);
        var once = heard(sound);
        try (var analyzer = new VoiceAnalyzer(MODELS, VoiceOptions.WIDE_BAND)) {
            var first = Arrays.copyOf(sound, Sound.RATE_HZ);
            var events = new ArrayList<>(analyzer.accept(new Pcm(Duration.ZERO, Sound.RATE_HZ, first)));
            events.addAll(analyzer.accept(new Pcm(Duration.ZERO, Sound.RATE_HZ, sound)));
            events.addAll(analyzer.finish());
            assertThat(events.toString()).isEqualTo(once.toString());
        }
    }

    @Test
    void aClockThatJumpsBackByDaysIsSoundThatWasHeardAlready() {
        var stretch = new float[Sound.RATE_HZ / 10];
        try (var analyzer = new VoiceAnalyzer(MODELS, VoiceOptions.WIDE_BAND)) {
            for (var from : List.of(Duration.ofHours(38), Duration.ofHours(80), Duration.ofDays(200_000))) {
                assertThat(analyzer.accept(new Pcm(from, Sound.RATE_HZ, stretch)))
                        .isEmpty();
                assertThat(analyzer.accept(new Pcm(Duration.ZERO, Sound.RATE_HZ, stretch)))
                        .isEmpty();
            }
        }
    }

    @Test
    void overdrivenSpeechIsFlagged() throws Exception {
        float[] sound = DevelopmentVoices.speech(2);
        var overdriven = new float[sound.length];
        for (int i = 0; i < sound.length; i++) overdriven[i] = Math.clamp(20 * sound[i], -1, 1);
        assertThat(readings(heard(overdriven)).getLast().observation().quality().reasons())
                .contains(Reason.CLIPPED);
        assertThat(readings(heard(sound)).getLast().observation().quality().reasons())
                .doesNotContain(Reason.CLIPPED);
    }

    @Test
    void probabilitiesAreProbabilitiesAndAnUnclearToneIsAnAbstention() throws Exception {
        for (var reading : readings(heard(DevelopmentVoices.speech(2)))) {
            var tone = reading.tone();
            if (tone == null) continue;
            assertThat(tone.tones().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isBetween(0.999, 1.001);
            assertThat(tone.aroused()).isBetween(0.0, 1.0);
            var top = tone.emotions().of(tone.emotions().top());
            assertThat(reading.observation().expression() instanceof DisplayPattern.Displayed)
                    .isEqualTo(top >= 0.4);
            assertThat(reading.observation().arousal().optional().orElseThrow()).isEqualTo(2 * tone.aroused() - 1);
        }
    }

    @Test
    void aPersonsNeutralVoiceIsTheMeanOfTheFirstThreeNeutralSegmentsAndThenFixed() {
        var neutral = new NeutralVoice();
        var calm = reading(0.9f, 0.1f);
        var excited = reading(0.1f, 0.9f);
        neutral.hear(features(1), 2, calm);
        neutral.hear(features(100), 2, excited);
        neutral.hear(features(2), 2, calm);
        neutral.hear(features(50), 0.1, calm); // too short
        assertThat(neutral.features()).isNull();
        neutral.hear(features(3), 2, calm);
        neutral.hear(features(300), 2, calm);
        assertThat(neutral.features()).containsOnly(2.0);
    }

    private static ToneReading reading(float neutral, float aroused) {
        var tones = new float[Tone.values().length];
        tones[0] = neutral;
        tones[Tone.ANGER.ordinal()] = 1 - neutral;
        float[] arousal = {1 - aroused, aroused};
        return ToneReading.of(arousal, arousal, arousal, tones);
    }

    private static double[] features(double value) {
        var features = new double[VoiceFeature.ALL.size()];
        Arrays.fill(features, value);
        return features;
    }

    private static int middleOfTheFirstSegment(float[] sound) {
        var span = heard(sound).stream()
                .filter(SpeechEnded.class::isInstance)
                .map(event -> ((SpeechEnded) event).speech())
                .findFirst()
                .orElseThrow();
        return (int) (span.start().plus(span.length().dividedBy(2)).toMillis() * Sound.RATE_HZ / 1000);
    }

    /// Clips of development speakers, one after the other.
    private static float[] chords() {
        var music = new float[5 * Sound.RATE_HZ];
        double[] triad = {261.63, 329.63, 392.00, 523.25};
        for (int i = 0; i < music.length; i++)
            for (double tone : triad) music[i] += (float) (0.1 * Math.sin(2 * Math.PI * tone * i / Sound.RATE_HZ));
        return music;
    }

    private static List<VoiceEvent> heard(float[] sound) {
        try (var analyzer = new VoiceAnalyzer(MODELS, VoiceOptions.WIDE_BAND)) {
            var events = new ArrayList<>(analyzer.accept(new Pcm(Duration.ZERO, Sound.RATE_HZ, sound)));
            events.addAll(analyzer.finish());
            return events;
        }
    }

    private static List<VoiceEvent> inPieces(float[] sound, Random random) {
        try (var analyzer = new VoiceAnalyzer(MODELS, VoiceOptions.WIDE_BAND)) {
            var events = new ArrayList<VoiceEvent>();
            for (int from = 0; from < sound.length; ) {
                int to = Math.min(sound.length, from + 1 + random.nextInt(2000));
                var at = Duration.ofNanos(Math.round(from * 1e9 / Sound.RATE_HZ));
                events.addAll(analyzer.accept(new Pcm(at, Sound.RATE_HZ, Arrays.copyOfRange(sound, from, to))));
                from = to;
            }
            events.addAll(analyzer.finish());
            return events;
        }
    }

    private static List<VoiceReading> readings(List<VoiceEvent> events) {
        return events.stream()
                .filter(VoiceReading.class::isInstance)
                .map(VoiceReading.class::cast)
                .toList();
    }
}
