package dev.attune.text.feedback;

import dev.attune.text.feedback.FeedbackSummary.Emerging;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds what rows that are not positive say more often in the last fifth of the time than before: aspects, words, and
/// pairs of Han characters, by a two-proportion z-test.
///
/// Counts of at most [#MOST_WORDS] words are kept; when there are more, those seen once are forgotten (lossy counting),
/// so a word must be rare and spread thin to be missed.
final class Novelty {
    private static final double LATELY = 0.2; // of the time between the first and the last day
    private static final double SURE = 3.5; // standard errors; thousands of words are tried
    private static final int FEWEST_ROWS = 5;
    private static final int MOST_WORDS = 200_000;
    private static final int MOST_FOUND = 8;
    /// Grammar, not words: a pair that begins or ends with one of these is no word but a seam between two.
    private static final String NEVER_FIRST = "的了着过就也都很太和是在又还后我你他她它这那";

    private static final String NEVER_LAST = "后的了着就也都很太和是在又还我你他她它这那";
    private static final String AFTER_SALES = "售后";
    private static final Pattern WORD = Pattern.compile("[\\p{L}]{4,30}");

    private final Map<String, long[]> words = new HashMap<>(); // rows that say it: before, lately
    private final Map<String, long[]> aspects = new HashMap<>();
    private final long[] rows = new long[2];

    void add(FeedbackReading reading, LocalDate first, LocalDate last) {
        if (reading.day().isEmpty() || reading.segment() == Segment.POSITIVE) return;
        long length = ChronoUnit.DAYS.between(first, last);
        boolean lately = ChronoUnit.DAYS.between(reading.day().get(), last) < Math.ceil(length * LATELY);
        int part = lately ? 1 : 0;
        rows[part]++;
        var said = new HashSet<String>();
        for (var aspect : reading.aspects())
            if (aspect.polarity() <= 0 && said.add(aspect.aspect()))
                aspects.computeIfAbsent(aspect.aspect(), key -> new long[2])[part]++;
        for (var word : words(reading.text())) words.computeIfAbsent(word, key -> new long[2])[part]++;
        if (words.size() > MOST_WORDS) words.values().removeIf(counts -> counts[0] + counts[1] <= 1);
    }

    private static Set<String> words(String text) {
        var found = new HashSet<String>();
        var matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            var word = matcher.group();
            if (!Character.isIdeographic(word.charAt(0))) {
                found.add(word);
                continue;
            }
            for (int i = 0; i + 2 <= word.length(); i++) {
                var pair = word.substring(i, i + 2);
                if (Character.isIdeographic(pair.charAt(1)) && !isSeam(pair)) found.add(pair);
            }
        }
        return found;
    }

    private static boolean isSeam(String pair) {
        return !pair.equals(AFTER_SALES)
                && (NEVER_FIRST.indexOf(pair.charAt(0)) >= 0 || NEVER_LAST.indexOf(pair.charAt(1)) >= 0);
    }

    /// The surest first.
    List<Emerging> found() {
        if (rows[0] < FEWEST_ROWS || rows[1] < FEWEST_ROWS) return List.of();
        record Scored(Emerging emerging, double z) {}
        var scored = new ArrayList<Scored>();
        aspects.forEach((aspect, counts) -> scored.add(new Scored(emerging(aspect, true, counts), z(counts))));
        words.forEach((word, counts) -> scored.add(new Scored(emerging(word, false, counts), z(counts))));
        return scored.stream()
                .filter(each -> each.z >= SURE && each.emerging.rows() >= FEWEST_ROWS)
                .sorted(Comparator.comparingDouble((Scored each) -> -each.z)
                        .thenComparing(each -> each.emerging.term()))
                .limit(MOST_FOUND)
                .map(Scored::emerging)
                .toList();
    }

    private Emerging emerging(String term, boolean aspect, long[] counts) {
        return new Emerging(term, aspect, (double) counts[0] / rows[0], (double) counts[1] / rows[1], counts[1]);
    }

    private double z(long[] counts) {
        double before = (double) counts[0] / rows[0];
        double lately = (double) counts[1] / rows[1];
        double pooled = (double) (counts[0] + counts[1]) / (rows[0] + rows[1]);
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / rows[0] + 1.0 / rows[1]));
        return error == 0 ? 0 : (lately - before) / error;
    }
}
