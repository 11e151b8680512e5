package dev.attune.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.decisions.Action;
import dev.attune.decisions.ActionClass;
import dev.attune.decisions.Decision;
import dev.attune.decisions.Explanation;
import dev.attune.decisions.Wording;
import dev.attune.server.ServerTest;
import dev.attune.server.sessions.SessionLog;
import dev.attune.signals.Purpose;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ApprovalsTest extends ServerTest {
    @Autowired
    private Approvals approvals;

    @Autowired
    private SessionLog sessions;

    private Cookie console;
    private UUID session = new UUID(0, 0);

    @BeforeEach
    void aSessionInWhichARefundWasDecidedOn() throws InterruptedException {
        console = aSignedInConsole();
        var receipt = UUID.fromString(aReceipt(console, "personalization/face"));
        var subject = body(mvc.get()
                        .uri("/v1/consents/" + receipt)
                        .cookie(console)
                        .exchange())
                .path("subject")
                .asString();
        session = sessions.opened(subject, receipt, Purpose.PERSONALIZATION, "clip", "en")
                .id();
        approvals.ask(session, refund());
        for (int tries = 0; tries < 200 && approvals.answer(session, "d-1").isEmpty(); tries++) Thread.sleep(50);
    }

    @Test
    void aSignificantActionThatNobodyApprovedMustNotBeCarriedOut() {
        assertThat(approvals.answer(session, "d-1")).contains(Approvals.Answer.WAITING);
        assertThat(post("carried-out", "")).hasStatus(409).bodyText().contains("nobody approved it yet");
    }

    @Test
    void onceApprovedItMay() {
        assertThat(mvc.get().uri("/v1/approvals").cookie(console)).bodyText().contains(session.toString(), "refund");

        assertThat(post("", "{\"approved\": true}")).hasStatus(204);

        assertThat(post("carried-out", "")).hasStatus(204);
        assertThat(mvc.get().uri("/v1/approvals").cookie(console)).bodyText().doesNotContain(session.toString());
    }

    @Test
    void onceDeclinedItMayNot() {
        post("", "{\"approved\": false}");

        assertThat(post("carried-out", "")).hasStatus(409).bodyText().contains("declined");
        assertThat(post("", "{\"approved\": true}")).as("decided already").hasStatus(404);
    }

    @Test
    void whatNeedsNobodyIsNotAskedFor() {
        assertThat(approvals.answer(session, "d-2")).isEqualTo(Optional.empty());
    }

    private static Decision refund() {
        return new Decision(
                "d-1",
                Duration.ofSeconds(3),
                "test",
                1,
                "refund",
                new Action("refund", ActionClass.ENTITLEMENT, Map.of()),
                new Explanation(List.of(), Duration.ZERO, new Wording("a", "б", "丙")),
                1.0,
                "house-style");
    }

    private MvcTestResult post(String what, String body) {
        return mvc.post()
                .uri("/v1/approvals/%s/d-1%s".formatted(session, what.isEmpty() ? "" : "/" + what))
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType("application/json")
                .content(body)
                .exchange();
    }
}
