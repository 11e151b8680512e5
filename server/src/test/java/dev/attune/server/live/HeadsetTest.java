package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.fusion.replay.ObservationTape;
import dev.attune.fusion.replay.Replay;
import dev.attune.server.ServerTest;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/// A person in a headset, without a camera, and a strap around the chest.
class HeadsetTest extends ServerTest {
    private final int[] smiling = {2_000, 4_000}; // milliseconds

    @Autowired
    MeterRegistry metrics;

    @Test
    void aHeadsetsSmileIsReadKeptReplayedAndExplained() throws Exception {
        var console = aSignedInConsole();
        var receipt = aReceipt(console, "personalization/face", "analytics/face");
        String session;
        try (var page = headset(console, receipt)) {
            session = page.hear("ready").path("sessionId").asString();
            for (int at = 0; at < 6_000; at += 50) page.say(shapes(at));
            var joy = page.hear(message -> message.path("type").asString().equals("affect")
                    && message.path("affect")
                                    .path(0)
                                    .path("expression")
                                    .path("joy")
                                    .asDouble()
                            > 0.6);
            assertThat(joy.path("faces")).isEmpty();
            assertThat(joy.path("affect")
                            .path(0)
                            .path("actionUnits")
                            .path("AU12")
                            .path("evidence")
                            .asString())
                    .isEqualTo("reported");
            page.say("{\"type\": \"bye\"}");
            assertThat(page.closeCode()).isEqualTo(1000);
        }

        var tapes = ObservationTape.ofFile(awaitObservations(console, session));
        var outcome = Replay.of(tapes);
        assertThat(outcome.identical()).as("%s", outcome.first()).isTrue();
        assertThat(outcome.observations()).isEqualTo(120);
        assertThat(outcome.settled()).isGreaterThan(100);
        var replayed = body(get(console, "/v1/sessions/%s/replay".formatted(session)));
        assertThat(replayed.path("identical").asBoolean()).isTrue();
        assertThat(replayed.path("observations").asLong()).isEqualTo(outcome.observations());
        assertThat(replayed.path("settled").asLong()).isEqualTo(outcome.settled());
        assertThat(replayed.path("firstAtMs").isNull()).isTrue();

        var why = body(get(console, "/v1/sessions/%s/explain?t=3500".formatted(session)));
        var valence = why.path("people").path(0).path("valence");
        double sum = 0;
        for (var part : valence.path("parts")) sum += part.path("effect").asDouble();
        assertThat(sum).isCloseTo(valence.path("value").asDouble(), within(1e-12));
        assertThat(valence.path("value").asDouble()).isGreaterThan(0.2);
        var face = valence.path("parts").path(0);
        double terms = 0;
        for (var term : face.path("terms")) terms += term.path("effect").asDouble();
        assertThat(terms).isCloseTo(face.path("said").asDouble(), within(1e-9));
        assertThat(why.path("people").path(0).path("actionUnits").toString()).contains("\"AU12\"");
        assertThat(why.path("formulas").toString()).contains("affect-stream/2", "affect-late-fusion/2");
        assertThat(why.path("models").toString()).contains("blendshapes/1");
        assertThat(body(get(console, "/v1/sessions/" + session))
                        .path("replayable")
                        .asBoolean())
                .isTrue();
        var thanked = simulated(console, session, "product");
        assertThat(thanked.path("kind").asString()).isEqualTo("simulation");
        assertThat(thanked.path("firings").path(0).path("action").asString()).isEqualTo("thank-warmly");
        assertThat(thanked.path("firings").path(0).path("reason").path("en").asString())
                .contains("consistent with joy");
        assertThat(simulated(console, session, "account").path("firings"))
                .as("a page that no rule is about")
                .isEmpty();

        assertThat(simulated(console, session, "").path("firings"))
                .as("nobody agreed that what they do is used, so the page is not stored")
                .isEmpty();

        withdraw(console, receipt, "analytics", "face");
        assertThat(get(console, "/v1/sessions/%s/observations".formatted(session))
                        .getResponse()
                        .getStatus())
                .isEqualTo(409);
    }

    @Test
    void theWayFromAReadingToItsEstimateIsTimedStageByStage() throws Exception {
        var console = aSignedInConsole();
        long before = metrics.get("attune.live.affect").timer().count();
        try (var page = headset(console, aReceipt(console, "personalization/face"))) {
            page.hear("ready");
            for (int at = 0; at < 1_000; at += 50) page.say(shapes(at));
            page.hear(message -> message.path("type").asString().equals("affect")
                    && message.path("atMs").asInt() == 950);
            page.say("{\"type\": \"bye\"}");
            page.closeCode();
        }
        assertThat(metrics.get("attune.live.affect").timer().count()).isGreaterThanOrEqualTo(before + 20);
        for (var stage : List.of("wait", "decode", "fuse", "send"))
            assertThat(metrics.get("attune.live.stage")
                            .tag("stage", stage)
                            .timer()
                            .count())
                    .as(stage)
                    .isPositive();
    }

    @Test
    void aPlaybookIsPlayedAgainstTheSessionOnThePageWhereItTookPlaceUntilThatIsTakenBack() throws Exception {
        var console = aSignedInConsole();
        var receipt = aReceipt(console, "personalization/face", "analytics/face", "personalization/behaviour");
        String session;
        try (var page = headset(console, receipt)) {
            session = page.hear("ready").path("sessionId").asString();
            page.say("{\"type\": \"page\", \"kind\": \"product\", \"id\": \"lamp\", \"facts\": {\"cartItems\": 2}}");
            for (int at = 0; at < 6_000; at += 50) page.say(shapes(at));
            page.hear("affect");
            page.say("{\"type\": \"bye\"}");
            page.closeCode();
        }
        awaitObservations(console, session);

        var stored = body(get(console, "/v1/sessions/" + session)).path("pages").path(0);
        assertThat(stored.path("page").asString()).isEqualTo("product");
        assertThat(stored.path("facts").path("cartItems").asInt()).isEqualTo(2);
        assertThat(stored.toString()).as("which product it was").doesNotContain("lamp");
        assertThat(simulated(console, session, "")
                        .path("firings")
                        .path(0)
                        .path("action")
                        .asString())
                .isEqualTo("thank-warmly");
        assertThat(simulated(console, session, "account").path("firings"))
                .as("said instead of what is stored")
                .isEmpty();

        withdraw(console, receipt, "personalization", "behaviour");

        assertThat(body(get(console, "/v1/sessions/" + session)).path("pages")).isEmpty();
        assertThat(simulated(console, session, "").path("firings")).isEmpty();
    }

    @Test
    void withoutAnalyticsNothingIsKeptAndThePageSaysWhy() throws Exception {
        var console = aSignedInConsole();
        String session;
        try (var page = headset(console, aReceipt(console, "personalization/face"))) {
            session = page.hear("ready").path("sessionId").asString();
            for (int at = 0; at < 3_000; at += 50) page.say(shapes(at));
            page.hear("affect");
            page.say("{\"type\": \"bye\"}");
            page.closeCode();
        }
        var answer = get(console, "/v1/sessions/%s/explain?t=1000".formatted(session));
        assertThat(answer.getResponse().getStatus()).isEqualTo(409);
        assertThat(body(answer).path("detail").asString()).contains("consent to analytics");
        assertThat(get(console, "/v1/sessions/%s/replay".formatted(session))
                        .getResponse()
                        .getStatus())
                .isEqualTo(409);
        assertThat(get(console, "/v1/sessions/%s/explain?t=-1".formatted(session))
                        .getResponse()
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void aStrapIsReadOnlyWithConsentOfItsOwn() throws Exception {
        var console = aSignedInConsole();
        try (var page = headset(console, aReceipt(console, "personalization/face"))) {
            page.hear("ready");
            page.say("{\"type\": \"physiology\", \"atMs\": \"not even looked at\"}");
            assertThat(page.hear("error").path("code").asString()).isEqualTo("physiology-refused");
            page.hear("stats");
        }
        var receipt = aReceipt(console, "personalization/face", "personalization/physiology");
        try (var page = headset(console, receipt)) {
            page.hear("ready");
            for (int second = 0; second <= 40; second++)
                page.say("{\"type\": \"physiology\", \"atMs\": %d, \"heartRateBpm\": %d}"
                        .formatted(1000 * second, second < 40 ? 70 : 95));
            var excited = page.hear(message -> message.path("type").asString().equals("affect")
                    && message.path("affect")
                                    .path(0)
                                    .path("arousal")
                                    .path("value")
                                    .asDouble()
                            > 0.9);
            assertThat(excited.path("affect")
                            .path(0)
                            .path("contributions")
                            .path(0)
                            .path("modality")
                            .asString())
                    .isEqualTo("physiology");
        }
    }

    @Test
    void shapesThatAreWrongEndTheSessionAndAreNamed() throws Exception {
        var console = aSignedInConsole();
        try (var page = headset(console, aReceipt(console, "personalization/face"))) {
            page.hear("ready");
            page.say("{\"type\": \"blendshapes\", \"atMs\": 0, \"blendshapes\": {\"jawOpen\": 7}}");
            assertThat(page.hear("error").path("hint").asString()).contains("jawOpen", "7");
            assertThat(page.closeCode()).isEqualTo(4400);
        }
    }

    private Page headset(Cookie console, String receipt) {
        var page = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue());
        page.say("""
                {"type": "hello", "receiptId": "%s", "purpose": "personalization", "source": "headset", "language": "en"}""".formatted(receipt));
        return page;
    }

    private String shapes(int at) {
        double smile = at >= smiling[0] && at < smiling[1] ? 0.9 : 0.02;
        return String.format(
                Locale.ROOT,
                "{\"type\": \"blendshapes\", \"atMs\": %d, \"blendshapes\": {\"mouthSmileLeft\": %.2f, \"mouthSmileRight\": %.2f,"
                        + " \"cheekSquintLeft\": %.2f, \"cheekSquintRight\": %.2f}}",
                at,
                smile,
                smile,
                smile,
                smile);
    }

    /// They are written a moment after the session is over.
    private byte[] awaitObservations(Cookie console, String session) throws Exception {
        for (int i = 0; i < 300; i++) {
            var answer = get(console, "/v1/sessions/%s/observations".formatted(session));
            if (answer.getResponse().getStatus() == 200) {
                byte[] file = answer.getResponse().getContentAsByteArray();
                long takes = ObservationTape.ofFile(file).stream()
                        .mapToLong(tape -> tape.takes().size())
                        .sum();
                if (takes == 120) return file;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the observations were not written");
    }

    private JsonNode simulated(Cookie console, String session, String page) {
        return body(mvc.post()
                .uri("/v1/sessions/%s/simulations".formatted(session))
                .cookie(console)
                .header("Attune-Console", "1")
                .header("Attune-Purpose", "quality")
                .contentType("application/json")
                .content("{\"playbook\": \"retail-checkout\", \"page\": \"%s\"}".formatted(page))
                .exchange());
    }

    private MvcTestResult get(Cookie console, String path) {
        return mvc.get()
                .uri(path)
                .cookie(console)
                .header("Attune-Purpose", "quality")
                .exchange();
    }

    private void withdraw(Cookie console, String receipt, String purpose, String modality) {
        JsonNode done = body(mvc.post()
                .uri("/v1/consents/%s/withdrawals".formatted(receipt))
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"choices\": [{\"purpose\": \"%s\", \"modality\": \"%s\"}]}".formatted(purpose, modality))
                .exchange());
        assertThat(done.path("receiptId").asString()).isEqualTo(receipt);
    }
}
