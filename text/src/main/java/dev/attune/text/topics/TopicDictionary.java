package dev.attune.text.topics;

import dev.attune.signals.ModelRef;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/// What feedback may be about, in three languages, as data that an operator can change. The format is told in
/// docs/topics.md.
public final class TopicDictionary {
    private static final String BUNDLED = "topics-1.properties";
    private static final String FORMAT = "attune.topics/1";
    private static final List<String> LANGUAGES = List.of("en", "ru", "zh");

    private final Properties lines;
    private final ModelRef ref;
    private final Terms terms = new Terms();
    private final Set<String> aspects = new TreeSet<>();

    private TopicDictionary(Properties lines, ModelRef ref) {
        this.lines = lines;
        this.ref = ref;
        for (var key : new TreeSet<>(lines.stringPropertyNames())) read(key, lines.getProperty(key, ""));
    }

    /// The one that comes with Attune.
    public static TopicDictionary bundled() {
        return new TopicDictionary(bundledLines(), new ModelRef("topics", "1"));
    }

    /// The bundled one with the lines of a file in place of, or beside, its own.
    ///
    /// @throws UnusableDictionaryException naming the line that cannot be read
    public static TopicDictionary with(Path file) throws IOException {
        var own = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            load(own, reader, String.valueOf(file.getFileName()));
        }
        if (!FORMAT.equals(own.getProperty("format", "").strip()))
            throw new UnusableDictionaryException("""
                    %s does not say 'format = %s', got '%s'.
                    Maybe start from the example in docs/topics.md.""".formatted(file, FORMAT, own.getProperty("format", "")));
        var lines = bundledLines();
        lines.putAll(own);
        return new TopicDictionary(lines, new ModelRef("topics", "1+" + file.getFileName()));
    }

    private static Properties bundledLines() {
        try (var stream = TopicDictionary.class.getResourceAsStream(BUNDLED)) {
            if (stream == null) throw new IllegalStateException(BUNDLED + " is missing from the jar");
            var lines = new Properties();
            load(lines, new InputStreamReader(stream, StandardCharsets.UTF_8), BUNDLED);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void load(Properties lines, Reader reader, String name) throws IOException {
        try {
            lines.load(reader);
        } catch (IllegalArgumentException e) {
            throw new UnusableDictionaryException(
                    "%s cannot be read: %s. Maybe a backslash stands alone.".formatted(name, e.getMessage()));
        }
    }

    /// Ids of all aspects, in alphabetical order.
    public Set<String> aspects() {
        return Set.copyOf(aspects);
    }

    /// What reports call an aspect; its id where the dictionary has no name in that language.
    ///
    /// @param language ISO 639-1
    public String name(String aspect, String language) {
        return lines.getProperty("aspect.%s.name.%s".formatted(aspect, language), aspect)
                .strip();
    }

    /// From which polarity on, either way, something counts as positive or negative; in [0, 1].
    public double polarFrom() {
        return number("polar-from");
    }

    /// Which dictionary spoke.
    public ModelRef ref() {
        return ref;
    }

    Terms terms() {
        return terms;
    }

    double number(String key) {
        var value = lines.getProperty("number." + key, "").strip();
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new UnusableDictionaryException("number.%s must be a number, got '%s'".formatted(key, value));
        }
    }

    private void read(String key, String value) {
        var parts = key.split("\\.");
        switch (parts[0]) {
            case "format", "number" -> {}
            case "aspect" -> aspect(key, parts, value);
            case "intent" -> add(key, value, new Meaning.Wants(intent(key, parts)));
            case "not" ->
                add(
                        key,
                        value,
                        parts.length > 1 && parts[1].equals("urgency")
                                ? new Meaning.Calms()
                                : new Meaning.Denies(intent(key, parts)));
            case "event" -> add(key, value, new Meaning.Tells(event(key, parts)));
            case "hint" -> add(key, value, new Meaning.Hints(hint(key, parts)));
            case "phrase" -> phrases(key, value);
            case "positive" -> add(key, value, new Meaning.Praises(number("word"), false));
            case "negative" -> add(key, value, new Meaning.Praises(-number("word"), false));
            case "negation" -> add(key, value, new Meaning.Negates());
            case "intensifier" -> add(key, value, new Meaning.Intensifies());
            case "contrast" -> add(key, value, new Meaning.Contrasts());
            case "urgency" -> add(key, value, new Meaning.Hurries());
            case "sarcasm" -> add(key, value, new Meaning.Mocks());
            default ->
                throw new UnusableDictionaryException(
                        "unknown line '%s'. Maybe one of aspect, intent, not, event, hint, phrase, positive, negative, negation, "
                                        .formatted(key)
                                + "intensifier, contrast, urgency, sarcasm, number.");
        }
    }

    private void aspect(String key, String[] parts, String value) {
        if (parts.length == 4 && parts[2].equals("name") && LANGUAGES.contains(parts[3])) return;
        if (parts.length != 3 || !LANGUAGES.contains(parts[2]))
            throw new UnusableDictionaryException(
                    "'%s' is no aspect line. Maybe aspect.%s.en = terms, or aspect.%s.name.en = its name."
                            .formatted(key, parts[1], parts[1]));
        aspects.add(parts[1]);
        add(key, value, new Meaning.Names(parts[1]));
    }

    private static Intent intent(String key, String[] parts) {
        for (var intent : Intent.values()) if (parts.length > 1 && intent.id().equals(parts[1])) return intent;
        throw new UnusableDictionaryException("unknown intent in '%s'. Maybe one of %s."
                .formatted(
                        key,
                        String.join(
                                ", ",
                                Arrays.stream(Intent.values()).map(Intent::id).toList())));
    }

    private static Event event(String key, String[] parts) {
        for (var event : Event.values()) if (parts.length > 1 && event.id().equals(parts[1])) return event;
        throw new UnusableDictionaryException("unknown event in '%s'. Maybe one of %s."
                .formatted(
                        key,
                        String.join(
                                ", ",
                                Arrays.stream(Event.values()).map(Event::id).toList())));
    }

    private static Hint hint(String key, String[] parts) {
        for (var hint : Hint.values()) if (parts.length > 1 && hint.id().equals(parts[1])) return hint;
        throw new UnusableDictionaryException("unknown hint in '%s'. Maybe one of %s."
                .formatted(
                        key,
                        String.join(
                                ", ", Arrays.stream(Hint.values()).map(Hint::id).toList())));
    }

    private void phrases(String key, String value) {
        for (var phrase : split(value)) {
            int colon = phrase.lastIndexOf(':');
            double polarity;
            try {
                polarity = Double.parseDouble(phrase.substring(colon + 1));
            } catch (NumberFormatException e) {
                polarity = Double.NaN;
            }
            if (colon < 1 || !(polarity >= -1 && polarity <= 1))
                throw new UnusableDictionaryException(
                        "'%s' in %s is no phrase with a polarity in [-1, 1]. Maybe 'not bad:0.4'."
                                .formatted(phrase, key));
            terms.add(phrase.substring(0, colon).toLowerCase(Locale.ROOT), new Meaning.Praises(polarity, true));
        }
    }

    private void add(String key, String value, Meaning meaning) {
        for (var term : split(value)) {
            if (term.equals("*") || term.startsWith(".."))
                throw new UnusableDictionaryException("'%s' in %s would match everything".formatted(term, key));
            terms.add(term.toLowerCase(Locale.ROOT), meaning);
        }
    }

    private static List<String> split(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(term -> !term.isEmpty())
                .toList();
    }
}
