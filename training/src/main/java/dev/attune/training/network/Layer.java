package dev.attune.training.network;

/// One step of the network: convolution, batch normalisation, rectifier; SAME padding.
///
/// @param residual whether the input is added before the rectifier; needs equal channels and no stride
public record Layer(int inputs, int outputs, int kernel, int stride, boolean residual) {
    public Layer {
        if (inputs < 1 || outputs < 1 || kernel < 1 || kernel % 2 == 0 || stride < 1)
            throw new IllegalArgumentException("no such convolution: %d -> %d channels, kernel %d, stride %d"
                    .formatted(inputs, outputs, kernel, stride));
        if (residual && (inputs != outputs || stride != 1))
            throw new IllegalArgumentException("a residual step keeps its shape, got %d -> %d channels, stride %d"
                    .formatted(inputs, outputs, stride));
    }

    public int padding() {
        return kernel / 2;
    }

    public int weights() {
        return inputs * outputs * kernel * kernel;
    }
}
