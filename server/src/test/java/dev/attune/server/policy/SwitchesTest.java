package dev.attune.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.audit.Audit;
import dev.attune.server.database.Tenant;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import jakarta.servlet.http.Cookie;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class SwitchesTest extends ServerTest {
    @Autowired
    private Gate gate;

    @Autowired
    private Switches switches;

    @Autowired
    private GateLog log;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Audit audit;

    @Autowired
    private Persons persons;

    @Autowired
    private ApplicationEventPublisher events;

    private Cookie console;

    @BeforeEach
    void signIn() {
        console = aSignedInConsole();
    }

    @AfterEach
    void everythingIsOnAgain() {
        switches.all().forEach(off -> switches.on(off.what(), "test"));
    }

    @Test
    void aModalityThatIsSwitchedOffIsNotReadWhateverWasAgreedTo() {
        String subject = aPersonWhoLetsTheFaceBeRead();
        assertThat(face(subject)).isInstanceOf(Gate.Verdict.Allowed.class);

        assertThat(off("modality/face", "wrong numbers since noon")).hasStatus(204);

        assertThat(face(subject))
                .isInstanceOfSatisfying(
                        Gate.Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).contains("switched off", "wrong numbers since noon"));
        assertThat(on("modality/face")).hasStatus(204);
        assertThat(face(subject)).isInstanceOf(Gate.Verdict.Allowed.class);
    }

    @Test
    void theWholeHouseCanBeSwitchedOff() {
        String subject = aPersonWhoLetsTheFaceBeRead();

        off("tenant/all", "incident 7");

        assertThat(face(subject)).isInstanceOf(Gate.Verdict.Refused.class);
        assertThat(switches.stopping("retail-checkout")).isPresent();
    }

    @Test
    void aPlaybookCanBeSwitchedOffAloneWhileReadingGoesOn() {
        String subject = aPersonWhoLetsTheFaceBeRead();

        off("playbook/retail-checkout", "too eager");

        assertThat(switches.stopping("retail-checkout")).isPresent();
        assertThat(switches.stopping("another")).isEmpty();
        assertThat(face(subject)).isInstanceOf(Gate.Verdict.Allowed.class);
    }

    @Test
    void aTenantStopsItselfAndNobodyElse() {
        var another = new Tenant("another-" + UUID.randomUUID());

        another.run(() -> switches.off(new Switch(Switch.Scope.MODALITY, "voice"), "ours only", "their admin"));

        assertThat(switches.stopping(Modality.VOICE)).isEmpty();
        assertThat(switches.all()).noneMatch(off -> off.reason().equals("ours only"));
        assertThat(another.get(() -> switches.stopping(Modality.VOICE))).isPresent();
        assertThat(another.get(() -> new Switches(jdbc, InstantSource.system(), audit, events).all()))
                .hasSize(1);
        off("tenant/all", "incident 8");
        assertThat(another.get(() -> switches.stopping(Modality.FACE))).isPresent();
        another.run(() -> switches.on(new Switch(Switch.Scope.MODALITY, "voice"), "their admin"));
    }

    @Test
    void whatIsOffStaysOffAfterARestart() {
        off("modality/voice", "a fault");

        var afterARestart = new Switches(jdbc, InstantSource.system(), audit, events);

        assertThat(afterARestart.stopping(Modality.VOICE)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"modality/smell", "tenant/other", "house/all", "playbook/NO_SUCH"})
    void aSwitchThatDoesNotExistIsNamed(String what) {
        assertThat(off(what, "why")).hasStatus(400).bodyText().contains("Maybe");
    }

    @Test
    void aSwitchNeedsAReason() {
        assertThat(off("modality/face", " ")).hasStatus(400);
    }

    @Test
    void answersAreCountedByRuleAndChangesGoIntoTheAudit() throws InterruptedException {
        String subject = aPersonWhoLetsTheFaceBeRead();
        for (int i = 0; i < 3; i++) face(subject);
        off("modality/face", "why");
        face(subject);
        log.write();

        var today = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
        eventually(() -> assertThat(log.since(today.minusDays(1))).anySatisfy(count -> {
            assertThat(count.rule()).isEqualTo("house-02");
            assertThat(count.pack()).isEqualTo("eu/3");
            assertThat(count.answer()).isEqualTo("allowed");
            assertThat(count.n()).isGreaterThanOrEqualTo(3);
        }));
        String person = persons.find(subject).orElseThrow();
        eventually(
                () -> assertThat(jdbc.sql("""
                        select action from audit_record where object_pseudonym = ? and actor = 'gate' order by seq""").param(person).query(String.class).list())
                        .containsExactly("gate.allowed", "gate.switched-off"));
    }

    /// Rows are written in groups, a moment later.
    private static void eventually(Runnable assertion) throws InterruptedException {
        for (int tries = 0; tries < 200; tries++) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                Thread.sleep(50);
            }
        }
        assertion.run();
    }

    private String aPersonWhoLetsTheFaceBeRead() {
        String receipt = aReceipt(console, "personalization/face");
        return body(mvc.get()
                        .uri("/v1/consents/" + UUID.fromString(receipt))
                        .cookie(console)
                        .exchange())
                .path("subject")
                .asString();
    }

    private Gate.Verdict face(String subject) {
        return gate.check(new Gate.Question(subject, Purpose.PERSONALIZATION, Modality.FACE));
    }

    private MvcTestResult off(String what, String reason) {
        return mvc.put()
                .uri("/v1/switches/" + what)
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType("application/json")
                .content("{\"reason\": \"%s\"}".formatted(reason))
                .exchange();
    }

    private MvcTestResult on(String what) {
        return mvc.delete()
                .uri("/v1/switches/" + what)
                .cookie(console)
                .header("Attune-Console", "1")
                .exchange();
    }
}
