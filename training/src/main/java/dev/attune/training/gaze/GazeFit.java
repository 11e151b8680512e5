package dev.attune.training.gaze;

import dev.attune.face.GazeEvidence;
import dev.attune.face.GazeModel;
import dev.attune.face.Ridge;
import dev.attune.signals.Gaze;
import java.util.Arrays;
import java.util.List;

/// Ridge regression of the direction in the head on [GazeEvidence], both eyes of every frame as one eye.
///
/// Inputs are standardised before they are shrunk; the far eye of a turned head counts less, as when the model is used.
final class GazeFit {
    /// Chosen by hand: leave-identities-out on the training people tried only .001, .01 and .05, not this value.
    private static final double RIDGE = 0.002;

    private static final int FOLDS = 5;
    private static final int MOST_STRETCH_TENTHS = 20;

    private GazeFit() {}

    /// @param person whose frames are left out together
    /// @param truth in the camera's frame
    record Example(int person, GazeEvidence evidence, Gaze truth) {}

    /// How far vertical angles can be stretched about their mean at no cost: the largest factor with which people
    /// left out of the fit (5 folds) are read with no larger mean error. Least squares on noisy inputs pulls far
    /// angles to the middle; the stretch takes a part of that drift back, a larger one would pay with noise.
    static double stretch(List<Example> examples) {
        double best = 1;
        double unstretched = leftOutError(examples, 1);
        for (int tenths = 11; tenths <= MOST_STRETCH_TENTHS; tenths++)
            if (leftOutError(examples, tenths / 10.0) <= unstretched) best = tenths / 10.0;
        return best;
    }

    private static double leftOutError(List<Example> examples, double stretch) {
        double sum = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            int without = fold;
            var seen = examples.stream()
                    .filter(example -> Math.floorMod(example.person(), FOLDS) != without)
                    .toList();
            var leftOut = examples.stream()
                    .filter(example -> Math.floorMod(example.person(), FOLDS) == without)
                    .toList();
            if (!seen.isEmpty() && !leftOut.isEmpty()) sum += leftOut.size() * error(fit(seen, stretch), leftOut)[1];
        }
        return sum;
    }

    static GazeModel fit(List<Example> examples, double stretch) {
        int rows = 2 * examples.size();
        var inputs = new double[rows][];
        var weights = new double[rows];
        var yaw = new double[rows];
        var pitch = new double[rows];
        for (int i = 0; i < examples.size(); i++) {
            var evidence = examples.get(i).evidence();
            var target = GazeModel.inHead(examples.get(i).truth(), evidence.pose());
            inputs[2 * i] = evidence.right();
            yaw[2 * i] = target[0];
            weights[2 * i] = GazeModel.weight(-evidence.pose().yaw());
            inputs[2 * i + 1] = evidence.left();
            yaw[2 * i + 1] = -target[0]; // a left eye is read as a right one in the mirror
            weights[2 * i + 1] = GazeModel.weight(evidence.pose().yaw());
            pitch[2 * i] = pitch[2 * i + 1] = target[1];
        }
        var ridge = new Ridge(inputs, weights, Ridge.penalties(GazeEvidence.SIZE, RIDGE * rows));
        double about = 0;
        double all = Arrays.stream(weights).sum();
        for (int i = 0; i < rows; i++) about += weights[i] * pitch[i] / all;
        return new GazeModel(ridge.weights(yaw), ridge.weights(pitch)).stretched(stretch, about);
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
}
