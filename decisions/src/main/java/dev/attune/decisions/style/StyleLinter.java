package dev.attune.decisions.style;

import dev.attune.policy.wording.WordingRule;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/// Whether a text keeps to its style and to the house rules, whoever wrote it: a template, an agent or
/// a model.
///
/// Banned phrases stand in `banned.properties`: claims about what somebody feels or that a face was
/// read, empty understanding, orders to calm down, faked feelings; and words of upsell where the style
/// allows none.
public final class StyleLinter {
    private static final Pattern SENTENCE_END = Pattern.compile("(?<![.!?…])[.!?…]++(?=\\s|$)|[。！？]+");
    private static final Pattern QUESTION = Pattern.compile("[?？]");
    private static final Pattern EMOJI = Pattern.compile("[\\x{1F300}-\\x{1FAFF}\\x{2600}-\\x{27BF}]");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}|\\bnull\\b");
    private static final WordingRule WORDING = WordingRule.bundled();
    private static final Properties BANNED = banned();

    private StyleLinter() {}

    /// @param rule for example `too-long`
    /// @param found what in the text is wrong
    public record Violation(String rule, String found) {}

    /// @param language `en`, `ru` or `zh`
    /// @return nothing when the text is in order
    public static List<Violation> check(String language, Style style, String text) {
        var violations = new ArrayList<Violation>();
        int most = style.mostCharacters(language);
        if (text.isBlank()) violations.add(new Violation("empty", ""));
        if (text.length() > most)
            violations.add(new Violation("too-long", "%d of %d characters".formatted(text.length(), most)));
        int sentences = count(SENTENCE_END, text);
        if (sentences > style.mostSentences())
            violations.add(new Violation("too-many-sentences", "%d of %d".formatted(sentences, style.mostSentences())));
        int questions = count(QUESTION, text);
        if (questions > style.questionsPerTurn())
            violations.add(
                    new Violation("too-many-questions", "%d of %d".formatted(questions, style.questionsPerTurn())));
        if (!style.emoji()) add(violations, "emoji", EMOJI, text);
        add(violations, "placeholder", PLACEHOLDER, text);
        banned(violations, "banned", "claim." + language, text);
        WORDING.objection(text).ifPresent(objection -> violations.add(new Violation("wording", objection)));
        if (!style.upsellAllowed()) banned(violations, "upsell", "upsell." + language, text);
        return List.copyOf(violations);
    }

    private static void banned(List<Violation> violations, String rule, String key, String text) {
        var phrases = BANNED.getProperty(key);
        if (phrases == null)
            throw new IllegalArgumentException("there are no rules for '%s'. Maybe en, ru or zh.".formatted(key));
        var lower = text.toLowerCase(Locale.ROOT).replace('’', '\'');
        for (var phrase : phrases.split("\\|"))
            if (lower.contains(phrase.strip())) violations.add(new Violation(rule, phrase.strip()));
    }

    private static void add(List<Violation> violations, String rule, Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) violations.add(new Violation(rule, matcher.group()));
    }

    private static int count(Pattern pattern, String text) {
        return (int) pattern.matcher(text).results().count();
    }

    private static Properties banned() {
        try (var stream = StyleLinter.class.getResourceAsStream("banned.properties")) {
            if (stream == null) throw new IllegalStateException("banned.properties is not in the jar");
            var properties = new Properties();
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException("banned.properties cannot be read", e);
        }
    }
}
