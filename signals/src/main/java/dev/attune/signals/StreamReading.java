package dev.attune.signals;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one stream of a person, all modalities together, at one media time.
///
/// @param trackId the face's that is in view, or [Affect#UNSEEN]
/// @param valence in [-1, 1], relative to this person's usual; of the leading side while there is a contradiction
/// @param arousal in [-1, 1], likewise
/// @param contradiction null while nobody contradicts anybody
/// @param states every state of the build, in the order of [State]
/// @param outlooks what may come
/// @param usual one per modality that spoke lately
/// @param contributions one per modality that weighed anything
/// @param late observations that came after the window in which order is restored
public record StreamReading(
        Duration at,
        int trackId,
        Measurement valence,
        Measurement arousal,
        DisplayPattern expression,
        @Nullable Contradiction contradiction,
        List<StateReading> states,
        Course course,
        List<Outlook> outlooks,
        List<Usual> usual,
        List<Contribution> contributions,
        Duration delay,
        long late,
        List<ModelRef> formulas)
        implements AffectEvent {
    public StreamReading {
        Check.mediaTime("at", at);
        valence.optional().ifPresent(value -> Check.inRange("valence", value, -1, 1));
        arousal.optional().ifPresent(value -> Check.inRange("arousal", value, -1, 1));
        states = List.copyOf(states);
        outlooks = List.copyOf(outlooks);
        usual = List.copyOf(usual);
        contributions = List.copyOf(contributions);
        formulas = List.copyOf(formulas);
    }
}
