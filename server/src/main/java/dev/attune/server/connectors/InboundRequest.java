package dev.attune.server.connectors;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call from another system, as it came: signatures cover the very bytes.
///
/// @param url as the other system called it
/// @param headers by their names in small letters
/// @param query decoded
record InboundRequest(
        String method, String url, Map<String, String> headers, Map<String, String> query, byte[] body, Instant at) {
    InboundRequest {
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
