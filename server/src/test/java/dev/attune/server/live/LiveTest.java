package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.actor.BundledClip;
import dev.attune.server.ServerTest;
import dev.attune.signals.Landmarks;
import jakarta.servlet.http.Cookie;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LiveTest extends ServerTest {
    private static final String FACE = "personalization/face";
    private static final String GAZE = "personalization/gaze";
    private static final String STATISTICS = "analytics/face";
    private static List<Footage.Shot> calm;

    private Cookie console;
    private String cookie;

    @BeforeAll
    static void film() throws Exception {
        calm = Footage.of(BundledClip.NEUTRAL, 5);
    }

    @BeforeEach
    void signIn() {
        console = aSignedInConsole();
        cookie = console.getName() + "=" + console.getValue();
    }

    @Test
    void aFrameComesBackAsAffectWithItsMesh() throws Exception {
        try (var page = aPageWithConsent(FACE, GAZE)) {
            var shot = calm.getFirst();
            page.frame(7, shot.atMillis(), shot.jpeg());

            var affect = page.hear("affect");

            assertThat(affect.path("sequence").asInt()).isEqualTo(7);
            assertThat(affect.path("picture").path("width").asInt()).isEqualTo(640);
            assertThat(affect.path("faces").size()).isEqualTo(1);
            var face = affect.path("faces").path(0);
            assertThat(Base64.getDecoder().decode(face.path("landmarks").asString()))
                    .hasSize(Landmarks.COUNT * 4);
            assertThat(face.has("gaze")).isTrue();
            assertThat(affect.path("affect").path(0).path("trackId")).isEqualTo(face.path("trackId"));
        }
    }

    @Test
    void withoutConsentToTheGazeNoGazeIsSent() throws Exception {
        try (var page = aPageWithConsent(FACE)) {
            page.frame(0, calm.getFirst().atMillis(), calm.getFirst().jpeg());

            assertThat(page.hear("affect").path("faces").path(0).has("gaze")).isFalse();
        }
    }

    @Test
    void thePulseIsToldOnlyWithConsentToPhysiology() throws Exception {
        try (var page = aPage()) {
            page.hello(aReceipt(console, FACE, "personalization/physiology"), "personalization");
            assertThat(page.hear("ready").path("modalities").valueStream().map(JsonNode::asString))
                    .containsExactly("face", "physiology");
            showOneByOne(page, 10);

            var pulse = page.unheard().stream()
                    .filter(message -> message.path("type").asString().equals("pulse"))
                    .findFirst();
            assertThat(pulse).isPresent();
            assertThat(pulse.orElseThrow().path("rate").path("reason").asString())
                    .isEqualTo("not-enough-evidence");
            assertThat(pulse.orElseThrow().path("wave").size()).isZero();
        }
        try (var page = aPageWithConsent(FACE, GAZE, STATISTICS)) {
            showOneByOne(page, 10);

            assertThat(page.unheard())
                    .noneMatch(message -> message.path("type").asString().equals("pulse"));
        }
    }

    @Test
    void aLowFrameRateForShortMovementsIsTold() throws Exception {
        try (var page = aPageWithConsent(FACE)) {
            showOneByOne(page, 6);

            var told = page.unheard().stream()
                    .filter(message -> message.path("type").asString().equals("spotting"))
                    .toList();
            assertThat(told).singleElement().satisfies(spotting -> {
                assertThat(spotting.path("grade").asString()).isEqualTo("not-measurable");
                assertThat(spotting.path("measuredFps").asDouble()).isEqualTo(5);
                assertThat(spotting.path("neededFps").asDouble()).isEqualTo(60);
            });
        }
    }

    /// One at a time, so that none is dropped; what was told stays unheard.
    private static void showOneByOne(Page page, int shots) throws InterruptedException {
        var told = new ArrayList<JsonNode>();
        for (int i = 0; i < shots; i++) {
            int wanted = i;
            page.frame(i, calm.get(i).atMillis(), calm.get(i).jpeg());
            page.hear(message -> {
                told.add(message);
                return message.path("sequence").asInt(-1) == wanted;
            });
        }
        page.unheard().addAll(told);
    }

    @Test
    void withdrawnConsentStopsTheStreamWithinOneFrame() throws Exception {
        String receipt = aReceipt(console, FACE, GAZE, STATISTICS);
        try (var page = aPage()) {
            page.hello(receipt, "personalization");
            page.hear("ready");
            page.frame(0, calm.get(0).atMillis(), calm.get(0).jpeg());
            page.hear("affect");

            withdraw(receipt);
            for (int i = 1; i < 4; i++) trySend(page, i, calm.get(i));

            assertThat(page.closeCode()).isEqualTo(4409);
            assertThat(page.unheard().stream()
                            .map(message -> message.path("type").asString()))
                    .contains("withdrawn")
                    .doesNotContain("affect");
        }
    }

    @Test
    void switchingASignalOffEndsItsSessionsWhateverWasAgreedTo() throws Exception {
        String receipt = aReceipt(console, FACE, GAZE, STATISTICS);
        try (var page = aPage()) {
            page.hello(receipt, "personalization");
            page.hear("ready");

            assertThat(mvc.put()
                            .uri("/v1/switches/modality/face")
                            .cookie(console)
                            .header("Attune-Console", "1")
                            .contentType("application/json")
                            .content("{\"reason\": \"wrong numbers\"}"))
                    .hasStatus(204);

            assertThat(page.closeCode()).as("without a frame having come").isEqualTo(4403);
            assertThat(page.unheard())
                    .anySatisfy(message ->
                            assertThat(message.path("message").asString()).contains("switched off", "wrong numbers"));
        } finally {
            assertThat(mvc.delete()
                            .uri("/v1/switches/modality/face")
                            .cookie(console)
                            .header("Attune-Console", "1"))
                    .hasStatus(204);
        }
    }

    @Test
    void whatWasKeptForStatisticsIsErasedAsSoonAsTheyAreWithdrawn() throws Exception {
        String receipt = aReceipt(console, FACE, GAZE, STATISTICS);
        var session = twoSecondsUnder(receipt);
        assertThat(session.path("seconds").size()).isPositive();

        withdraw(receipt);

        var afterwards = recordOf(session.path("id").asString());
        assertThat(afterwards.path("seconds").size()).isZero();
        assertThat(afterwards.path("moments").size()).isZero();
        assertThat(afterwards.path("framesAnalysed").asInt())
                .as("that it took place")
                .isEqualTo(11);
    }

    @Test
    void withdrawalReachesEveryTabOfThePerson() throws Exception {
        String receipt = aReceipt(console, FACE, GAZE, STATISTICS);
        try (var one = aPage();
                var other = aPage()) {
            one.hello(receipt, "personalization");
            other.hello(receipt, "personalization");
            assertThat(one.hear("ready").path("sessionId"))
                    .isNotEqualTo(other.hear("ready").path("sessionId"));

            withdraw(receipt);

            assertThat(one.closeCode()).isEqualTo(4409);
            assertThat(other.closeCode()).isEqualTo(4409);
        }
    }

    @Test
    void ofAFloodOnlyTheNewestFramesAreReadAndTheRestIsCounted() throws Exception {
        try (var page = aPageWithConsent(FACE, GAZE)) {
            int sent = 0;
            for (int round = 0; round < 3; round++)
                for (var shot : calm)
                    page.frame(
                            sent,
                            8_000L * round + shot.atMillis(),
                            calm.get(sent++ % calm.size()).jpeg());
            int all = sent;

            var stats = page.hear(message -> message.path("type").asString().equals("stats")
                    && message.path("received").asInt() == all
                    && message.path("analysed").asInt()
                                    + message.path("dropped").asInt()
                            == all);

            assertThat(stats.path("dropped").asInt()).isPositive();
            assertThat(stats.path("analysed").asInt()).isPositive();
        }
    }

    @Test
    void annoyanceAtTheCheckoutBringsHelpThatCanBeTakenBack() throws Exception {
        try (var page = aPageWithConsent(FACE, GAZE)) {
            page.say("{\"type\": \"page\", \"kind\": \"checkout\", \"facts\": {\"cartItems\": 2}}");
            int sequence = 0;
            for (var shot : Footage.of(BundledClip.ANNOYED, 5)) {
                page.frame(sequence++, shot.atMillis(), shot.jpeg());
                int wanted = sequence - 1; // one at a time, so that none is dropped however slow the machine
                var decided =
                        page.hear(message -> message.path("type").asString().equals("decision")
                                || message.path("sequence").asInt(-1) == wanted);
                if (!decided.path("type").asString().equals("decision")) continue;

                assertThat(decided.path("action").path("class").asString()).isIn("HELP", "STYLE");
                assertThat(decided.path("clauses").size()).isPositive();
                page.say("{\"type\": \"feedback\", \"decisionId\": \"%s\", \"verdict\": \"undo\"}"
                        .formatted(decided.path("id").asString()));
                var ended = page.hear("decisionEnded");
                assertThat(ended.path("id")).isEqualTo(decided.path("id"));
                assertThat(ended.path("reason").asString()).isEqualTo("undone");
                return;
            }
            throw new AssertionError("nothing was decided on the whole clip");
        }
    }

    @Test
    void secondsAreKeptOnlyWithConsentToStatistics() throws Exception {
        assertThat(aSessionOfTwoSeconds(FACE, GAZE, STATISTICS).path("seconds").size())
                .isPositive();
        assertThat(aSessionOfTwoSeconds(FACE, GAZE).path("seconds").size()).isZero();
    }

    @Test
    void anErasedSessionIsGone() throws Exception {
        String id = aSessionOfTwoSeconds(FACE, GAZE, STATISTICS).path("id").asString();

        assertThat(mvc.delete().uri("/v1/sessions/" + id).cookie(console).header("Attune-Console", "1"))
                .hasStatus(204);

        assertThat(mvc.get().uri("/v1/sessions/" + id).cookie(console).header("Attune-Purpose", "quality"))
                .hasStatus(404);
    }

    @Test
    void aPictureThatCannotBeDecodedCostsAnErrorNotTheSession() throws Exception {
        try (var page = aPageWithConsent(FACE, GAZE)) {
            page.frame(0, 0, "no picture".getBytes());
            assertThat(page.hear("error").path("code").asString()).isEqualTo("undecodable-frame");

            page.frame(1, 40, calm.getFirst().jpeg());
            assertThat(page.hear("affect").path("sequence").asInt()).isEqualTo(1);
        }
    }

    @Test
    void byeEndsTheSessionCleanly() throws Exception {
        try (var page = aPageWithConsent(FACE, GAZE)) {
            page.say("{\"type\": \"bye\"}");
            assertThat(page.closeCode()).isEqualTo(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "[]",
                "{\"type\": \"dance\"}",
                "{\"type\": \"page\"}",
                "{\"type\": \"page\", \"kind\": \"list\", \"facts\": {\"cart\": [1]}}",
                "{\"type\": \"feedback\", \"decisionId\": \"d\", \"verdict\": \"maybe\"}",
                "{\"type\": \"hello\"}"
            })
    void aMalformedMessageIsExplainedAndClosesWith4400(String message) throws Exception {
        try (var page = aPageWithConsent(FACE, GAZE)) {
            page.say(message);
            assertThat(page.hear("error").path("hint").asString()).isNotBlank();
            assertThat(page.closeCode()).isEqualTo(4400);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aMalformedFrameHeaderClosesWith4400(int wrongByte) throws Exception {
        try (var page = aPageWithConsent(FACE, GAZE)) {
            var header = ByteBuffer.allocate(PageBinary.HEADER_BYTES + 4)
                    .put(0, (byte) 1)
                    .put(1, (byte) 1);
            page.send(header.put(wrongByte, (byte) 9));
            assertThat(page.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void aFrameBeforeHelloClosesWith4400() throws Exception {
        try (var page = aPage()) {
            page.frame(0, 0, calm.getFirst().jpeg());
            assertThat(page.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void aStrangerIsClosedWith4401() throws Exception {
        try (var page = Page.open(port, "")) {
            assertThat(page.hear("error").path("code").asString()).isEqualTo("unauthorized");
            assertThat(page.closeCode()).isEqualTo(4401);
        }
        try (var page = Page.open(port, "?key=pk_guessed")) {
            assertThat(page.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void theCookieIsOfNoUseToAPageOfAnotherOrigin() throws Exception {
        try (var page = Page.open(port, "", "Cookie", cookie, "Origin", "http://127.0.0.1:1")) {
            assertThat(page.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void withoutConsentNothingBegins() throws Exception {
        try (var page = aPage()) {
            page.hello(aReceipt(console), "personalization");
            assertThat(page.hear("error").path("message").asString()).contains("was refused");
            assertThat(page.closeCode()).isEqualTo(4403);
        }
        try (var page = aPage()) {
            page.hello(aReceipt(console, FACE, GAZE), "analytics");
            assertThat(page.closeCode()).isEqualTo(4403);
        }
        try (var page = aPage()) {
            page.hello(UUID.randomUUID().toString(), "personalization");
            assertThat(page.closeCode()).isEqualTo(4403);
        }
    }

    @Test
    void aConnectionThatSaysNothingClosesWith4408() throws Exception {
        try (var page = aPage()) {
            assertThat(page.closeCode()).isEqualTo(4408);
        }
    }

    @Test
    void aSessionThatFallsSilentClosesWith4408() throws Exception {
        try (var page = aPageWithConsent(FACE, GAZE)) {
            assertThat(page.closeCode()).isEqualTo(4408);
        }
    }

    @Test
    void aFrameOf20MegabytesClosesWith4413() throws Exception {
        try (var page = aPageWithConsent(FACE, GAZE)) {
            trySend(page, 0, new Footage.Shot(0, new byte[20 << 20]));
            assertThat(page.closeCode()).isEqualTo(4413);
        }
    }

    @Test
    void oneSessionTooManyClosesWith4429() throws Exception {
        var pages = new HashSet<Page>();
        try {
            int code = 0;
            for (int n = 0; n <= 8 && code == 0; n++) {
                var page = aPage();
                pages.add(page);
                if (n == 8) code = page.closeCode();
            }
            assertThat(code).isEqualTo(4429);
        } finally {
            pages.forEach(Page::close);
        }
    }

    private Page aPage() {
        return Page.open(port, "", "Cookie", cookie);
    }

    private Page aPageWithConsent(String... granted) throws InterruptedException {
        var page = aPage();
        page.hello(aReceipt(console, granted), "personalization");
        page.hear("ready");
        return page;
    }

    private JsonNode aSessionOfTwoSeconds(String... granted) throws Exception {
        return twoSecondsUnder(aReceipt(console, granted));
    }

    /// Its record as the console shows it.
    private JsonNode twoSecondsUnder(String receipt) throws Exception {
        String id;
        try (var page = aPage()) {
            page.hello(receipt, "personalization");
            id = page.hear("ready").path("sessionId").asString();
            for (int i = 0; i < 11; i++) {
                page.frame(i, calm.get(i).atMillis(), calm.get(i).jpeg());
                page.hear("affect");
            }
            page.say("{\"type\": \"bye\"}");
            page.closeCode();
        }
        while (true) { // the record is written a moment later
            var session = recordOf(id);
            if (!session.path("endedAt").isNull() && !session.path("endedAt").isMissingNode()) {
                assertThat(session.path("framesAnalysed").asInt()).isEqualTo(11);
                return session;
            }
            Thread.sleep(50);
        }
    }

    private JsonNode recordOf(String id) {
        return body(mvc.get()
                .uri("/v1/sessions/" + id)
                .cookie(console)
                .header("Attune-Purpose", "quality")
                .exchange());
    }

    private void withdraw(String receipt) {
        assertThat(mvc.post()
                        .uri("/v1/consents/%s/withdrawals".formatted(receipt))
                        .cookie(console)
                        .header("Attune-Console", "1"))
                .hasStatusOk();
    }

    /// The server may close while this is under way.
    private static void trySend(Page page, int sequence, Footage.Shot shot) {
        try {
            page.frame(sequence, shot.atMillis(), shot.jpeg());
        } catch (CompletionException closed) {
            // told by the close code
        }
    }
}
