package dev.attune.decisions.ranking;

import dev.attune.decisions.MessageBook;
import dev.attune.decisions.Wording;
import java.util.Locale;
import java.util.Map;

/// Why an action could not be chosen. A log has it in English words that never change; people read it in their
/// language.
public enum Objection {
    EXCLUDED("excluded by the caller"),
    NOT_ELIGIBLE("not eligible"),
    BESIDE_ENTITLEMENT("no pressure beside an entitlement"),
    NEGATIVE_DISPLAY("no pressure while a negative state is displayed"),
    COOLING_DOWN("cooling down"),
    SHOWN_OFTEN_ENOUGH("shown often enough"),
    STOPPED("stopped: worse than the baseline");

    private static final MessageBook BOOK = MessageBook.beside(Objection.class, "objection");

    private final String logged;

    Objection(String logged) {
        this.logged = logged;
    }

    String logged() {
        return logged;
    }

    /// The same for people.
    ///
    /// @param logged as it stands in a decision; what no constant says is told as it is
    public static Wording words(String logged) {
        for (var objection : values()) if (logged.equals(objection.logged)) return objection.say("");
        // Eligibility names the condition that does not hold
        var condition = NOT_ELIGIBLE.logged + ": ";
        return logged.startsWith(condition)
                ? NOT_ELIGIBLE.say(logged.substring(condition.length()))
                : new Wording(logged, logged, logged);
    }

    private Wording say(String condition) {
        return BOOK.say(name().toLowerCase(Locale.ROOT).replace('_', '-'), Map.of("condition", condition));
    }
}
