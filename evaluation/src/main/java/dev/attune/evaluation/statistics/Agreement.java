package dev.attune.evaluation.statistics;

import java.util.OptionalDouble;

/// How well estimates follow a truth, both in the same unit and order.
public final class Agreement {
    private Agreement() {}

    /// Mean absolute error; empty without values.
    public static OptionalDouble meanAbsoluteError(double[] truth, double[] estimate) {
        requireSameLength(truth, estimate);
        if (truth.length == 0) return OptionalDouble.empty();
        double sum = 0;
        for (int i = 0; i < truth.length; i++) sum += Math.abs(estimate[i] - truth[i]);
        return OptionalDouble.of(sum / truth.length);
    }

    /// Pearson's r; empty when either side does not vary.
    public static OptionalDouble correlation(double[] truth, double[] estimate) {
        var moments = Moments.of(truth, estimate);
        double scale = Math.sqrt(moments.truthVariance * moments.estimateVariance);
        return scale > 0 ? OptionalDouble.of(Math.clamp(moments.covariance / scale, -1, 1)) : OptionalDouble.empty();
    }

    /// Concordance correlation (Lin 1989): correlation that also charges for a wrong mean or scale. Empty when neither
    /// side varies and the means agree.
    public static OptionalDouble concordance(double[] truth, double[] estimate) {
        var moments = Moments.of(truth, estimate);
        double shift = moments.truthMean - moments.estimateMean;
        double scale = moments.truthVariance + moments.estimateVariance + shift * shift;
        return scale > 0 ? OptionalDouble.of(2 * moments.covariance / scale) : OptionalDouble.empty();
    }

    /// Intraclass correlation ICC(3,1) (Shrout and Fleiss 1979): correlation that also charges for a wrong scale, not
    /// for a wrong mean. Empty when neither side varies.
    public static OptionalDouble intraclass(double[] truth, double[] estimate) {
        var moments = Moments.of(truth, estimate);
        double scale = moments.truthVariance + moments.estimateVariance;
        return scale > 0 ? OptionalDouble.of(2 * moments.covariance / scale) : OptionalDouble.empty();
    }

    private record Moments(
            double truthMean, double estimateMean, double truthVariance, double estimateVariance, double covariance) {
        static Moments of(double[] truth, double[] estimate) {
            requireSameLength(truth, estimate);
            double truthMean = mean(truth);
            double estimateMean = mean(estimate);
            double truthVariance = 0;
            double estimateVariance = 0;
            double covariance = 0;
            for (int i = 0; i < truth.length; i++) {
                double a = truth[i] - truthMean;
                double b = estimate[i] - estimateMean;
                truthVariance += a * a / truth.length;
                estimateVariance += b * b / truth.length;
                covariance += a * b / truth.length;
            }
            return new Moments(truthMean, estimateMean, truthVariance, estimateVariance, covariance);
        }

        private static double mean(double[] values) {
            double sum = 0;
            for (double value : values) sum += value;
            return values.length == 0 ? 0 : sum / values.length;
        }
    }

    private static void requireSameLength(double[] truth, double[] estimate) {
        if (truth.length != estimate.length)
            throw new IllegalArgumentException("%d truths but %d estimates".formatted(truth.length, estimate.length));
    }
}
