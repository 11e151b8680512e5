package dev.attune.training.expressions;

import java.util.List;

/// One step of the network: convolution, batch normalisation, rectifier; SAME padding.
///
/// @param residual whether the input is added before the rectifier; needs equal channels and no stride
record Layer(int inputs, int outputs, int kernel, int stride, boolean residual) {
    Layer {
        if (inputs < 1 || outputs < 1 || kernel < 1 || kernel % 2 == 0 || stride < 1)
            throw new IllegalArgumentException("no such convolution: %d -> %d channels, kernel %d, stride %d"
                    .formatted(inputs, outputs, kernel, stride));
        if (residual && (inputs != outputs || stride != 1))
            throw new IllegalArgumentException("a residual step keeps its shape, got %d -> %d channels, stride %d"
                    .formatted(inputs, outputs, stride));
    }

    int padding() {
        return kernel / 2;
    }

    int weights() {
        return inputs * outputs * kernel * kernel;
    }

    /// Attune's own: 48 x 48 grey, four halvings, then the mean over the picture and one dense step.
    ///
    /// @param width channels after the first step
    static List<Layer> expressionNetwork(int width) {
        return List.of(
                new Layer(1, width, 5, 2, false),
                new Layer(width, width, 3, 1, true),
                new Layer(width, 2 * width, 3, 2, false),
                new Layer(2 * width, 2 * width, 3, 1, true),
                new Layer(2 * width, 4 * width, 3, 2, false),
                new Layer(4 * width, 4 * width, 3, 1, true),
                new Layer(4 * width, 4 * width, 3, 1, true),
                new Layer(4 * width, 5 * width, 3, 2, false));
    }
}
