package dev.attune.server.customers;

import dev.attune.server.customers.Checked.Original;
import dev.attune.server.customers.Checked.Unsound;
import dev.attune.server.customers.Checked.Who;
import dev.attune.server.problems.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// CloudEvents 1.0 over HTTP: structured, batched and binary.
///
/// `dev.attune.customer.CALL.v1` carries a Segment call as its data; any other type is a track event of that name with
/// the data as its properties. The subject is the user's id, `source` and `id` together are the messageId.
@Component
class CloudEvents {
    static final String STRUCTURED = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";
    private static final String HEADER = "ce-";
    private static final String SOURCE = "/v1/events";
    private static final String ENCODED = "data_base64";
    private static final Pattern CALL = Pattern.compile("dev\\.attune\\.customer\\.([a-z]+)\\.v1");
    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

    private final SegmentReader reader;
    private final JsonMapper json;
    private final CustomerSettings settings;

    CloudEvents(SegmentReader reader, JsonMapper json, CustomerSettings settings) {
        this.reader = reader;
        this.json = json;
        this.settings = settings;
    }

    List<Checked> read(HttpServletRequest request, Instant now) throws IOException {
        String type =
                request.getContentType() == null ? "" : request.getContentType().toLowerCase(Locale.ROOT);
        try {
            var body = json.readTree(request.getInputStream());
            if (type.startsWith(STRUCTURED)) return List.of(one(body, now));
            if (type.startsWith(BATCH)) return batch(body, now);
            if (request.getHeader(HEADER + "specversion") != null) return List.of(one(binary(request, body), now));
        } catch (JacksonException e) {
            throw Refusal.badRequest("The body is not JSON: %s.".formatted(Broken.inWords(e)));
        }
        throw Refusal.badRequest(
                "This is no CloudEvent. Maybe send %s, %s, or JSON with the headers ce-specversion, ce-id, ce-source and ce-type."
                        .formatted(STRUCTURED, BATCH));
    }

    private List<Checked> batch(JsonNode body, Instant now) {
        if (!body.isArray()) throw Refusal.badRequest("A batch of CloudEvents is a JSON array.");
        var events = new ArrayList<Checked>();
        body.forEach(event -> events.add(one(event, now)));
        return events;
    }

    /// Attributes stand in headers, percent-encoded; the body is the data.
    private ObjectNode binary(HttpServletRequest request, JsonNode body) {
        var event = json.createObjectNode();
        for (var name : Collections.list(request.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!lower.startsWith(HEADER)) continue;
            String value = request.getHeader(name);
            try {
                event.put(
                        lower.substring(HEADER.length()),
                        URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) { // a percent sign that begins no encoding stands for itself
                event.put(lower.substring(HEADER.length()), value);
            }
        }
        event.set("data", body);
        return event;
    }

    private Checked one(JsonNode event, Instant now) {
        String type = event.path("type").asString("");
        for (var name : REQUIRED)
            if (event.path(name).asString("").isEmpty())
                return new Unsound(
                        Who.NOBODY,
                        type,
                        "/" + name,
                        Wrong.ATTRIBUTE_MISSING,
                        "",
                        "A CloudEvent needs %s.".formatted(name),
                        new Original(SOURCE, now, null, event));
        if (!event.path("specversion").asString("").equals("1.0"))
            return new Unsound(
                    Who.NOBODY,
                    type,
                    "/specversion",
                    Wrong.VERSION,
                    "",
                    "Only CloudEvents 1.0 are read here.",
                    new Original(SOURCE, now, null, event));
        JsonNode data;
        try {
            data = data(event);
        } catch (IllegalArgumentException | JacksonException e) {
            return new Unsound(
                    Who.NOBODY,
                    type,
                    "/" + ENCODED,
                    Wrong.ENCODING,
                    "",
                    "Only JSON is read here, and this is none in Base64.",
                    new Original(SOURCE, now, null, event));
        }
        return reader.read(null, new Original(SOURCE, now, null, asCall(event, type, data)), settings.lateness());
    }

    /// A sender may encode its data as one that is binary, whatever it is.
    ///
    /// @throws IllegalArgumentException when that is no Base64
    /// @throws JacksonException when it holds no JSON
    private JsonNode data(JsonNode event) {
        String encoded = event.path(ENCODED).asString("");
        return encoded.isEmpty()
                ? event.path("data")
                : json.readTree(Base64.getDecoder().decode(encoded));
    }

    private ObjectNode asCall(JsonNode event, String type, JsonNode data) {
        var matcher = CALL.matcher(type);
        ObjectNode call;
        if (matcher.matches()) {
            call = data instanceof ObjectNode object ? object.deepCopy() : json.createObjectNode();
            call.put("type", matcher.group(1));
        } else {
            call = json.createObjectNode();
            call.put("type", Call.TRACK.id());
            call.put("event", type);
            if (data.isObject()) call.set("properties", data);
            else if (!data.isMissingNode() && !data.isNull())
                call.set("properties", json.createObjectNode().set("data", data));
        }
        String subject = event.path("subject").asString("");
        if (!subject.isEmpty()) call.put("userId", subject);
        call.put(
                "messageId",
                event.path("source").asString("") + " " + event.path("id").asString(""));
        if (event.hasNonNull("time")) call.set("timestamp", event.path("time"));
        return call;
    }
}
