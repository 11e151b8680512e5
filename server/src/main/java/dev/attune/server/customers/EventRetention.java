package dev.attune.server.customers;

import dev.attune.server.privacy.RetentionClock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What customer records keep, and for how long.
@Configuration(proxyBeanMethods = false)
class EventRetention {

    @Bean
    RetentionClock customerEvents(EventTable events, CustomerSettings settings) {
        return clock("customer-events", settings.retention(), events::sweep);
    }

    @Bean
    RetentionClock rejectedCustomerEvents(RejectedEvents rejected, CustomerSettings settings) {
        return clock("rejected-events", settings.rejectedRetention(), rejected::sweep);
    }

    @FunctionalInterface
    private interface Sweep {
        int olderThan(Instant when);
    }

    private static RetentionClock clock(String category, Duration keep, Sweep sweep) {
        return new RetentionClock() {
            @Override
            public String category() {
                return category;
            }

            @Override
            public Duration keep() {
                return keep;
            }

            @Override
            public int sweep(Instant olderThan) {
                return sweep.olderThan(olderThan);
            }
        };
    }
}
