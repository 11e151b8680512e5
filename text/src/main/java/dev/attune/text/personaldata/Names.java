package dev.attune.text.personaldata;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/// Names that the sentence itself gives away: a self-introduction, a title before or after, a Russian patronymic, a
/// signature. The cues are data: `names-1.properties`. Names in passing are [GivenNames]' matter.
final class Names implements Detector {
    private static final String DATA = "names-1.properties";

    private final List<Cue> cues;

    /// @param words in lower case; only texts that hold one of them are searched, which is most of the speed
    private record Cue(List<String> words, Pattern pattern) {
        boolean mayStandIn(String lowerCase) {
            for (var word : words) if (lowerCase.contains(word)) return true;
            return false;
        }
    }

    Names() {
        var data = load();
        cues = data.stringPropertyNames().stream()
                .sorted()
                .filter(key -> key.startsWith("pattern."))
                .map(key -> new Cue(
                        List.of(data.getProperty("words" + key.substring("pattern".length()), "")
                                .strip()
                                .split(" *\\| *")),
                        Pattern.compile(expanded(data, data.getProperty(key, "")), Pattern.UNICODE_CASE)))
                .toList();
    }

    @Override
    public void find(Skeleton skeleton, List<Finding> found) {
        var text = skeleton.text();
        var lowerCase = text.toLowerCase(Locale.ROOT);
        for (var cue : cues) {
            if (!cue.mayStandIn(lowerCase)) continue;
            var matcher = cue.pattern.matcher(text);
            while (matcher.find())
                found.add(new Finding(PersonalDataKind.NAME, matcher.start("name"), matcher.end("name")));
        }
    }

    /// Replaces `{key}` by the value of that key, which may hold others.
    private static String expanded(Properties cues, String pattern) {
        var parts = new ArrayList<String>();
        int from = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
            int close = pattern.indexOf('}', open);
            var value = cues.getProperty(pattern.substring(open + 1, close));
            if (value == null) {
                parts.add(pattern.substring(from, close + 1)); // a quantifier such as {1,2}
            } else {
                parts.add(pattern.substring(from, open));
                parts.add(expanded(cues, value.strip()));
            }
            from = close + 1;
        }
        parts.add(pattern.substring(from));
        return String.join("", parts);
    }

    private static Properties load() {
        try (var stream = Names.class.getResourceAsStream(DATA)) {
            if (stream == null) throw new IllegalStateException(DATA + " is missing from the jar");
            var cues = new Properties();
            cues.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return cues;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
