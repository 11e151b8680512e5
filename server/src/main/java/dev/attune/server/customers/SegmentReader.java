package dev.attune.server.customers;

import dev.attune.server.customers.Checked.Details;
import dev.attune.server.customers.Checked.Original;
import dev.attune.server.customers.Checked.Sound;
import dev.attune.server.customers.Checked.Unsound;
import dev.attune.server.customers.Checked.Who;
import dev.attune.server.database.Tenant;
import dev.attune.signals.Modality;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One event as the Segment specification has it: looked at against its schema, its time set right.
///
/// Senders' clocks are wrong. Where an event says when it was sent, the difference to its arrival is the error of that
/// clock (and the time under way), and the event's own time is moved by it.
@Component
class SegmentReader {
    private static final int LARGEST = 32 * 1024; // characters of one event; Segment takes as many bytes
    static final int DEEPEST = 20;
    private static final int LONGEST_NAME = 200; // of channel, product or topic
    private static final int LONGEST_TYPE = 200;
    private static final String SURVEY = "Survey Answered";
    private static final String GROUP = "groupId";
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final EventSchemas schemas;
    private final JsonMapper json;
    private final CustomerSettings settings;

    SegmentReader(EventSchemas schemas, JsonMapper json, CustomerSettings settings) {
        this.schemas = schemas;
        this.json = json;
        this.settings = settings;
    }

    /// @param call null when the event itself has to say, as in a batch
    /// @param lateness how old it may be
    Checked read(@Nullable Call call, Original original, Duration lateness) {
        var body = original.body();
        if (!body.isObject())
            return unsound(Who.NOBODY, "", "", Wrong.NO_OBJECT, "", "An event is a JSON object.", original);
        var who = new Who(text(body, "userId"), text(body, "anonymousId"), text(body, "previousId"));
        String named = body.path("type").asString("");
        var kind = call != null ? Optional.of(call) : Call.of(named);
        if (kind.isEmpty())
            return unsound(
                    who,
                    named,
                    "/type",
                    Wrong.UNKNOWN_CALL,
                    "",
                    "Unknown type. Maybe one of: identify, track, page, screen, group, alias.",
                    original);
        String event = body.path("event").asString("");
        String type = kind.get() == Call.TRACK
                ? CustomerEvent.TRACK + event
                : kind.get().id();
        var walk = new Walk();
        walk.over(body, 0);
        if (walk.size > LARGEST)
            return unsound(
                    who,
                    type,
                    "",
                    Wrong.TOO_LARGE,
                    "",
                    "The event has about %,d characters, at most %,d are taken.".formatted(walk.size, LARGEST),
                    original);
        if (walk.odd instanceof Odd odd)
            return unsound(who, type, walk.path.toString(), odd.wrong(), "", odd.reason(), original);
        var problem = schemas.check(kind.get(), event, body);
        if (problem.isPresent())
            return unsound(
                    who,
                    type,
                    problem.get().path(),
                    Wrong.RULE,
                    problem.get().schemaPath(),
                    problem.get().reason(),
                    original);
        return timed(kind.get(), who, type, event, original, lateness);
    }

    private Checked timed(Call call, Who who, String type, String event, Original original, Duration lateness) {
        var body = original.body();
        var arrived = original.arrivedAt();
        Instant at = arrived;
        String path = body.has("timestamp") ? "timestamp" : "originalTimestamp";
        if (body.hasNonNull(path)) {
            var told = instant(body.path(path).asString(""));
            if (told.isEmpty())
                return unsound(
                        who,
                        type,
                        "/" + path,
                        Wrong.NO_TIME,
                        "",
                        "This is no time as 2026-11-22T13:35:00.000Z.",
                        original);
            at = told.get();
            Instant sent = sentAt(body).orElse(original.sentAt());
            if (sent != null) at = at.plus(Duration.between(sent, arrived));
        }
        if (at.isAfter(arrived.plus(settings.ahead())))
            return unsound(
                    who,
                    type,
                    "/" + path,
                    Wrong.IN_THE_FUTURE,
                    "",
                    "The event lies %s in the future. Maybe the sender's clock is wrong and it sends no sentAt."
                            .formatted(inWords(Duration.between(arrived, at))),
                    original);
        if (at.isBefore(arrived.minus(lateness)))
            return unsound(
                    who,
                    type,
                    "/" + path,
                    Wrong.TOO_OLD,
                    "",
                    "The event is %s old, at most %s are taken here. Maybe import it, or raise attune.customers.lateness."
                            .formatted(inWords(Duration.between(at, arrived)), inWords(lateness)),
                    original);
        if (at.isAfter(arrived)) at = arrived;
        return sound(call, who, type, event, at, original);
    }

    private Checked sound(Call call, Who who, String type, String event, Instant at, Original original) {
        var body = original.body();
        var properties = body.path("properties");
        boolean survey = call == Call.TRACK && event.equals(SURVEY);
        return new Sound(
                call,
                who,
                id(body),
                at,
                original.arrivedAt(),
                Modality.BEHAVIOUR,
                survey ? CustomerEvent.SURVEY + properties.path("survey").asString("") : cut(type, LONGEST_TYPE),
                new Details(
                        first(
                                LONGEST_NAME,
                                body.path("context").path("channel"),
                                properties.path("channel"),
                                body.path("channel")),
                        first(
                                LONGEST_NAME,
                                properties.path("product_id"),
                                properties.path("product"),
                                properties.path("sku")),
                        first(LONGEST_NAME, properties.path("topic"), properties.path("category")),
                        null,
                        null,
                        survey ? properties.path("score").asDouble() : null,
                        properties(call, body)),
                traits(call, body),
                original);
    }

    /// What is known of the customer from now on: of an organisation, which one they belong to.
    private Map<String, Object> traits(Call call, JsonNode body) {
        return switch (call) {
            case IDENTIFY -> map(body.path("traits"));
            case GROUP -> Map.of(GROUP, body.path(GROUP).asString(""));
            case TRACK, PAGE, SCREEN, ALIAS -> Map.of();
        };
    }

    private Map<String, Object> map(JsonNode tree) {
        return tree.isObject() ? json.treeToValue(tree, MAP) : Map.of();
    }

    /// With what stands beside them: a page's name, and of an organisation its id and what is told about it.
    private Map<String, Object> properties(Call call, JsonNode body) {
        var properties = new LinkedHashMap<String, Object>();
        if ((call == Call.PAGE || call == Call.SCREEN) && body.hasNonNull("name"))
            properties.put("name", body.path("name").asString(""));
        if (call == Call.GROUP) properties.putAll(map(body.path("traits")));
        properties.putAll(map(body.path("properties")));
        if (call == Call.GROUP) properties.put(GROUP, body.path(GROUP).asString(""));
        return properties;
    }

    /// Made from the sender's own id, so that what is sent twice is stored once; random where it gave none.
    private static UUID id(JsonNode body) {
        String own = body.path("messageId").asString("");
        return own.isEmpty()
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes((Tenant.current().id() + "|" + own).getBytes(StandardCharsets.UTF_8));
    }

    private Optional<Instant> sentAt(JsonNode body) {
        return instant(body.path("sentAt").asString(""));
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(JsonNode body, String name) {
        String text = body.path(name).asString("");
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String first(int longest, JsonNode... places) {
        return Stream.of(places)
                .map(place -> place.asString(""))
                .filter(text -> !text.isBlank())
                .map(text -> cut(text, longest))
                .findFirst()
                .orElse(null);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private record Odd(Wrong wrong, String reason) {}

    /// Over all of an event: about as many characters as it has as JSON, and the first thing in it that a record cannot
    /// keep, numbers beyond all measure and trees without an end.
    private static final class Walk {
        private final StringBuilder path = new StringBuilder(); // to what is odd
        private long size;
        private @Nullable Odd odd;

        void over(JsonNode node, int depth) {
            size += 2;
            if (odd == null && depth > DEEPEST)
                odd = new Odd(Wrong.TOO_DEEP, "Nested deeper than %d levels.".formatted(DEEPEST));
            if (node.isObject())
                for (var each : node.properties()) {
                    size += each.getKey().length() + 4;
                    over(each.getKey(), each.getValue(), depth);
                }
            else if (node.isArray())
                for (int i = 0; i < node.size(); i++) {
                    size++;
                    over(i, node.path(i), depth);
                }
            else if (node.isString()) size += node.asString().length();
            else {
                size += 4;
                if (odd == null && node.isNumber() && !Double.isFinite(node.asDouble()))
                    odd = new Odd(Wrong.NUMBER_TOO_LARGE, "This number is too large to be kept.");
            }
        }

        private void over(Object name, JsonNode child, int depth) {
            boolean fine = odd == null;
            over(child, depth + 1);
            if (fine && odd != null) path.insert(0, "/" + name); // its place is said on the way back
        }
    }

    private static Unsound unsound(
            Who who, String type, String path, Wrong wrong, String schemaPath, String reason, Original original) {
        return new Unsound(who, type, path, wrong, schemaPath, reason, original);
    }

    private static String inWords(Duration duration) {
        return duration.toDays() > 0
                ? duration.toDays() + " days"
                : duration.toHours() > 0 ? duration.toHours() + " hours" : duration.toMinutes() + " minutes";
    }
}
