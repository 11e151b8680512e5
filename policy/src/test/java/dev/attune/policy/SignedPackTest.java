package dev.attune.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedPackTest {
    private static final Path PACKS = Path.of("src/main/resources/dev/attune/policy/packs");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String OWN = """
            pack\tacme\t1
            reviewed\t2026-11-01
            review-by\t2027-02-01
            guardian-below\t18\t18\thouse rule of Acme
            rule\tacme-1\tweb\tcustomer\tpersonalization\tface\tadult\tblock\t-\t-\thouse rule of Acme\tAcme reads no faces on its site
            rule\tacme-2\tworkplace\temployee\tanalytics\tface\tadult\tallow\t-\t-\twishful\twe would like to
            """;

    private final KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

    SignedPackTest() throws GeneralSecurityException {}

    @Test
    void everyPackAndEveryWordOfItIsSigned() throws Exception {
        try (var files = Files.list(PACKS)) {
            assertThat(SignedFiles.bundled().names())
                    .isEqualTo(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".tsv") || name.endsWith(".properties"))
                            .collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"house-3.tsv", "eu-3.tsv", "reasons-3_ru.properties"})
    void aPackThatWasChangedSinceIsNotRead(String file) {
        var tampered = SignedFiles.from(name -> name.equals(file)
                ? new String(bytes(name), StandardCharsets.UTF_8)
                        .replaceFirst("block|pack|house", "allow")
                        .getBytes(StandardCharsets.UTF_8)
                : bytes(name));

        assertThatThrownBy(() -> tampered.text(file))
                .isInstanceOf(UntrustedPackException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("changed since it was signed");
    }

    @Test
    void aListThatWasChangedWithThePackIsNotTheSignedOne() {
        assertThatThrownBy(() -> SignedFiles.from(name -> name.equals("signed-3.txt")
                        ? (new String(bytes(name), StandardCharsets.UTF_8) + "0 mine.tsv\n")
                                .getBytes(StandardCharsets.UTF_8)
                        : bytes(name)))
                .isInstanceOf(UntrustedPackException.class)
                .hasMessageContaining("not the one that was signed");
    }

    @Test
    void anOperatorsOwnPackAddsToTheRulesAndTakesNothingAway() throws Exception {
        var policy = Policy.bundled().withOwnPack(OWN.getBytes(StandardCharsets.UTF_8), signed(OWN), pem(), "acme.tsv");

        var face = policy.decide(asked(Place.WEB, Role.CUSTOMER, Purpose.PERSONALIZATION));
        assertThat(face.ruleId()).isEqualTo("acme-1");
        assertThat(face.packVersion()).isEqualTo("acme/1+eu/3");
        assertThat(face.validUntil()).isEqualTo("2027-02-01T00:00:00Z");
        assertThat(policy.pack(Jurisdiction.EU).guardian().usual()).isEqualTo(18);
        assertThat(policy.decide(asked(Place.WORKPLACE, Role.EMPLOYEE, Purpose.ANALYTICS))
                        .ruleId())
                .as("what the law prohibits stays prohibited")
                .isEqualTo("house-09");
        assertThat(policy.meeting(Set.of())
                        .decide(asked(Place.WEB, Role.CUSTOMER, Purpose.PERSONALIZATION))
                        .ruleId())
                .isEqualTo("acme-1");
    }

    @Test
    void anOwnPackNeitherLowersTheLeastAgeNorMovesADateOfTheLaw() throws Exception {
        var loose = OWN.replace("guardian-below\t18\t18", "guardian-below\t18\t8")
                + "date\tai-act-prohibitions\t2099-01-01\twishful\n";

        var policy =
                Policy.bundled().withOwnPack(loose.getBytes(StandardCharsets.UTF_8), signed(loose), pem(), "acme.tsv");

        assertThat(policy.pack(Jurisdiction.EU).guardian().usual()).isEqualTo(18);
        assertThatThrownBy(() -> policy.pack(Jurisdiction.EU).guardian().orDeclared(12))
                .hasMessageContaining("[13, 21]");
        assertThat(policy.decide(asked(Place.WORKPLACE, Role.EMPLOYEE, Purpose.ANALYTICS))
                        .ruleId())
                .isEqualTo("house-09");
    }

    @Test
    void anOwnPackThatWasReviewedAfterTheBundledOnesAreDueIsStillRead() throws Exception {
        var later = OWN.replace("2026-11-01", "2027-06-01").replace("2027-02-01", "2027-12-01");

        var pack = Policy.bundled()
                .withOwnPack(later.getBytes(StandardCharsets.UTF_8), signed(later), pem(), "acme.tsv")
                .pack(Jurisdiction.EU);

        assertThat(pack.reviewed()).isEqualTo("2026-11-22");
        assertThat(pack.reviewBy()).isEqualTo("2027-05-22");
    }

    @Test
    void anOwnPackThatTheTrustedKeyDidNotSignIsRefused() throws Exception {
        var changed = OWN.replace("block", "allow").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Policy.bundled().withOwnPack(changed, signed(OWN), pem(), "acme.tsv"))
                .isInstanceOf(UntrustedPackException.class)
                .hasMessageContaining("acme.tsv is not what the trusted key signed");
        assertThatThrownBy(() -> Policy.bundled()
                        .withOwnPack(OWN.getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3}, pem(), "acme.tsv"))
                .isInstanceOf(UntrustedPackException.class);
        assertThatThrownBy(() -> Policy.bundled()
                        .withOwnPack(OWN.getBytes(StandardCharsets.UTF_8), signed(OWN), "my key", "acme.tsv"))
                .hasMessageContaining("openssl pkey");
    }

    private static PolicyQuery asked(Place place, Role role, Purpose purpose) {
        return new PolicyQuery(place, role, purpose, Modality.FACE, Jurisdiction.EU, AgeBand.ADULT, NOW);
    }

    private byte[] signed(String text) throws GeneralSecurityException {
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(key.getPrivate());
        signer.update(text.getBytes(StandardCharsets.UTF_8));
        return signer.sign();
    }

    private String pem() {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getEncoder().encodeToString(key.getPublic().getEncoded()));
    }

    private static byte[] bytes(String file) {
        try (var stream = SignedFiles.class.getResourceAsStream("packs/" + file)) {
            return stream == null ? new byte[0] : stream.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
