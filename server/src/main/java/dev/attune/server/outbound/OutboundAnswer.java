package dev.attune.server.outbound;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/// @param headers by their names in small letters
public record OutboundAnswer(int status, Map<String, String> headers, byte[] body) {
    public OutboundAnswer {
        headers = Map.copyOf(headers);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /// How long the other side asks to be left alone; what cannot be read counts as nothing.
    public Optional<Duration> retryAfter(Instant now) {
        String wish = headers.get("retry-after");
        if (wish == null) return Optional.empty();
        try {
            var pause = wish.strip().matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(wish.strip()))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(wish.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return pause.isNegative() ? Optional.empty() : Optional.of(pause);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
