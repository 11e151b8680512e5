package dev.attune.server.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.access.Role;
import dev.attune.server.vault.Persons;
import jakarta.servlet.http.Cookie;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/// Somebody reads a publishable key out of a page, and knows under which pseudonym another visitor is kept.
class VouchingTest extends ServerTest {
    private static final String EVERYTHING = "personalization/behaviour";

    @Autowired
    private Persons persons;

    private final String victim = "customer-" + UUID.randomUUID().toString().substring(0, 8);
    private final String visitor = "s-" + UUID.randomUUID();
    private Cookie console;
    private String page = "";
    private String server = "";
    private JsonNode victims;
    private JsonNode visitors;

    @BeforeEach
    void twoPeopleAgreedToBeRecognised() {
        console = aSignedInConsole();
        page = aPublishableKey(console);
        server = aNewKey(console);
        victims = consent(server, victim, "");
        visitors = consent(page, visitor, "");
        assertThat(send(server, "", "/v1/identify", """
                {"userId": "%s", "messageId": "%s", "traits": {"plan": "gold"}}""".formatted(victim, UUID.randomUUID())))
                .hasStatusOk();
    }

    static Stream<Map.Entry<String, String>> callsThatNameSomebody() {
        return Stream.of(
                Map.entry(
                        "/v1/context", "{\"subject\": \"WHO\", \"want\": {\"profile\": [\"plan\"], \"style\": true}}"),
                Map.entry("/v1/rank", "{\"subject\": \"WHO\", \"actions\": [{\"id\": \"a\"}]}"),
                Map.entry("/v1/multislot/rank", "{\"subject\": \"WHO\", \"slots\": [{\"id\": \"top\"}]}"),
                Map.entry("/ofrep/v1/evaluate/flags", "{\"context\": {\"targetingKey\": \"WHO\"}}"),
                Map.entry("/v1/recommendations", "{\"subject\": \"WHO\", \"affect\": {\"confusion\": 0.5}}"),
                Map.entry("/v1/experiments/none/assignments", "{\"subject\": \"WHO\"}"),
                Map.entry(
                        "/v1/experiments/outcomes",
                        "[{\"subject\": \"WHO\", \"metric\": \"conversion\", \"value\": 1}]"),
                Map.entry("/v1/track", "{\"event\": \"Seen\", \"userId\": \"WHO\", \"messageId\": \"ID\"}"),
                Map.entry(
                        "/v1/batch",
                        "{\"batch\": [{\"type\": \"track\", \"event\": \"Seen\", \"userId\": \"WHO\", \"messageId\": \"ID\"}]}"),
                Map.entry(
                        "/v1/events",
                        "{\"specversion\": \"1.0\", \"id\": \"ID\", \"source\": \"/shop\", \"type\": \"com.shop.seen\", \"subject\": \"WHO\"}"));
    }

    @ParameterizedTest
    @MethodSource("callsThatNameSomebody")
    void aPublishableKeySpeaksForItsVisitorOnly(Map.Entry<String, String> call) {
        assertThat(send(page, "", call.getKey(), about(call, victim))).hasStatus(403);
        assertThat(send(page, credential(visitors), call.getKey(), about(call, victim)))
                .hasStatus(403);
        assertThat(send(page, "", call.getKey(), about(call, visitor)))
                .as("once somebody was asked, their pseudonym alone is not enough")
                .hasStatus(403);
        assertThat(send(page, credential(visitors), call.getKey(), about(call, visitor))
                        .getResponse())
                .extracting(response -> response.getStatus())
                .isNotIn(401, 403);
        assertThat(send(server, "", call.getKey(), about(call, victim)).getResponse())
                .extracting(response -> response.getStatus())
                .isNotIn(401, 403);
    }

    static Stream<Map.Entry<String, String>> callsThatNameAReceipt() {
        return Stream.of(
                Map.entry("/v1/style", "{\"receiptId\": \"WHICH\", \"text\": \"awful\"}"),
                Map.entry(
                        "/v1/text",
                        "{\"receiptId\": \"WHICH\", \"purpose\": \"personalization\", \"text\": \"awful\"}"),
                Map.entry("/v1/service-levels", "{\"receiptId\": \"WHICH\", \"measures\": {\"queue-seconds\": 3}}"));
    }

    @ParameterizedTest
    @MethodSource("callsThatNameAReceipt")
    void theNumberOfAReceiptShowsNothing(Map.Entry<String, String> call) {
        String others =
                call.getValue().replace("WHICH", victims.path("receiptId").asString());
        String own = call.getValue().replace("WHICH", visitors.path("receiptId").asString());

        assertThat(send(page, "", call.getKey(), others))
                .hasStatus(403)
                .bodyText()
                .contains("Attune-Receipt");
        assertThat(send(page, credential(visitors), call.getKey(), others)).hasStatus(403);
        assertThat(send(page, credential(visitors), call.getKey(), own))
                .bodyText()
                .doesNotContain("Attune-Receipt");
        assertThat(send(server, "", call.getKey(), others)).bodyText().doesNotContain("Attune-Receipt");
    }

    @Test
    void theNumberOfAReceiptStopsButDoesNotTell() {
        var path = "/v1/consents/" + victims.path("receiptId").asString();

        assertThat(mvc.get().uri(path).header("Attune-Key", page)).hasStatus(403);
        assertThat(mvc.get().uri(path).header("Attune-Key", page).header("Attune-Receipt", credential(victims)))
                .hasStatusOk();
        assertThat(send(page, "", path + "/withdrawals", "{}")).hasStatusOk();
    }

    @Test
    void nobodyRewardsWhatSomebodyElseWasShown() {
        aPolicy();
        String shown = eventOf(send(server, "", "/v1/rank", """
                {"policy": "vouched", "subject": "%s", "actions": [{"id": "a"}, {"id": "b"}]}""".formatted(victim)));
        var path = "/v1/events/%s/".formatted(shown);

        for (var credential : new String[] {"", credential(visitors)}) {
            assertThat(send(page, credential, path + "reward", "{\"value\": 1}"))
                    .hasStatus(403);
            assertThat(send(page, credential, path + "activate", "{}")).hasStatus(403);
        }
        assertThat(send(page, credential(victims), path + "reward", "{\"value\": 1}"))
                .hasStatus2xxSuccessful();
    }

    @Test
    void anEventThatCouldBeGuessedIsNamedAndRewardedByAServerOnly() {
        var guessable = "order-" + Math.abs(UUID.randomUUID().hashCode());
        var question = "{\"policy\": \"vouched\", \"eventId\": \"%s\", \"actions\": [{\"id\": \"a\"}]}";
        aPolicy();

        assertThat(send(page, "", "/v1/rank", question.formatted(guessable))).hasStatus(403);
        assertThat(send(server, "", "/v1/rank", question.formatted(guessable))).hasStatus(201);
        assertThat(send(page, "", "/v1/events/%s/reward".formatted(guessable), "{\"value\": 1}"))
                .hasStatus(403);
        var drawn = UUID.randomUUID();
        assertThat(send(page, "", "/v1/rank", question.formatted(drawn))).hasStatus(201);
        assertThat(send(page, "", "/v1/events/%s/reward".formatted(drawn), "{\"value\": 1}"))
                .hasStatus2xxSuccessful();
    }

    /// That ranks whatever it is asked about.
    private void aPolicy() {
        assertThat(mvc.put()
                        .uri("/v1/policies/vouched")
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"learner\": {\"kind\": \"thompson\"}}"))
                .hasStatusOk();
    }

    private String eventOf(MvcTestResult ranked) {
        assertThat(ranked).hasStatus(201);
        return body(ranked).path("eventId").asString();
    }

    @Test
    void eventsOfSomebodyElseAreNotTakenWithAContextEither() {
        var context = body(send(page, credential(visitors), "/v1/context", """
                {"events": [{"type": "track", "event": "Seen", "userId": "%s", "messageId": "%s"}]}""".formatted(victim, UUID.randomUUID())));

        assertThat(context.path("events").path("status").asString()).isEqualTo("failed");
        assertThat(context.path("events").path("reason").asString()).contains("speaks for nobody but the visitor");
    }

    @Test
    void nobodyAnswersTheNoticeInTheNameOfSomebodyWhoWasAsked() {
        assertThat(answer(page, victim, "")).hasStatus(403);
        assertThat(answer(page, visitor, "")).hasStatus(403);
        assertThat(answer(page, visitor, credential(victims))).hasStatus(403);

        assertThat(answer(page, visitor, credential(visitors))).hasStatus(201);
    }

    @Test
    void aPseudonymThatCanBeGuessedIsTakenFromAServerOnly() {
        assertThat(answer(page, "customer-7", "")).hasStatus(403).bodyText().contains("secret key");
        assertThat(persons.find("customer-7")).isEmpty();
    }

    @Test
    void nobodyJoinsSomebodyElsesRecordToReadItAsTheirOwn() {
        var joining = """
                {"userId": "%s", "anonymousId": "%s", "messageId": "%s"}""".formatted(victim, visitor, UUID.randomUUID());

        assertThat(send(page, credential(visitors), "/v1/identify", joining)).hasStatus(403);

        assertThat(read(credential(visitors), visitor).hasNonNull("plan")).isFalse();
    }

    @Test
    void whomAServerJoinedThePageMaySpeakOf() {
        assertThat(send(server, "", "/v1/identify", """
                {"userId": "%s", "anonymousId": "%s", "messageId": "%s"}""".formatted(victim, visitor, UUID.randomUUID())))
                .hasStatusOk();

        assertThat(read(credential(visitors), visitor).path("plan").asString()).isEqualTo("gold");
        assertThat(send(page, credential(visitors), "/v1/track", """
                {"event": "Seen", "userId": "%s", "messageId": "%s"}""".formatted(victim, UUID.randomUUID())))
                .hasStatusOk();
    }

    @Test
    void anAddressToBeFoundByIsTakenFromAServerOnly() {
        var identify = """
                {"userId": "%s", "messageId": "%s", "traits": {"email": "%s@example.org", "tier": "new"}}""";
        assertThat(send(
                        page,
                        credential(visitors),
                        "/v1/identify",
                        identify.formatted(visitor, UUID.randomUUID(), victim)))
                .hasStatusOk();

        var found = mvc.post()
                .uri("/v1/customers/searches")
                .cookie(console)
                .header("Attune-Console", "1")
                .header("Attune-Purpose", "quality")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"id\": \"%s@example.org\"}".formatted(victim))
                .exchange();
        assertThat(found).hasStatus(404);
        assertThat(read(credential(visitors), visitor).path("tier").asString()).isEqualTo("new");
    }

    @Test
    void theAddressOfAPersonsPageIsHandedToNobodyElse() {
        var receipt =
                "/v1/consents/%s/receipt".formatted(victims.path("receiptId").asString());

        assertThat(mvc.get().uri(receipt).header("Attune-Key", page)).hasStatus(403);
        assertThat(mvc.get().uri(receipt).header("Attune-Key", page).header("Attune-Receipt", credential(visitors)))
                .hasStatus(403);
        assertThat(mvc.get().uri(receipt).header("Attune-Key", page).header("Attune-Receipt", credential(victims)))
                .hasStatusOk();
        assertThat(mvc.get().uri(receipt).cookie(console)).hasStatus(403);
        assertThat(mvc.get().uri(receipt).cookie(console).header("Attune-Purpose", "privacy-request"))
                .hasStatusOk();
        assertThat(mvc.get().uri("/v1/audit/records").cookie(console))
                .bodyText()
                .contains("receipt.read", "the receipt is somebody else's");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ANALYST", "AGENT", "VIEWER"})
    void theConsoleTakesDownNoAnswerOverSomebodyElses(Role role) {
        var cookie = aSignedIn(role);

        assertThat(mvc.get().uri("/v1/notices/current?language=en").cookie(cookie))
                .hasStatusOk();
        for (var path : new String[] {"/v1/consents", "/v1/context"})
            assertThat(mvc.post()
                            .uri(path)
                            .cookie(cookie)
                            .header("Attune-Console", "1")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(path.endsWith("context") ? subject(victim) : answerTo(victim)))
                    .as("%s %s", role, path)
                    .hasStatus(403);
    }

    @Test
    void aSecretKeyThatCameFromAPageIsRefused() {
        assertThat(mvc.get()
                        .uri("/v1/notices/current")
                        .header("Attune-Key", server)
                        .header("Origin", "https://shop.example"))
                .hasStatus(403)
                .bodyText()
                .contains("revoke");
        assertThat(mvc.post()
                        .uri("/v1/keys")
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\": \"x\", \"kind\": \"secret\", \"origins\": [\"https://shop.example\"]}"))
                .hasStatus(400);
    }

    private Cookie aSignedIn(Role role) {
        var account = """
                {"name": "%s-%s", "role": "%s", "password": "correct horse battery"}""".formatted(role.id(), UUID.randomUUID(), role.id());
        assertThat(mvc.post()
                        .uri("/v1/accounts")
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(account))
                .hasStatus(201);
        var signedIn = mvc.post()
                .uri("/v1/sign-in")
                .contentType(MediaType.APPLICATION_JSON)
                .content(account.replaceFirst("\"role\": \"[a-z-]+\", ", ""))
                .exchange();
        return Objects.requireNonNull(signedIn.getResponse().getCookie("attune-console"));
    }

    private static String about(Map.Entry<String, String> call, String subject) {
        return call.getValue()
                .replace("WHO", subject)
                .replace("ID", UUID.randomUUID().toString());
    }

    private static String credential(JsonNode receipt) {
        return receipt.path("personal").asString().replaceFirst(".*#", "");
    }

    private static String subject(String who) {
        return "{\"subject\": \"%s\", \"want\": {\"profile\": [\"plan\"]}}".formatted(who);
    }

    /// The traits as the page gets them.
    private JsonNode read(String credential, String who) {
        return body(send(page, credential, "/v1/context", """
                {"subject": "%s", "want": {"profile": ["plan", "tier"]}}""".formatted(who)))
                .path("profile")
                .path("value");
    }

    private JsonNode consent(String key, String who, String credential) {
        var answer = answer(key, who, credential);
        assertThat(answer).hasStatus(201);
        return body(answer);
    }

    private MvcTestResult answer(String key, String who, String credential) {
        assertThat(mvc.get().uri("/v1/notices/current?language=en").header("Attune-Key", key))
                .hasStatusOk();
        return send(key, credential, "/v1/consents", answerTo(who));
    }

    private String answerTo(String who) {
        var notice = body(
                mvc.get().uri("/v1/notices/current?language=en").cookie(console).exchange());
        return answer(notice, who, EVERYTHING);
    }

    private MvcTestResult send(String key, String credential, String path, String body) {
        var request = mvc.post()
                .uri(path)
                .header("Attune-Key", key)
                .contentType(
                        path.equals("/v1/events")
                                ? MediaType.valueOf("application/cloudevents+json")
                                : MediaType.APPLICATION_JSON)
                .content(body);
        return (credential.isEmpty() ? request : request.header("Attune-Receipt", credential)).exchange();
    }
}
