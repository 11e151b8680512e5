package dev.attune.server.catalogue;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.attune.decisions.recommendation.Item;
import dev.attune.decisions.recommendation.Recommendation;
import dev.attune.decisions.recommendation.Recommender;
import dev.attune.decisions.recommendation.Shopper;
import dev.attune.server.access.Caller;
import dev.attune.server.catalogue.Catalogues.Catalogue;
import dev.attune.server.consent.Vouching;
import dev.attune.server.problems.Refusal;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /v1/recommendations`: what to show somebody next, because of what.
///
/// Nothing of a request is kept. What is displayed counts only while this person lets the service adapt to it.
@RestController
class RecommendationController {
    private static final int USUAL = 4;
    private static final int MOST = 50;
    private static final int LONGEST_HISTORY = 200;
    private static final double USUAL_DIVERSITY = 0.3;
    private static final int ROUNDS = 10; // of leaving out second variants of one thing

    private final Catalogues catalogues;
    private final Gate gate;
    private final Vouching vouching;
    private final InstantSource clock;

    RecommendationController(Catalogues catalogues, Gate gate, Vouching vouching, InstantSource clock) {
        this.vouching = vouching;
        this.catalogues = catalogues;
        this.gate = gate;
        this.clock = clock;
    }

    /// @param item its id in the catalogue
    /// @param weight 1 for a look (the default), more for a purchase, below 0 for a return
    /// @param at when; left out for now
    record Deed(
            @Nullable String item,
            @Nullable Double weight,
            @Nullable Instant at) {}

    /// As displayed, each in [0, 1].
    ///
    /// @param confusion null where it is not known
    /// @param frustration null where it is not known
    record Affect(@Nullable Double confusion, @Nullable Double frustration) {}

    /// @param history what the visitor looked at, bought or gave back
    /// @param intent in words; tags of the catalogue that they name count as looked for
    /// @param looksFor tags of this visit
    /// @param without ids not to show: in the cart, sold out
    /// @param most how many at the most; left out for four
    /// @param diversity in [0, 1]: 0 takes the best whatever they are
    record Request(
            @Nullable String subject,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Deed> history,
            @Nullable String intent,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable Map<String, Double> looksFor,
            @Nullable Affect affect,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> without,
            @Nullable Integer most,
            @Nullable Double diversity,
            @Nullable String language) {}

    /// @param score what it was chosen by, higher first
    /// @param parts of the score, by `source`
    /// @param source `history`, `context`, `popularity` or `ease`: the part of the score that counted most
    /// @param cause the item that was looked at, or the tag that is looked for; otherwise empty
    /// @param because in words for the person
    record Shown(
            String id,
            String title,
            double score,
            Map<String, Double> parts,
            String source,
            String cause,
            String because,
            Map<String, Object> features) {}

    /// @param catalogue `own` or `demo`
    /// @param cold whether nothing was known to go by
    /// @param affect `used`, `not-given`, or `refused` by the gate: no consent, or switched off
    /// @param items best first
    record Answer(String catalogue, boolean cold, String affect, List<Shown> items) {}

    @Operation(summary = "Recommends items of the catalogue, each because of something", description = """
                    Nothing of the request is kept. Without consent `affect` of the request does not count: items
                    are answered all the same, and `affect` of the answer is `refused`.""")
    @PostMapping("/v1/recommendations")
    Answer recommend(@RequestBody Request request, Principal caller) {
        var catalogue = catalogues.current(Languages.nearest(request.language() == null ? "en" : request.language()));
        double asked = strain(request.affect());
        boolean given = asked > 0;
        if (given) Caller.requirePurpose(caller, Purpose.PERSONALIZATION);
        if (request.subject() != null) vouching.require(caller, request.subject());
        boolean used = given && mayAdapt(request.subject());
        var looksFor = looksFor(request, catalogue);
        var history = history(request);
        int most = inRange("most", request.most() == null ? USUAL : request.most(), 1, MOST);
        double diversity = request.diversity() == null ? USUAL_DIVERSITY : request.diversity();
        if (!(diversity >= 0 && diversity <= 1))
            throw Refusal.badRequest("diversity must be in [0, 1], got %s.".formatted(diversity));
        var without = new HashSet<>(request.without() == null ? List.<String>of() : request.without());
        var shown = oneOfEachFamily(
                catalogue,
                new Recommender(
                        catalogue.items().values().stream()
                                .map(CatalogueItem::item)
                                .toList(),
                        1 - diversity,
                        catalogue.tagNames()),
                new Shopper(history, looksFor, used ? asked : 0),
                without,
                most);
        var language = Languages.nearest(request.language() == null ? "en" : request.language());
        return new Answer(
                catalogue.own() ? "own" : "demo",
                history.isEmpty() && looksFor.isEmpty(),
                used ? "used" : given ? "refused" : "not-given",
                shown.stream().map(one -> view(one, catalogue, language)).toList());
    }

    /// Chooses again without the second variant of anything, and without variants of what was looked at.
    private static List<Recommendation> oneOfEachFamily(
            Catalogue catalogue, Recommender recommender, Shopper shopper, Set<String> without, int most) {
        var seen = shopper.history().stream()
                .map(deed -> catalogue.items().get(deed.item()))
                .filter(item -> item != null)
                .map(CatalogueItem::family)
                .collect(Collectors.toSet());
        for (var item : catalogue.items().values()) if (seen.contains(item.family())) without.add(item.id());
        var chosen = recommender.recommend(shopper, without, most);
        for (int round = 0; round < ROUNDS; round++) {
            var families = new HashSet<String>();
            var again = new ArrayList<String>();
            for (var one : chosen)
                if (!families.add(family(catalogue, one.item())))
                    again.add(one.item().id());
            if (again.isEmpty()) return chosen;
            without.addAll(again);
            chosen = recommender.recommend(shopper, without, most);
        }
        return chosen;
    }

    private static String family(Catalogue catalogue, Item item) {
        var known = catalogue.items().get(item.id());
        return known == null ? item.id() : known.family();
    }

    private static Shown view(Recommendation one, Catalogue catalogue, String language) {
        var parts = new HashMap<String, Double>();
        one.parts().forEach((source, part) -> parts.put(small(source), part));
        var known = catalogue.items().get(one.item().id());
        return new Shown(
                one.item().id(),
                one.item().title(),
                one.score(),
                parts,
                small(one.source()),
                one.cause(),
                one.reason().in(language),
                known == null ? Map.of() : known.features());
    }

    private static String small(Recommendation.Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    /// The stronger of what calls for fewer and easier things; 0 where nothing is known.
    private static double strain(@Nullable Affect affect) {
        return affect == null
                ? 0
                : Math.max(share("confusion", affect.confusion()), share("frustration", affect.frustration()));
    }

    private static double share(String name, @Nullable Double displayed) {
        if (displayed == null) return 0;
        if (!(displayed >= 0 && displayed <= 1))
            throw Refusal.badRequest("affect.%s must be in [0, 1], got %s.".formatted(name, displayed));
        return displayed;
    }

    private boolean mayAdapt(@Nullable String subject) {
        return subject != null
                && Arrays.stream(Modality.values())
                        .anyMatch(modality -> gate.check(new Gate.Question(subject, Purpose.PERSONALIZATION, modality))
                                instanceof Gate.Verdict.Allowed);
    }

    private static Map<String, Double> looksFor(Request request, Catalogue catalogue) {
        var tags = new HashMap<String, Double>();
        if (request.looksFor() != null)
            request.looksFor().forEach((tag, weight) -> {
                if (weight == null || !(weight > 0 && weight < Double.POSITIVE_INFINITY))
                    throw Refusal.badRequest(
                            "looksFor: the weight of '%s' must be above 0, got %s.".formatted(tag, weight));
                tags.put(tag, weight);
            });
        if (request.intent() != null) {
            var known = catalogue.items().values().stream()
                    .flatMap(item -> item.tags().keySet().stream())
                    .collect(Collectors.toSet());
            for (var tag : Intent.tags(request.intent(), known, catalogue.tagNames())) tags.merge(tag, 1.0, Math::max);
        }
        return tags;
    }

    private List<Shopper.Deed> history(Request request) {
        var history = request.history() == null ? List.<Deed>of() : request.history();
        if (history.size() > LONGEST_HISTORY)
            throw Refusal.badRequest(
                    "history has at most %d deeds, got %d.".formatted(LONGEST_HISTORY, history.size()));
        var now = clock.instant();
        var deeds = new ArrayList<Shopper.Deed>();
        for (var deed : history) {
            if (deed.item() == null) throw Refusal.badRequest("history: item is missing.");
            double weight = deed.weight() == null ? 1 : deed.weight();
            if (!Double.isFinite(weight))
                throw Refusal.badRequest("history: the weight of %s must be a number.".formatted(deed.item()));
            var ago = deed.at() == null ? Duration.ZERO : Duration.between(deed.at(), now);
            deeds.add(new Shopper.Deed(deed.item(), weight, ago.isNegative() ? Duration.ZERO : ago));
        }
        return deeds;
    }

    private static int inRange(String name, int value, int least, int most) {
        if (value < least || value > most)
            throw Refusal.badRequest("%s must be in %d..%d, got %d.".formatted(name, least, most, value));
        return value;
    }
}
