package dev.attune.server.privacy;

import dev.attune.server.vault.Persons;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import tools.jackson.core.util.JsonRecyclerPools;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class PrivacyConfiguration {

    /// A buffer that is used again still holds what it held, also of people who were erased since.
    @Bean
    JsonFactoryBuilderCustomizer buffersAreNotKept() {
        return factory -> factory.recyclerPool(JsonRecyclerPools.nonRecyclingPool());
    }

    /// People nothing happened with for so long are erased as if they had asked for it.
    @Bean
    RetentionClock forgottenPersons(
            Persons persons, Erasures erasures, @Value("${attune.retention.persons:1095d}") Duration keep) {
        return RetentionClock.of("persons", keep, olderThan -> {
            var forgotten = persons.notSeenSince(olderThan);
            forgotten.forEach(person -> erasures.erasePerson(person, "retention"));
            return forgotten.size();
        });
    }
}
