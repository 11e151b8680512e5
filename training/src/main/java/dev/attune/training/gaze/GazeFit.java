package dev.attune.training.gaze;

import dev.attune.face.GazeEvidence;
import dev.attune.face.GazeModel;
import dev.attune.signals.Gaze;
import java.util.List;

/// Ridge regression of the direction in the head on [GazeEvidence], both eyes of every frame as one eye.
///
/// Inputs are standardised before they are shrunk; the far eye of a turned head counts less, as when the model is used.
final class GazeFit {
    private static final double RIDGE = 0.002; // best of .001, .01, .05 by leave-identities-out on the training people

    private GazeFit() {}

    /// @param truth in the camera's frame
    record Example(GazeEvidence evidence, Gaze truth) {}

    static GazeModel fit(List<Example> examples) {
        int size = GazeEvidence.SIZE;
        var mean = new double[size];
        var scale = new double[size];
        int rows = 2 * examples.size();
        for (var example : examples)
            for (var eye :
                    List.of(example.evidence().right(), example.evidence().left()))
                for (int i = 1; i < size; i++) mean[i] += eye[i] / rows;
        for (var example : examples)
            for (var eye :
                    List.of(example.evidence().right(), example.evidence().left()))
                for (int i = 1; i < size; i++) scale[i] += (eye[i] - mean[i]) * (eye[i] - mean[i]) / rows;
        for (int i = 1; i < size; i++) scale[i] = Math.sqrt(scale[i]) + 1e-9;
        scale[0] = 1;

        var normal = new double[size][size + 2]; // two right-hand sides: yaw and pitch
        for (var example : examples) {
            var pose = example.evidence().pose();
            var target = GazeModel.inHead(example.truth(), pose);
            add(normal, example.evidence().right(), mean, scale, target[0], target[1], GazeModel.weight(-pose.yaw()));
            add(normal, example.evidence().left(), mean, scale, -target[0], target[1], GazeModel.weight(pose.yaw()));
        }
        for (int i = 1; i < size; i++) normal[i][i] += RIDGE * rows;
        solve(normal);
        return new GazeModel(weights(normal, 0, mean, scale), weights(normal, 1, mean, scale));
    }

    /// Mean absolute error in yaw and pitch, degrees in the camera's frame.
    static double[] error(GazeModel model, List<Example> examples) {
        var error = new double[2];
        for (var example : examples) {
            double yaw = example.evidence().pose().yaw();
            var gaze = model.both(example.evidence(), GazeModel.weight(-yaw), GazeModel.weight(yaw));
            error[0] += Math.abs(gaze.yaw() - example.truth().yaw()) / examples.size();
            error[1] += Math.abs(gaze.pitch() - example.truth().pitch()) / examples.size();
        }
        return error;
    }

    private static void add(
            double[][] normal, double[] eye, double[] mean, double[] scale, double yaw, double pitch, double weight) {
        int size = eye.length;
        var z = new double[size];
        for (int i = 0; i < size; i++) z[i] = (eye[i] - mean[i]) / scale[i];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) normal[i][j] += weight * z[i] * z[j];
            normal[i][size] += weight * z[i] * yaw;
            normal[i][size + 1] += weight * z[i] * pitch;
        }
    }

    /// Gauss-Jordan with row pivoting; the ridge keeps the matrix regular.
    private static void solve(double[][] a) {
        int n = a.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++)
                if (Math.abs(a[row][column]) > Math.abs(a[pivot][column])) pivot = row;
            var swapped = a[column];
            a[column] = a[pivot];
            a[pivot] = swapped;
            for (int row = 0; row < n; row++) {
                if (row == column) continue;
                double factor = a[row][column] / a[column][column];
                if (factor != 0) for (int k = column; k < n + 2; k++) a[row][k] -= factor * a[column][k];
            }
        }
        for (int row = 0; row < n; row++) for (int k = n; k < n + 2; k++) a[row][k] /= a[row][row];
    }

    /// Back from standardised inputs.
    private static double[] weights(double[][] solved, int angle, double[] mean, double[] scale) {
        int size = mean.length;
        var weights = new double[size];
        for (int i = 0; i < size; i++) weights[i] = solved[i][size + angle] / scale[i];
        for (int i = 1; i < size; i++) weights[0] -= weights[i] * mean[i];
        return weights;
    }
}
