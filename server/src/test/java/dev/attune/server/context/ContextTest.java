package dev.attune.server.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import jakarta.servlet.http.Cookie;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ContextTest extends ServerTest {
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
