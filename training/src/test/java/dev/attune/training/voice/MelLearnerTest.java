package dev.attune.training.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.training.Torch;
import dev.attune.training.voice.SpokenExamples.Example;
import dev.attune.voice.Tone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// On made-up sounds: rising ones are called anger, falling ones neutral.
class MelLearnerTest {
    private static final int RATE_HZ = 16_000;

    @Test
    void aSoundThatEasilyLooksDifferentIsToldApartAndNothingElseIsAsked() {
        assumeTrue(Torch.isAvailable(), "PyTorch does not exist for this platform");
        var random = new SplittableRandom(1);
        var pictures = new HashMap<String, MelPicture>();
        var train = new ArrayList<Example>();
        var test = new ArrayList<Example>();
        for (int i = 0; i < 72; i++) {
            var example = new Example(
                    "clip-" + i, "one", "speaker", i % 2 == 0 ? Tone.ANGER : Tone.NEUTRAL, "clean", new double[0]);
            pictures.put(example.clip() + "\tclean", MelPicture.of(glide(i % 2 == 0, random)));
            (i < 48 ? train : test).add(example);
        }

        var fitted = new MelLearner(pictures, 40, 1).fit(train);

        int right = 0;
        for (var example : test) {
            double[] scores = fitted.scores(Question.ANGER, example);
            if (scores[1] > scores[0] == (example.tone() == Tone.ANGER)) right++;
        }
        assertThat(right).as("of 24").isGreaterThanOrEqualTo(20);
        assertThat(fitted.withBaseline(test)).isEmpty();
    }

    @Test
    void silenceBeforeAndAfterIsNoPartOfThePictureAndLoudnessNeither() {
        var sound = glide(true, new SplittableRandom(2));
        var padded = new float[sound.length + RATE_HZ];
        for (int i = 0; i < sound.length; i++) padded[RATE_HZ / 2 + i] = sound[i] / 4;

        var picture = MelPicture.of(sound);
        var quiet = MelPicture.of(padded);

        assertThat(quiet.columns()).isCloseTo(picture.columns(), within(3));
        assertThat(quiet.columns()).isLessThanOrEqualTo(MelPicture.LONGEST);
        assertThat(mean(quiet)).isCloseTo(mean(picture), within(0.05));
    }

    private static double mean(MelPicture picture) {
        double sum = 0;
        for (float cell : picture.cells()) sum += cell;
        return sum / picture.cells().length;
    }

    private static float[] glide(boolean rising, SplittableRandom random) {
        var sound = new float[RATE_HZ];
        double low = random.nextDouble(300, 500);
        double phase = 0;
        for (int i = 0; i < sound.length; i++) {
            double share = (double) i / sound.length;
            phase += 2 * Math.PI * low * Math.pow(4, rising ? share : 1 - share) / RATE_HZ;
            sound[i] = (float) (0.3 * Math.sin(phase) + 0.003 * random.nextGaussian());
        }
        return sound;
    }
}
