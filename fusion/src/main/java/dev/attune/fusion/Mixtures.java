package dev.attune.fusion;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Definition;
import dev.attune.signals.Emotion;
import dev.attune.signals.Mixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two expressions displayed at once, from the action units alone; definition `compound-attune/2`.
///
/// Of all pairs the one is taken whose prototypes, each with a weight of its own that is not negative, leave the least
/// of the intensities unexplained. It is a mixture only if it explains clearly more than its better part alone, and
/// each part shows in a unit that the other does not have and that is read well enough to count.
final class Mixtures {
    private static final Definition DEFINITION = Definition.load(Mixtures.class, "compound-attune", "2");
    private static final double FULL = DEFINITION.number("unit.full");
    private static final double LEAST_PART = DEFINITION.number("part.least");
    private static final double LEAST_GAIN = DEFINITION.number("gain.least");
    private static final double OWN_EVIDENCE = DEFINITION.number("own.evidence");
    private static final List<Emotion> PARTS = Arrays.stream(Emotion.values())
            .filter(emotion -> DEFINITION.has(emotion.id()))
            .toList();
    private static final int[] UNITS = PARTS.stream()
            .flatMap(emotion -> DEFINITION.integers(emotion.id()).stream())
            .distinct()
            .sorted()
            .mapToInt(Integer::intValue)
            .toArray();
    private static final double[][] PROTOTYPES =
            PARTS.stream().map(Mixtures::prototype).toArray(double[][]::new);

    private Mixtures() {}

    /// All pairs that can be reported, the earlier emotion first.
    static List<Pair> pairs() {
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < PARTS.size(); i++)
            for (int j = i + 1; j < PARTS.size(); j++) pairs.add(new Pair(PARTS.get(i), PARTS.get(j)));
        return pairs;
    }

    /// Null when one expression, or none, explains the face as well.
    static @Nullable Mixture in(List<ActionUnit> actionUnits) {
        var intensity = new double[UNITS.length];
        var trust = new double[UNITS.length];
        for (var unit : actionUnits) {
            int i = Arrays.binarySearch(UNITS, unit.number());
            if (i < 0) continue;
            intensity[i] = Math.min(1, unit.intensity() / FULL);
            trust[i] = unit.reliability();
        }
        double all = 0;
        for (int i = 0; i < UNITS.length; i++) all += trust[i] * intensity[i] * intensity[i];
        if (all == 0) return null;
        @Nullable Fit best = null;
        for (int a = 0; a < PARTS.size(); a++)
            for (int b = a + 1; b < PARTS.size(); b++) {
                var fit = fit(a, b, intensity, trust);
                if (fit != null && (best == null || fit.explained > best.explained)) best = fit;
            }
        if (best == null || best.weightA < LEAST_PART || best.weightB < LEAST_PART) return null;
        double alone = 0;
        for (int part = 0; part < PARTS.size(); part++) alone = Math.max(alone, explained(part, intensity, trust));
        if ((best.explained - alone) / all < LEAST_GAIN) return null;
        if (!hasOwn(best.a, best.b, intensity, trust) || !hasOwn(best.b, best.a, intensity, trust)) return null;
        return mixture(best);
    }

    private static Mixture mixture(Fit fit) {
        double sum = Math.max(1, fit.weightA + fit.weightB);
        double a = fit.weightA / sum;
        double b = fit.weightB / sum;
        return a >= b
                ? new Mixture(PARTS.get(fit.a), PARTS.get(fit.b), a, b)
                : new Mixture(PARTS.get(fit.b), PARTS.get(fit.a), b, a);
    }

    /// Both weights by the normal equations; null when one of them would be negative or the pair cannot be told apart.
    private static @Nullable Fit fit(int a, int b, double[] intensity, double[] trust) {
        double aa = dot(PROTOTYPES[a], PROTOTYPES[a], trust);
        double bb = dot(PROTOTYPES[b], PROTOTYPES[b], trust);
        double ab = dot(PROTOTYPES[a], PROTOTYPES[b], trust);
        double ay = dot(PROTOTYPES[a], intensity, trust);
        double by = dot(PROTOTYPES[b], intensity, trust);
        double determinant = aa * bb - ab * ab;
        if (determinant <= 1e-9) return null;
        double weightA = (ay * bb - by * ab) / determinant;
        double weightB = (by * aa - ay * ab) / determinant;
        if (weightA <= 0 || weightB <= 0) return null;
        return new Fit(a, b, weightA, weightB, weightA * ay + weightB * by);
    }

    private static double explained(int part, double[] intensity, double[] trust) {
        double square = dot(PROTOTYPES[part], PROTOTYPES[part], trust);
        double with = dot(PROTOTYPES[part], intensity, trust);
        return square == 0 ? 0 : with * with / square;
    }

    private static boolean hasOwn(int part, int other, double[] intensity, double[] trust) {
        for (int i = 0; i < UNITS.length; i++)
            if (PROTOTYPES[part][i] > 0 && PROTOTYPES[other][i] == 0 && trust[i] * intensity[i] * FULL >= OWN_EVIDENCE)
                return true;
        return false;
    }

    private static double dot(double[] x, double[] y, double[] trust) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += trust[i] * x[i] * y[i];
        return sum;
    }

    private static double[] prototype(Emotion emotion) {
        var prototype = new double[UNITS.length];
        for (int number : DEFINITION.integers(emotion.id())) prototype[Arrays.binarySearch(UNITS, number)] = 1;
        return prototype;
    }

    private record Fit(int a, int b, double weightA, double weightB, double explained) {}

    /// Two expressions without an order of weight: the earlier in [Emotion] comes first.
    record Pair(Emotion first, Emotion second) implements Comparable<Pair> {
        static Pair of(Mixture mixture) {
            return mixture.first().compareTo(mixture.second()) < 0
                    ? new Pair(mixture.first(), mixture.second())
                    : new Pair(mixture.second(), mixture.first());
        }

        /// Of what both parts of `mixture`, which are these two, display together, the share of the first.
        double shareOfFirst(Mixture mixture) {
            double weight = mixture.first() == first ? mixture.firstWeight() : mixture.secondWeight();
            return weight / (mixture.firstWeight() + mixture.secondWeight());
        }

        @Override
        public int compareTo(Pair other) {
            int byFirst = first.compareTo(other.first);
            return byFirst != 0 ? byFirst : second.compareTo(other.second);
        }
    }
}
