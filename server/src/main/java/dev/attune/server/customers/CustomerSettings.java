package dev.attune.server.customers;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `attune.customers`.
///
/// @param retention after which an event is erased and an attitude without news is gone; the notice promises 90 days
/// @param rejectedRetention after which a rejected event is
/// @param lateness how old an event may be when it arrives; imports may be as old as what is kept
/// @param ahead how far in the future an event may lie after its sender's clock is corrected
/// @param mostWaiting events that may wait to be stored; then senders are told to come back
@ConfigurationProperties("attune.customers")
record CustomerSettings(
        @DefaultValue("90d") Duration retention,
        @DefaultValue("14d") Duration rejectedRetention,
        @DefaultValue("30d") Duration lateness,
        @DefaultValue("5m") Duration ahead,
        @DefaultValue("50000") int mostWaiting) {
    CustomerSettings {
        if (!retention.isPositive() || !rejectedRetention.isPositive() || !lateness.isPositive() || ahead.isNegative())
            throw new IllegalArgumentException(
                    "attune.customers.retention, .rejected-retention and .lateness must be positive and .ahead not negative, got %s, %s, %s and %s"
                            .formatted(retention, rejectedRetention, lateness, ahead));
        if (lateness.compareTo(retention) > 0)
            throw new IllegalArgumentException(
                    "attune.customers.lateness (%s) must not exceed .retention (%s): what is erased cannot be taken in"
                            .formatted(lateness, retention));
        if (mostWaiting < 1)
            throw new IllegalArgumentException("attune.customers.most-waiting must be at least 1, got " + mostWaiting);
    }
}
