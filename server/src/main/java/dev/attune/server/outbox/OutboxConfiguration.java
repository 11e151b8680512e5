package dev.attune.server.outbox;

import dev.attune.server.privacy.PersonDataHolder;
import dev.attune.server.privacy.RetentionClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    @Bean
    PersonDataHolder messagesAboutPersons(OutboxTable table) {
        return new PersonDataHolder() {
            @Override
            public String name() {
                return "messages to other systems";
            }

            @Override
            public Set<String> tables() {
                return Set.of("outbox_message");
            }

            @Override
            public List<OutboxTable.Entry> export(String person) {
                return table.about(person);
            }

            @Override
            public Map<String, Integer> erase(String person) {
                table.cancel(person);
                table.awaitSilence(person);
                return Map.of("outbox_message", table.erase(person));
            }
        };
    }

    /// The delivery log.
    @Bean
    RetentionClock deliveries(OutboxTable table, @Value("${attune.retention.deliveries:30d}") Duration keep) {
        return RetentionClock.of("deliveries", keep, table::sweep);
    }
}
