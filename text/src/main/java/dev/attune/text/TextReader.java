package dev.attune.text;

import dev.attune.models.ModelStore;
import dev.attune.signals.Reason;
import java.util.EnumSet;

/// Reads utterances. Thread-safe, immutable once opened, and keeps nothing of what it read.
///
/// The time for one utterance is bounded: of one longer than `longest.characters` of `text-plane/1` only the beginning
/// and the end are read, and the reading says so.
public final class TextReader implements AutoCloseable {
    private static final int LONGEST = (int) EmotionPlane.DEFINITION.number("longest.characters");

    private TextReader() {}

    /// @param store holds the weights; stays the caller's
    public static TextReader open(ModelStore store) {
        if (store.cards().isEmpty()) throw new IllegalArgumentException("the model store is empty");
        return new TextReader();
    }

    /// Never throws for what the text is: broken, empty or endless text yields a reading that says so.
    public TextReading read(String utterance) {
        var flags = EnumSet.noneOf(TextFlag.class);
        if (utterance.length() > LONGEST) flags.add(TextFlag.SHORTENED);
        var language = ScriptRule.language(shortened(utterance));
        boolean read = language.equals(Language.UNDETERMINED);
        return TextReading.unknown(language, read ? Reason.TOO_SHORT : Reason.UNKNOWN_LANGUAGE, flags);
    }

    private static String shortened(String utterance) {
        int length = utterance.length();
        return length <= LONGEST
                ? utterance
                : utterance.substring(0, LONGEST / 2) + "\n" + utterance.substring(length - LONGEST / 2);
    }

    @Override
    public void close() {}
}
