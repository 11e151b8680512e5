package dev.attune.evaluation;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Affect;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.PulseReading;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One face of one frame, as the reports see it.
///
/// @param face null in a frame without a face in a picture
/// @param told the face that another source tells instead; null when none does
/// @param affect null when fusion has not spoken about this face
/// @param pulse null unless a reading of this face fell due with this frame
record FaceRow(
        long frame,
        Duration at,
        @Nullable FaceObservation face,
        @Nullable FaceUnits told,
        @Nullable Affect affect,
        @Nullable PulseReading pulse) {

    /// Null without a face.
    @Nullable
    Integer trackId() {
        if (face != null) return face.trackId();
        return told == null ? null : told.trackId();
    }

    /// Null without a face.
    @Nullable
    Quality quality() {
        if (face != null) return face.quality().overall();
        return told == null ? null : told.quality();
    }

    double seconds() {
        return at.toNanos() / 1e9;
    }

    /// Relative to the person's own baseline where fusion has one, else against the population's
    /// neutral face.
    List<ActionUnit> actionUnits() {
        if (affect != null && !affect.actionUnits().isEmpty()) return affect.actionUnits();
        if (face != null) return face.actionUnits();
        return told == null ? List.of() : told.actionUnits();
    }

    Optional<ActionUnit> actionUnit(int number) {
        for (var unit : actionUnits()) if (unit.number() == number) return Optional.of(unit);
        return Optional.empty();
    }

    Optional<EmotionDistribution> displayed() {
        if (affect == null) return Optional.empty();
        return switch (affect.expression()) {
            case DisplayPattern.Displayed pattern -> Optional.of(pattern.probabilities());
            case DisplayPattern.Abstained abstained -> Optional.empty();
        };
    }

    /// Why no expression is reported for this frame; empty when one is.
    Optional<Reason> abstention() {
        if (face == null && told == null) return Optional.of(Reason.NO_FACE);
        if (affect == null) return Optional.of(Reason.NOT_ENOUGH_EVIDENCE);
        return switch (affect.expression()) {
            case DisplayPattern.Displayed pattern -> Optional.empty();
            case DisplayPattern.Abstained abstained -> Optional.of(abstained.reason());
        };
    }
}
