package dev.attune.training.voice;

import java.util.List;

/// Answers one question from scaled features.
sealed interface Machine permits PairwiseSvm, BoostedTrees {

    /// How machines of one kind are fitted.
    interface Maker {
        /// @param examples scaled; one array may serve several machines
        /// @param labels in 0..classes-1; a class without examples never wins
        Machine fit(List<double[]> examples, int[] labels, int classes);
    }

    /// One score a class, higher for the likelier.
    double[] scores(double[] scaled);
}
