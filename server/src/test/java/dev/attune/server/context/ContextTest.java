package dev.attune.server.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.vault.Persons;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class ContextTest extends ServerTest {
    @Autowired
    private Persons persons;

    private final String policy = "c-" + UUID.randomUUID();
    private Cookie console = new Cookie("none", "");
    private String key = "";

    @BeforeEach
    void aPolicy() {
        console = aSignedInConsole();
        key = aNewKey(console);
        assertThat(mvc.put()
                        .uri("/v1/policies/" + policy)
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"actions\": [{\"id\": \"plain\"}, {\"id\": \"help\"}]}"))
                .hasStatusOk();
    }

    @Test
    void eventsGoInAndProfileDecisionAndToneComeOutInOneRoundTrip() {
        var subject = body(mvc.get()
                        .uri("/v1/consents/" + aReceipt(console, "personalization/behaviour", "analytics/behaviour"))
                        .cookie(console)
                        .exchange())
                .path("subject")
                .asString();

        var context = body(ask("""
                {"subject": "%s",
                 "events": [{"type": "identify", "messageId": "m-%s", "traits": {"plan": "gold"}}],
                 "want": {"profile": ["plan"], "segments": true, "decision": {"policy": "%s"}, "style": true}}""".formatted(subject, UUID.randomUUID(), policy)));

        assertThat(context.path("events").path("status").asString()).isEqualTo("ok");
        assertThat(context.path("profile").path("value").path("plan").asString())
                .as("told of nobody by name, so of the subject")
                .isEqualTo("gold");
        assertThat(context.path("segments").path("status").asString()).isEqualTo("ok");
        assertThat(context.path("segments").path("value").path("keys").isArray())
                .isTrue();
        assertThat(context.path("decision").path("value").path("rewardActionId").asString())
                .isEqualTo("plain");
        var style = context.path("style").path("value");
        assertThat(style.propertyNames())
                .as("all that a voice or a writer needs")
                .contains(
                        "formality",
                        "warmth",
                        "empathy",
                        "directness",
                        "verbosity",
                        "pace",
                        "speechRate",
                        "humour",
                        "apology",
                        "offerHuman",
                        "upsellAllowed");
        assertThat(style.path("addressForm").asString())
                .as("as /v1/style tells it")
                .isEqualTo("polite");
    }

    @Test
    void whatWasSaidUnderAnotherIdOfTheSameCustomerIsKnownToo() {
        var before = aPerson();
        var now = aPerson();
        told(before, "identify", "\"traits\": {\"plan\": \"gold\", \"city\": \"Bremen\"}");
        told(now, "identify", "\"traits\": {\"city\": \"Kiel\"}");

        assertThat(profile(now).path("plan").isNull()).isTrue();
        told(now, "alias", "\"userId\": \"%s\", \"previousId\": \"%s\"".formatted(now, before));

        assertThat(profile(now).path("plan").asString()).isEqualTo("gold");
        assertThat(profile(now).path("city").asString()).as("the later one").isEqualTo("Kiel");
        assertThat(profile(before)).isEqualTo(profile(now));
    }

    @Test
    void withTheNextCallAfterAWithdrawalNothingIsToldAndNothingOfItIsLeft() {
        var receipt = aReceipt(console, "personalization/behaviour");
        var subject = subjectOf(receipt);
        told(subject, "identify", "\"traits\": {\"plan\": \"gold\"}");
        assertThat(profile(subject).path("plan").asString()).isEqualTo("gold");

        assertThat(mvc.post()
                        .uri("/v1/consents/%s/withdrawals".formatted(receipt))
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .hasStatusOk();
        var context = body(ask("""
                {"subject": "%s",
                 "events": [{"type": "identify", "messageId": "m-%s", "traits": {"plan": "silver"}}],
                 "want": {"profile": ["plan"], "segments": true, "decision": {"policy": "%s"}, "style": true}}""".formatted(subject, UUID.randomUUID(), policy)));

        for (var part : List.of("profile", "segments", "style")) {
            assertThat(context.path(part).path("status").asString()).as(part).isEqualTo("refused");
            assertThat(context.path(part).path("value").isNull()).as(part).isTrue();
        }
        assertThat(context.path("events").path("value").path("refused").asInt()).isEqualTo(1);
        assertThat(context.path("decision").path("value").path("personal").asBoolean())
                .isFalse();
        assertThat(asOwner()
                        .queryForList(
                                "select 1 from customer join person on person.id = customer.person where traits is not null and person.id = ?",
                                persons.find(subject).orElseThrow()))
                .isEmpty();
    }

    private String aPerson() {
        return subjectOf(aReceipt(console, "personalization/behaviour"));
    }

    private String subjectOf(String receipt) {
        return body(mvc.get().uri("/v1/consents/" + receipt).cookie(console).exchange())
                .path("subject")
                .asString();
    }

    private void told(String subject, String call, String what) {
        var answer = body(ask("""
                {"subject": "%s", "events": [{"type": "%s", "messageId": "m-%s", %s}]}""".formatted(subject, call, UUID.randomUUID(), what)));
        assertThat(answer.path("events").path("value").path("stored").asInt())
                .as(answer.toString())
                .isEqualTo(1);
    }

    private JsonNode profile(String subject) {
        var context = body(ask("""
                {"subject": "%s", "want": {"profile": ["plan", "city"]}}""".formatted(subject)));
        assertThat(context.path("profile").path("status").asString()).isEqualTo("ok");
        return context.path("profile").path("value");
    }

    @Test
    void aPartThatFailsOrIsRefusedLeavesTheOthersAsTheyAre() {
        var context = body(ask("""
                {"subject": "stranger", "want": {"profile": ["plan"], "decision": {"policy": "nowhere"}, "style": true}}"""));

        assertThat(context.path("events").path("status").asString()).isEqualTo("not-asked");
        assertThat(context.path("profile").path("status").asString()).isEqualTo("refused");
        assertThat(context.path("segments").path("status").asString()).isEqualTo("not-asked");
        assertThat(context.path("decision").path("status").asString()).isEqualTo("failed");
        assertThat(context.path("decision").path("reason").asString()).contains("no policy 'nowhere'");
        assertThat(body(ask("{\"want\": {\"decision\": {\"policy\": \"%s\"}}}".formatted(policy)))
                        .path("decision")
                        .path("status")
                        .asString())
                .isEqualTo("ok");
    }

    private MvcTestResult ask(String question) {
        return mvc.post()
                .uri("/v1/context")
                .header("Attune-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(question)
                .exchange();
    }
}
