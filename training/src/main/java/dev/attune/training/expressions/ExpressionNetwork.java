package dev.attune.training.expressions;

import dev.attune.training.network.Layer;
import java.util.List;

/// Attune's own: 48 x 48 grey, four halvings, then the mean over the picture and one dense step.
final class ExpressionNetwork {
    private ExpressionNetwork() {}

    /// @param width channels after the first step
    static List<Layer> layers(int width) {
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
