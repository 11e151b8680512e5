package dev.attune.decisions;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills the placeholders of a reason.
///
/// `{held}` is how long the condition had held, with its unit. Any other placeholder is an input of the rule:
/// `{AU04}` or `{au.AU04}` with one digit, `{joy}` or `{emotion.joy}` and `{state.confusion}` in percent,
/// `{facts.cartItems}` as it is.
final class Phrase {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final String HELD = "held";

    private Phrase() {}

    /// Placeholders of `template` that are neither `held` nor one of `inputs`.
    static Set<String> unknownPlaceholders(String template, Set<String> inputs) {
        var unknown = new TreeSet<String>();
        PLACEHOLDER.matcher(template).results().map(match -> match.group(1)).forEach(name -> {
            if (!name.equals(HELD) && inputs.stream().noneMatch(input -> names(name, input))) unknown.add(name);
        });
        return unknown;
    }

    static Wording fill(Wording template, Duration held, Map<String, Object> inputs) {
        return new Wording(
                fill(template.en(), Locale.ENGLISH, "%d s", held, inputs),
                fill(template.ru(), Locale.of("ru"), "%d с", held, inputs),
                fill(template.zh(), Locale.SIMPLIFIED_CHINESE, "%d 秒", held, inputs));
    }

    private static String fill(
            String template, Locale locale, String seconds, Duration held, Map<String, Object> inputs) {
        return PLACEHOLDER.matcher(template).replaceAll(match -> {
            var name = match.group(1);
            if (name.equals(HELD))
                return Matcher.quoteReplacement(seconds.formatted(Math.round(held.toMillis() / 1e3)));
            return inputs.entrySet().stream()
                    .filter(input -> names(name, input.getKey()))
                    .findFirst()
                    .map(input -> Matcher.quoteReplacement(shown(input.getKey(), input.getValue(), locale)))
                    .orElse("–");
        });
    }

    private static boolean names(String placeholder, String input) {
        return input.equals(placeholder)
                || input.endsWith("." + placeholder) && SituationVocabulary.readFromPerson(input);
    }

    private static String shown(String input, Object value, Locale locale) {
        if (!(value instanceof Double number)) return String.valueOf(value);
        boolean share = input.startsWith("emotion.") || input.startsWith("state.");
        return share ? String.format(locale, "%.0f %%", 100 * number) : String.format(locale, "%.1f", number);
    }
}
