package dev.attune.server.problems;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/// Says of JSON that does not fit where it does not, what stands there and what would fit. Jackson's own messages
/// name our classes.
@Component
public final class UnreadableBody {
    private static final int LONGEST_VALUE = 60; // characters of it that are repeated

    private final JsonMapper json;

    UnreadableBody(JsonMapper json) {
        this.json = json;
    }

    public String told(JacksonException failure) {
        return switch (failure) {
            case StreamReadException broken ->
                "The body is not JSON: it breaks in line %d, column %d."
                        .formatted(
                                broken.getLocation().getLineNr(),
                                broken.getLocation().getColumnNr());
            case InvalidTypeIdException kind ->
                kind.getTypeId() == null
                        ? "%s does not say of which kind it is.".formatted(place(kind))
                        : "%s is of no known kind: '%s'.".formatted(place(kind), shortened(kind.getTypeId()));
            case InvalidFormatException wrong ->
                "%s must be %s, got '%s'."
                        .formatted(place(wrong), fitting(wrong.getTargetType()), shortened(wrong.getValue()));
            case UnrecognizedPropertyException unknown ->
                "There is no %s here. Maybe one of: %s.".formatted(place(unknown), known(unknown));
            case InvalidNullException nothing -> "%s must not be null.".formatted(place(nothing));
            case MismatchedInputException other ->
                "%s must be %s.".formatted(place(other), fitting(other.getTargetType()));
            case ValueInstantiationException refused
            when refused.getCause() instanceof IllegalArgumentException reason ->
                "%s: %s".formatted(place(refused), reason.getMessage());
            case JacksonException other -> "%s cannot be read.".formatted(place(other));
        };
    }

    private static String known(UnrecognizedPropertyException failure) {
        var known = failure.getKnownPropertyIds();
        return known == null
                ? "none"
                : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    /// As `detector.share` or `actions[2].id`.
    private static String place(JacksonException failure) {
        var place = new StringBuilder();
        for (var step : failure.getPath()) {
            if (step.getPropertyName() == null)
                place.append('[').append(step.getIndex()).append(']');
            else place.append(place.isEmpty() ? "" : ".").append(step.getPropertyName());
        }
        return place.isEmpty() ? "The body" : place.toString();
    }

    private String fitting(@Nullable Class<?> type) {
        if (type == null) return "something else";
        if (type.isEnum())
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> json.convertValue(constant, String.class))
                    .collect(Collectors.joining(", ", "one of: ", ""));
        if (type == boolean.class || type == Boolean.class) return "true or false";
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) return "a number";
        if (type == String.class) return "a text";
        if (type == Instant.class) return "a time as 2026-11-22T13:35:00Z";
        if (type == Duration.class) return "a duration as PT30M";
        if (type == UUID.class) return "an id as the server gives them";
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object that fits";
    }

    private static String shortened(Object value) {
        var text = String.valueOf(value);
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
