package dev.attune.text.personaldata;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/// Names that the sentence itself gives away: a self-introduction, a title before or after, a Russian patronymic, a
/// signature. The cues are data: `names-1.properties`. Names in passing are [GivenNames]' matter.
final class Names implements Detector {
    private static final String DATA = "names-1.properties";

    private final List<Cue> cues;

    /// In which letters a name of a language begins.
    private enum Script {
        LATIN("en"),
        CYRILLIC("ru"),
        HAN("zh");

        private final String language;

        Script(String language) {
            this.language = language;
        }

        /// @param key for example `pattern.ru.title`
        static Script of(String key) {
            var language = key.split("\\.")[1];
            for (var script : values()) if (script.language.equals(language)) return script;
            throw new IllegalStateException("%s: there are no names of the language '%s'".formatted(key, language));
        }

        /// Those in which a name could stand in the text; texts without capitals have none but Han.
        static EnumSet<Script> in(String text) {
            var scripts = EnumSet.noneOf(Script.class);
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c >= 'A' && c <= 'Z' || c >= '\u00C0' && c <= '\u00DE') scripts.add(LATIN);
                else if (c >= '\u0400' && c <= '\u042F') scripts.add(CYRILLIC);
                else if (c >= '\u4E00' && c <= '\u9FFF') scripts.add(HAN);
            }
            return scripts;
        }
    }

    /// @param words in lower case; only texts that hold one of them are searched, which is most of the speed
    private record Cue(Script script, List<String> words, Pattern pattern) {
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
                        Script.of(key),
                        List.of(data.getProperty("words" + key.substring("pattern".length()), "")
                                .strip()
                                .split(" *\\| *")),
                        Pattern.compile(expanded(data, data.getProperty(key, "")), Pattern.UNICODE_CASE)))
                .toList();
    }

    @Override
    public void find(Skeleton skeleton, List<Finding> found) {
        var text = skeleton.text();
        var scripts = Script.in(text);
        if (scripts.isEmpty()) return;
        var lowerCase = text.toLowerCase(Locale.ROOT);
        for (var cue : cues) {
            if (!scripts.contains(cue.script) || !cue.mayStandIn(lowerCase)) continue;
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
