package dev.attune.text;

import dev.attune.signals.Emotion;
import dev.attune.signals.ModelRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The list `phrases/4`: "not bad", «не очень», "还行", intensifiers, emoji.
final class Phrases {
    static final ModelRef REF = new ModelRef("phrases", "4");

    private static final String FILE = "phrases-4.tsv";
    private static final String ANY = "*";
    private static final char NONE = 0; // behind a phrase of one character; normalised text has none of it

    /// What the phrases of one kind do; described in the file.
    enum Kind {
        LEAN,
        MORE,
        LESS,
        NEGATION,
        SARCASM
    }

    private record Phrase(String language, Kind kind, String text, double shift) {}

    /// What was found in one text.
    ///
    /// @param lean log-odds towards positive
    /// @param intensity added to the intensity of what is displayed
    record Found(double lean, double intensity, boolean negated, boolean sarcastic) {

        /// Log-odds that an emotion loses: blame speaks against joy, praise against what hurts. n-grams that see the
        /// wrong word in a phrase see its emotion too.
        double against(Emotion emotion) {
            return switch (emotion) {
                case JOY -> Math.max(0, -lean);
                case ANGER, DISGUST, FEAR, SADNESS, CONTEMPT -> Math.max(0, lean);
                case NEUTRAL, SURPRISE -> 0;
            };
        }
    }

    /// A phrase of the list, by its place in it, and where in a text it begins.
    private record Hit(int phrase, int at) {}

    private final List<Phrase> phrases; // the longest first
    /// First two characters → places in the list. By the first alone every word would be compared with a dozen phrases,
    /// which was an eighth of the time of a text.
    private final Map<Integer, int[]> beginnings;

    private Phrases(List<Phrase> phrases) {
        this.phrases = phrases;
        var places = new TreeMap<Integer, List<Integer>>();
        for (int i = 0; i < phrases.size(); i++) {
            var text = phrases.get(i).text();
            places.computeIfAbsent(
                            beginning(text.charAt(0), text.length() > 1 ? text.charAt(1) : NONE),
                            beginning -> new ArrayList<>())
                    .add(i);
        }
        beginnings = new HashMap<>();
        places.forEach((beginning, of) -> beginnings.put(
                beginning, of.stream().mapToInt(Integer::intValue).toArray()));
    }

    static Phrases load() {
        var phrases = new ArrayList<Phrase>();
        try (var stream = Phrases.class.getResourceAsStream(FILE)) {
            if (stream == null) throw new IllegalStateException("the phrases %s are missing".formatted(FILE));
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line; (line = lines.readLine()) != null; ) {
                if (line.startsWith("#")) continue;
                var cells = line.split("\t", -1);
                phrases.add(new Phrase(
                        cells[0],
                        Kind.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                        cells[2],
                        Double.parseDouble(cells[3])));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
        phrases.sort(Comparator.comparingInt((Phrase phrase) -> phrase.text().length())
                .reversed());
        return new Phrases(List.copyOf(phrases));
    }

    /// Those of one language and of all, ready for [#find].
    Phrases of(Language language) {
        return only(phrase ->
                phrase.language().equals(language.code()) || phrase.language().equals(ANY));
    }

    private Phrases only(Predicate<Phrase> wanted) {
        return new Phrases(phrases.stream().filter(wanted).toList());
    }

    /// @param text normalised
    Found find(String text) {
        double lean = 0;
        double intensity = 0;
        boolean negated = false;
        boolean sarcastic = false;
        var leaning = new ArrayList<int[]>(); // from, to: longer phrases come first and keep shorter ones out
        for (var hit : hits(text)) {
            var phrase = phrases.get(hit.phrase());
            int from = hit.at();
            int to = from + phrase.text().length();
            switch (phrase.kind()) {
                case LEAN -> {
                    if (leaning.stream().anyMatch(other -> from < other[1] && to > other[0])) continue;
                    leaning.add(new int[] {from, to});
                    lean += phrase.shift();
                }
                case MORE, LESS -> intensity += phrase.shift();
                case NEGATION -> negated = true;
                case SARCASM -> sarcastic = true;
            }
        }
        return new Found(lean, intensity, negated, sarcastic);
    }

    /// Occurrences that are no part of a word, in the order of the list; Han characters and symbols stand by
    /// themselves.
    private List<Hit> hits(String text) {
        var hits = new ArrayList<Hit>();
        for (int at = 0; at < text.length(); at++) {
            char first = text.charAt(at);
            if (at > 0 && joins(text.charAt(at - 1), first)) continue;
            addStanding(hits, text, at, beginning(first, NONE));
            if (at + 1 < text.length()) addStanding(hits, text, at, beginning(first, text.charAt(at + 1)));
        }
        hits.sort(Comparator.comparingInt(Hit::phrase).thenComparingInt(Hit::at));
        return hits;
    }

    private void addStanding(List<Hit> hits, String text, int at, int beginning) {
        var places = beginnings.get(beginning);
        if (places == null) return;
        for (int place : places) if (stands(text, at, phrases.get(place).text())) hits.add(new Hit(place, at));
    }

    private static int beginning(char first, char second) {
        return first << Character.SIZE | second;
    }

    private static boolean stands(String text, int at, String wanted) {
        if (!text.startsWith(wanted, at)) return false;
        int end = at + wanted.length();
        return end == text.length() || !joins(text.charAt(end - 1), text.charAt(end));
    }

    private static boolean joins(char left, char right) {
        return Character.isAlphabetic(left)
                && Character.isAlphabetic(right)
                && !Character.isIdeographic(left)
                && !Character.isIdeographic(right);
    }
}
