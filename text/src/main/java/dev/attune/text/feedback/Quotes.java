package dev.attune.text.feedback;

import dev.attune.text.feedback.FeedbackSummary.Quote;
import dev.attune.text.topics.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The few quotations that speak for many: the strongest of each language in turn, so that no language is drowned.
final class Quotes {
    static final Comparator<Quote> GRAVEST_FIRST =
            Comparator.comparingDouble(Quote::polarity).thenComparingLong(Quote::row);

    private static final int SHORTEST = 12; // characters
    private static final int SHORTEST_HAN = 4; // a Chinese clause says as much in a third of the characters
    private static final int LONGEST = 240;
    private static final int LONGEST_HAN = 80;
    // tried where a run begins and nowhere inside it, or a long one would be walked from each of its characters
    private static final Pattern EDGES = Pattern.compile("^[,;:，、；\\s]++|(?<![,;:，、；\\s])[,;:，、；\\s]++$");

    private static final Pattern SPACES =
            Pattern.compile("\\s+"); // a quotation is one line, whatever stood in the cell

    private final Map<String, TreeSet<Quote>> byLanguage = new TreeMap<>();
    private final Comparator<Quote> order;
    private final int most;

    Quotes(Comparator<Quote> order, int most) {
        this.order = order;
        this.most = most;
    }

    /// Keeps it if it is among the first; what repeats the words of another says nothing new.
    void add(FeedbackReading reading, Span clause, double polarity) {
        var words = SPACES.matcher(EDGES.matcher(clause.of(reading.text())).replaceAll(""))
                .replaceAll(" ");
        boolean han = words.codePoints().anyMatch(Character::isIdeographic);
        if (words.length() < (han ? SHORTEST_HAN : SHORTEST)) return;
        var quotes = byLanguage.computeIfAbsent(reading.language(), key -> new TreeSet<>(order));
        var quote = new Quote(reading.row(), shortened(words, han ? LONGEST_HAN : LONGEST), polarity);
        if (quotes.size() == most && order.compare(quote, quotes.last()) > 0) return;
        if (quotes.stream().anyMatch(other -> other.text().equalsIgnoreCase(quote.text()))) return;
        quotes.add(quote);
        if (quotes.size() > most) quotes.pollLast();
    }

    private static String shortened(String words, int longest) {
        if (words.length() <= longest) return words;
        int end = Character.isHighSurrogate(words.charAt(longest - 1)) ? longest - 1 : longest;
        return words.substring(0, end) + "…";
    }

    List<Quote> picked() {
        return picked(Set.of());
    }

    /// @param told what was quoted already: said once more only where nothing else is left
    List<Quote> picked(Set<String> told) {
        var inTurn = new ArrayList<Quote>();
        for (int place = 0; place < most; place++)
            for (var quotes : byLanguage.values())
                quotes.stream().skip(place).limit(1).forEach(inTurn::add);
        var picked = inTurn.stream()
                .filter(quote -> !told.contains(quote.text()))
                .limit(most)
                .collect(Collectors.toCollection(ArrayList::new));
        for (var quote : inTurn) if (picked.size() < most && !picked.contains(quote)) picked.add(quote);
        return List.copyOf(picked);
    }
}
