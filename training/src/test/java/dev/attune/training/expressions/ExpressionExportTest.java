package dev.attune.training.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.attune.face.ExpressionCrop;
import dev.attune.training.Torch;
import dev.attune.training.network.TorchNetwork;
import dev.attune.training.network.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ExpressionExportTest {
    private static final int CLASSES = 8;
    private static final int SIDE = ExpressionCrop.SIZE;

    @Test
    void onnxRuntimeReadsWhatPyTorchReads() {
        assumeTrue(Torch.isAvailable());
        Torch.start(1);
        var random = new SplittableRandom(5);
        var members = List.of(trainedLooking(random), trainedLooking(random));
        var calibration = new VectorScaling(1.7, new float[] {.3f, -.2f, 0, .1f, 0, -.4f, .1f, .1f});
        try (var exported = new ExportedNetwork(ExpressionExport.toOnnx(members, calibration))) {
            for (int i = 0; i < 5; i++) {
                var face = new float[SIDE * SIDE];
                for (int k = 0; k < face.length; k++) face[k] = (float) random.nextDouble(-3, 3);
                assertThat(exported.probabilities(face))
                        .containsExactly(throughPyTorch(members, calibration, face), offset());
            }
        }
    }

    /// Mean over members and mirror images, then the calibration: as the export's documentation says.
    private static float[] throughPyTorch(List<Weights> members, VectorScaling calibration, float[] face) {
        var mean = new float[CLASSES];
        try (var manager = Torch.newManager()) {
            for (var member : members) {
                var network = TorchNetwork.of(manager, member);
                for (var picture : List.of(face, mirrored(face))) {
                    NDArray x = manager.create(FloatBuffer.wrap(picture), new Shape(1, 1, SIDE, SIDE));
                    float[] logits = network.forward(x, false).toFloatArray();
                    for (int c = 0; c < CLASSES; c++) mean[c] += logits[c] / (2 * members.size());
                }
            }
        }
        double[] p = calibration.apply(mean);
        var floats = new float[CLASSES];
        for (int c = 0; c < CLASSES; c++) floats[c] = (float) p[c];
        return floats;
    }

    private static float[] mirrored(float[] face) {
        var mirrored = new float[face.length];
        for (int i = 0; i < face.length; i++) mirrored[i] = face[i / SIDE * SIDE + SIDE - 1 - i % SIDE];
        return mirrored;
    }

    /// Random everywhere, the running statistics too, so that a mistake in folding them shows.
    private static Weights trainedLooking(RandomGenerator random) {
        var layers = ExpressionNetwork.layers(4);
        var initial = TorchNetwork.initial(layers, CLASSES, random);
        var arrays = new ArrayList<float[]>();
        for (int i = 0; i < initial.arrays().size(); i++) {
            float[] array = initial.arrays().get(i).clone();
            boolean variance = i < Weights.PER_LAYER * layers.size() && i % Weights.PER_LAYER == 4;
            for (int k = 0; k < array.length; k++)
                array[k] =
                        variance ? (float) random.nextDouble(0.3, 2) : array[k] + (float) random.nextGaussian(0, 0.1);
            arrays.add(array);
        }
        return new Weights(layers, CLASSES, arrays);
    }

    private static Offset<Float> offset() {
        return Offset.offset(1e-4f);
    }
}
