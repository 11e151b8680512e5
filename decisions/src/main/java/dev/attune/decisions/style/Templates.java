package dev.attune.decisions.style;

import com.ibm.icu.text.MessageFormat;
import dev.attune.decisions.MessageBook;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What is said, by intent and tone, in English, Russian and Chinese.
///
/// A template may use `form` (familiar, polite), `apology`, `human` and `steps` (yes, no), and the values of its
/// intent, such as `name` and `days`. A name and a topic may be left out; nothing else may.
public final class Templates {
    private static final MessageBook BOOK = MessageBook.beside(Templates.class, "templates");
    private static final Set<String> OF_THE_STYLE = Set.of("form", "apology", "human", "steps");
    private static final Set<String> OPTIONAL = Set.of("name", "topic");
    private static final String LEFT_OUT = "none"; // what the templates select on

    private Templates() {}

    /// For example `order-delayed`.
    public static SortedSet<String> intents() {
        var intents = new TreeSet<String>();
        for (var key : BOOK.keys()) intents.add(key.substring(0, key.indexOf('.')));
        return intents;
    }

    /// What this intent must be told, in any tone, for example `days`.
    ///
    /// @throws IllegalArgumentException when there is no such intent
    public static SortedSet<String> values(String intent) {
        requireKnown(intent);
        var values = new TreeSet<String>();
        for (var tone : Tone.values())
            values.addAll(new MessageFormat(BOOK.pattern("en", key(intent, tone))).getArgumentNames());
        values.removeAll(OF_THE_STYLE);
        values.removeAll(OPTIONAL);
        return values;
    }

    /// @param values of the intent: `name`, `days`; what a template does not use is passed over
    /// @throws IllegalArgumentException when there is no such intent or language, or a value is missing
    public static String say(String language, String intent, Tone tone, Style style, Map<String, ?> values) {
        var missing = values(intent);
        missing.removeAll(values.keySet());
        if (!missing.isEmpty())
            throw new IllegalArgumentException(
                    "the intent '%s' needs the values %s, got %s.".formatted(intent, missing, values.keySet()));
        var all = new HashMap<String, Object>(values);
        for (var optional : OPTIONAL) all.putIfAbsent(optional, LEFT_OUT);
        all.put("form", style.addressForm() == Style.AddressForm.POLITE ? "polite" : "familiar");
        all.put("apology", style.apology() ? "yes" : "no");
        all.put("human", style.offerHuman() ? "yes" : "no");
        all.put("steps", style.stepByStep() ? "yes" : "no");
        return BOOK.say(language, key(intent, tone), all).strip();
    }

    private static String key(String intent, Tone tone) {
        return intent + "." + tone.id();
    }

    private static void requireKnown(String intent) {
        if (!intents().contains(intent))
            throw new IllegalArgumentException(
                    "there is no intent '%s'. Maybe one of: %s.".formatted(intent, String.join(", ", intents())));
    }
}
