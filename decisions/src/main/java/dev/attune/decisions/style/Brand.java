package dev.attune.decisions.style;

/// What a house never does, whoever is spoken to. Clamps last.
///
/// @param leastFormality in [0, 1], as are the other numbers
/// @param mostHumour 0 forbids it
public record Brand(
        double leastFormality,
        double mostEnthusiasm,
        double mostHumour,
        boolean emoji,
        Style.AddressForm addressForm,
        boolean upsell) {
    /// Polite, sober, without emoji.
    public static final Brand SOBER = new Brand(0.5, 0.6, 0, false, Style.AddressForm.POLITE, true);

    /// A young shop that says ты and 你.
    public static final Brand CASUAL = new Brand(0.1, 1, 0.5, true, Style.AddressForm.FAMILIAR, true);

    public Brand {
        for (double value : new double[] {leastFormality, mostEnthusiasm, mostHumour})
            if (!(value >= 0 && value <= 1))
                throw new IllegalArgumentException("a brand's bounds must be in [0, 1], got " + value);
    }

    Style bounded(Style style) {
        return new Style(
                Math.max(style.formality(), leastFormality),
                style.warmth(),
                style.empathy(),
                style.directness(),
                style.verbosity(),
                style.pace(),
                Math.min(style.enthusiasm(), mostEnthusiasm),
                Math.min(style.humour(), mostHumour),
                style.certainty(),
                style.questionsPerTurn(),
                style.apology(),
                style.emoji() && emoji,
                addressForm,
                style.upsellAllowed() && upsell,
                style.offerHuman(),
                style.stepByStep());
    }
}
