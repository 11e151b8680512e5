package dev.attune.sensors;

import java.time.Duration;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// Reads numbers out of JSON objects; the messages name the field and what stands there.
final class Fields {
    private static final double MOST_MILLISECONDS = 1e10; // four months

    private Fields() {}

    /// @throws IllegalArgumentException when it is there and no finite number
    static OptionalDouble number(JsonNode object, String field) {
        var value = object.path(field);
        if (value.isMissingNode() || value.isNull()) return OptionalDouble.empty();
        if (!value.isNumber() || !Double.isFinite(value.doubleValue()))
            throw new IllegalArgumentException("the field %s must be a number, got %s".formatted(field, shown(value)));
        return OptionalDouble.of(value.doubleValue());
    }

    /// @throws IllegalArgumentException when it is missing or no time
    static Duration milliseconds(JsonNode object, String field) {
        double value = number(object, field)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the field %s is missing: media time in milliseconds".formatted(field)));
        if (!(value >= 0 && value <= MOST_MILLISECONDS))
            throw new IllegalArgumentException(
                    "the field %s must be media time in milliseconds, got %s".formatted(field, value));
        return Duration.ofNanos(Math.round(value * 1e6));
    }

    static String shown(JsonNode value) {
        if (value.isMissingNode()) return "nothing";
        var text = value.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
