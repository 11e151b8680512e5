package dev.attune.server.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `attune.audit`.
///
/// @param anchorEvery a chain that grew is anchored after so long
/// @param anchorRecords or after so many records, whatever comes first
@ConfigurationProperties("attune.audit")
record AuditSettings(
        @DefaultValue("15m") Duration anchorEvery,
        @DefaultValue("10000") int anchorRecords) {
    AuditSettings {
        if (anchorEvery.isNegative() || anchorEvery.isZero())
            throw new IllegalArgumentException("attune.audit.anchor-every must be positive, got " + anchorEvery);
        if (anchorRecords < 1)
            throw new IllegalArgumentException("attune.audit.anchor-records must be at least 1, got " + anchorRecords);
    }
}
