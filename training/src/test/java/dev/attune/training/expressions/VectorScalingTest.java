package dev.attune.training.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VectorScalingTest {

    /// Outcomes are drawn from probabilities that the logits overstate three times.
    @Test
    void anOverconfidentNetworkBecomesAsSureAsItIsRight() {
        var random = new SplittableRandom(11);
        int n = 4000;
        var logits = new float[n][3];
        var votes = new float[n][3];
        for (int i = 0; i < n; i++) {
            var truth = new float[3];
            for (int c = 0; c < 3; c++) {
                truth[c] = (float) random.nextGaussian(0, 1.5);
                logits[i][c] = 3 * truth[c];
            }
            votes[i][drawn(VectorScaling.none(3).apply(truth), random)] = 1;
        }
        var fitted = VectorScaling.fit(logits, votes);
        assertThat(fitted.temperature()).isCloseTo(3, within(0.3));
        for (float bias : fitted.bias()) assertThat(bias).isCloseTo(0, within(0.15f));
    }

    @Test
    void probabilitiesSumToOneEvenForLogitsBeyondTheRangeOfTheExponential() {
        double[] p = new VectorScaling(0.5, new float[] {1, -1, 0}).apply(new float[] {900, 880, -900});
        assertThat(p[0] + p[1] + p[2]).isCloseTo(1, within(1e-9));
        assertThat(p[0]).isGreaterThan(0.99);
    }

    private static int drawn(double[] p, SplittableRandom random) {
        double place = random.nextDouble();
        int at = 0;
        while (at < p.length - 1 && (place -= p[at]) > 0) at++;
        return at;
    }
}
