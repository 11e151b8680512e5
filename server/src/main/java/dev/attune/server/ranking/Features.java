package dev.attune.server.ranking;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Features as callers send them, as numbers by name.
///
/// Personalizer's callers send lists of objects, often grouped by a namespace. `{"cart": {"items": 3}}`
/// becomes `cart.items = 3`, `true` becomes 1, and a text becomes a name of its own: `{"device":
/// "phone"}` is `device=phone = 1`.
final class Features {
    private static final int MOST = 500;

    private final Map<String, Double> numbers = new LinkedHashMap<>();

    private Features() {}

    /// @param sent an object, or a list of objects; null for none
    /// @throws IllegalArgumentException naming the feature that is none
    static Map<String, Double> flat(@Nullable Object sent) {
        var features = new Features();
        features.add("", sent);
        return features.numbers;
    }

    private void add(String name, @Nullable Object value) {
        switch (value) {
            case null -> {} // not known
            case Number number -> put(name, number.doubleValue());
            case Boolean yes -> put(name, yes ? 1 : 0);
            case String text -> put(name + "=" + text, 1);
            case Map<?, ?> group ->
                group.forEach((key, inner) -> add(name.isEmpty() ? String.valueOf(key) : name + "." + key, inner));
            case Collection<?> list -> {
                for (var element : list) {
                    if (element instanceof Number)
                        throw new IllegalArgumentException(
                                "feature '%s' is a list of numbers. Maybe give each number a name.".formatted(name));
                    add(name, element);
                }
            }
            default -> throw new IllegalArgumentException("feature '%s' cannot be read".formatted(name));
        }
    }

    private void put(String name, double value) {
        if (name.isEmpty() || name.startsWith("="))
            throw new IllegalArgumentException("a feature needs a name. Maybe send {\"name\": value}.");
        if (!Double.isFinite(value))
            throw new IllegalArgumentException(
                    "feature '%s' must be a finite number, got %s. Maybe leave it out when it is not known."
                            .formatted(name, value));
        if (numbers.size() >= MOST) throw new IllegalArgumentException("at most %d features are read".formatted(MOST));
        numbers.put(name, value);
    }
}
