package dev.attune.models.convert;

import java.util.List;
import java.util.Map;

/// One TensorFlow operation: `inputs` name the tensors it reads, and its first output bears its own `name`.
///
/// Attribute values are [String], [Long], [Double], [Boolean], or a [List] of `Long` or `String`.
record GraphNode(String name, String op, List<String> inputs, Map<String, Object> attributes) {
    GraphNode {
        inputs = List.copyOf(inputs);
        attributes = Map.copyOf(attributes);
    }

    String input(int index) {
        if (index >= inputs.size())
            throw new IllegalArgumentException(
                    "%s has %d inputs, asked for the one at index %d".formatted(this, inputs.size(), index));
        return inputs.get(index);
    }

    String text(String key) {
        return required(key, String.class);
    }

    long integer(String key, long fallback) {
        return attributes.containsKey(key) ? required(key, Long.class) : fallback;
    }

    float real(String key, float fallback) {
        return attributes.containsKey(key) ? required(key, Double.class).floatValue() : fallback;
    }

    boolean flag(String key) {
        return attributes.containsKey(key) && required(key, Boolean.class);
    }

    long[] integers(String key) {
        return required(key, List.class).stream()
                .mapToLong(value -> (Long) value)
                .toArray();
    }

    List<String> texts(String key) {
        if (!attributes.containsKey(key)) return List.of();
        List<?> values = required(key, List.class);
        return values.stream().map(String.class::cast).toList();
    }

    boolean has(String key) {
        return attributes.containsKey(key);
    }

    @Override
    public String toString() {
        return op + " '" + name + "'";
    }

    private <T> T required(String key, Class<T> type) {
        var value = attributes.get(key);
        if (!type.isInstance(value))
            throw new IllegalArgumentException(
                    "%s: attribute '%s' should be a %s, got %s".formatted(this, key, type.getSimpleName(), value));
        return type.cast(value);
    }
}
