package dev.attune.server.repair;

import dev.attune.decisions.repair.RepairDefinition;
import dev.attune.server.privacy.PersonDataHolder;
import dev.attune.server.privacy.RetentionClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RepairSettings.class)
class RepairConfiguration {

    @Bean
    RepairDefinition repairDefinition() {
        return RepairDefinition.bundled();
    }

    /// @param caseOf with its history
    record Copy(RepairCase caseOf, List<Entry> history) {}

    @Bean
    PersonDataHolder casesOfPersons(CaseTable cases, Praises praises) {
        return new PersonDataHolder() {
            @Override
            public String name() {
                return "cases";
            }

            @Override
            public Set<String> tables() {
                return Set.of("repair_case", "repair_entry", "repair_ask", "praise");
            }

            @Override
            public Map<String, List<?>> export(String person) {
                return Map.of(
                        "cases",
                        cases.of(List.of(person)).stream()
                                .map(one -> new Copy(one, cases.history(one)))
                                .toList(),
                        "quotes",
                        praises.of(person));
            }

            @Override
            public Set<String> ids(String person) {
                return cases.of(List.of(person)).stream()
                        .map(one -> one.id().toString())
                        .collect(Collectors.toSet());
            }

            @Override
            public Map<String, Integer> erase(String person) {
                return Map.of("repair_case", cases.erase(person), "praise", praises.erase(person));
            }
        };
    }

    @Bean
    RetentionClock closedCases(CaseTable cases, RepairSettings settings) {
        return RetentionClock.of("cases", settings.keep(), cases::sweep);
    }

    /// What was displayed is kept no longer than where it was read.
    @Bean
    RetentionClock evidenceOfCases(
            CaseTable cases, Praises praises, @Value("${attune.sessions.retention}") Duration keep) {
        return RetentionClock.of(
                "case-evidence", keep, olderThan -> cases.forgetAffectBefore(olderThan) + praises.sweep(olderThan));
    }
}
