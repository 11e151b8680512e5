package dev.attune.text.topics;

import java.util.OptionalDouble;

/// Which way a clause leans, as a learned model sees it.
@FunctionalInterface
public interface PolarityHead {
    /// A head that never speaks, so that the dictionary speaks alone.
    PolarityHead SILENT = clause -> OptionalDouble.empty();

    /// In [-1, 1]; empty when the model cannot tell.
    OptionalDouble polarity(String clause);
}
