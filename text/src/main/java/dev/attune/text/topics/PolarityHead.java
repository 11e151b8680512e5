package dev.attune.text.topics;

import java.util.Optional;

/// Which way a clause leans, as a learned model sees it.
@FunctionalInterface
public interface PolarityHead {
    /// A head that never speaks, so that the dictionary speaks alone.
    PolarityHead SILENT = clause -> Optional.empty();

    /// @param polarity in [-1, 1]
    /// @param nothing how probable it is that the clause says neither good nor bad, in [0, 1]
    record Lean(double polarity, double nothing) {
        public Lean {
            if (!(polarity >= -1 && polarity <= 1))
                throw new IllegalArgumentException("polarity must be in [-1, 1], got " + polarity);
            if (!(nothing >= 0 && nothing <= 1))
                throw new IllegalArgumentException("nothing must be in [0, 1], got " + nothing);
        }
    }

    /// Empty when the model cannot tell.
    Optional<Lean> lean(String clause);
}
