package dev.attune.server.live;

import dev.attune.decisions.PageContext;
import dev.attune.face.GazeCalibration;
import dev.attune.server.words.Words;
import dev.attune.signals.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A text message from a page.
sealed interface ClientMessage {

    /// @param personal the address on the receipt, or what stands behind its `#`; asked for with a publishable key
    record Hello(
            UUID receiptId,
            @Nullable String personal,
            Purpose purpose,
            String source,
            String language,
            PageContext page)
            implements ClientMessage {
        /// The same page, with somebody else before it.
        Hello of(Person other) {
            return new Hello(other.receiptId(), other.personal(), purpose, source, language, page);
        }
    }

    /// Follows a running call instead of holding a session of its own.
    record Watch(UUID sessionId) implements ClientMessage {}

    /// @param facts numbers, strings and booleans
    record Page(PageContext page, Map<String, Object> facts) implements ClientMessage {}

    record Feedback(String decisionId, String verdict) implements ClientMessage {}

    /// @param places what the person was asked to look at
    /// @param validation likewise, to measure the error only
    record Calibration(
            List<GazeCalibration.Place> places,
            List<GazeCalibration.Place> validation,
            GazeCalibration.Viewport viewport)
            implements ClientMessage {}

    /// What the person wrote, personal data and all.
    ///
    /// @param at media time at which it was sent off, on the clock of the frames
    record Utterance(Duration at, String text) implements ClientMessage {}

    /// A face as a phone or headset tells it: `attune.blendshapes/1`, not looked at before the gate
    /// was asked.
    record Blendshapes(JsonNode content) implements ClientMessage {}

    /// What a sensor tells of the body: `attune.physiology/1`, likewise.
    record Physiology(JsonNode content) implements ClientMessage {}

    /// The person of this receipt is before the camera now: the session's own, or another, with whom another session
    /// begins.
    ///
    /// @param personal as of [Hello]
    record Person(UUID receiptId, @Nullable String personal) implements ClientMessage {}

    record Bye() implements ClientMessage {}

    List<String> SOURCES = List.of("webcam", "recording", "clip", "headset");

    /// The source of a [Hello] that comes from a telephone; a page cannot claim it.
    String CALL = "call";

    List<String> VERDICTS = List.of("right", "wrong", "undo");
    int MAX_FACTS = 64;
    int MAX_PLACES = 50;
    double MAX_MILLISECONDS = 1e10; // four months
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
            case "watch" -> new Watch(id(message, "sessionId", "the sessionId of a running call"));
            case "page" -> new Page(page(message), facts(message.path("facts")));
            case "feedback" -> new Feedback(text(message, "decisionId"), oneOf(message, "verdict", VERDICTS));
            case "calibration" -> calibration(message);
            case "utterance" -> utterance(message);
            case "blendshapes" -> new Blendshapes(message);
            case "physiology" -> new Physiology(message);
            case "person" -> new Person(receiptId(message), message.has("personal") ? text(message, "personal") : null);
            case "bye" -> new Bye();
            default ->
                throw SessionRefusal.malformed(
                        "The type '%s' is unknown.".formatted(type),
                        "Expected: hello, watch, page, feedback, calibration, utterance, blendshapes, physiology, person or bye.");
        };
    }

    private static Hello hello(JsonNode message) {
        return new Hello(
                receiptId(message),
                message.has("personal") ? text(message, "personal") : null,
                purpose(message),
                oneOf(message, "source", SOURCES),
                text(message, "language"),
                message.has("page") ? page(message.path("page")) : PageContext.UNKNOWN);
    }

    private static Utterance utterance(JsonNode message) {
        var text = message.path("text");
        if (!text.isString()) throw wrong("text", text.getNodeType().name(), "a string");
        int length = text.stringValue().length();
        if (text.stringValue().isBlank() || length > Words.LONGEST)
            throw wrong("text", "%d characters".formatted(length), "1 to %d characters".formatted(Words.LONGEST));
        return new Utterance(milliseconds(message, "atMs", "utterance"), text.stringValue());
    }

    private static UUID receiptId(JsonNode message) {
        return id(message, "receiptId", "the receiptId that POST /v1/consents returned");
    }

    private static UUID id(JsonNode message, String field, String expected) {
        String value = text(message, field);
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw wrong(field, value, expected);
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

    private static Calibration calibration(JsonNode message) {
        var viewport = message.path("viewport");
        try {
            return new Calibration(
                    places(message.path("points"), "points"),
                    message.has("validation") ? places(message.path("validation"), "validation") : List.of(),
                    new GazeCalibration.Viewport(
                            number(viewport, "width", "viewport.width"),
                            number(viewport, "height", "viewport.height")));
        } catch (IllegalArgumentException e) {
            throw SessionRefusal.malformed("The calibration is not usable.", "Expected: " + e.getMessage() + ".");
        }
    }

    private static List<GazeCalibration.Place> places(JsonNode points, String field) {
        if (!points.isArray() || points.size() > MAX_PLACES)
            throw wrong(field, points.getNodeType().name(), "an array of at most %d places".formatted(MAX_PLACES));
        var places = new ArrayList<GazeCalibration.Place>();
        for (var point : points)
            places.add(new GazeCalibration.Place(
                    number(point, "x", field + ".x"),
                    number(point, "y", field + ".y"),
                    milliseconds(point, "fromMs", field),
                    milliseconds(point, "toMs", field)));
        return places;
    }

    private static Duration milliseconds(JsonNode point, String name, String field) {
        double value = number(point, name, field + "." + name);
        if (value < 0 || value > MAX_MILLISECONDS)
            throw wrong(field + "." + name, String.valueOf(value), "milliseconds of media time");
        return Duration.ofNanos(Math.round(value * 1e6));
    }

    private static double number(JsonNode parent, String name, String field) {
        var value = parent.path(name);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue()))
            throw wrong(field, value.getNodeType().name(), "a number");
        return value.doubleValue();
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
