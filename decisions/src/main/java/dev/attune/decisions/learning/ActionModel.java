package dev.attune.decisions.learning;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Ridge regression of the reward of one action. Immutable.
///
/// `precision` is Σ x xᵀ without the prior, row by row, d x d; `inverse` is (λI + Σ x xᵀ)⁻¹; `response`
/// is Σ r x.
///
/// Both matrices are symmetric to the bit, so that half of each can be kept.
final class ActionModel {
    /// Rows between two inversions from the sums. Sherman–Morrison drifts by about 1e-12 in that
    /// stretch (tested).
    static final int INVERT_EVERY = 10_000;

    final double[] precision;
    final double[] inverse;
    final double[] response;
    final double rows;
    final int sinceInversion;
    final double[] weights;

    /// @param rows how many were learned; a fraction once the model has aged
    ActionModel(double[] precision, double[] inverse, double[] response, double rows, int sinceInversion) {
        this.precision = precision;
        this.inverse = inverse;
        this.response = response;
        this.rows = rows;
        this.sinceInversion = sinceInversion;
        this.weights = product(inverse, response);
    }

    static ActionModel fromSums(double[] precision, double[] response, double rows, double ridge) {
        return new ActionModel(precision, inverted(precision, response.length, ridge), response, rows, 0);
    }

    ActionModel learn(double[] x, double reward, double ridge) {
        int d = x.length;
        var sums = precision.clone();
        addOuter(sums, x, 1);
        var responses = response.clone();
        for (int i = 0; i < d; i++) responses[i] += reward * x[i];
        if (sinceInversion + 1 >= INVERT_EVERY) return fromSums(sums, responses, rows + 1, ridge);
        var u = product(inverse, x);
        double scale = 1 / (1 + dot(u, x));
        var next = new double[d * d];
        for (int i = 0; i < d; i++) {
            double row = scale * u[i];
            for (int j = 0; j <= i; j++) {
                double value = inverse[i * d + j] - row * u[j];
                next[i * d + j] = value;
                next[j * d + i] = value;
            }
        }
        return new ActionModel(sums, next, responses, rows + 1, sinceInversion + 1);
    }

    /// All sums times a factor, for ageing.
    ActionModel scaled(double factor, double ridge) {
        return fromSums(times(precision, factor), times(response, factor), rows * factor, ridge);
    }

    double mean(double[] x) {
        return dot(weights, x);
    }

    /// xᵀ (λI + Σ x xᵀ)⁻¹ x
    double variance(double[] x) {
        return dot(x, product(inverse, x));
    }

    static double[] inverted(double[] precision, int d, double ridge) {
        var matrix = new DMatrixRMaj(d, d);
        for (int i = 0; i < d; i++) {
            System.arraycopy(precision, i * d, matrix.data, i * d, d);
            matrix.data[i * d + i] += ridge;
        }
        var inverse = new DMatrixRMaj(d, d);
        if (!CommonOps_DDRM.invertSPD(matrix, inverse))
            throw new IllegalStateException(
                    "the sums of a model are no longer positive definite; rows were unlearned that it never learned");
        for (int i = 0; i < d; i++) for (int j = 0; j < i; j++) inverse.data[j * d + i] = inverse.data[i * d + j];
        return inverse.data;
    }

    static void addOuter(double[] sums, double[] x, double factor) {
        int d = x.length;
        for (int i = 0; i < d; i++) {
            double row = factor * x[i];
            if (row == 0) continue;
            for (int j = 0; j <= i; j++) {
                double value = sums[i * d + j] + row * x[j];
                sums[i * d + j] = value;
                sums[j * d + i] = value;
            }
        }
    }

    static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) sum += left[i] * right[i];
        return sum;
    }

    /// Four rows at once: each sum has its own order, as if alone, and the processor need not wait for one to begin the
    /// next.
    private static double[] product(double[] matrix, double[] vector) {
        int d = vector.length;
        var result = new double[d];
        int i = 0;
        for (; i + 3 < d; i += 4) {
            int row = i * d;
            double first = 0;
            double second = 0;
            double third = 0;
            double fourth = 0;
            for (int j = 0; j < d; j++) {
                double factor = vector[j];
                first += matrix[row + j] * factor;
                second += matrix[row + d + j] * factor;
                third += matrix[row + 2 * d + j] * factor;
                fourth += matrix[row + 3 * d + j] * factor;
            }
            result[i] = first;
            result[i + 1] = second;
            result[i + 2] = third;
            result[i + 3] = fourth;
        }
        for (; i < d; i++) {
            double sum = 0;
            for (int j = 0; j < d; j++) sum += matrix[i * d + j] * vector[j];
            result[i] = sum;
        }
        return result;
    }

    private static double[] times(double[] values, double factor) {
        var result = new double[values.length];
        for (int i = 0; i < result.length; i++) result[i] = factor * values[i];
        return result;
    }
}
