package dev.attune.server.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `attune.limits`. Twice as much may come at once.
///
/// @param requestsPerSecond of one key or account
/// @param strangersPerSecond of one address without a key; behind a proxy set `server.forward-headers-strategy`
/// @param signInsPerMinute of one address in vain, passwords and links together
@ConfigurationProperties("attune.limits")
record LimitSettings(
        @DefaultValue("100") int requestsPerSecond,
        @DefaultValue("20") int strangersPerSecond,
        @DefaultValue("10") int signInsPerMinute) {
    LimitSettings {
        if (requestsPerSecond < 1 || strangersPerSecond < 1 || signInsPerMinute < 1)
            throw new IllegalArgumentException("attune.limits.* must be at least 1, got %d, %d and %d"
                    .formatted(requestsPerSecond, strangersPerSecond, signInsPerMinute));
    }
}
