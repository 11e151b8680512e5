package dev.attune.server.outbound;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// @param body empty for none
public record OutboundRequest(String method, URI address, Map<String, String> headers, byte[] body) {
    public OutboundRequest {
        headers = Map.copyOf(headers);
    }

    public static OutboundRequest get(URI address, Map<String, String> headers) {
        return new OutboundRequest("GET", address, headers, new byte[0]);
    }

    public static OutboundRequest post(URI address, Map<String, String> headers, String body) {
        return new OutboundRequest("POST", address, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
