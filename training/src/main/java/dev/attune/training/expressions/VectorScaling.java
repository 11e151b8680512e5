package dev.attune.training.expressions;

import java.util.Arrays;

/// Turns mean logits into probabilities that come true as often as they say: `softmax(logits / temperature + bias)`
/// (Guo 2017). Fitted to the vote shares of a split of its own by gradient descent on the cross-entropy.
///
/// @param temperature above 1 makes the network humbler
/// @param bias per class; its mean is 0
@SuppressWarnings("ArrayRecordComponent") // a carrier inside this room, never compared
record VectorScaling(double temperature, float[] bias) {
    private static final int STEPS = 400;
    private static final double RATE = 0.05;

    /// Keeps the bias of an expression that was hardly seen near 0: worth this many pictures without a bias.
    private static final double PRIOR_PICTURES = 10;

    VectorScaling {
        if (!(temperature > 0))
            throw new IllegalArgumentException("a temperature must be positive, got " + temperature);
    }

    static VectorScaling none(int classes) {
        return new VectorScaling(1, new float[classes]);
    }

    /// @param logits `[n][classes]`
    /// @param votes `[n][classes]`, each summing to 1
    static VectorScaling fit(float[][] logits, float[][] votes) {
        if (logits.length == 0) throw new IllegalArgumentException("a calibration needs examples, got none");
        int classes = logits[0].length;
        var parameters = new double[classes + 1]; // bias, then the logarithm of 1 / temperature
        var first = new double[parameters.length];
        var second = new double[parameters.length];
        for (int step = 1; step <= STEPS; step++) {
            var gradient = gradient(logits, votes, parameters);
            for (int i = 0; i < parameters.length; i++) {
                first[i] = 0.9 * first[i] + 0.1 * gradient[i];
                second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i];
                double rate = RATE * Math.sqrt(1 - Math.pow(0.999, step)) / (1 - Math.pow(0.9, step));
                parameters[i] -= rate * first[i] / (Math.sqrt(second[i]) + 1e-9);
            }
        }
        double mean = Arrays.stream(parameters, 0, classes).average().orElseThrow();
        var bias = new float[classes];
        for (int c = 0; c < classes; c++) bias[c] = (float) (parameters[c] - mean);
        return new VectorScaling(Math.exp(-parameters[classes]), bias);
    }

    private static double[] gradient(float[][] logits, float[][] votes, double[] parameters) {
        int classes = parameters.length - 1;
        double sharpness = Math.exp(parameters[classes]);
        var gradient = new double[parameters.length];
        var p = new double[classes];
        for (int i = 0; i < logits.length; i++) {
            softmax(logits[i], sharpness, parameters, p);
            for (int c = 0; c < classes; c++) {
                double error = (p[c] - votes[i][c]) / logits.length;
                gradient[c] += error;
                gradient[classes] += error * logits[i][c] * sharpness;
            }
        }
        for (int c = 0; c < classes; c++) gradient[c] += PRIOR_PICTURES / logits.length * parameters[c] / classes;
        return gradient;
    }

    private static void softmax(float[] logits, double sharpness, double[] bias, double[] out) {
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < out.length; c++) most = Math.max(most, out[c] = logits[c] * sharpness + bias[c]);
        double sum = 0;
        for (int c = 0; c < out.length; c++) sum += out[c] = Math.exp(out[c] - most);
        for (int c = 0; c < out.length; c++) out[c] /= sum;
    }

    double[] apply(float[] logits) {
        var p = new double[logits.length];
        var wide = new double[logits.length];
        for (int c = 0; c < p.length; c++) wide[c] = bias[c];
        softmax(logits, 1 / temperature, wide, p);
        return p;
    }
}
