package dev.attune.face;

import dev.attune.media.Frame;
import dev.attune.models.OnnxModel;
import dev.attune.models.Runner;

/// Attune's own expression network: `[1, 1, 48, 48]` grey as [ExpressionCrop] makes it, to eight calibrated
/// probabilities in the order of [dev.attune.signals.Emotion]. Single owner; keeps its buffers.
final class OwnExpressionNet implements AutoCloseable {
    static final String ID = "expression-attune";

    private final Runner runner;
    private final GreySampler sampler = new GreySampler(ExpressionCrop.SIZE);

    OwnExpressionNet(OnnxModel model) {
        this.runner = model.newRunner();
    }

    /// Eight probabilities in the order of [dev.attune.signals.Emotion].
    ///
    /// @param face the crop around the mesh, as [MeshCrops#around] gives it
    double[] read(Frame frame, Crop face) {
        float[] grey = sampler.sample(frame, ExpressionCrop.of(face));
        ExpressionCrop.normalise(grey);
        runner.input().put(0, grey);
        runner.run();
        float[] read = runner.output("probabilities");
        var probabilities = new double[read.length];
        for (int i = 0; i < read.length; i++) probabilities[i] = read[i];
        return probabilities;
    }

    @Override
    public void close() {
        runner.close();
    }
}
