package dev.attune.server.consent;

import dev.attune.server.policy.DeploymentPolicy;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Writes consent records for this deployment: who answers for the data, under whose law, for how long.
@Component
@EnableConfigurationProperties(ControllerSettings.class)
class ConsentDocuments {
    private final ControllerSettings controller;
    private final DeploymentPolicy policy;
    private final Duration kept;

    ConsentDocuments(
            ControllerSettings controller,
            DeploymentPolicy policy,
            @Value("${attune.sessions.retention}") Duration kept) {
        this.controller = controller;
        this.policy = policy;
        this.kept = kept;
    }

    ConsentDocument of(Receipt decided) {
        return ConsentDocument.of(
                decided, controller, kept, policy.context().jurisdiction().id());
    }
}
