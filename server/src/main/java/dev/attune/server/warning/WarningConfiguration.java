package dev.attune.server.warning;

import dev.attune.server.privacy.RetentionClock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class WarningConfiguration {

    @Bean
    RetentionClock alerts(AlertTable table, @Value("${attune.retention.alerts:90d}") Duration keep) {
        return new RetentionClock() {
            @Override
            public String category() {
                return "alerts";
            }

            @Override
            public Duration keep() {
                return keep;
            }

            @Override
            public int sweep(Instant olderThan) {
                return table.sweep(olderThan);
            }
        };
    }
}
