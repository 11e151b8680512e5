package dev.attune.training.gaze;

import dev.attune.face.GazeEvidence;
import dev.attune.face.GazeModel;
import dev.attune.face.Ridge;
import dev.attune.signals.Gaze;
import java.util.List;

/// Ridge regression of the direction in the head on [GazeEvidence], both eyes of every frame as one eye.
///
/// Inputs are standardised before they are shrunk; the far eye of a turned head counts less, as when the model is used.
final class GazeFit {
    /// Chosen by hand: leave-identities-out on the training people tried only .001, .01 and .05, not this value.
    private static final double RIDGE = 0.002;

    private GazeFit() {}

    /// @param truth in the camera's frame
    record Example(GazeEvidence evidence, Gaze truth) {}

    static GazeModel fit(List<Example> examples) {
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
        return new GazeModel(ridge.weights(yaw), ridge.weights(pitch));
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
