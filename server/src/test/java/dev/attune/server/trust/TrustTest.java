package dev.attune.server.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class TrustTest extends ServerTest {
    @Autowired
    private JdbcClient jdbc;

    private Cookie console;

    @BeforeEach
    void signIn() {
        console = aSignedInConsole();
        jdbc.sql("delete from service_level").update();
    }

    @Test
    void itSaysWhatIsPermittedHereAndByWhichRule() {
        var trust = trust();

        assertThat(trust.path("deployment").path("place").asString()).isEqualTo("web");
        assertThat(trust.path("pack").path("version").asString()).isEqualTo("eu/3");
        assertThat(trust.path("pack").path("dates").size()).isEqualTo(3);
        var text = permission(trust, "personalization", "text");
        assertThat(text.path("biometric").asBoolean()).isFalse();
        assertThat(text.path("article").asString()).contains("typed text is not biometric");
        assertThat(permission(trust, "personalization", "face").path("rule").asString())
                .isEqualTo("house-02");
    }

    @Test
    void fewPeopleAreNotCounted() {
        aReceipt(console, "personalization/face", "personalization/text");

        for (var choice : trust().path("consents"))
            for (var decision : new String[] {"granted", "refused", "withdrawn"}) {
                var people = choice.path(decision);
                if (!people.isNull()) assertThat(people.asLong()).isGreaterThanOrEqualTo(10);
            }
    }

    @Test
    void aDelayOfATenthForThoseWhoDeclineIsReported() throws Exception {
        var random = new Random(3);
        String adapted = aReceipt(console, "personalization/face", "personalization/text");
        for (int i = 0; i < 60; i++) {
            assertThat(visit("\"receiptId\": \"%s\", ".formatted(adapted), 200 * (1 + random.nextGaussian() / 50)))
                    .hasStatus(204);
            assertThat(visit("", 220 * (1 + random.nextGaussian() / 50))).hasStatus(204);
        }

        var latency = eventually("latency-ms", 60);

        assertThat(latency.path("verdict").asString()).isEqualTo("worse");
        assertThat(latency.path("low").asDouble()).isGreaterThan(1.05);
        assertThat(trust().path("parity").path(1).path("verdict").asString()).isEqualTo("not-enough");
    }

    @Test
    void aMeasureThatIsUnknownNegativeOrBeyondEverySumIsRefused() {
        assertThat(post("{\"measures\": {\"mood\": 1}}"))
                .hasStatus(400)
                .bodyText()
                .contains("latency-ms");
        assertThat(post("{\"measures\": {\"price\": -1}}")).hasStatus(400);
        assertThat(post("{\"measures\": {\"price\": 1e200}}")).hasStatus(400);
        assertThat(post("{}")).hasStatus(400);
    }

    @ParameterizedTest
    @CsvSource({
        "en, What is done, web page / customers, adapting the service / face",
        "ru, Что и кем делается, веб-страница / покупатели, подстройка сервиса / лицо",
        "zh, 做什么, 网页 / 顾客, 调整服务 / 面部"
    })
    void theAssessmentIsFilledFromWhatRuns(String language, String heading, String place, String reading) {
        var answer = mvc.get()
                .uri("/v1/trust/assessment?language=" + language)
                .cookie(console)
                .exchange();

        assertThat(answer).hasStatusOk();
        assertThat(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8))
                .contains(heading, "eu/3", place, reading, "house-02", "ai-act-high-risk", "90", "lang=\"" + language)
                .contains("live/6", "retail-checkout/", "attune.controller.name", "class=\"open\"")
                .doesNotContain("%s");
    }

    @Test
    void everyColumnOfTheAssessmentStandsUnderItsOwnHeading() {
        var page = mvc.get().uri("/v1/trust/assessment").cookie(console).exchange();

        assertThat(page)
                .bodyText()
                .containsSubsequence(
                        "<th>Purpose / signal</th><th>Kind</th><th>Outcome</th><th>Rule and reason</th><th>Article</th>",
                        "<td>adapting the service / face</td><td>biometric</td><td>permitted with notice and consent",
                        "<td>house-02: ",
                        "<td>adapting the service / text</td><td>not biometric</td>");
    }

    @Test
    void theAssessmentNamesWhoIsTold() {
        jdbc.sql("delete from connector where name = 'help desk'").update();
        jdbc.sql("""
                        insert into connector (id, kind, name, url, options, secrets, inbound_token, created_at)
                        values (gen_random_uuid(), 'zendesk', 'help desk', 'https://desk.example', '{}', '', 'x', now())""").update();

        assertThat(mvc.get().uri("/v1/trust/assessment").cookie(console))
                .bodyText()
                .contains("<li>zendesk: help desk</li>");

        jdbc.sql("delete from connector where name = 'help desk'").update();
    }

    @Test
    void nobodyWhoIsNotSignedInSeesIt() {
        assertThat(mvc.get().uri("/v1/trust")).hasStatus(401);
    }

    @Test
    void aReportAboutGroupsIsShownWithItsAlarmAndNoGroupBelowTheFloor() {
        var report = """
            {"format": "attune.evaluation.expressions/1", "dataSet": "own.csv", "pictures": 104, "groups": {"column": "hall",
             "groups": [{"group": "north", "n": 60, "faceFound": {"value": 0.95, "n": 60, "interval95": [0.86, 0.98]},
                         "negative": {"value": 0.1, "n": 57, "interval95": [0.04, 0.2]}},
                        {"group": "south", "n": 40}, {"group": "tiny", "fewerThan": 10}],
             "matchedSmile": {"groups": [{"group": "north", "difference": 0.02, "interval95": [-0.05, 0.09]}]}},
             "gate": {"passed": false, "objections": ["face found: north is ahead of south by 20.0 %"]}}\
            """;

        assertThat(fairness(report)).hasStatus(201);
        assertThat(fairness(report.replace("\"n\": 40", "\"n\": 4")))
                .hasStatus(400)
                .bodyText()
                .contains("'south'");
        assertThat(fairness("{\"format\": \"something\"}"))
                .hasStatus(400)
                .bodyText()
                .contains("--groups");

        var shown = body(mvc.get().uri("/v1/trust/fairness").cookie(console).exchange())
                .path(0);
        assertThat(shown.path("passed").asBoolean(true)).isFalse();
        assertThat(shown.path("objections").path(0).asString()).contains("ahead of south");
        assertThat(shown.path("groups").path(0).path("matchedSmile").path("low").asDouble())
                .isEqualTo(-0.05);
        assertThat(shown.path("groups").path(2).path("n").isNull()).isTrue();
    }

    private MvcTestResult fairness(String report) {
        return mvc.post()
                .uri("/v1/trust/fairness")
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(report)
                .exchange();
    }

    private JsonNode trust() {
        var answer = mvc.get().uri("/v1/trust").cookie(console).exchange();
        assertThat(answer).hasStatusOk();
        return body(answer);
    }

    private static JsonNode permission(JsonNode trust, String purpose, String modality) {
        return trust.path("permissions")
                .valueStream()
                .filter(each -> each.path("purpose").asString().equals(purpose)
                        && each.path("modality").asString().equals(modality))
                .findFirst()
                .orElseThrow();
    }

    /// Visits are written in groups, a moment later.
    private JsonNode eventually(String measure, long n) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            for (var parity : trust().path("parity"))
                if (parity.path("measure").asString().equals(measure)
                        && (parity.path("declined").asLong() == n || System.nanoTime() > deadline)) return parity;
            Thread.sleep(50);
        }
    }

    private MvcTestResult visit(String receipt, double latencyMs) {
        return post("{%s\"measures\": {\"latency-ms\": %s}}".formatted(receipt, latencyMs));
    }

    private MvcTestResult post(String body) {
        return mvc.post()
                .uri("/v1/service-levels")
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType("application/json")
                .content(body)
                .exchange();
    }
}
