package dev.attune.server.repair;

import dev.attune.decisions.repair.Evidence;
import dev.attune.decisions.repair.Source;
import dev.attune.server.customers.CustomerEvent;
import dev.attune.signals.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// A sign of trouble with one thing as it came, and what a case tells of it.
///
/// @param event that it came with; told twice, it counts once
/// @param detail for the history: where it came from, never somebody's words
record Sign(UUID event, String topic, Evidence evidence, Map<String, Object> detail) {
    private static final String MODALITY = "modality"; // of an event of affect: what it was read from

    Sign {
        detail = Map.copyOf(detail);
    }

    /// What a customer's event says about trouble; nothing where it says nothing.
    ///
    /// What was displayed counts as strongly as its valence is negative, aspect by aspect where words named any.
    /// Words that press for something, such as a threat to leave, count in full for what they lean down on most, by
    /// a source of their own. An answer counts below the middle of its scale: `1 - 2 share`, so that 1 of 5 is 1, 2
    /// of 5 is 0.5 and 3 of 5 is nothing.
    static List<Sign> of(CustomerEvent event) {
        var signs = new ArrayList<Sign>();
        var leanings = leanings(event);
        var worst = leanings.entrySet().stream().min(Map.Entry.comparingByValue());
        leanings.forEach((topic, valence) -> {
            if (!(valence < 0)) return;
            var pressing = worst.map(Map.Entry::getKey).filter(topic::equals).flatMap(same -> pressing(event));
            var evidence = pressing.map(source -> new Evidence(source, event.at(), 1))
                    .orElseGet(() -> new Evidence(source(event), event.at(), -valence));
            signs.add(new Sign(event.id(), topic, evidence, told(event)));
        });
        satisfaction(event)
                .filter(share -> share < 0.5)
                .ifPresent(share -> signs.add(new Sign(
                        event.id(),
                        topic(event),
                        new Evidence(Source.ANSWER, event.at(), 1 - 2 * share),
                        told(event))));
        return signs;
    }

    /// Which way what was displayed leans, by topic; empty for what was not displayed.
    static Map<String, Double> leanings(CustomerEvent event) {
        var valence = event.valence();
        if (valence == null) return Map.of();
        var aspects = event.aspects();
        return aspects.isEmpty() ? Map.of(topic(event), valence) : aspects;
    }

    private static String topic(CustomerEvent event) {
        return Objects.requireNonNullElse(event.topic(), RepairCase.NO_TOPIC);
    }

    /// The gravest that it presses for.
    private static Optional<Source> pressing(CustomerEvent event) {
        return event.presses().stream().findFirst().map(pressing -> Source.of(pressing.id()));
    }

    private static Source source(CustomerEvent event) {
        return Modality.TEXT.id().equals(event.properties().get(MODALITY)) ? Source.TEXT : Source.MOMENT;
    }

    /// What somebody answered, in [0, 1]; empty where it is none of the three scales.
    static Optional<Double> satisfaction(CustomerEvent event) {
        var score = event.score();
        if (score == null) return Optional.empty();
        return switch (event.type()) {
            case "survey:csat" -> share(score, 1, 5);
            case "survey:nps" -> share(score, 0, 10);
            case "survey:ces" -> share(score, 1, 7);
            default -> Optional.empty();
        };
    }

    private static Optional<Double> share(double score, double least, double most) {
        return Optional.of(Math.clamp((score - least) / (most - least), 0.0, 1.0));
    }

    private static Map<String, Object> told(CustomerEvent event) {
        var detail = new TreeMap<String, Object>();
        detail.put("kind", event.type());
        if (event.channel() instanceof String channel) detail.put("channel", channel);
        if (event.product() instanceof String product) detail.put("product", product);
        return detail;
    }

    /// As the history keeps it.
    Map<String, Object> kept() {
        var kept = new TreeMap<>(detail);
        kept.put("source", evidence.source().id());
        kept.put("strength", evidence.strength());
        return kept;
    }

    static Evidence evidence(Entry entry) {
        double strength = entry.detail().get("strength") instanceof Number number ? number.doubleValue() : 0;
        return new Evidence(Source.of(entry.text("source")), entry.at(), strength);
    }
}
