package dev.attune.training.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.evaluation.voice.SoundCondition;
import dev.attune.training.voice.SpokenExamples.Example;
import dev.attune.voice.Tone;
import dev.attune.voice.VoiceFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// On made-up speakers: what a machine may learn, and what it must not.
class VoiceTrainingTest {
    private static final FeatureLearner LINEAR = VoiceTraining.LEARNERS.getFirst();
    private static final List<Tone> TONES = List.of(Tone.NEUTRAL, Tone.SADNESS, Tone.ANGER, Tone.HAPPINESS);
    private static final int SPEAKERS = 4; // of each corpus
    private static final int CLIPS = 5; // of each tone and speaker

    @Test
    void aToneThatSoundsTheSameInEverybodyIsLearned() {
        var result = train((tone, speaker) -> TONES.indexOf(tone));

        assertThat(recall(result, "one", "arousal")).isGreaterThan(0.9);
        assertThat(result.table())
                .contains("speakers held out", "corpora held out", "clean+baseline", "Expected calibration error")
                .containsPattern("\\[0\\.\\d\\d, 1\\.00]");
        assertThat(result.onnx().length).isPositive();
    }

    /// Every speaker has a way of their own to sound each tone: clips of the same speaker in training would tell it
    /// all.
    @Test
    void whatOnlyTellsAnotherClipOfTheSameSpeakerIsNotLearned() {
        var ways = new SplittableRandom(5);
        var own = new double[2 * SPEAKERS][TONES.size()];
        for (var way : own) for (int tone = 0; tone < way.length; tone++) way[tone] = ways.nextDouble(-3, 3);

        var result = train((tone, speaker) -> own[speaker][TONES.indexOf(tone)]);

        assertThat(recall(result, "one", "arousal")).isLessThan(0.8);
    }

    @Test
    void theSameExamplesGiveTheSameWeights() {
        assertThat(train((tone, speaker) -> TONES.indexOf(tone)).onnx())
                .isEqualTo(train((tone, speaker) -> TONES.indexOf(tone)).onnx());
    }

    private interface Way {
        double sound(Tone tone, int speaker);
    }

    private static VoiceTraining.Result train(Way way) {
        var random = new SplittableRandom(3);
        var examples = new ArrayList<Example>();
        for (int speaker = 0; speaker < 2 * SPEAKERS; speaker++)
            for (var tone : TONES)
                for (int clip = 0; clip < CLIPS; clip++) {
                    var features = new double[VoiceFeature.ALL.size()];
                    for (int i = 0; i < features.length; i++)
                        features[i] = 0.3 * random.nextGaussian() + (i < 20 ? way.sound(tone, speaker) : 0);
                    examples.add(new Example(
                            "%d-%s-%d".formatted(speaker, tone.id(), clip),
                            speaker < SPEAKERS ? "one" : "two",
                            "speaker-" + speaker,
                            tone,
                            SoundCondition.CLEAN.id(),
                            features));
                }
        return new VoiceTraining(examples, List.of(LINEAR), List.of(), 3, said -> {}).run();
    }

    /// Of clean clips, speakers held out.
    private static double recall(VoiceTraining.Result result, String corpus, String question) {
        int column = List.of("arousal", "anger", "tone", "valence").indexOf(question) + 3;
        var row = result.table()
                .lines()
                .filter(line -> line.startsWith("| " + corpus + " | clean |"))
                .findFirst()
                .orElseThrow();
        var figure = Pattern.compile("\\d\\.\\d{3}").matcher(row.split("\\|")[column]);
        assertThat(figure.find()).as(row).isTrue();
        return Double.parseDouble(figure.group());
    }
}
