package dev.attune.decisions.recommendation;

import dev.attune.decisions.MessageBook;
import dev.attune.decisions.Wording;
import dev.attune.decisions.recommendation.Recommendation.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Chooses from one catalogue. Pure, and safe to share.
///
/// Score: `.45 history + .35 context + .15 popularity + .05 ease`, the parts that are unknown left out
/// and the others scaled up, so that a newcomer gets what is popular. History is a cosine with the tags
/// of past deeds, halved every 30 days. Under strain the weight of ease rises up to .5.
///
/// Choice: maximal marginal relevance (Carbonell and Goldstein 1998), `λ·score − (1 − λ)·similarity to
/// the nearest chosen`.
public final class Recommender {
    private static final MessageBook BOOK = MessageBook.beside(Recommender.class, "because");
    private static final Duration HALF_LIFE = Duration.ofDays(30);

    private static final double HISTORY = 0.45;
    private static final double CONTEXT = 0.35;
    private static final double POPULARITY = 0.15;
    private static final double EASE = 0.05;
    private static final double EASE_UNDER_STRAIN = 0.45; // more, at full strain

    /// From this on, a choice of three is enough.
    private static final double STRAINED = 0.5;

    private static final int FEW = 3;

    private final Map<String, Item> catalogue = new LinkedHashMap<>();
    private final double relevance;
    private final Map<String, String> tagNames;

    /// @param relevance λ in [0, 1]: 1 takes the best whatever they are, 0.7 keeps them apart
    public Recommender(List<Item> items, double relevance) {
        this(items, relevance, Map.of());
    }

    /// @param tagNames for people, in their language; a tag without one is named by itself
    public Recommender(List<Item> items, double relevance, Map<String, String> tagNames) {
        if (!(relevance >= 0 && relevance <= 1))
            throw new IllegalArgumentException("relevance must be in [0, 1], got " + relevance);
        for (var item : items)
            if (catalogue.put(item.id(), item) != null)
                throw new IllegalArgumentException("item %s is in the catalogue twice".formatted(item.id()));
        this.relevance = relevance;
        this.tagNames = Map.copyOf(tagNames);
    }

    /// @param without ids not to show: in the cart, sold out, not allowed here
    /// @param most how many; fewer under strain
    public List<Recommendation> recommend(Shopper shopper, Set<String> without, int most) {
        if (most < 0) throw new IllegalArgumentException("most must not be negative, got " + most);
        int count = shopper.strain() >= STRAINED ? Math.min(most, FEW) : most;
        var known = new HashSet<>(without);
        shopper.history().forEach(deed -> known.add(deed.item()));
        var profile = profile(shopper);
        var scored = new ArrayList<Recommendation>();
        for (var item : catalogue.values()) if (!known.contains(item.id())) scored.add(scored(item, shopper, profile));
        scored.sort(Comparator.comparingDouble(Recommendation::score)
                .reversed()
                .thenComparing(recommendation -> recommendation.item().id()));
        return diverse(scored, count);
    }

    private List<Recommendation> diverse(List<Recommendation> scored, int count) {
        var left = new ArrayList<>(scored);
        var chosen = new ArrayList<Recommendation>();
        while (chosen.size() < count && !left.isEmpty()) {
            int best = 0;
            double top = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < left.size(); i++) {
                double nearest = 0;
                for (var other : chosen)
                    nearest = Math.max(
                            nearest,
                            Item.similarity(
                                    left.get(i).item().tags(), other.item().tags()));
                double value = relevance * left.get(i).score() - (1 - relevance) * nearest;
                if (value > top) {
                    top = value;
                    best = i;
                }
            }
            chosen.add(left.remove(best));
        }
        return List.copyOf(chosen);
    }

    private Recommendation scored(Item item, Shopper shopper, Map<String, Double> profile) {
        var weights = new EnumMap<Source, Double>(Source.class);
        var values = new EnumMap<Source, Double>(Source.class);
        if (!profile.isEmpty()) {
            double deeds = shopper.history().stream()
                    .mapToDouble(deed -> Math.abs(deed.weight()) * age(deed))
                    .sum();
            weights.put(Source.HISTORY, HISTORY * deeds / (1 + deeds)); // one look is no habit
            values.put(Source.HISTORY, Math.max(0, Item.similarity(item.tags(), profile)));
        }
        if (!shopper.looksFor().isEmpty()) {
            weights.put(Source.CONTEXT, CONTEXT);
            values.put(Source.CONTEXT, Item.similarity(item.tags(), shopper.looksFor()));
        }
        weights.put(Source.POPULARITY, POPULARITY);
        values.put(Source.POPULARITY, item.popularity());
        weights.put(Source.EASE, EASE + EASE_UNDER_STRAIN * shopper.strain());
        values.put(Source.EASE, 1 - item.effort());
        double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        var parts = new EnumMap<Source, Double>(Source.class);
        weights.forEach((source, weight) -> parts.put(source, weight / all * values.getOrDefault(source, 0.0)));
        double score = parts.values().stream().mapToDouble(Double::doubleValue).sum();
        var most = parts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(Source.POPULARITY);
        return switch (most) {
            case HISTORY -> {
                var looked = nearestDeed(item, shopper);
                yield new Recommendation(
                        item,
                        score,
                        parts,
                        most,
                        looked.map(Item::id).orElse(""),
                        say(most, Map.of("item", looked.map(Item::title).orElse(""))));
            }
            case CONTEXT -> {
                var tag = commonTag(item, shopper.looksFor());
                yield new Recommendation(
                        item, score, parts, most, tag, say(most, Map.of("tag", tagNames.getOrDefault(tag, tag))));
            }
            case POPULARITY, EASE -> new Recommendation(item, score, parts, most, "", say(most, Map.of()));
        };
    }

    private static Wording say(Source source, Map<String, String> values) {
        return BOOK.say(source.name().toLowerCase(Locale.ROOT), values);
    }

    private Optional<Item> nearestDeed(Item item, Shopper shopper) {
        return shopper.history().stream()
                .filter(deed -> deed.weight() > 0 && catalogue.containsKey(deed.item()))
                .max(Comparator.comparingDouble(deed -> deed.weight() * age(deed) * likeness(item, deed)))
                .flatMap(deed -> Optional.ofNullable(catalogue.get(deed.item())));
    }

    private double likeness(Item item, Shopper.Deed deed) {
        var other = catalogue.get(deed.item());
        return other == null ? 0 : Item.similarity(item.tags(), other.tags());
    }

    private static String commonTag(Item item, Map<String, Double> looksFor) {
        return looksFor.entrySet().stream()
                .filter(tag -> item.tags().containsKey(tag.getKey()))
                .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /// Tags of past deeds, recent ones weighing more; empty when nothing known was done.
    private Map<String, Double> profile(Shopper shopper) {
        var profile = new HashMap<String, Double>();
        for (var deed : shopper.history()) {
            var item = catalogue.get(deed.item());
            if (item == null) continue;
            item.tags().forEach((tag, weight) -> profile.merge(tag, weight * deed.weight() * age(deed), Double::sum));
        }
        return profile;
    }

    private static double age(Shopper.Deed deed) {
        return Math.pow(0.5, (double) deed.ago().toSeconds() / HALF_LIFE.toSeconds());
    }
}
