package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What was usual for a person at their last visit.
class ReturningPersonTest extends ServerTest {
    private static final String NOBODY_IN_PARTICULAR = "population";
    private static final int VISIT_MS = 60_000; // of rest

    @Autowired
    JdbcClient jdbc;

    @Test
    void isReadAgainstTheirOwnUsualUntilTheyTakeThatConsentBack() throws Exception {
        var console = aSignedInConsole();
        var receipt = aReceipt(console, "personalization/face", "baseline/face");

        assertThat(visit(console, receipt)).isEqualTo(NOBODY_IN_PARTICULAR);
        await(1);
        assertThat(visit(console, receipt)).isEqualTo("personal");

        mvc.post()
                .uri("/v1/consents/%s/withdrawals".formatted(receipt))
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"choices\": [{\"purpose\": \"baseline\", \"modality\": \"face\"}]}")
                .exchange();

        assertThat(baselines()).isZero();
        assertThat(visit(console, receipt)).isEqualTo(NOBODY_IN_PARTICULAR);
        assertThat(baselines()).isZero();
    }

    @Test
    void isANewcomerWithoutConsentToBeRemembered() throws Exception {
        var console = aSignedInConsole();
        var receipt = aReceipt(console, "personalization/face", "analytics/face");
        long before = baselines();

        assertThat(visit(console, receipt)).isEqualTo(NOBODY_IN_PARTICULAR);
        assertThat(visit(console, receipt)).isEqualTo(NOBODY_IN_PARTICULAR);

        assertThat(baselines()).isEqualTo(before);
    }

    /// A minute of a face at rest, told by a headset.
    ///
    /// @return how well the usual of the face was known when the visit began
    private String visit(Cookie console, String receipt) throws Exception {
        try (var page = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue())) {
            page.say("""
                    {"type": "hello", "receiptId": "%s", "purpose": "personalization", "source": "headset", "language": "en"}""".formatted(receipt));
            page.hear("ready");
            page.say(rest(0));
            var begun = page.hear("stream").path("usual").path("face").path("baseline");
            for (int at = 50; at < VISIT_MS; at += 50) {
                page.say(rest(at));
                if (at % 1000 == 0) awaitAffectAt(at, page); // a page that does not listen is sent away
            }
            page.say("{\"type\": \"bye\"}");
            page.closeCode();
            return begun.asString();
        }
    }

    private static String rest(int atMs) {
        return """
                {"type": "blendshapes", "atMs": %d, "blendshapes": {"mouthSmileLeft": 0.02, "mouthSmileRight": 0.02}}""".formatted(atMs);
    }

    private static void awaitAffectAt(int atMs, Page page) throws InterruptedException {
        page.hear(message -> message.path("type").asString().equals("affect")
                && message.path("atMs").asInt() == atMs);
    }

    private long baselines() {
        return jdbc.sql("select count(*) from personal_baseline")
                .query(Long.class)
                .single();
    }

    /// Written a moment after the session is over.
    private void await(long wanted) throws InterruptedException {
        for (int i = 0; i < 300 && baselines() != wanted; i++) Thread.sleep(Duration.ofMillis(100));
        assertThat(baselines()).isEqualTo(wanted);
    }
}
