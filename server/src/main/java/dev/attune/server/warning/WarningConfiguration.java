package dev.attune.server.warning;

import dev.attune.server.privacy.RetentionClock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class WarningConfiguration {

    @Bean
    RetentionClock alerts(AlertTable table, @Value("${attune.retention.alerts:90d}") Duration keep) {
        return RetentionClock.of("alerts", keep, table::sweep);
    }
}
