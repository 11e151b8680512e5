package dev.attune.server.live;

import dev.attune.decisions.PageContext;
import dev.attune.signals.Purpose;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A text message from a page.
sealed interface ClientMessage {

    record Hello(UUID receiptId, Purpose purpose, String source, String language, PageContext page)
            implements ClientMessage {}

    /// @param facts numbers, strings and booleans
    record Page(PageContext page, Map<String, Object> facts) implements ClientMessage {}

    record Feedback(String decisionId, String verdict) implements ClientMessage {}

    record Bye() implements ClientMessage {}

    List<String> SOURCES = List.of("webcam", "recording", "clip");
    List<String> VERDICTS = List.of("right", "wrong", "undo");
    int MAX_FACTS = 64;
    int MAX_TEXT = 200; // of one field; ids and short facts

    /// @throws SessionRefusal naming the field and what was expected
    static ClientMessage parse(String text, JsonMapper json) {
        JsonNode message;
        try {
            message = json.readTree(text);
        } catch (JacksonException e) {
            throw SessionRefusal.malformed(
                    "The message is not JSON: " + e.getOriginalMessage(), "Send one JSON object per text message.");
        }
        if (!message.isObject())
            throw SessionRefusal.malformed("The message is JSON, but not an object.", "Expected: {\"type\": …}.");
        String type = text(message, "type");
        return switch (type) {
            case "hello" -> hello(message);
            case "page" -> new Page(page(message), facts(message.path("facts")));
            case "feedback" -> new Feedback(text(message, "decisionId"), oneOf(message, "verdict", VERDICTS));
            case "bye" -> new Bye();
            default ->
                throw SessionRefusal.malformed(
                        "The type '%s' is unknown.".formatted(type), "Expected: hello, page, feedback or bye.");
        };
    }

    private static Hello hello(JsonNode message) {
        return new Hello(
                receipt(message),
                purpose(message),
                oneOf(message, "source", SOURCES),
                text(message, "language"),
                message.has("page") ? page(message.path("page")) : PageContext.UNKNOWN);
    }

    private static UUID receipt(JsonNode message) {
        String value = text(message, "receiptId");
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw wrong("receiptId", value, "the receiptId that POST /v1/consents returned");
        }
    }

    private static Purpose purpose(JsonNode message) {
        String value = text(message, "purpose");
        try {
            return Purpose.of(value);
        } catch (IllegalArgumentException e) {
            throw wrong("purpose", value, "personalization, analytics or research");
        }
    }

    private static PageContext page(JsonNode message) {
        return new PageContext(text(message, "kind"), message.has("id") ? text(message, "id") : "");
    }

    private static Map<String, Object> facts(JsonNode facts) {
        if (facts.isMissingNode()) return Map.of();
        if (!facts.isObject() || facts.size() > MAX_FACTS)
            throw wrong("facts", facts.getNodeType().name(), "an object of at most %d facts".formatted(MAX_FACTS));
        var values = new HashMap<String, Object>();
        facts.properties().forEach(fact -> values.put(fact.getKey(), fact(fact.getKey(), fact.getValue())));
        return values;
    }

    private static Object fact(String name, JsonNode value) {
        if (value.isBoolean()) return value.booleanValue();
        if (value.isIntegralNumber() && value.canConvertToLong()) return value.longValue();
        if (value.isNumber() && Double.isFinite(value.doubleValue())) return value.doubleValue();
        if (value.isString() && value.stringValue().length() <= MAX_TEXT) return value.stringValue();
        throw wrong("facts." + name, value.getNodeType().name(), "a number, a boolean or a short string");
    }

    private static String oneOf(JsonNode message, String field, List<String> known) {
        String value = text(message, field);
        if (!known.contains(value)) throw wrong(field, value, String.join(", ", known));
        return value;
    }

    private static String text(JsonNode message, String field) {
        var value = message.path(field);
        if (!value.isString()) throw wrong(field, value.getNodeType().name(), "a string");
        String text = value.stringValue();
        if (text.isBlank() && !field.equals("id") || text.length() > MAX_TEXT)
            throw wrong(field, "%d characters".formatted(text.length()), "1 to %d characters".formatted(MAX_TEXT));
        return text;
    }

    private static SessionRefusal wrong(String field, String value, String expected) {
        return SessionRefusal.malformed(
                "The field %s is %s.".formatted(field, value), "Expected: %s.".formatted(expected));
    }
}
