package dev.attune.training.voice;

import java.util.List;

/// Makes scores probabilities: `softmax(sharpness * score + bias)`, one bias for "yes" where there are
/// two classes. Fitted on speakers that the scores were not learned from.
///
/// @param bias of the second of two classes; 0 where there are more
record Calibration(double sharpness, double bias) {
    private static final int STEPS = 400;
    private static final double RATE = 0.05;

    static Calibration fit(List<double[]> scores, int[] labels) {
        boolean two = scores.getFirst().length == 2;
        double logSharpness = 0;
        double bias = 0;
        for (int step = 0; step < STEPS; step++) { // gradient descent on the mean log loss: convex, two numbers
            double slopeSharpness = 0;
            double slopeBias = 0;
            var now = new Calibration(Math.exp(logSharpness), bias);
            for (int n = 0; n < labels.length; n++) {
                double[] score = scores.get(n);
                double[] probability = now.of(score);
                for (int c = 0; c < score.length; c++) {
                    double error = probability[c] - (labels[n] == c ? 1 : 0);
                    slopeSharpness += error * score[c] * now.sharpness;
                    if (two && c == 1) slopeBias += error;
                }
            }
            logSharpness -= RATE * slopeSharpness / labels.length;
            bias -= RATE * 4 * slopeBias / labels.length;
        }
        return new Calibration(Math.exp(logSharpness), bias);
    }

    double[] of(double[] scores) {
        var probabilities = new double[scores.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < scores.length; c++) {
            probabilities[c] = sharpness * scores[c] + (scores.length == 2 && c == 1 ? bias : 0);
            most = Math.max(most, probabilities[c]);
        }
        double sum = 0;
        for (int c = 0; c < scores.length; c++) sum += probabilities[c] = Math.exp(probabilities[c] - most);
        for (int c = 0; c < scores.length; c++) probabilities[c] /= sum;
        return probabilities;
    }
}
