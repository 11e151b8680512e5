package dev.attune.server.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class MyPageTest extends ServerTest {
    @Autowired
    private Gate gate;

    private Cookie console;

    @BeforeEach
    void signIn() {
        console = aSignedInConsole();
    }

    @Test
    void theAddressOnTheReceiptShowsWhatIsHeldWithoutAnAccount() {
        var receipt = decided("personalization/face", "analytics/face");

        var mine = body(my("", address(receipt)));

        assertThat(mine.path("subject")).isEqualTo(receipt.path("subject"));
        assertThat(mine.path("held").path("receipts").asInt()).isEqualTo(1);
        assertThat(mine.path("held").path("sessions").isNumber()).isTrue();
        assertThat(mine.path("keptDays").asInt()).isEqualTo(90);
        assertThat(choice(mine, "analytics", "face").path("decision").asString())
                .isEqualTo("granted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "default.%s.x", "other.%s.%s", "%s"})
    void anAddressThatWasNotIssuedHereShowsNothing(String forged) {
        var receipt = decided("personalization/face");

        assertThat(my("", forged.replace("%s", receipt.path("receiptId").asString())))
                .hasStatus(404)
                .bodyText()
                .doesNotContain(receipt.path("subject").asString());
    }

    @Test
    void theAddressOfOneOpensNothingOfAnother() {
        var one = decided("personalization/face");
        var other = decided("personalization/face");
        String mixed = address(one)
                .replace(
                        one.path("receiptId").asString(),
                        other.path("receiptId").asString());

        assertThat(my("", mixed)).hasStatus(404);
    }

    @Test
    void everythingIsWithdrawnInOneCallAndTheGateKnowsAtOnce() {
        var receipt = decided("personalization/face", "analytics/face");
        String subject = receipt.path("subject").asString();

        assertThat(post("/withdrawals", address(receipt))).hasStatusOk();

        assertThat(gate.check(new Gate.Question(subject, Purpose.PERSONALIZATION, Modality.FACE)))
                .isInstanceOf(Gate.Verdict.Refused.class);
        assertThat(choice(body(my("", address(receipt))), "personalization", "face")
                        .path("decision")
                        .asString())
                .isEqualTo("withdrawn");
    }

    @Test
    void oneThingIsWithdrawnAndTheRestHolds() {
        var receipt = decided("personalization/face", "analytics/face");

        assertThat(mvc.post()
                        .uri("/v1/my/withdrawals")
                        .header(MyController.HEADER, address(receipt))
                        .contentType("application/json")
                        .content("{\"choices\": [{\"purpose\": \"analytics\", \"modality\": \"face\"}]}"))
                .hasStatusOk();

        var mine = body(my("", address(receipt)));
        assertThat(choice(mine, "analytics", "face").path("decision").asString())
                .isEqualTo("withdrawn");
        assertThat(choice(mine, "personalization", "face").path("decision").asString())
                .isEqualTo("granted");
    }

    @Test
    void whoLookedIsToldWithThePurposeAndWithoutTheName() throws InterruptedException {
        var receipt = decided("personalization/face");
        assertThat(body(my("", address(receipt))).path("looks").size()).isZero();

        assertThat(mvc.post()
                        .uri("/v1/persons/exports")
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .header("Attune-Purpose", "privacy-request")
                        .contentType("application/json")
                        .content("{\"subject\": %s}".formatted(receipt.path("subject"))))
                .hasStatusOk();

        var looks = looks(receipt);
        assertThat(looks.path(0).path("purpose").asString()).isEqualTo("privacy-request");
        assertThat(looks.path(0).path("object").asString()).isEqualTo("person");
        assertThat(looks.toString()).doesNotContain("console");
    }

    /// The audit is written in groups, a moment later.
    private JsonNode looks(JsonNode receipt) throws InterruptedException {
        for (int tries = 0; tries < 200; tries++) {
            var looks = body(my("", address(receipt))).path("looks");
            if (!looks.isEmpty()) return looks;
            Thread.sleep(50);
        }
        return body(my("", address(receipt))).path("looks");
    }

    @Test
    void aCopyComesForProgramsAndForPeople() {
        var receipt = decided("personalization/face");

        assertThat(body(my("/export", address(receipt))).path("subject")).isEqualTo(receipt.path("subject"));
        var page = mvc.get()
                .uri("/v1/my/export")
                .header("Accept", "text/html")
                .header(MyController.HEADER, address(receipt))
                .exchange();
        assertThat(new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8))
                .contains("<html", receipt.path("subject").asString());
    }

    @Test
    void erasureIsProvenAndTheAddressOpensNothingAfterwards() {
        var receipt = decided("personalization/face");

        var erased = body(post("/erasure", address(receipt)));

        assertThat(erased.path("rows").asInt()).isPositive();
        assertThat(erased.path("proof").asString().split("\\.")).hasSize(3);
        assertThat(my("", address(receipt))).hasStatus(404);
    }

    @Test
    void aListForTheConsoleTellsNobodysAddress() {
        decided("personalization/face");

        assertThat(mvc.get().uri("/v1/consents").cookie(console)).bodyText().doesNotContain("/me#");
    }

    private JsonNode decided(String... granted) {
        var notice = body(
                mvc.get().uri("/v1/notices/current?language=en").cookie(console).exchange());
        var answer = mvc.post()
                .uri("/v1/consents")
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType("application/json")
                .content(answer(notice, "s-" + UUID.randomUUID(), granted))
                .exchange();
        assertThat(answer).hasStatus(201);
        return body(answer);
    }

    private static String address(JsonNode receipt) {
        return receipt.path("personal").asString().replace("/me#", "");
    }

    private static JsonNode choice(JsonNode mine, String purpose, String modality) {
        return mine.path("choices")
                .valueStream()
                .filter(each -> each.path("purpose").asString().equals(purpose)
                        && each.path("modality").asString().equals(modality))
                .findFirst()
                .orElseThrow();
    }

    private MvcTestResult my(String path, String address) {
        return mvc.get()
                .uri("/v1/my" + path)
                .header("Accept", "application/json")
                .header(MyController.HEADER, address)
                .exchange();
    }

    private MvcTestResult post(String path, String address) {
        return mvc.post()
                .uri("/v1/my" + path)
                .header(MyController.HEADER, address)
                .exchange();
    }
}
