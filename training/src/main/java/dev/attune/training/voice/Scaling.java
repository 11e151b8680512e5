package dev.attune.training.voice;

import java.util.List;

/// Puts every feature on one scale; a missing one becomes the mean. Values beyond five deviations are
/// cut off: they are mistakes of measurement more often than voices.
///
/// @param neutral mean features of neutral speech, unscaled: what a person's own neutral voice is moved to
@SuppressWarnings("ArrayRecordComponent") // never compared
record Scaling(double[] mean, double[] deviation, double[] neutral) {
    static final double LIMIT = 5;

    static Scaling of(List<double[]> features, List<double[]> neutral) {
        double[] mean = mean(features);
        var deviation = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            int count = 0;
            for (double[] example : features) {
                if (Double.isNaN(example[i])) continue;
                sum += (example[i] - mean[i]) * (example[i] - mean[i]);
                count++;
            }
            deviation[i] = count == 0 || sum == 0 ? 1 : Math.sqrt(sum / count);
        }
        return new Scaling(mean, deviation, mean(neutral));
    }

    /// Of the values that exist; 0 where none does.
    static double[] mean(List<double[]> features) {
        var mean = new double[features.getFirst().length];
        for (int i = 0; i < mean.length; i++) {
            int at = i;
            mean[i] = features.stream()
                    .mapToDouble(example -> example[at])
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(0);
        }
        return mean;
    }

    double[] of(double[] features) {
        var scaled = new double[features.length];
        for (int i = 0; i < scaled.length; i++)
            scaled[i] =
                    Double.isNaN(features[i]) ? 0 : Math.clamp((features[i] - mean[i]) / deviation[i], -LIMIT, LIMIT);
        return scaled;
    }

    /// Features as if the speaker's own neutral voice were the average one: an offset, nothing else.
    double[] moved(double[] features, double[] ownNeutral) {
        var moved = features.clone();
        for (int i = 0; i < moved.length; i++) moved[i] += neutral[i] - ownNeutral[i];
        return moved;
    }
}
