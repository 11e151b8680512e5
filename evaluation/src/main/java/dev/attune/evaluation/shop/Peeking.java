package dev.attune.evaluation.shop;

import dev.attune.decisions.experiments.AlwaysValid;
import java.util.Random;

/// What looking often does to a test: two arms of 10,000 people, a look every 200 of each.
///
/// @param naive share of the runs in which `|z| > 1.96` at any look
/// @param sequential share in which the always-valid interval left 0 at any look
/// @param fixed share in which `|z| > 1.96` at the last look, the only one the textbook allows
/// @param meanSample people of both arms until the always-valid interval left 0, all 20,000 when it never did
public record Peeking(double naive, double sequential, double fixed, double meanSample) {
    public static final int LOOKS = 50;

    private static final int PEOPLE_PER_LOOK = 200;
    private static final double TEXTBOOK = 1.96;

    /// @param random gives one number for A, then one for B, per step
    public static Peeking simulate(Random random, int runs, double rateA, double rateB) {
        int naive = 0;
        int sequential = 0;
        int fixed = 0;
        double people = 0;
        for (int run = 0; run < runs; run++) {
            var once = Run.of(random, rateA, rateB);
            if (once.sawNaive) naive++;
            if (once.stoppedAt > 0) sequential++;
            if (once.sawAtTheEnd) fixed++;
            people += once.stoppedAt > 0 ? once.stoppedAt : 2.0 * LOOKS * PEOPLE_PER_LOOK;
        }
        return new Peeking((double) naive / runs, (double) sequential / runs, (double) fixed / runs, people / runs);
    }

    /// @param stoppedAt people of both arms; 0 when it never stopped
    private record Run(boolean sawNaive, boolean sawAtTheEnd, long stoppedAt) {
        static Run of(Random random, double rateA, double rateB) {
            long a = 0;
            long b = 0;
            boolean sawNaive = false;
            long stoppedAt = 0;
            double z = 0;
            for (int unit = 1; unit <= LOOKS * PEOPLE_PER_LOOK; unit++) {
                if (random.nextDouble() < rateA) a++;
                if (random.nextDouble() < rateB) b++;
                if (unit % PEOPLE_PER_LOOK != 0) continue;
                double shareA = (double) a / unit;
                double shareB = (double) b / unit;
                double variance = (shareA * (1 - shareA) + shareB * (1 - shareB)) / unit;
                z = variance == 0 ? 0 : (shareB - shareA) / Math.sqrt(variance);
                sawNaive |= Math.abs(z) > TEXTBOOK;
                double p = AlwaysValid.STANDARD.p(shareB - shareA, variance, 2L * unit);
                if (stoppedAt == 0 && p < AlwaysValid.STANDARD.alpha()) stoppedAt = 2L * unit;
            }
            return new Run(sawNaive, Math.abs(z) > TEXTBOOK, stoppedAt);
        }
    }
}
