/// `attune train expressions`: labelled pictures → aligned faces → a small network, calibrated, as ONNX with its card.
@NullMarked
package dev.attune.training.expressions;

import org.jspecify.annotations.NullMarked;
