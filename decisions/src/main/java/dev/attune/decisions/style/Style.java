package dev.attune.decisions.style;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// How to speak: numbers in [0, 1] unless said otherwise.
///
/// @param verbosity 0.3 is three short sentences; see [#mostCharacters] and [#mostSentences]
/// @param pace 0.5 is the house's own; below it a voice speaks slower and a text takes one thought at a time, see
///     [#speechRate]
/// @param questionsPerTurn at most so many
/// @param apology whether to apologise now; once in a conversation
/// @param upsellAllowed never while a negative state is displayed
/// @param offerHuman whether a person is offered
/// @param stepByStep one instruction at a time
public record Style(
        double formality,
        double warmth,
        double empathy,
        double directness,
        double verbosity,
        double pace,
        double enthusiasm,
        double humour,
        double certainty,
        int questionsPerTurn,
        boolean apology,
        boolean emoji,
        AddressForm addressForm,
        boolean upsellAllowed,
        boolean offerHuman,
        boolean stepByStep) {
    /// ru ты/вы, zh 你/您.
    public enum AddressForm {
        FAMILIAR,
        POLITE
    }

    private static final int CHARACTERS_AT_FULL = 800; // a chat bubble of about 120 words
    private static final int SENTENCES_AT_FULL = 10;
    private static final double SPEECH_SPREAD = 0.4; // 0.8 to 1.2 of the voice's usual rate; slower would talk down

    public Style {
        requireShares(formality, warmth, empathy, directness, verbosity, pace, enthusiasm, humour, certainty);
        if (questionsPerTurn < 0 || questionsPerTurn > 3)
            throw new IllegalArgumentException("questions per turn must be in 0..3, got " + questionsPerTurn);
    }

    private static void requireShares(double... values) {
        for (double value : values)
            if (!(value >= 0 && value <= 1))
                throw new IllegalArgumentException("a style's numbers must be in [0, 1], got " + value);
    }

    /// Chinese needs about a third of the characters.
    public int mostCharacters(String language) {
        int most = (int) Math.round(CHARACTERS_AT_FULL * Math.max(0.2, verbosity));
        return language.equals("zh") ? most / 3 : most;
    }

    public int mostSentences() {
        return (int) Math.round(SENTENCES_AT_FULL * Math.max(0.2, verbosity));
    }

    /// How fast a voice speaks, as a factor of its usual rate; SSML's `prosody rate` has it in percent.
    public double speechRate() {
        return 1 + SPEECH_SPREAD * (pace - 0.5);
    }

    /// For JSON and for tables, in the order of the record.
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("formality", formality);
        map.put("warmth", warmth);
        map.put("empathy", empathy);
        map.put("directness", directness);
        map.put("verbosity", verbosity);
        map.put("pace", pace);
        map.put("speechRate", Math.round(100 * speechRate()) / 100.0);
        map.put("enthusiasm", enthusiasm);
        map.put("humour", humour);
        map.put("certainty", certainty);
        map.put("questionsPerTurn", questionsPerTurn);
        map.put("apology", apology);
        map.put("emoji", emoji);
        map.put("addressForm", addressForm.name().toLowerCase(Locale.ROOT));
        map.put("upsellAllowed", upsellAllowed);
        map.put("offerHuman", offerHuman);
        map.put("stepByStep", stepByStep);
        return map;
    }
}
