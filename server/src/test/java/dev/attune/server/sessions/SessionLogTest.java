package dev.attune.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.vault.SessionRef;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class SessionLogTest extends ServerTest {
    @Autowired
    private SessionLog log;

    @Autowired
    private Gate gate;

    @Autowired
    private JdbcTemplate jdbc;

    /// The frame was read, and its second made, while the person still agreed; the writer comes to it afterwards.
    @Test
    void aConsentThatIsWithdrawnInTheMiddleOfAFrameReachesTheRowsThatWait() throws Exception {
        var console = aSignedInConsole();
        String subject = "s-" + UUID.randomUUID();
        var notice = body(
                mvc.get().uri("/v1/notices/current?language=en").cookie(console).exchange());
        String receipt = body(mvc.post()
                        .uri("/v1/consents")
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .contentType("application/json")
                        .content(answer(notice, subject, "analytics/face"))
                        .exchange())
                .path("receiptId")
                .asString();
        var session = log.opened(subject, UUID.fromString(receipt), Purpose.ANALYTICS, "clip", "en");
        var question = new Gate.Question(subject, Purpose.ANALYTICS, Modality.FACE);
        var withdrawn = new CountDownLatch(1);
        log.second(session, second(0), () -> {
            awaitQuietly(withdrawn); // the writer is held up until then
            return true; // it was still allowed when this one was asked about
        });

        assertThat(mvc.post()
                        .uri("/v1/consents/%s/withdrawals".formatted(receipt))
                        .cookie(console)
                        .header("Attune-Console", "1"))
                .hasStatusOk();
        log.second(session, second(1), () -> gate.check(question) instanceof Gate.Verdict.Allowed);
        log.second(session, second(2), () -> true); // what nobody withdrew is written behind it
        withdrawn.countDown();

        while (seconds(session, 2) == 0) Thread.sleep(5);
        assertThat(seconds(session, 0)).as("erased behind the withdrawal").isZero();
        assertThat(seconds(session, 1)).as("never written").isZero();
    }

    private int seconds(SessionRef session, int second) {
        return jdbc.queryForList(
                        "select 1 from affect_second where session_id = ? and second = ?", session.id(), second)
                .size();
    }

    private static SessionLog.Second second(int number) {
        return new SessionLog.Second(0, number, 20, 0.4, 0.1, 0.9, Map.of("joy", 0.7), Map.of());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
