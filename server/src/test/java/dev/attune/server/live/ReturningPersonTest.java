package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.consent.Consents;
import dev.attune.server.sessions.Baselines;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Modality;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.UUID;
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

    @Autowired
    Baselines baselines;

    @Autowired
    Persons persons;

    @Autowired
    Consents consents;

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
    void isRememberedFromBothTabsThatWereOpenAtOnce() throws Exception {
        var console = aSignedInConsole();
        var receipt = aReceipt(console, "personalization/face", "baseline/face");
        try (var one = headset(console, receipt);
                var other = headset(console, receipt)) {
            for (int at = 0; at < 40_000; at += 100) {
                one.say(rest(at));
                other.say(rest(at));
                if (at % 1000 != 0) continue;
                awaitAffectAt(at, one);
                awaitAffectAt(at, other);
            }
            awaitAffectAt(39_900, one);
            awaitAffectAt(39_900, other);
            one.say("{\"type\": \"bye\"}");
            other.say("{\"type\": \"bye\"}");
            one.closeCode();
            other.closeCode();
        }

        var person = persons.find(consents.subjectOf(UUID.fromString(receipt)).orElseThrow())
                .orElseThrow();
        double seconds = 0;
        for (int i = 0; i < 300 && seconds < 60; i++) {
            Thread.sleep(Duration.ofMillis(100)); // written a moment after both are over
            seconds = baselines.of(person, modality -> true).baseline().secondsAtRest(Modality.FACE);
        }
        baselines.erase(person); // another test counts all
        assertThat(seconds).as("of 40 in each").isBetween(60.0, 80.0);
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
        try (var page = headset(console, receipt)) {
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

    private Page headset(Cookie console, String receipt) throws InterruptedException {
        var page = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue());
        page.say("""
                {"type": "hello", "receiptId": "%s", "purpose": "personalization", "source": "headset", "language": "en"}""".formatted(receipt));
        page.hear("ready");
        return page;
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
