package dev.attune.signals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fused estimate for one person at one media time.
///
/// @param trackId the face's, or [#UNSEEN]
/// @param valence in [-1, 1], 0 = neutral
/// @param arousal in [-1, 1], 0 = this person's ordinary level
/// @param expression what the expression nets and the action units say together
/// @param unitsExpression the second opinion: what the action units alone say
/// @param mixture null unless two expressions are displayed at once
/// @param states each in [0, 1]; states this build cannot estimate are absent
/// @param actionUnits relative to `baseline`
/// @param eyes what the eyelids do
/// @param delay how far the smoothed values lag behind `at`
/// @param contributions one per modality that spoke, in the order of [Modality]; empty when all abstained
public record Affect(
        Duration at,
        int trackId,
        Measurement valence,
        Measurement arousal,
        DisplayPattern expression,
        DisplayPattern unitsExpression,
        @Nullable Mixture mixture,
        Map<State, Measurement> states,
        List<ActionUnit> actionUnits,
        EyeActivity eyes,
        Baseline baseline,
        Quality quality,
        Duration delay,
        List<Contribution> contributions,
        ModelRef formula)
        implements AffectEvent {

    /// The person of the stream, whose voice or words came without a face.
    public static final int UNSEEN = -1;

    public Affect {
        Check.mediaTime("at", at);
        valence.optional().ifPresent(value -> Check.inRange("valence", value, -1, 1));
        arousal.optional().ifPresent(value -> Check.inRange("arousal", value, -1, 1));
        states = Map.copyOf(states);
        states.forEach((state, measurement) ->
                measurement.optional().ifPresent(value -> Check.inRange(state.id(), value, 0, 1)));
        actionUnits = List.copyOf(actionUnits);
        contributions = List.copyOf(contributions);
    }
}
