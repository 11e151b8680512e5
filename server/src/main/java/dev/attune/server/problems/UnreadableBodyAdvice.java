package dev.attune.server.problems;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/// Says of a body that does not fit where it does not, what stands there and what would fit. Asked before Spring's own
/// advice, which says only that reading failed.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableBodyAdvice {
    private static final int LONGEST_VALUE = 60; // characters of it that are repeated

    private final JsonMapper json;

    UnreadableBodyAdvice(JsonMapper json) {
        this.json = json;
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException failure) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail(failure.getCause())))
                .build();
    }

    private String detail(@Nullable Throwable cause) {
        return switch (cause) {
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
            case MismatchedInputException other ->
                "%s must be %s.".formatted(place(other), fitting(other.getTargetType()));
            case ValueInstantiationException refused
            when refused.getCause() instanceof IllegalArgumentException reason ->
                "%s: %s".formatted(place(refused), reason.getMessage());
            case JacksonException other -> "%s cannot be read.".formatted(place(other));
            case null, default -> "The request has no body that can be read. Maybe send JSON.";
        };
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
