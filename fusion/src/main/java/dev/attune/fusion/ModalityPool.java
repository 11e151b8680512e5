package dev.attune.fusion;

import dev.attune.signals.Affect;
import dev.attune.signals.Baseline;
import dev.attune.signals.Contribution;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.EyeActivity;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The person's stream → the estimate of the face in view, or of somebody unseen.
///
/// Every estimate carries what each modality said and its weights, so that the sums can be done again. A face that
/// speaks alone is passed on unchanged.
final class ModalityPool {
    private static final Duration IN_VIEW = StreamNumbers.DEFINITION.seconds("inView.seconds");

    private ModalityPool() {}

    /// How long after it was seen a face counts as in view.
    static Duration inView() {
        return IN_VIEW;
    }

    /// The estimate from the face, with what the same person's other modalities told.
    ///
    /// @param person after the face's own cue
    static Affect pool(Affect face, TrackState person) {
        var contributions = StreamReadings.contributions(person.ahead());
        boolean alone = contributions.stream().allMatch(said -> said.modality() == Modality.FACE);
        return alone ? face : pooled(face, person, contributions, face.quality(), face.baseline());
    }

    /// The estimate of a person who is not in view; null when what was told has faded away or told nothing.
    static @Nullable Affect unseen(TrackState person, Duration at) {
        var contributions = StreamReadings.contributions(person.ahead());
        var first = contributions.isEmpty()
                ? null
                : person.ahead().latest()[contributions.getFirst().modality().ordinal()];
        if (first == null) return null;
        var missing = new Measurement.NotMeasurable(Reason.NO_FACE);
        var abstained = new DisplayPattern.Abstained(Reason.NO_FACE);
        var nobody = new Affect(
                at,
                Affect.UNSEEN,
                missing,
                missing,
                abstained,
                abstained,
                null,
                AffectTrack.unreadableStates(Reason.NO_FACE),
                List.of(),
                EyeActivity.notMeasurable(Reason.NO_FACE, 1),
                first.baseline(),
                Quality.PERFECT,
                Duration.ZERO,
                List.of(),
                AffectStream.ref());
        Set<Reason> reasons = first.baseline() == Baseline.POPULATION ? Set.of(Reason.BASELINE_MISSING) : Set.of();
        return pooled(nobody, person, contributions, new Quality(first.quality(), reasons), first.baseline());
    }

    private static Affect pooled(
            Affect face, TrackState person, List<Contribution> contributions, Quality quality, Baseline baseline) {
        var together = person.ahead().pooled();
        var expression = StreamReadings.expression(together);
        return new Affect(
                face.at(),
                face.trackId(),
                orElse(together.valence(), together.valenceConfidence(), face.valence()),
                orElse(together.arousal(), together.arousalConfidence(), face.arousal()),
                together.probabilities().length == 0 ? face.expression() : expression,
                face.unitsExpression(),
                face.mixture(),
                face.states(),
                face.actionUnits(),
                face.eyes(),
                baseline,
                quality,
                face.delay(),
                contributions,
                AffectStream.ref());
    }

    /// @param otherwise the answer when nobody tells it
    private static Measurement orElse(double value, double confidence, Measurement otherwise) {
        return Double.isNaN(value) ? otherwise : StreamReadings.measured(value, confidence);
    }
}
