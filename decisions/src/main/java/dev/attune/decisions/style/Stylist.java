package dev.attune.decisions.style;

/// From what is displayed to a tone, from a tone to a [Style]. Pure.
///
/// A tone is entered at 0.6 and left at 0.45, and no sooner than two turns after the last change:
/// between these a display that wavers does not make the words waver. Frustration goes before
/// confusion, both before joy. Defaults are our own, see the table at [#style].
public final class Stylist {
    private static final double ENTER = 0.6;
    private static final double LEAVE = 0.45;
    private static final int FEWEST_TURNS = 2;

    private final Brand brand;

    public Stylist(Brand brand) {
        this.brand = brand;
    }

    /// The state at the next turn.
    public StyleState step(StyleState before, StyleReading reading) {
        int turns = before.turnsInTone() == Integer.MAX_VALUE ? Integer.MAX_VALUE : before.turnsInTone() + 1;
        var wanted = wanted(before.tone(), reading);
        // a calming tone must not wait
        boolean free = turns >= FEWEST_TURNS || wanted == Tone.CALMING;
        return wanted == before.tone() || !free
                ? new StyleState(before.tone(), turns, before.apologised())
                : new StyleState(wanted, 0, before.apologised());
    }

    private static Tone wanted(Tone now, StyleReading reading) {
        if (reading.confidence() < StyleReading.LEAST_CONFIDENCE) return Tone.HOUSE; // never mirror a guess
        if (holds(now == Tone.CALMING, reading.frustration())) return Tone.CALMING;
        if (holds(now == Tone.GUIDING, reading.confusion())) return Tone.GUIDING;
        if (holds(now == Tone.WARM, reading.joy())) return Tone.WARM;
        return Tone.HOUSE;
    }

    /// False for NaN.
    private static boolean holds(boolean already, double value) {
        return value >= (already ? LEAVE : ENTER);
    }

    /// | tone | verbosity | pace | empathy | directness | warmth | humour | upsell | person offered | steps |
    /// |---|---|---|---|---|---|---|---|---|---|
    /// | house | .6 | .5 | .4 | .5 | .5 | .1 | yes | no | no |
    /// | calming | .3 | .35 | .8 | .8 | .5 | 0 | no | yes | no |
    /// | guiding | .5 | .25 | .6 | .7 | .5 | 0 | no | no | yes |
    /// | warm | .5 | .5 | .4 | .5 | .7 | .3 | yes | no | no |
    public Style style(StyleState state) {
        boolean apology = state.tone() == Tone.CALMING && !state.apologised();
        var form = Style.AddressForm.POLITE;
        return brand.bounded(
                switch (state.tone()) {
                    case HOUSE ->
                        new Style(
                                0.5, 0.5, 0.4, 0.5, 0.6, 0.5, 0.3, 0.1, 0.6, 1, false, false, form, true, false, false);
                    case CALMING ->
                        new Style(
                                0.5, 0.5, 0.8, 0.8, 0.3, 0.35, 0.1, 0, 0.8, 1, apology, false, form, false, true,
                                false);
                    case GUIDING ->
                        new Style(
                                0.4, 0.5, 0.6, 0.7, 0.5, 0.25, 0.2, 0, 0.8, 1, false, false, form, false, false, true);
                    case WARM ->
                        new Style(
                                0.3, 0.7, 0.4, 0.5, 0.5, 0.5, 0.7, 0.3, 0.6, 1, false, true, form, true, false, false);
                });
    }
}
