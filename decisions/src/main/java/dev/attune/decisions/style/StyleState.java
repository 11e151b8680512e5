package dev.attune.decisions.style;

/// What a [Stylist] remembers of one conversation.
///
/// @param turnsInTone since the tone last changed
/// @param apologised whether the one apology was spent
public record StyleState(Tone tone, int turnsInTone, boolean apologised) {
    public static final StyleState INITIAL = new StyleState(Tone.HOUSE, Integer.MAX_VALUE, false);

    public StyleState afterApology() {
        return new StyleState(tone, turnsInTone, true);
    }
}
