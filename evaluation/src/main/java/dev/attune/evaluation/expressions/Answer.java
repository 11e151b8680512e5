package dev.attune.evaluation.expressions;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.EmotionDistribution;
import java.util.List;

/// What became of one picture.
sealed interface Answer {

    /// @param expression what the networks read
    /// @param product what Attune makes of it: with action units, or an abstention
    /// @param aligned whether the mesh found the face; otherwise the whole picture was read as one
    /// @param actionUnits against the population's neutral face; empty when not aligned
    /// @param fingerprint of the file's bytes
    record Read(
            EmotionDistribution expression,
            DisplayPattern product,
            boolean aligned,
            List<ActionUnit> actionUnits,
            String fingerprint)
            implements Answer {
        public Read {
            actionUnits = List.copyOf(actionUnits);
        }
    }

    /// A picture in which no face was found.
    record NoFace(String fingerprint) implements Answer {}

    /// No picture.
    ///
    /// @param reason in one line, for people
    record Unreadable(String reason) implements Answer {}
}
