package dev.attune.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Tells the language: first by script (Han, Cyrillic, Latin; kana makes it Japanese, Hangul Korean), then, inside
/// Latin and Cyrillic, by letters and small words that only one language has: `languages/1`.
///
/// A language that none of the lists knows counts as English or Russian; so does a text without any listed word.
final class LanguageRule {
    private static final String FILE = "languages-1.properties";
    private static final int MOST_WORDS = 200; // more say nothing new
    private static final int LETTERS = 0x530; // Latin and Cyrillic, where the listed letters are

    private final Map<String, String> words = new HashMap<>(); // a small word → the code of its language
    private final @Nullable String[] letters = new String[LETTERS]; // by letter; null for one that tells nothing

    /// A word that several lists have tells nothing and is dropped.
    private LanguageRule(Properties lists) {
        var shared = new HashSet<String>();
        for (var key : lists.stringPropertyNames()) {
            var code = key.substring(0, 2);
            for (var entry : lists.getProperty(key).strip().split("\\s+")) {
                if (key.endsWith(".letters")) letters[entry.charAt(0)] = code;
                else if (words.put(entry, code) != null) shared.add(entry);
            }
        }
        words.keySet().removeAll(shared);
    }

    static LanguageRule load() {
        try (var stream = LanguageRule.class.getResourceAsStream(FILE)) {
            if (stream == null) throw new IllegalStateException("the word lists %s are missing".formatted(FILE));
            var lists = new Properties();
            lists.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return new LanguageRule(lists);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    Language language(String text) {
        var script = script(text);
        boolean shared = script.equals(Language.ENGLISH) || script.equals(Language.RUSSIAN);
        return shared ? insideScript(text.toLowerCase(Locale.ROOT), script) : script;
    }

    /// The usual language of the script unless another has more votes. Letters are rarer than words and count double.
    private Language insideScript(String text, Language usual) {
        var votes = new HashMap<String, Integer>();
        int counted = 0;
        for (int start = 0; start < text.length() && counted < MOST_WORDS; ) {
            if (!Character.isLetter(text.charAt(start))) {
                start++;
                continue;
            }
            int end = start;
            for (; end < text.length() && Character.isLetter(text.charAt(end)); end++) {
                char c = text.charAt(end);
                var code = c < LETTERS ? letters[c] : null;
                if (code != null) votes.merge(code, 2, Integer::sum);
            }
            var code = words.get(text.substring(start, end));
            if (code != null) votes.merge(code, 1, Integer::sum);
            counted++;
            start = end;
        }
        var best = usual.code();
        for (var vote : votes.entrySet())
            if (vote.getValue() >= 2 && vote.getValue() > votes.getOrDefault(best, 0)) best = vote.getKey();
        return best.equals(usual.code()) ? usual : new Language(best);
    }

    private static Language script(CharSequence text) {
        int han = 0;
        int kana = 0;
        int hangul = 0;
        int cyrillic = 0;
        int latin = 0;
        int other = 0;
        for (int i = 0; i < text.length(); ) {
            int c = Character.codePointAt(text, i);
            i += Character.charCount(c);
            if (c < 0x80) {
                if (Character.isLetter(c)) latin++;
                continue;
            }
            if (!Character.isLetter(c)) continue;
            // what nearly all letters are; asking for the script takes a search in two thousand ranges
            if (c >= 0x400 && c < 0x530) cyrillic++;
            else if (c >= 0x4E00 && c < 0xA000) han++;
            else
                switch (Character.UnicodeScript.of(c)) {
                    case HAN -> han++;
                    case HIRAGANA, KATAKANA -> kana++;
                    case HANGUL -> hangul++;
                    case CYRILLIC -> cyrillic++;
                    case LATIN -> latin++;
                    default -> other++;
                }
        }
        int most = Math.max(Math.max(cyrillic, latin), other);
        if (kana > 0 && 10 * kana >= han && 2 * (kana + han) >= most) return new Language("ja");
        if (hangul > 0 && 2 * hangul >= most + han) return new Language("ko");
        // a Han character is a word, a letter is not: half as many are enough
        if (han > 0 && 2 * han >= most) return Language.CHINESE;
        if (cyrillic > 0 && cyrillic >= Math.max(latin, other)) return Language.RUSSIAN;
        if (latin > 0 && latin >= other) return Language.ENGLISH;
        return Language.UNDETERMINED;
    }
}
