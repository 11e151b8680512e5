package dev.attune.decisions.style;

import dev.attune.decisions.MessageBook;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// What is said, by intent and tone, in English, Russian and Chinese.
///
/// A template may use `form` (familiar, polite), `apology`, `human` and `steps` (yes, no), and the
/// values of its intent, such as `name` and `days`.
public final class Templates {
    private static final MessageBook BOOK = MessageBook.beside(Templates.class, "templates");

    private Templates() {}

    /// For example `order-delayed`.
    public static SortedSet<String> intents() {
        var intents = new TreeSet<String>();
        for (var key : BOOK.keys()) intents.add(key.substring(0, key.indexOf('.')));
        return intents;
    }

    /// @param values of the intent: `name`, `days`; what a template does not use is passed over
    /// @throws IllegalArgumentException when there is no such intent or language
    public static String say(String language, String intent, Tone tone, Style style, Map<String, ?> values) {
        if (!intents().contains(intent))
            throw new IllegalArgumentException(
                    "there is no intent '%s'. Maybe one of: %s.".formatted(intent, String.join(", ", intents())));
        var all = new HashMap<String, Object>(values);
        all.put("form", style.addressForm() == Style.AddressForm.POLITE ? "polite" : "familiar");
        all.put("apology", style.apology() ? "yes" : "no");
        all.put("human", style.offerHuman() ? "yes" : "no");
        all.put("steps", style.stepByStep() ? "yes" : "no");
        return BOOK.say(language, intent + "." + tone.id(), all).strip();
    }
}
