package dev.attune.text.feedback;

import dev.attune.signals.ModelRef;
import dev.attune.text.feedback.FeedbackSummary.Cell;
import dev.attune.text.feedback.FeedbackSummary.Driver;
import dev.attune.text.feedback.FeedbackSummary.Named;
import dev.attune.text.feedback.FeedbackSummary.Step;
import dev.attune.text.topics.AspectOpinion;
import dev.attune.text.topics.Intent;
import dev.attune.text.topics.Span;
import dev.attune.text.topics.TopicDictionary;
import dev.attune.text.topics.Urgency;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// Sums readings up, in memory that does not depend on their number. Takes them twice, in the same order: what is new
/// lately can only be told when it is known what "lately" is.
public final class Summarizer {
    /// How many products are told apart; further ones count in the totals only.
    static final int PRODUCTS = 30;

    /// A share of fewer opinions than this says nothing.
    static final int FEWEST = 5;

    private static final int COUNTED_PRODUCTS = 5_000; // distinct names that are counted at all
    private static final int DRIVERS = 6;
    private static final int QUOTES = 3;
    private static final int URGENT = 8;
    private static final int DAYS_BY_DAY = 45;
    private static final int DAYS_BY_WEEK = 300;

    private final TopicDictionary dictionary;
    private final double polarFrom;
    private long rows;
    private long withoutTime;
    private long sarcastic;
    private Tally segments = Tally.NONE;
    private final SortedMap<String, Long> languages = new TreeMap<>();
    private final Map<String, Long> emotions = new HashMap<>();
    private final Map<Intent, Long> intents = new EnumMap<>(Intent.class);
    private final Map<Urgency, Long> urgency = new EnumMap<>(Urgency.class);
    private final Map<String, Long> personalData = new TreeMap<>();
    private final SortedMap<LocalDate, Tally> days = new TreeMap<>();
    private final Map<String, Map<String, Tally>> aspectsByProduct = new HashMap<>();
    private final Map<String, Tally> products = new HashMap<>();
    private final Map<String, Tally> aspects = new HashMap<>();
    private final Map<String, Tally> requests = new HashMap<>();
    private final Map<String, Quotes> blame = new HashMap<>();
    private final Map<String, Quotes> praise = new HashMap<>();
    private final Quotes urgent = new Quotes(Quotes.GRAVEST_FIRST, URGENT);
    private final Novelty novelty = new Novelty();

    /// @param dictionary that the readings were made with
    public Summarizer(TopicDictionary dictionary) {
        this.dictionary = dictionary;
        this.polarFrom = dictionary.polarFrom();
    }

    /// First pass.
    public void add(FeedbackReading reading) {
        rows++;
        segments = segments.with(reading.segment(), reading.polarity());
        languages.merge(reading.language(), 1L, Long::sum);
        reading.emotions().forEach(emotion -> emotions.merge(emotion, 1L, Long::sum));
        reading.intents().forEach(mention -> intents.merge(mention.intent(), 1L, Long::sum));
        reading.personalData().forEach(kind -> personalData.merge(kind, 1L, Long::sum));
        urgency.merge(reading.urgency(), 1L, Long::sum);
        if (!reading.sarcasm().isEmpty()) sarcastic++;
        reading.day()
                .ifPresentOrElse(
                        day -> days.merge(day, Tally.NONE.with(reading.segment(), reading.polarity()), Tally::plus),
                        () -> withoutTime++);
        if (!reading.product().isEmpty()
                && (products.size() < COUNTED_PRODUCTS || products.containsKey(reading.product())))
            products.merge(reading.product(), Tally.NONE.with(reading.segment(), reading.polarity()), Tally::plus);
        reading.request()
                .ifPresent(request ->
                        requests.merge(request, Tally.NONE.with(reading.segment(), reading.polarity()), Tally::plus));
        for (var aspect : reading.aspects()) add(reading, aspect);
        boolean answerFirst = reading.urgency() == Urgency.HIGH && reading.segment() == Segment.NEGATIVE
                || reading.has(Intent.CHURN_THREAT);
        if (answerFirst) urgent.add(reading, new Span(0, reading.text().length()), reading.polarity());
    }

    private void add(FeedbackReading reading, AspectOpinion aspect) {
        var one = Tally.NONE.with(Segment.of(aspect.polarity(), polarFrom), aspect.polarity());
        aspects.merge(aspect.aspect(), one, Tally::plus);
        if (products.containsKey(reading.product()))
            aspectsByProduct
                    .computeIfAbsent(reading.product(), key -> new HashMap<>())
                    .merge(aspect.aspect(), one, Tally::plus);
        if (aspect.polarity() <= -polarFrom)
            blame.computeIfAbsent(aspect.aspect(), key -> new Quotes(Quotes.GRAVEST_FIRST, QUOTES))
                    .add(reading, aspect.clause(), aspect.polarity());
        if (aspect.polarity() >= polarFrom && !asks(reading, aspect.clause()))
            praise.computeIfAbsent(aspect.aspect(), key -> new Quotes(Quotes.GRAVEST_FIRST.reversed(), QUOTES))
                    .add(reading, aspect.clause(), aspect.polarity());
    }

    /// "Which cards do you support?" praises nobody; a question may well be a reproach.
    private static boolean asks(FeedbackReading reading, Span clause) {
        return reading.intents().stream()
                .filter(mention -> mention.intent() == Intent.QUESTION)
                .anyMatch(mention -> mention.why().start() < clause.end()
                        && clause.start() < mention.why().end());
    }

    /// Second pass, after all of the first.
    public void addAgain(FeedbackReading reading) {
        if (days.size() > 1) novelty.add(reading, firstDay(), lastDay());
    }

    /// @param rejected how many rows could not be used, by reason
    /// @param models that spoke
    public FeedbackSummary summary(SortedMap<RejectReason, Long> rejected, List<ModelRef> models) {
        var step = step();
        var overTime = new TreeMap<LocalDate, Tally>();
        days.forEach((day, tally) -> overTime.merge(beginOf(step, day), tally, Tally::plus));
        var mostProducts = named(products).stream().limit(PRODUCTS).toList();
        return new FeedbackSummary(
                rows,
                rejected,
                withoutTime,
                segments,
                languages,
                emotions,
                intents,
                urgency,
                sarcastic,
                personalData,
                days.isEmpty() ? List.of() : List.of(firstDay(), lastDay()),
                step,
                overTime,
                mostProducts,
                named(aspects),
                cells(mostProducts),
                drivers(blame, Tally::negative),
                drivers(praise, Tally::positive),
                named(requests),
                novelty.found(),
                urgent.picked(),
                dictionary,
                models);
    }

    private static List<Named> named(Map<String, Tally> tallies) {
        return tallies.entrySet().stream()
                .map(entry -> new Named(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong((Named named) -> -named.tally().all())
                        .thenComparing(Named::name))
                .toList();
    }

    private List<Cell> cells(List<Named> shown) {
        var cells = new ArrayList<Cell>();
        for (var product : shown)
            for (var aspect : named(aspectsByProduct.getOrDefault(product.name(), Map.of())))
                if (aspect.tally().read() >= FEWEST) cells.add(new Cell(product.name(), aspect.name(), aspect.tally()));
        return cells;
    }

    private List<Driver> drivers(Map<String, Quotes> quotes, ToLongFunction<Tally> count) {
        long all = aspects.values().stream().mapToLong(count).sum();
        var told = new HashSet<String>();
        return named(aspects).stream()
                .filter(aspect -> count.applyAsLong(aspect.tally()) > 0)
                .sorted(Comparator.comparingLong((Named aspect) -> -count.applyAsLong(aspect.tally()))
                        .thenComparing(Named::name))
                .limit(DRIVERS)
                .map(aspect -> {
                    var picked = quotes.getOrDefault(aspect.name(), new Quotes(Quotes.GRAVEST_FIRST, QUOTES))
                            .picked(told);
                    picked.forEach(quote -> told.add(quote.text()));
                    return new Driver(
                            aspect.name(), aspect.tally(), (double) count.applyAsLong(aspect.tally()) / all, picked);
                })
                .toList();
    }

    private LocalDate firstDay() {
        return days.firstKey();
    }

    private LocalDate lastDay() {
        return days.lastKey();
    }

    private Step step() {
        if (days.isEmpty()) return Step.DAY;
        long length = ChronoUnit.DAYS.between(firstDay(), lastDay());
        if (length <= DAYS_BY_DAY) return Step.DAY;
        return length <= DAYS_BY_WEEK ? Step.WEEK : Step.MONTH;
    }

    private static LocalDate beginOf(Step step, LocalDate day) {
        return switch (step) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }
}
