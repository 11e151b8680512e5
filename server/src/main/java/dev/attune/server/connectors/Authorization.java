package dev.attune.server.connectors;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// How requests show who sends them.
interface Authorization {

    /// @param used what was refused, or empty at the first try
    /// @return the headers to send; the same as `used` where there is nothing newer
    Map<String, String> headers(Map<String, String> used);

    /// What never changes.
    static Authorization fixed(Map<String, String> headers) {
        return used -> headers;
    }

    static Authorization basic(String user, String password) {
        return fixed(Map.of(
                "Authorization",
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8))));
    }

    static Authorization bearer(String token) {
        return fixed(Map.of("Authorization", "Bearer " + token));
    }
}
