package dev.attune.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// The network in PyTorch: forward in both modes, parameters in and out. Single owner.
public final class TorchNetwork {
    private static final float BATCH_MOMENTUM = 0.9f; // of the running statistics
    private static final float DROPOUT = 0.3f;

    private final List<Layer> layers;
    private final int classes;
    private final List<NDArray> arrays = new ArrayList<>(); // in the order of Weights

    private TorchNetwork(NDManager manager, Weights weights) {
        this.layers = weights.layers();
        this.classes = weights.classes();
        for (int i = 0; i < weights.arrays().size(); i++)
            arrays.add(manager.create(weights.arrays().get(i), shape(i)));
        for (var learned : learned()) learned.setRequiresGradient(true);
    }

    public static TorchNetwork of(NDManager manager, Weights weights) {
        return new TorchNetwork(manager, weights);
    }

    /// He's initialisation (He 2015); residual steps begin as the identity.
    public static Weights initial(List<Layer> layers, int classes, RandomGenerator random) {
        var arrays = new ArrayList<float[]>();
        for (var layer : layers) {
            double deviation = Math.sqrt(2.0 / (layer.inputs() * layer.kernel() * layer.kernel()));
            arrays.add(gaussian(layer.weights(), deviation, random));
            arrays.add(constant(layer.outputs(), layer.residual() ? 0.2f : 1));
            arrays.add(constant(layer.outputs(), 0));
            arrays.add(constant(layer.outputs(), 0));
            arrays.add(constant(layer.outputs(), 1));
        }
        int features = layers.getLast().outputs();
        arrays.add(gaussian(features * classes, Math.sqrt(1.0 / features), random));
        arrays.add(constant(classes, 0));
        return new Weights(layers, classes, arrays);
    }

    /// @param x `[n, 1, height, width]`
    /// @return logits `[n, classes]`
    public NDArray forward(NDArray x, boolean training) {
        var flow = x;
        for (int i = 0; i < layers.size(); i++) {
            var layer = layers.get(i);
            var padding = new Shape(layer.padding(), layer.padding());
            int at = Weights.PER_LAYER * i;
            var convolved = Conv2d.conv2d(
                            flow, arrays.get(at), null, new Shape(layer.stride(), layer.stride()), padding)
                    .singletonOrThrow();
            var normal = BatchNorm.batchNorm(
                            convolved,
                            arrays.get(at + 3),
                            arrays.get(at + 4),
                            arrays.get(at + 1),
                            arrays.get(at + 2),
                            1,
                            BATCH_MOMENTUM,
                            Weights.EPSILON,
                            training)
                    .singletonOrThrow();
            flow = (layer.residual() ? normal.add(flow) : normal)
                    .getNDArrayInternal()
                    .relu();
        }
        var features = Pool.globalAvgPool2d(flow);
        if (training) features = Dropout.dropout(features, DROPOUT, true).singletonOrThrow();
        var dense = arrays.get(arrays.size() - 2).transpose();
        dense.attach(x.getManager()); // freed with the batch, not with the network
        return features.matMul(dense).add(arrays.getLast());
    }

    /// Everything that gradients change; not the running statistics.
    public List<NDArray> learned() {
        var learned = new ArrayList<NDArray>();
        for (int i = 0; i < arrays.size(); i++) if (!isStatistic(i)) learned.add(arrays.get(i));
        return learned;
    }

    /// Whether weight decay applies: to kernels, not to scales, shifts and biases.
    public boolean decays(NDArray learned) {
        return learned.getShape().dimension() > 1;
    }

    public List<NDArray> all() {
        return arrays;
    }

    public Weights weights() {
        return weights(arrays);
    }

    /// @param of this network's shape, such as an average over time
    public Weights weights(List<NDArray> of) {
        return new Weights(
                layers, classes, of.stream().map(NDArray::toFloatArray).toList());
    }

    private boolean isStatistic(int at) {
        return at < Weights.PER_LAYER * layers.size() && at % Weights.PER_LAYER >= 3;
    }

    private Shape shape(int at) {
        if (at == Weights.PER_LAYER * layers.size())
            return new Shape(classes, layers.getLast().outputs());
        if (at > Weights.PER_LAYER * layers.size()) return new Shape(classes);
        var layer = layers.get(at / Weights.PER_LAYER);
        return at % Weights.PER_LAYER == 0
                ? new Shape(layer.outputs(), layer.inputs(), layer.kernel(), layer.kernel())
                : new Shape(layer.outputs());
    }

    private static float[] gaussian(int size, double deviation, RandomGenerator random) {
        var values = new float[size];
        for (int i = 0; i < size; i++) values[i] = (float) random.nextGaussian(0, deviation);
        return values;
    }

    private static float[] constant(int size, float value) {
        var values = new float[size];
        Arrays.fill(values, value);
        return values;
    }
}
