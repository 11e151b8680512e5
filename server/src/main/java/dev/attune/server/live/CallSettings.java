package dev.attune.server.live;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `attune.calls`.
///
/// @param maxStreams more calls at once are turned away with 4429
/// @param patience how many later packets wait for a missing one; ten packets of 20 ms are a fifth of a second
@ConfigurationProperties("attune.calls")
record CallSettings(
        @DefaultValue("200") int maxStreams,
        @DefaultValue("10") int patience) {
    CallSettings {
        if (maxStreams < 1)
            throw new IllegalArgumentException("attune.calls.max-streams must be at least 1, got " + maxStreams);
        if (patience < 1 || patience > 100)
            throw new IllegalArgumentException("attune.calls.patience must be in 1..100 packets, got " + patience);
    }
}
