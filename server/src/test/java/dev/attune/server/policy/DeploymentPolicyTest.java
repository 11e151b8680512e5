package dev.attune.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.policy.Outcome;
import dev.attune.server.startup.ExitCode;
import dev.attune.server.startup.StartFailure;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                Map.of("ai-act-high-risk", LocalDate.of(2026, 12, 1)),
                0,
                null,
                null);

        assertThat(DeploymentPolicy.of(moved, NOW)
                        .decide(Purpose.ANALYTICS, Modality.FACE, NOW)
                        .validUntil())
                .isEqualTo("2026-12-01T00:00:00Z");
    }

    @Test
    void childrenAreServedOnlyWhereSomebodySeesToTheirGuardians() {
        assertThatThrownBy(() -> DeploymentPolicy.of(forChildren("eu", List.of(), 0), NOW))
                .hasMessageContaining("guardian-consent");

        var deployment = DeploymentPolicy.of(forChildren("eu", List.of("guardian-consent"), 0), NOW);

        assertThat(deployment.guardianBelow()).hasValue(16);
        assertThat(DeploymentPolicy.of(forChildren("eu", List.of("guardian-consent"), 13), NOW)
                        .guardianBelow())
                .as("as a member state may say")
                .hasValue(13);
        assertThat(DeploymentPolicy.of(settings("web", "customer", "eu", "adult"), NOW)
                        .guardianBelow())
                .isEmpty();
    }

    @Test
    void aPackOfOnesOwnIsReadOnlyAsTheTrustedKeySignedIt(@TempDir Path folder) throws Exception {
        var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var key = Files.writeString(
                folder.resolve("trusted.pem"),
                "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                        .formatted(Base64.getEncoder()
                                .encodeToString(keys.getPublic().getEncoded())));
        var pack = Files.writeString(folder.resolve("acme.tsv"), """
                pack\tacme\t1
                reviewed\t2026-11-01
                review-by\t2027-02-01
                guardian-below\t18\t18\thouse rule of Acme
                rule\tacme-1\tweb\tcustomer\tpersonalization\tvoice\tadult\tblock\t-\t-\tAcme\tAcme reads no voices
                """);
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.getPrivate());
        signer.update(Files.readAllBytes(pack));
        Files.write(folder.resolve("acme.tsv.sig"), signer.sign());

        assertThat(DeploymentPolicy.of(withPack(pack, key), NOW)
                        .decide(Purpose.PERSONALIZATION, Modality.VOICE, NOW)
                        .ruleId())
                .isEqualTo("acme-1");

        Files.writeString(pack, Files.readString(pack).replace("block", "allow"));
        assertThatThrownBy(() -> DeploymentPolicy.of(withPack(pack, key), NOW))
                .hasMessageContaining("acme.tsv is not what the trusted key signed")
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNTRUSTED_POLICY));
        assertThatThrownBy(() -> DeploymentPolicy.of(withPack(pack, null), NOW))
                .hasMessageContaining("attune.policy.trusted-key");
    }

    private static PolicySettings withPack(Path pack, @Nullable Path key) {
        return new PolicySettings(
                "web", "customer", "eu", "adult", List.of("personalization"), List.of(), Map.of(), 0, pack, key);
    }

    private static PolicySettings forChildren(String jurisdiction, List<String> meets, int below) {
        return new PolicySettings(
                "web",
                "customer",
                jurisdiction,
                "minor",
                List.of("personalization"),
                meets,
                Map.of(),
                below,
                null,
                null);
    }

    private static PolicySettings settings(String place, String role, String jurisdiction, String age) {
        return new PolicySettings(
                place,
                role,
                jurisdiction,
                age,
                List.of("personalization", "analytics"),
                List.of(),
                Map.of(),
                0,
                null,
                null);
    }
}
