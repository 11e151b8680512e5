package dev.attune.signals;

/// What one modality says by itself, and how much it weighed in an estimate.
///
/// Weights are in [0, 1]. Over the modalities of one estimate those of the valence sum to 1, those of
/// the arousal too, and those of the expression; where nothing could be said all of them are 0.
public record Contribution(
        Modality modality,
        Measurement valence,
        double valenceWeight,
        Measurement arousal,
        double arousalWeight,
        DisplayPattern expression,
        double expressionWeight) {
    public Contribution {
        Check.inRange("valence weight of " + modality.id(), valenceWeight, 0, 1);
        Check.inRange("arousal weight of " + modality.id(), arousalWeight, 0, 1);
        Check.inRange("expression weight of " + modality.id(), expressionWeight, 0, 1);
    }

    /// Of a modality that speaks alone.
    public static Contribution sole(
            Modality modality, Measurement valence, Measurement arousal, DisplayPattern expression) {
        return new Contribution(
                modality,
                valence,
                valence.optional().isPresent() ? 1 : 0,
                arousal,
                arousal.optional().isPresent() ? 1 : 0,
                expression,
                expression instanceof DisplayPattern.Displayed ? 1 : 0);
    }
}
