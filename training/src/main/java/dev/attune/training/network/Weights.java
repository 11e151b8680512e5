package dev.attune.training.network;

import java.util.ArrayList;
import java.util.List;

/// The numbers of a network outside PyTorch, to keep, to average and to export.
///
/// @param layers in the order of the input's way
/// @param arrays per layer: kernel `[outputs, inputs, k, k]`, scale, shift, running mean, running variance; then the
///     dense step's `[classes, features]` and its bias
@SuppressWarnings("ArrayRecordComponent") // a carrier inside this room, never compared
public record Weights(List<Layer> layers, int classes, List<float[]> arrays) {
    public static final int PER_LAYER = 5;
    public static final float EPSILON = 1e-5f; // of the batch normalisation

    public Weights {
        layers = List.copyOf(layers);
        arrays = List.copyOf(arrays);
        var expected = sizes(layers, classes);
        var actual = arrays.stream().map(array -> array.length).toList();
        if (!expected.equals(actual))
            throw new IllegalArgumentException(
                    "these weights are of another network: %s, expected %s".formatted(actual, expected));
    }

    public static List<Integer> sizes(List<Layer> layers, int classes) {
        var sizes = new ArrayList<Integer>();
        for (var layer : layers) {
            sizes.add(layer.weights());
            for (int i = 1; i < PER_LAYER; i++) sizes.add(layer.outputs());
        }
        int features = layers.getLast().outputs();
        sizes.add(features * classes);
        sizes.add(classes);
        return sizes;
    }

    public float[] kernel(int layer) {
        return arrays.get(PER_LAYER * layer);
    }

    public float[] scale(int layer) {
        return arrays.get(PER_LAYER * layer + 1);
    }

    public float[] shift(int layer) {
        return arrays.get(PER_LAYER * layer + 2);
    }

    public float[] mean(int layer) {
        return arrays.get(PER_LAYER * layer + 3);
    }

    public float[] variance(int layer) {
        return arrays.get(PER_LAYER * layer + 4);
    }

    public float[] dense() {
        return arrays.get(PER_LAYER * layers.size());
    }

    public float[] bias() {
        return arrays.get(PER_LAYER * layers.size() + 1);
    }
}
