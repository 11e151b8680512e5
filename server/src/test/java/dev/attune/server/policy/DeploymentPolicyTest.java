package dev.attune.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.policy.Outcome;
import dev.attune.server.startup.ExitCode;
import dev.attune.server.startup.StartFailure;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void withoutAnySettingAdultCustomersOfAPageInTheEuAreServed() {
        var deployment = DeploymentPolicy.of(settings("web", "customer", "eu", "adult"), NOW);

        assertThat(deployment
                        .decide(Purpose.PERSONALIZATION, Modality.FACE, NOW)
                        .outcome())
                .isEqualTo(Outcome.ALLOW_WITH_NOTICE);
        assertThat(deployment.context()).hasToString("web/customer/eu/adult");
    }

    @ParameterizedTest(name = "{0} with {1}: {2}, {3}")
    @CsvSource({
        "workplace, employee, house-09, Art. 5(1)(f)",
        "education, student, house-12, Art. 5(1)(f)",
        "hiring, candidate, house-18, GDPR Art. 22",
        "bank, applicant, house-19, Annex III 5(b)",
        "law-enforcement, passer-by, house-21, Annex III 6",
        "public-space, passer-by, house-04, GDPR Art. 9",
        "contact-centre, agent, house-07, Art. 5(1)(f)",
    })
    void aProhibitedContextRefusesToStartAndSaysWhichRule(String place, String role, String rule, String article) {
        assertThatThrownBy(() -> DeploymentPolicy.of(settings(place, role, "eu", "adult"), NOW))
                .hasMessageContaining(rule)
                .hasMessageContaining(article)
                .hasMessageContaining(place)
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.PROHIBITED));
    }

    @Test
    void aPlaceMadeForChildrenRefusesToStartWhereAgesAreUnknown() {
        assertThatThrownBy(() -> DeploymentPolicy.of(settings("child-directed", "customer", "eu", "unknown"), NOW))
                .hasMessageContaining("house-22");
    }

    @Test
    void aDutyThatNobodyDeclaredMetIsNamed() {
        var china = settings("web", "customer", "cn", "adult");

        assertThatThrownBy(() -> DeploymentPolicy.of(china, NOW))
                .hasMessageContaining("local-storage")
                .hasMessageContaining("attune.policy.meets");
    }

    @Test
    void whatIsNotDeclaredIsNotPermittedEither() {
        var deployment = DeploymentPolicy.of(settings("web", "customer", "eu", "adult"), NOW);

        assertThat(deployment.decide(Purpose.RESEARCH, Modality.FACE, NOW).reason())
                .contains("attune.policy.purposes");
    }

    @Test
    void anUnknownWordIsAWrongSettingAndNotAProhibition() {
        assertThatThrownBy(() -> DeploymentPolicy.of(settings("moon", "customer", "eu", "adult"), NOW))
                .hasMessageContaining("unknown place 'moon'")
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
    }

    @Test
    void aDayOfTheLawThatMovedIsASetting() {
        var moved = new PolicySettings(
                "web",
                "customer",
                "eu",
                "adult",
                List.of("analytics"),
                List.of(),
                Map.of("ai-act-high-risk", LocalDate.of(2026, 12, 1)));

        assertThat(DeploymentPolicy.of(moved, NOW)
                        .decide(Purpose.ANALYTICS, Modality.FACE, NOW)
                        .validUntil())
                .isEqualTo("2026-12-01T00:00:00Z");
    }

    private static PolicySettings settings(String place, String role, String jurisdiction, String age) {
        return new PolicySettings(
                place, role, jurisdiction, age, List.of("personalization", "analytics"), List.of(), Map.of());
    }
}
