package dev.attune.server.policy;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PolicySettings.class)
class PolicyConfiguration {
    @Bean
    DeploymentPolicy deploymentPolicy(PolicySettings settings, InstantSource clock) {
        return DeploymentPolicy.of(settings, clock.instant());
    }
}
