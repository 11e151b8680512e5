package dev.attune.face;

import java.util.Arrays;

/// Least squares that shrinks (Hoerl and Kennard 1970), for as many targets over the same rows as are asked for.
///
/// Minimises `Σ row · (target - w·input)² + Σ penalty · z²`, where `z` are the weights of the inputs once these are
/// standardised (mean 0, standard deviation 1 over the rows). The first input is the constant 1.
public final class Ridge {
    private static final double LEAST_DEVIATION = 1e-9; // an input that hardly varies gets no weight, not a huge one

    private final double[][] inputs; // standardised
    private final double[] rows;
    private final double[] mean;
    private final double[] scale;
    private final double[][] factor; // lower triangle, Cholesky

    /// @param inputs one row per example, all as long as `penalties`; the first of each is 1
    /// @param rows how much each example counts, 0 or more
    /// @param penalties of each input, in the unit of `rows`
    /// @throws IllegalArgumentException when the inputs cannot be told apart; larger penalties help
    public Ridge(double[][] inputs, double[] rows, double[] penalties) {
        if (inputs.length == 0 || inputs.length != rows.length)
            throw new IllegalArgumentException(
                    "a fit needs examples, each with a weight; got %d and %d".formatted(inputs.length, rows.length));
        this.rows = rows.clone();
        int size = penalties.length;
        mean = new double[size];
        scale = new double[size];
        standardise(inputs);
        this.inputs = new double[inputs.length][size];
        for (int k = 0; k < inputs.length; k++)
            for (int i = 0; i < size; i++) this.inputs[k][i] = (inputs[k][i] - mean[i]) / scale[i];
        factor = factor(penalties);
    }

    private void standardise(double[][] raw) {
        scale[0] = 1;
        for (int i = 1; i < mean.length; i++) {
            for (var row : raw) mean[i] += row[i] / raw.length;
            for (var row : raw) scale[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / raw.length;
            scale[i] = Math.sqrt(scale[i]) + LEAST_DEVIATION;
        }
    }

    private double[][] factor(double[] penalties) {
        int size = penalties.length;
        var square = new double[size][size];
        for (int k = 0; k < inputs.length; k++)
            for (int i = 0; i < size; i++) {
                double weighted = rows[k] * inputs[k][i];
                for (int j = 0; j <= i; j++) square[i][j] += weighted * inputs[k][j];
            }
        for (int i = 0; i < size; i++) {
            square[i][i] += penalties[i];
            for (int j = 0; j <= i; j++) {
                double left = square[i][j];
                for (int k = 0; k < j; k++) left -= square[i][k] * square[j][k];
                if (i != j) square[i][j] = left / square[j][j];
                else if (left > 0) square[i][i] = Math.sqrt(left);
                else
                    throw new IllegalArgumentException(
                            "input %d follows from the others; its penalty %s is too small".formatted(i, penalties[i]));
            }
        }
        return square;
    }

    /// Weights of the inputs as they were given.
    ///
    /// @param target one value per row
    public double[] weights(double[] target) {
        if (target.length != rows.length)
            throw new IllegalArgumentException("expected %d targets, got %d".formatted(rows.length, target.length));
        int size = mean.length;
        var z = new double[size];
        for (int k = 0; k < target.length; k++)
            for (int i = 0; i < size; i++) z[i] += rows[k] * inputs[k][i] * target[k];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) z[i] -= factor[i][j] * z[j];
            z[i] /= factor[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int j = i + 1; j < size; j++) z[i] -= factor[j][i] * z[j];
            z[i] /= factor[i][i];
        }
        for (int i = 1; i < size; i++) {
            z[i] /= scale[i];
            z[0] -= z[i] * mean[i];
        }
        return z;
    }

    /// The same penalty on every input but the constant.
    public static double[] penalties(int size, double penalty) {
        var penalties = new double[size];
        Arrays.fill(penalties, 1, size, penalty);
        return penalties;
    }

    /// What the weights say of one row of inputs.
    public static double predict(double[] weights, double[] input) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) sum += weights[i] * input[i];
        return sum;
    }
}
