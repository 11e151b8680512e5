package dev.attune.server.decisions;

import dev.attune.decisions.Decider;
import dev.attune.decisions.Playbooks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {

    /// Lazy, because compiling the conditions takes longer than the rest of this slice; live sessions ask for it
    /// in the background once the server is up.
    @Bean
    @Lazy
    Decider decider() {
        return new Decider(Playbooks.bundled(Playbooks.RETAIL));
    }
}
