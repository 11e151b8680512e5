package dev.attune.signals;

import java.time.Duration;
import java.util.Locale;

/// One modality displays something pleasant while another displays something unpleasant. Both are told and nothing is
/// averaged; neither is said to be the true one.
///
/// @param since media time at which both were first there
/// @param pleasantValence what the pleasant one displays, above 0
/// @param unpleasantValence what the other displays, below 0
/// @param leading whichever of the two weighs more: the valence of the estimate is that side's
public record Contradiction(
        Kind kind,
        Duration since,
        Modality pleasant,
        double pleasantValence,
        Modality unpleasant,
        double unpleasantValence,
        Modality leading) {
    public Contradiction {
        Check.mediaTime("since", since);
        Check.inRange("pleasant valence", pleasantValence, 0, 1);
        Check.inRange("unpleasant valence", unpleasantValence, -1, 0);
        if (pleasant == unpleasant)
            throw new IllegalArgumentException("a contradiction is between two modalities, got " + pleasant.id());
        if (leading != pleasant && leading != unpleasant)
            throw new IllegalArgumentException(
                    "either %s or %s leads, got %s".formatted(pleasant.id(), unpleasant.id(), leading.id()));
    }

    /// What is displayed where.
    public enum Kind {
        /// A pleasant face over an unpleasant voice or unpleasant words.
        MASKING,
        /// Any other opposition.
        MIXED;

        private final String id = name().toLowerCase(Locale.ROOT);

        /// The name used in protocols and files, for example `masking`.
        public String id() {
            return id;
        }
    }
}
