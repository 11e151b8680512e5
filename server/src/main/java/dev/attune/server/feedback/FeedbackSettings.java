package dev.attune.server.feedback;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// `attune.feedback.*`
///
/// @param maxBytes of one upload
/// @param maxRows of one table
/// @param maxWaiting tables that are being read or wait for it
/// @param retention after which a table is erased
/// @param folder where uploads wait, enciphered
@ConfigurationProperties("attune.feedback")
record FeedbackSettings(long maxBytes, long maxRows, int maxWaiting, Duration retention, Path folder) {
    FeedbackSettings {
        if (maxBytes < 1 || maxRows < 1 || maxWaiting < 1)
            throw new IllegalArgumentException(
                    "attune.feedback.max-bytes, .max-rows and .max-waiting must be at least 1, got %d, %d and %d"
                            .formatted(maxBytes, maxRows, maxWaiting));
    }
}
