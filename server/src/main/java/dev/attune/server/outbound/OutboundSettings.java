package dev.attune.server.outbound;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `attune.outbound.*`
///
/// @param allowedNetworks private ones that may be talked to all the same, as `127.0.0.0/8,10.1.2.3/32`
/// @param answerWithin for the whole exchange, from looking up the name to the last byte
@ConfigurationProperties("attune.outbound")
record OutboundSettings(
        @DefaultValue({}) List<String> allowedNetworks,
        @DefaultValue("20s") Duration answerWithin) {
    private static final Duration MOST = Duration.ofSeconds(30); // a delivery's lease must outlive it

    OutboundSettings {
        allowedNetworks = List.copyOf(allowedNetworks);
        allowedNetworks.forEach(Network::of);
        if (answerWithin.isNegative() || answerWithin.isZero() || answerWithin.compareTo(MOST) > 0)
            throw new IllegalArgumentException("attune.outbound.answer-within must be above 0 and at most %s, got %s"
                    .formatted(MOST, answerWithin));
    }
}
