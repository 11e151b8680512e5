package dev.attune.training.gaze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.face.GazeEvidence;
import dev.attune.face.GazeModel;
import dev.attune.signals.Gaze;
import dev.attune.signals.HeadPose;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GazeFitTest {
    private static final HeadPose FRONTAL = new HeadPose(0, 0, 0, 0, 0, 600);
    private static final int IRIS_UP = 2; // among the inputs

    @Test
    void eyesThatAreSeenThroughNoiseAreReadLessTowardsTheMiddleAtNoCost() {
        var learnt = people(0, 20, 8);
        var others = people(20, 40, 8);

        double stretch = GazeFit.stretch(learnt);
        var plain = GazeFit.fit(learnt, 1);
        var stretched = GazeFit.fit(learnt, stretch);

        assertThat(stretch).isBetween(1.1, 1.9);
        assertThat(meanPitch(plain, others, 15)).isLessThan(meanPitch(stretched, others, 15));
        assertThat(meanPitch(stretched, others, 15)).isLessThan(25);
        assertThat(GazeFit.error(stretched, others)[1]).isCloseTo(GazeFit.error(plain, others)[1], within(0.3));
    }

    @Test
    void eyesThatAreSeenExactlyAreNotStretched() {
        assertThat(GazeFit.stretch(people(0, 20, 0))).isEqualTo(1);
    }

    /// Of all who look up at least so far.
    private static double meanPitch(GazeModel model, List<GazeFit.Example> looks, double from) {
        return looks.stream()
                .filter(look -> look.truth().pitch() >= from)
                .mapToDouble(look -> model.both(look.evidence(), 1, 1).pitch())
                .average()
                .orElseThrow();
    }

    /// Ten looks of each, up and down by at most 25 degrees; the iris tells it with an error.
    private static List<GazeFit.Example> people(int from, int to, double noiseDegrees) {
        var random = new Random(from + 7L);
        var looks = new ArrayList<GazeFit.Example>();
        for (int person = from; person < to; person++)
            for (int i = 0; i < 10; i++) {
                double pitch = 50 * random.nextDouble() - 25;
                looks.add(new GazeFit.Example(
                        person,
                        new GazeEvidence(
                                eye(pitch + noiseDegrees * random.nextGaussian()),
                                eye(pitch + noiseDegrees * random.nextGaussian()),
                                FRONTAL),
                        new Gaze(0, pitch)));
            }
        return looks;
    }

    private static double[] eye(double seenPitch) {
        var inputs = new double[GazeEvidence.SIZE];
        inputs[0] = 1;
        inputs[IRIS_UP] = seenPitch / 100;
        return inputs;
    }
}
