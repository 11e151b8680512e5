package dev.attune.server.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `attune.live`.
///
/// @param maxSessions more are turned away with 4429
/// @param recommendedFps what pages are told to send; frames beyond what can be analysed are dropped
/// @param helloWithin a connection that says nothing for so long is closed
/// @param idleAfter likewise between messages
/// @param personWithin a session before which somebody else sits ends so long after it said so
@ConfigurationProperties("attune.live")
record LiveSettings(
        @DefaultValue("8") int maxSessions,
        @DefaultValue("30") int recommendedFps,
        @DefaultValue("10s") Duration helloWithin,
        @DefaultValue("60s") Duration idleAfter,
        @DefaultValue("60s") Duration personWithin) {
    LiveSettings {
        if (maxSessions < 1)
            throw new IllegalArgumentException("attune.live.max-sessions must be at least 1, got " + maxSessions);
        if (recommendedFps < 1 || recommendedFps > 60)
            throw new IllegalArgumentException("attune.live.recommended-fps must be in 1..60, got " + recommendedFps);
    }
}
