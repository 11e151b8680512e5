package dev.attune.text.linear;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How many words and marks of each emotion a text holds: `emotion-words/1`, Chinese only.
///
/// Where few sentences teach an emotion (71 of fear in BRIGHTER chn), most of its words occur in none of them. A list
/// knows them, and the combiners learn what a word of it is worth. Weights are trained with the list, so that a changed
/// list needs new weights.
final class EmotionWords {
    private static final String FILE = "emotion-words-1.tsv";
    private static final Map<String, EmotionWords> LISTS = load();

    private record Word(String text, List<Integer> emotions) {}

    private final int emotions;
    private final Map<Character, List<Word>> beginnings; // by first character, the longest word first

    private EmotionWords(int emotions, Map<Character, List<Word>> beginnings) {
        this.emotions = emotions;
        this.beginnings = beginnings;
    }

    /// @param language as [LanguageModel] calls it; one without a list counts nothing
    static EmotionWords of(String language) {
        return LISTS.getOrDefault(language, new EmotionWords(0, Map.of()));
    }

    /// ln(1 + words) of each emotion, in the order of the list. The longest word counts, not those inside it.
    ///
    /// @param normalized by [TextNormalizer]
    /// @return empty where the language has no list
    float[] counts(String normalized) {
        var counts = new float[emotions];
        if (emotions == 0) return counts;
        for (int at = 0; at < normalized.length(); ) {
            int behind = at + 1;
            for (var word : beginnings.getOrDefault(normalized.charAt(at), List.of()))
                if (normalized.startsWith(word.text(), at)) {
                    for (int emotion : word.emotions()) counts[emotion]++;
                    behind = at + word.text().length();
                    break;
                }
            at = behind;
        }
        for (int i = 0; i < emotions; i++) counts[i] = (float) Math.log1p(counts[i]);
        return counts;
    }

    private static Map<String, EmotionWords> load() {
        var rows = new HashMap<String, List<List<String>>>(); // by language, the words of each emotion
        try (var stream = EmotionWords.class.getResourceAsStream(FILE)) {
            if (stream == null) throw new IllegalStateException("the words %s are missing".formatted(FILE));
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line; (line = lines.readLine()) != null; ) {
                if (line.startsWith("#")) continue;
                var cells = line.split("\t", -1);
                rows.computeIfAbsent(cells[0], language -> new ArrayList<>()).add(List.of(cells[2].split(" ")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
        var lists = new HashMap<String, EmotionWords>();
        rows.forEach((language, emotions) -> lists.put(language, list(emotions)));
        return Map.copyOf(lists);
    }

    private static EmotionWords list(List<List<String>> wordsByEmotion) {
        var emotions = new TreeMap<String, List<Integer>>(); // by word
        for (int i = 0; i < wordsByEmotion.size(); i++)
            for (var word : wordsByEmotion.get(i))
                emotions.computeIfAbsent(word, first -> new ArrayList<>()).add(i);
        var beginnings = new HashMap<Character, List<Word>>();
        emotions.forEach((word, of) -> beginnings
                .computeIfAbsent(word.charAt(0), first -> new ArrayList<>())
                .add(new Word(word, of)));
        for (var words : beginnings.values())
            words.sort(
                    Comparator.comparingInt((Word word) -> word.text().length()).reversed());
        return new EmotionWords(wordsByEmotion.size(), beginnings);
    }
}
