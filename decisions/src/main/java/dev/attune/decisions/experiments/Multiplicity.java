package dev.attune.decisions.experiments;

import java.util.Comparator;
import java.util.stream.IntStream;

/// P values corrected for having asked several questions.
public final class Multiplicity {
    private Multiplicity() {}

    /// Holm 1979: controls the chance of any false alarm. For guardrails.
    public static double[] holm(double... p) {
        var order = ascending(p);
        var adjusted = new double[p.length];
        double most = 0;
        for (int rank = 0; rank < p.length; rank++) {
            most = Math.max(most, Math.min(1, (p.length - rank) * p[order[rank]]));
            adjusted[order[rank]] = most;
        }
        return adjusted;
    }

    /// Benjamini and Hochberg 1995: controls the share of false findings among findings. For secondary metrics.
    public static double[] benjaminiHochberg(double... p) {
        var order = ascending(p);
        var adjusted = new double[p.length];
        double least = 1;
        for (int rank = p.length - 1; rank >= 0; rank--) {
            least = Math.min(least, p[order[rank]] * p.length / (rank + 1));
            adjusted[order[rank]] = least;
        }
        return adjusted;
    }

    private static int[] ascending(double[] p) {
        return IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(index -> p[index]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
