package dev.attune.server.customers;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The body of a batch, read event by event, so that what stands before a break is not lost.
///
/// @param found whether there was an array `batch`
/// @param sentAt of all events together; null where it was not said before the break
/// @param broken where the JSON breaks; null when it does not
record BatchBody(
        List<JsonNode> events,
        boolean found,
        @Nullable Instant sentAt,
        @Nullable String broken) {

    static BatchBody read(InputStream in, JsonMapper json) {
        var events = new ArrayList<JsonNode>();
        Instant sentAt = null;
        boolean found = false;
        try (var parser = json.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT)
                return new BatchBody(events, false, null, "the body is no JSON object");
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                var value = parser.nextToken();
                if (name.equals("batch") && value == JsonToken.START_ARRAY) {
                    found = true;
                    while (parser.nextToken() != JsonToken.END_ARRAY) events.add(parser.readValueAsTree());
                } else if (name.equals("sentAt") && value == JsonToken.VALUE_STRING) {
                    sentAt = SegmentReader.instant(parser.getString()).orElse(null);
                } else parser.skipChildren();
            }
            return new BatchBody(events, found, sentAt, null);
        } catch (JacksonException e) {
            return new BatchBody(
                    events, found, sentAt, "%s, after %d events".formatted(Broken.inWords(e), events.size()));
        }
    }
}
