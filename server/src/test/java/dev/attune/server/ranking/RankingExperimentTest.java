package dev.attune.server.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.decisions.experiments.Assignment;
import dev.attune.server.ServerTest;
import dev.attune.server.database.Tenant;
import dev.attune.server.privacy.Erasures;
import dev.attune.server.vault.Persons;
import jakarta.servlet.http.Cookie;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// What a policy is worth: the control sees the baseline, the other arm the learner, and rewards are the outcomes.
class RankingExperimentTest extends ServerTest {
    @Autowired
    private Journal journal;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Persons persons;

    @Autowired
    private Erasures erasures;

    private final String id = "x-" + UUID.randomUUID();
    private Cookie console = new Cookie("none", "");
    private String key = "";

    @BeforeEach
    void anExperimentOverAPolicyThatLeads() {
        console = aSignedInConsole();
        key = aNewKey(console);
        assertThat(console(HttpMethod.POST, "/v1/experiments", """
                {"id": "%s", "hypothesis": "Learning which action helps leads to more orders.", "unitsPerArm": 1000,
                 "arms": [{"id": "baseline", "share": 0.5}, {"id": "learner", "share": 0.5}],
                 "metrics": [{"id": "conversion"}, {"id": "latency"}],
                 "groups": {"membership": ["basic", "gold"]}}""".formatted(id)))
                .hasStatus(201);
        assertThat(console(HttpMethod.PUT, "/v1/policies/" + id, """
                {"actions": [{"id": "plain"}, {"id": "help"}], "experiment": "%s"}""".formatted(id)))
                .hasStatusOk();
        assertThat(console(
                        HttpMethod.PUT,
                        "/v1/policies/%s/mode".formatted(id),
                        "{\"mode\": \"online\", \"reason\": \"to be tried\", \"despite\": true}"))
                .hasStatusOk();
        assertThat(console(HttpMethod.POST, "/v1/experiments/%s/start".formatted(id), "{}"))
                .hasStatus(204);
    }

    @Test
    void everybodyIsDealtBeforeConsentAndWhatTheirDecisionsEarnIsTheirArms() {
        int earned = 0;
        var seen = new ArrayList<String>();
        for (int n = 0; n < 30; n++) {
            var answer = body(rank("s-%d-%s".formatted(n, id), ""));
            var dealt = answer.path("experiment");
            assertThat(dealt.path("id").asString()).isEqualTo(id);
            boolean control = dealt.path("arm").asString().equals("baseline");
            assertThat(answer.path("why").asString()).isEqualTo(control ? "baseline" : "learner");
            if (control) assertThat(answer.path("rewardActionId").asString()).isEqualTo("plain");
            assertThat(answer.path("personal").asBoolean())
                    .as("nobody here agreed to be recognised")
                    .isFalse();
            seen.add(dealt.path("arm").asString());
            if (n % 3 != 0) continue;
            var event = answer.path("eventId").asString();
            assertThat(reward(event, "{\"value\": 1}")).hasStatus(204);
            assertThat(reward(event, "{\"value\": 1}")).as("kept, not counted").hasStatus(202);
            earned++;
        }
        assertThat(seen).contains("baseline", "learner");
        journal.settle();

        assertThat(outcomes("conversion")).isEqualTo(earned);
        assertThat(outcomes("latency")).as("one per decision").isEqualTo(30);
        assertThat(jdbc.queryForObject(
                        "select count(exposed_at) from experiment_unit where experiment = ?", Long.class, id))
                .isEqualTo(30);
        var report = body(console(HttpMethod.GET, "/v1/experiments/" + id, ""));
        assertThat(report.path("arms")
                        .valueStream()
                        .mapToLong(arm -> arm.path("assigned").asLong())
                        .sum())
                .isEqualTo(seen.size() - heldBack(30));
        var sums = asOwner().query(report.path("sql").path("sums").asString(), (row, n) -> row.getString("metric"));
        assertThat(sums).contains("conversion", "latency");
    }

    @Test
    void whatIsNeverShownIsNoExposureAndPartsAreOutcomesOfTheirOwn() {
        var subject = "s-deferred-" + id;
        var event = body(rank(subject, ", \"deferActivation\": true"))
                .path("eventId")
                .asString();
        journal.settle();
        assertThat(exposed(subject)).isZero();

        assertThat(post("/v1/events/%s/activate".formatted(event), "{}")).hasStatus(204);
        assertThat(reward(event, "{\"parts\": {\"conversion\": 1, \"returns\": 1}}"))
                .hasStatus(204);
        journal.settle();

        assertThat(exposed(subject)).isEqualTo(1);
        assertThat(outcomes("conversion")).isEqualTo(1);
        assertThat(outcomes("returns")).isEqualTo(1);
    }

    @Test
    void groupsOfTheOperatorsOwnAreThoseOfThePlanOnly() {
        var subject = "s-gold-" + id;
        assertThat(rank(subject, ", \"groups\": {\"membership\": \"diamond\"}"))
                .hasStatus(400)
                .bodyText()
                .contains("membership");

        assertThat(rank(subject, ", \"groups\": {\"membership\": \"gold\", \"device\": \"phone\"}"))
                .hasStatus(201);

        assertThat(jdbc.queryForObject(
                        "select cuts ->> 'membership' from experiment_unit where experiment = ? and unit = ?",
                        String.class,
                        id,
                        persons.find(subject).orElseThrow()))
                .isEqualTo("gold");
    }

    @Test
    void onceItIsStoppedThePolicyLeadsEverybodyAgain() {
        var subject = inArm("baseline");

        assertThat(console(HttpMethod.POST, "/v1/experiments/%s/stop".formatted(id), "{\"reason\": \"seen enough\"}"))
                .hasStatus(204);

        var answer = body(rank(subject, ""));
        assertThat(answer.path("experiment").isNull()).isTrue();
        assertThat(answer.path("why").asString()).isIn("learner", "held-back");
    }

    @Test
    void aPolicyThatIsStoppedDealsNobodyBecauseItsArmsDoNotDiffer() {
        assertThat(console(HttpMethod.PUT, "/v1/switches/policy/" + id, "{\"reason\": \"complaints\"}"))
                .hasStatus(204);

        var answer = body(rank("s-stopped-" + id, ""));

        assertThat(answer.path("why").asString()).isEqualTo("killed");
        assertThat(answer.path("experiment").isNull()).isTrue();
    }

    @Test
    void whoIsErasedLeavesNoDecisionOfTheExperimentBehind() {
        var subject = "s-erased-" + id;
        var event = body(rank(subject, "")).path("eventId").asString();
        journal.settle();
        var unit = persons.find(subject).orElseThrow();

        Tenant.DEFAULT.run(() -> erasures.erase(subject, "test"));

        for (var table : List.of("experiment_decision", "experiment_unit", "experiment_outcome"))
            assertThat(jdbc.queryForObject("select count(*) from %s where unit = ?".formatted(table), Long.class, unit))
                    .as(table)
                    .isZero();
        assertThat(reward(event, "{\"value\": 1}"))
                .as("learned by nobody's name")
                .hasStatus(204);
        journal.settle();
        assertThat(outcomes("conversion")).isZero();
    }

    private String inArm(String arm) {
        for (int n = 0; n < 40; n++) {
            var subject = "s-arm-%d-%s".formatted(n, id);
            if (body(rank(subject, ""))
                    .path("experiment")
                    .path("arm")
                    .asString()
                    .equals(arm)) return subject;
        }
        throw new AssertionError("nobody was dealt to " + arm);
    }

    private long heldBack(int people) {
        long held = 0;
        for (int n = 0; n < people; n++)
            if (Assignment.heldBack(
                    "global", persons.find("s-%d-%s".formatted(n, id)).orElseThrow())) held++;
        return held;
    }

    private long outcomes(String metric) {
        return jdbc.query("""
                        select count(*) from experiment_outcome o join experiment_unit u on u.unit = o.unit
                        where u.experiment = ? and o.metric = ?""", (row, n) -> row.getLong(1), id, metric).getFirst();
    }

    private long exposed(String subject) {
        return jdbc.query(
                        "select count(exposed_at) from experiment_unit where experiment = ? and unit = ?",
                        (row, n) -> row.getLong(1),
                        id,
                        persons.find(subject).orElseThrow())
                .getFirst();
    }

    private MvcTestResult rank(String subject, String more) {
        return post("/v1/rank", "{\"policy\": \"%s\", \"subject\": \"%s\"%s}".formatted(id, subject, more));
    }

    private MvcTestResult reward(String event, String reward) {
        return post("/v1/events/%s/reward".formatted(event), reward);
    }

    private MvcTestResult post(String path, String content) {
        return mvc.post()
                .uri(path)
                .header("Attune-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(content)
                .exchange();
    }

    private MvcTestResult console(HttpMethod method, String path, String content) {
        return mvc.method(method)
                .uri(path)
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(content)
                .exchange();
    }
}
