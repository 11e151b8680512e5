package dev.attune.decisions.learning;

import java.util.Arrays;
import java.util.List;

/// How beliefs become probabilities. What is returned sums to 1 and is meant to be drawn from as it stands.
///
/// Actions of the same score share their probability equally, so that a cold start is uniform and the
/// order of the list decides nothing.
public sealed interface Explorer {
    /// @param estimates of the eligible actions, at least one
    /// @param updates how many rows the beliefs rest on
    double[] probabilities(List<Estimate> estimates, long updates);

    /// The name used in logs, for example `linucb`.
    String id();

    /// @param epsilon share of decisions left to chance, in [0, 1]; Vowpal Wabbit's default is 0.05
    record EpsilonGreedy(double epsilon) implements Explorer {
        public EpsilonGreedy {
            if (!(epsilon >= 0 && epsilon <= 1))
                throw new IllegalArgumentException("epsilon must be in [0, 1], got " + epsilon);
        }

        @Override
        public double[] probabilities(List<Estimate> estimates, long updates) {
            return Shares.withFloor(
                    best(estimates.stream().mapToDouble(Estimate::mean).toArray()), epsilon);
        }

        @Override
        public String id() {
            return "epsilon-greedy";
        }
    }

    /// Li et al. 2010. Deterministic but for ties; it needs an epsilon floor to be evaluated later.
    ///
    /// @param alpha width of the bonus in standard deviations, at least 0
    record LinUcb(double alpha) implements Explorer {
        public LinUcb {
            requireScale("alpha", alpha);
        }

        @Override
        public double[] probabilities(List<Estimate> estimates, long updates) {
            return best(estimates.stream()
                    .mapToDouble(estimate -> estimate.mean() + alpha * estimate.uncertainty())
                    .toArray());
        }

        @Override
        public String id() {
            return "linucb";
        }
    }

    /// Agrawal and Goyal 2013, with the winning probabilities computed instead of drawn.
    ///
    /// @param scale v, the standard deviation of the noise of one reward; 0 is greedy
    record Thompson(double scale) implements Explorer {
        public Thompson {
            requireScale("scale", scale);
        }

        @Override
        public double[] probabilities(List<Estimate> estimates, long updates) {
            if (scale == 0)
                return best(estimates.stream().mapToDouble(Estimate::mean).toArray());
            // in units of the scale, as far behind the best: beside a mean of 0.5 a scale of 1e-18 would round away
            double top = estimates.stream().mapToDouble(Estimate::mean).max().orElseThrow();
            return GaussianRace.winning(
                    estimates.stream()
                            .mapToDouble(estimate -> (estimate.mean() - top) / scale)
                            .toArray(),
                    estimates.stream().mapToDouble(Estimate::uncertainty).toArray());
        }

        @Override
        public String id() {
            return "thompson";
        }
    }

    /// Foster and Rakhlin 2020: the larger the predicted loss, the smaller the probability.
    ///
    /// @param gamma γ₀ of `γ = γ₀·sqrt(t)`, at least 0; 0 is uniform
    record SquareCb(double gamma) implements Explorer {
        public SquareCb {
            requireScale("gamma", gamma);
        }

        @Override
        public double[] probabilities(List<Estimate> estimates, long updates) {
            int k = estimates.size();
            double top = estimates.stream().mapToDouble(Estimate::mean).max().orElseThrow();
            double sharpness = gamma * Math.sqrt(Math.max(1, updates));
            var result = new double[k];
            double left = 1;
            int leaders = 0;
            for (int i = 0; i < k; i++) {
                double gap = top - estimates.get(i).mean();
                if (gap == 0) {
                    leaders++;
                    continue;
                }
                result[i] = 1 / (k + sharpness * gap);
                left -= result[i];
            }
            for (int i = 0; i < k; i++) if (estimates.get(i).mean() == top) result[i] = left / leaders;
            return result;
        }

        @Override
        public String id() {
            return "squarecb";
        }
    }

    private static void requireScale(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("%s must be finite and at least 0, got %s".formatted(name, value));
    }

    private static double[] best(double[] scores) {
        double top = Arrays.stream(scores).max().orElseThrow();
        long leaders = Arrays.stream(scores).filter(score -> score == top).count();
        return Arrays.stream(scores)
                .map(score -> score == top ? 1.0 / leaders : 0)
                .toArray();
    }
}
