package dev.attune.text;

import dev.attune.signals.ModelRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// The list `phrases/1`: "not bad", «не очень», "还行", intensifiers, emoji.
final class Phrases {
    static final ModelRef REF = new ModelRef("phrases", "1");

    private static final String FILE = "phrases-1.tsv";
    private static final String ANY = "*";

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
    record Found(double lean, double intensity, boolean negated, boolean sarcastic) {}

    private final List<Phrase> phrases;

    private Phrases(List<Phrase> phrases) {
        this.phrases = phrases;
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
        for (var phrase : phrases) {
            for (int at = next(text, phrase, 0); at >= 0; at = next(text, phrase, at + 1)) {
                int from = at;
                int to = at + phrase.text().length();
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
        }
        return new Found(lean, intensity, negated, sarcastic);
    }

    /// The next occurrence that is no part of a word; Han characters and symbols stand by themselves.
    private static int next(String text, Phrase phrase, int from) {
        var wanted = phrase.text();
        for (int at = text.indexOf(wanted, from); at >= 0; at = text.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            if (at > 0 && joins(text.charAt(at - 1), wanted.charAt(0))) continue;
            if (end < text.length() && joins(wanted.charAt(wanted.length() - 1), text.charAt(end))) continue;
            return at;
        }
        return -1;
    }

    private static boolean joins(char left, char right) {
        return Character.isAlphabetic(left)
                && Character.isAlphabetic(right)
                && !Character.isIdeographic(left)
                && !Character.isIdeographic(right);
    }
}
