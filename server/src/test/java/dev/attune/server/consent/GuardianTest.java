package dev.attune.server.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.privacy.Erasures;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import jakarta.servlet.http.Cookie;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A site for children in China: whoever is younger than fourteen is read once a parent or guardian confirmed it.
@TestPropertySource(
        properties = {
            "attune.policy.age-band=minor",
            "attune.policy.jurisdiction=cn",
            "attune.policy.purposes=personalization",
            "attune.policy.meets=guardian-consent,sending-consent,local-storage"
        })
class GuardianTest extends ServerTest {
    private static final String FACE = "personalization/face";
    private static final String STATISTICS = "analytics/face";

    @Autowired
    private Gate gate;

    @Autowired
    private Erasures erasures;

    @Autowired
    private JdbcTemplate jdbc;

    private final String child = "s-" + UUID.randomUUID();
    private Cookie console;
    private JsonNode notice;

    @BeforeEach
    void theNoticeIsShown() {
        console = aSignedInConsole();
        notice = body(
                mvc.get().uri("/v1/notices/current?language=en").cookie(console).exchange());
    }

    @Test
    void theNoticeSaysBelowWhichAgeAGuardianIsNeeded() {
        assertThat(notice.path("guardianBelow").asInt()).isEqualTo(14);
        assertThat(post("/v1/consents", answer(notice, child, FACE)))
                .hasStatus(400)
                .bodyText()
                .contains("younger than 14");
    }

    @Test
    void whoeverIsOfAgeDecidesAlone() {
        decide("adult", FACE);

        assertThat(allowed()).isTrue();
    }

    @Test
    void nothingIsReadUntilAParentConfirmedWhatTheChildAgreedTo() {
        var receipt = decide("minor", FACE, STATISTICS);
        assertThat(receipt.path("collectionMethod").asString()).isEqualTo("awaiting-guardian");
        assertThat(allowed()).isFalse();

        var address = guardianOf(receipt);
        var asked = asked(address, "ru");
        assertThat(asked.path("title").asString()).contains("сервису");
        assertThat(asked.path("choices").size())
                .as("nothing is read of minors for statistics, so nobody is asked")
                .isEqualTo(1);
        assertThat(asked.path("choices").path(0).path("modality").asString()).isEqualTo("face");

        var confirmed = body(confirm(address, "parent", "ru", true));

        assertThat(allowed()).isTrue();
        assertThat(confirmed.path("subject").asString()).isEqualTo(child);
        assertThat(confirmed.path("collectionMethod").asString()).isEqualTo("parent");
        assertThat(confirmed
                        .path("record")
                        .path("party_identification")
                        .path(1)
                        .path("party_role")
                        .asString())
                .isEqualTo("representative of the principal");
        assertThat(confirm(address, "parent", "ru", true)).hasStatus(409);
        assertThat(asked(address, "en").path("answeredAt").isString()).isTrue();
    }

    @Test
    void theParentMaySayNoAndTakeAYesBack() {
        confirm(guardianOf(decide("minor", FACE)), "legal-guardian", "en", false);
        assertThat(allowed()).isFalse();

        var confirmed = body(confirm(guardianOf(decide("minor", FACE)), "legal-guardian", "en", true));
        assertThat(allowed()).isTrue();
        assertThat(mvc.post()
                        .uri("/v1/my/withdrawals")
                        .header(
                                "Attune-Receipt",
                                confirmed.path("personal").asString().replaceFirst(".*#", "")))
                .hasStatusOk();
        assertThat(allowed()).isFalse();
    }

    @Test
    void whatTheChildTookBackMeanwhileNoParentConfirms() {
        var receipt = decide("minor", FACE);
        var address = guardianOf(receipt);
        assertThat(post(
                        "/v1/consents/%s/withdrawals"
                                .formatted(receipt.path("receiptId").asString()),
                        "{}"))
                .hasStatusOk();

        assertThat(confirm(address, "parent", "en", true)).hasStatus(404);
        assertThat(allowed()).isFalse();
    }

    @Test
    void aParentConfirmsTheLatestAnswerOfTheChildOnly() {
        var address = guardianOf(decide("minor", FACE));
        decide("minor");

        assertThat(confirm(address, "parent", "en", true)).hasStatus(404);
        assertThat(allowed()).isFalse();
    }

    @Test
    void ofSeveralChoicesTheChildMayTakeBackOne() {
        var receipt = decide("minor", FACE, "personalization/voice");
        var address = guardianOf(receipt);
        post("/v1/consents/%s/withdrawals".formatted(receipt.path("receiptId").asString()), """
                {"choices": [{"purpose": "personalization", "modality": "voice"}]}""");

        assertThat(asked(address, "en").path("choices").size()).isEqualTo(1);
        assertThat(confirm(address, "parent", "en", true)).hasStatus(201);
        assertThat(allowed()).isTrue();
    }

    @Test
    void theAddressIsHandedToAServerAndNeverToThePageOfTheChild() {
        var receipt = decide("minor", FACE);
        var path =
                "/v1/consents/%s/guardian".formatted(receipt.path("receiptId").asString());

        assertThat(mvc.get().uri(path).header("Attune-Key", aPublishableKey(console)))
                .hasStatus(403);
        assertThat(mvc.get().uri(path).header("Attune-Key", aNewKey(console))).hasStatusOk();
        var personal = receipt.path("personal").asString().replaceFirst(".*#", "");
        assertThat(mvc.get().uri("/v1/my/guardian").header("Attune-Guardian", personal))
                .as("the child's own address is none for guardians")
                .hasStatus(404);
    }

    @Test
    void anAnswerIsWholeAndByWhoeverMayGiveIt() {
        var address = guardianOf(decide("minor", FACE));
        asked(address, "en");

        assertThat(confirm(address, "friend", "en", true))
                .hasStatus(400)
                .bodyText()
                .contains("legal-guardian");
        assertThat(send(address, "{\"relation\": \"parent\", \"language\": \"en\", \"choices\": []}"))
                .hasStatus(400);
        assertThat(send(address + "x", "{\"relation\": \"parent\"}")).hasStatus(404);
    }

    @Test
    void whatWaitsIsErasedWithTheChild() {
        decide("minor", FACE);

        erasures.erase(child, "test");

        assertThat(jdbc.queryForList("select 1 from guardian_request where person not in (select id from person)"))
                .isEmpty();
    }

    private boolean allowed() {
        return gate.check(new Gate.Question(child, Purpose.PERSONALIZATION, Modality.FACE))
                instanceof Gate.Verdict.Allowed;
    }

    private JsonNode decide(String ageBand, String... granted) {
        var answers = (ObjectNode) read(answer(notice, child, granted));
        answers.put("ageBand", ageBand);
        var answer = post("/v1/consents", answers.toString());
        assertThat(answer).hasStatus(201);
        return body(answer);
    }

    private String guardianOf(JsonNode receipt) {
        var answer = mvc.get()
                .uri("/v1/consents/%s/guardian"
                        .formatted(receipt.path("receiptId").asString()))
                .cookie(console)
                .exchange();
        assertThat(answer).hasStatusOk();
        return body(answer).path("address").asString().replaceFirst("/guardian#", "");
    }

    private JsonNode asked(String address, String language) {
        return body(mvc.get()
                .uri("/v1/my/guardian?language=" + language)
                .header("Attune-Guardian", address)
                .exchange());
    }

    private MvcTestResult confirm(String address, String relation, String language, boolean granted) {
        asked(address, language);
        return send(address, """
                {"relation": "%s", "language": "%s",
                 "choices": [{"purpose": "personalization", "modality": "face", "granted": %s}]}""".formatted(relation, language, granted));
    }

    private MvcTestResult send(String address, String body) {
        return mvc.post()
                .uri("/v1/my/guardian")
                .header("Attune-Guardian", address)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult post(String path, String body) {
        return mvc.post()
                .uri(path)
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
