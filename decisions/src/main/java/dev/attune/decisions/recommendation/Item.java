package dev.attune.decisions.recommendation;

import java.util.Map;

/// One item of a catalogue.
///
/// @param title shown to people, in the catalogue's language
/// @param tags what it is, with weights above 0: `running` 1, `waterproof` 0.5
/// @param popularity in [0, 1], for example its rank among sales
/// @param effort in [0, 1], how much explaining it needs
public record Item(String id, String title, Map<String, Double> tags, double popularity, double effort) {
    public Item {
        if (id.isBlank() || title.isBlank())
            throw new IllegalArgumentException(
                    "an item needs an id and a title, got '%s' and '%s'".formatted(id, title));
        tags = Map.copyOf(tags);
        tags.forEach((tag, weight) -> {
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("tag '%s' of %s has weight %s".formatted(tag, id, weight));
        });
        if (!(popularity >= 0 && popularity <= 1) || !(effort >= 0 && effort <= 1))
            throw new IllegalArgumentException(
                    "popularity and effort of %s must be in [0, 1], got %s and %s".formatted(id, popularity, effort));
    }

    /// Cosine of the angle between two sets of tags, in [0, 1].
    static double similarity(Map<String, Double> one, Map<String, Double> other) {
        double product = 0;
        for (var tag : one.entrySet()) product += tag.getValue() * other.getOrDefault(tag.getKey(), 0.0);
        double lengths = length(one) * length(other);
        return lengths == 0 ? 0 : product / lengths;
    }

    private static double length(Map<String, Double> tags) {
        double squares = 0;
        for (double weight : tags.values()) squares += weight * weight;
        return Math.sqrt(squares);
    }
}
