package dev.attune.server.policy;

import dev.attune.server.startup.ExitCode;
import dev.attune.server.startup.StartFailure;
import java.time.InstantSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// Refuses a prohibited deployment before anything else of it starts.
public final class PolicyCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            var settings =
                    Binder.get(context.getEnvironment()).bindOrCreate(PolicySettings.PREFIX, PolicySettings.class);
            DeploymentPolicy.of(settings, InstantSource.system().instant());
        } catch (BindException e) {
            throw new StartFailure(ExitCode.USAGE, "%s is not as expected: %s".formatted(e.getName(), e.getMessage()));
        }
    }
}
