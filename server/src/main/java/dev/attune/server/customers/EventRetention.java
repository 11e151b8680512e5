package dev.attune.server.customers;

import dev.attune.server.privacy.RetentionClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What customer records keep, and for how long.
@Configuration(proxyBeanMethods = false)
class EventRetention {

    @Bean
    RetentionClock customerEvents(EventTable events, CustomerSettings settings) {
        return RetentionClock.of("customer-events", settings.retention(), events::sweep);
    }

    @Bean
    RetentionClock rejectedCustomerEvents(RejectedEvents rejected, CustomerSettings settings) {
        return RetentionClock.of("rejected-events", settings.rejectedRetention(), rejected::sweep);
    }
}
