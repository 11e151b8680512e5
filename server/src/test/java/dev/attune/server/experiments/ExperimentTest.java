package dev.attune.server.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.decisions.experiments.Assignment;
import dev.attune.server.ServerTest;
import dev.attune.server.customers.CustomerEvent;
import dev.attune.server.customers.CustomerEventsStored;
import dev.attune.server.privacy.Erasures;
import dev.attune.server.vault.Persons;
import jakarta.servlet.http.Cookie;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@RecordApplicationEvents
class ExperimentTest extends ServerTest {
    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Persons persons;

    @Autowired
    private Erasures erasures;

    @Autowired
    private ApplicationEvents events;

    @Autowired
    private ExperimentsOfPersons holder;

    @Autowired
    private InstantSource clock;

    @Autowired
    private ApplicationEventPublisher publisher;

    private final String id = "e-" + UUID.randomUUID();
    private Cookie console;

    @BeforeEach
    void aConsole() {
        console = aSignedInConsole();
    }

    @Test
    void anExperimentIsPlannedWithItsGuardrailsThenStartedThenStoppedWithAReason() {
        var plan = body(create("{\"id\": \"conversion\"}"));
        assertThat(plan.path("metrics")
                        .valueStream()
                        .map(metric -> metric.path("id").asString() + " "
                                + metric.path("role").asString()))
                .containsExactly(
                        "conversion primary", "complaints guardrail", "returns guardrail", "opt-outs guardrail");
        assertThat(create("{\"id\": \"conversion\"}")).hasStatus(409);
        assertThat(assigned("s-early").path("arm").isNull())
                .as("dealt before the start")
                .isTrue();

        assertThat(post("/start", "{}")).hasStatus(204);
        assertThat(post("/start", "{}")).hasStatus(409);
        assertThat(post("/stop", "{}")).hasStatus(400);
        assertThat(post("/stop", "{\"reason\": \"only a trial\"}")).hasStatus(204);

        var report = report("real");
        assertThat(report.path("state").asString()).isEqualTo("stopped");
        assertThat(report.path("history")
                        .valueStream()
                        .map(change -> change.path("what").asString()))
                .containsExactly("created", "started", "stopped");
        assertThat(report.path("aa")).hasSize(1);
        assertThat(mvc.get().uri("/v1/audit/records").cookie(console))
                .bodyText()
                .contains("experiment.created", "experiment.started", "experiment.stopped", "only a trial");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"id": "A"} | id
                    {"arms": [{"id": "one", "share": 1}]} | arms
                    {"arms": [{"id": "one", "share": 0.6}, {"id": "two", "share": 0.6}]} | buckets
                    {"arms": [{"id": "one", "share": 0.5}, {"id": "holdback", "share": 0.5}]} | holdback
                    {"metrics": []} | primary
                    {"metrics": [{"id": "clicks", "role": "primary"}]} | better
                    {"metrics": [{"id": "conversion", "role": "best"}]} | role
                    {"hypothesis": " "} | hypothesis
                    {"unitsPerArm": 0} | units""")
    void aPlanThatCannotBeReadIsRefusedWithWhatIsWrong(String change, String named) {
        var plan = new HashMap<String, Object>(Map.of(
                "id",
                id,
                "hypothesis",
                "it helps",
                "arms",
                List.of(Map.of("id", "one", "share", 0.5), Map.of("id", "two", "share", 0.5)),
                "metrics",
                List.of(Map.of("id", "conversion")),
                "unitsPerArm",
                1000));
        json.readTree(change).properties().forEach(field -> plan.put(field.getKey(), field.getValue()));

        var refused = send("/v1/experiments", json.writeValueAsString(plan));

        assertThat(refused).hasStatus(400);
        assertThat(body(refused).path("detail").asString()).contains(named);
    }

    @Test
    void peopleAreDealtTheSameWayEveryTimeAndAreExposedOnlyWhenTheyReallySawIt() {
        running();
        var arms = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            String subject = "s-" + i + id;
            var first = assigned(subject);
            assertThat(assigned(subject)).isEqualTo(first);
            arms.add(first.path("arm").asString());
            var unit = persons.find(subject).orElseThrow();
            boolean held = Assignment.bucket("holdback:global", unit) < Assignment.HOLDBACK_BUCKETS;
            assertThat(first.path("heldBack").asBoolean()).isEqualTo(held);
            if (!held)
                assertThat(first.path("arm").asString())
                        .as("by the hash of the experiment's id and the person's id")
                        .isEqualTo(Assignment.bucket(id, unit) < 5_000 ? "one" : "two");
        }
        assertThat(arms).contains("one", "two");
        assertThat(exposed(report("real"))).isZero();

        var subject = "s-0" + id;
        expose(subject, assigned(subject).path("arm").asString());
        expose(subject, assigned(subject).path("arm").asString());

        assertThat(jdbc.queryForObject(
                        "select count(exposed_at) from experiment_unit where experiment = ?", Long.class, id))
                .isEqualTo(1);
        assertThat(post("/exposures", "{\"subject\": \"s-stranger\", \"arm\": \"one\"}"))
                .hasStatus(409);
    }

    @Test
    void theReportsFiguresAreThoseOfItsSqlAndOfTheRowsThemselves() {
        running();
        simulate(1_000);
        var report = report("simulated");

        var told = asOwner()
                .query(
                        report.path("sql").path("sums").asString(),
                        (row, n) -> new Sum(
                                row.getString("arm"),
                                row.getString("metric"),
                                row.getLong("n"),
                                row.getDouble("mean_y")));
        for (var arm : List.of("one", "two")) {
            var conversions = told.stream()
                    .filter(sum -> sum.arm().equals(arm) && sum.metric().equals("conversion"))
                    .toList();
            long people = conversions.stream().mapToLong(Sum::n).sum();
            double bought = conversions.stream()
                    .mapToDouble(sum -> sum.n() * sum.mean())
                    .sum();
            assertThat(people).isEqualTo(count("true", arm));
            assertThat(bought).isCloseTo(count("""
                    exists (select from experiment_outcome o where o.unit = u.unit and o.metric = 'conversion'
                      and o.at >= u.assigned_at and o.at < u.assigned_at + interval '72 hours')""", arm), within(1e-6));
            var comparison = report.path("comparisons").path(0);
            String side = arm.equals("one") ? "control" : "treatment";
            assertThat(comparison.path(side + "People").asLong()).isEqualTo(people);
            assertThat(comparison.path(side).asDouble()).isCloseTo(bought / people, within(1e-12));
        }
        var counts = asOwner()
                .query(
                        report.path("sql").path("people").asString(),
                        (row, n) -> row.getString("arm") + " " + row.getLong("assigned"));
        assertThat(counts)
                .containsExactlyInAnyOrder(
                        "one " + count("true", "one"),
                        "two " + count("true", "two"),
                        "holdback " + count("true", "holdback"));
        assertThat(report.path("arms").path(0).path("assigned").asLong()).isEqualTo(count("true", "one"));
    }

    private record Sum(String arm, String metric, long n, double mean) {}

    private long count(String condition, String arm) {
        return jdbc.query(
                        "select count(*) from experiment_unit u where experiment = ? and arm = ? and %s"
                                .formatted(condition),
                        (row, n) -> row.getLong(1),
                        id,
                        arm)
                .getFirst();
    }

    @Test
    void simulatedVisitsAreNeverCountedTogetherWithRealOnes() {
        running();
        simulate(500);
        assigned("s-real" + id);

        var real = report("real");
        var simulated = report("simulated");

        assertThat(real.path("simulatedVisits").asLong()).isEqualTo(500);
        assertThat(real.path("realVisits").asLong()).isEqualTo(1);
        assertThat(people(real)).isLessThanOrEqualTo(1);
        assertThat(people(simulated)).isGreaterThan(450);
        assertThat(real.path("verdicts").path(0).path("id").asString()).isEqualTo("too-early");
        assertThat(real.path("comparisons")).as("figures of one person").isEmpty();
    }

    @Test
    void aReportTellsItsCourseItsGroupsItsHoldbackAndThatDealingFindsNothingWhereNothingIs() {
        running();
        simulate(2_000);
        var report = report("simulated");

        var days = report.path("days").valueStream().toList();
        assertThat(days).hasSizeBetween(20, 22);
        var last = days.getLast();
        var primary = report.path("comparisons").path(0);
        assertThat(last.path("lift").asDouble()).isCloseTo(primary.path("lift").asDouble(), within(1e-9));
        assertThat(last.path("low").asDouble())
                .isCloseTo(primary.path("liftLow").asDouble(), within(1e-9));
        assertThat(report.path("groups")
                        .valueStream()
                        .map(group -> group.path("cut").asString()))
                .contains("device", "language", "consent");
        assertThat(report.path("holdback").path("heldBack").asLong()).isBetween(50L, 150L);
        assertThat(report.path("detectable").asDouble()).isPositive();
        var check = report.path("aa").path(0);
        assertThat(check.path("visits").asString()).isEqualTo("simulated");
        assertThat(check.path("falseAlarms").asInt()).as("of 200, about ten").isBetween(1, 24);
    }

    @Test
    void whatPeopleDidBeforeIsTakenOutOfWhatTheyDoNow() {
        running();
        units(400, "case when i % 2 = 0 then 'one' else 'two' end", "'phone'");
        // one in five bought a day before and again now, the others came and did neither
        for (var at : List.of("assigned_at - interval '1 day'", "assigned_at")) jdbc.update("""
                    insert into experiment_outcome (unit, metric, value, at)
                    select unit, case when mod(split_part(unit, '-', 2)::int / 2, 5) = 0 then 'conversion' else 'visit' end, 1, %s
                    from experiment_unit where experiment = ?""".formatted(at), id);

        var conversion = report("real").path("comparisons").path(0);

        assertThat(conversion.path("control").asDouble()).isCloseTo(0.2, within(0.01));
        assertThat(conversion.path("varianceSaved").asDouble()).isGreaterThan(0.99);
    }

    @Test
    void aBrokenRatioHidesEverythingAndIsToldOnce() {
        running();
        units(400, "case when i % 4 = 0 then 'one' else 'two' end", "'phone'");

        var report = report("real");
        report("real");

        assertThat(report.path("sampleRatio").path("broken").asBoolean()).isTrue();
        assertThat(report.path("verdicts").path(0).path("id").asString()).isEqualTo("sample-ratio-broken");
        for (var hidden : List.of("comparisons", "days", "groups"))
            assertThat(report.path(hidden)).as(hidden).isEmpty();
        assertThat(events.stream(SampleRatioFailed.class)
                        .filter(event -> event.experiment().equals(id)))
                .singleElement()
                .satisfies(event -> assertThat(event.people()).containsEntry("one", 100L));
        assertThat(mvc.get().uri("/v1/audit/records").cookie(console))
                .bodyText()
                .contains("experiment.srm_failed");
    }

    @Test
    void groupsOfFewAreWithheldAndSoIsWhatWouldTellOfThem() {
        running();
        units(
                300,
                "case when i % 2 = 0 then 'one' else 'two' end",
                "case when i <= 6 then 'tablet' when i <= 150 then 'phone' else 'desktop' end");

        var report = report("real");

        assertThat(report.path("withheldGroups").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(report.path("groups")
                        .valueStream()
                        .map(group -> group.path("part").asString()))
                .doesNotContain("tablet");
    }

    @Test
    void whatHappenedCountsOnceForASendersIdAndOnlyWithinItsWindow() throws InterruptedException {
        running();
        String subject = "s-" + UUID.randomUUID();
        assigned(subject);
        var now = clock.instant();
        outcome(subject, "conversion", now, "order-1" + id);
        outcome(subject, "conversion", now, "order-1" + id);
        outcome(subject, "conversion", now.minus(Duration.ofDays(2)), "order-0" + id);
        var person = persons.find(subject).orElseThrow();
        awaitOutcomes(person, 2);

        assertThat(holder.export(person).outcomes()).hasSize(2);
        erasures.erase(subject, "test");
        assertThat(holder.export(person).experiments()).isEmpty();
        assertThat(holder.export(person).outcomes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"subject": "s-1", "metric": "conversion", "value": 1, "at": "2099-01-01T00:00:00Z"} | future
                    {"subject": "s-1", "metric": "conversion", "value": 1, "at": "2001-01-01T00:00:00Z"} | 90 days
                    {"subject": "s-1", "metric": "Conversion!", "value": 1} | metric
                    {"subject": "s-1", "metric": "conversion"} | value
                    {"subject": "s-1", "metric": "conversion", "value": 1e200} | value of conversion
                    {"subject": "s-1", "metric": "conversion", "value": -1e16} | value of conversion
                    {"subject": "a name", "metric": "conversion", "value": 1} | subject""")
    void whatCannotHaveHappenedIsRefused(String outcome, String named) {
        var refused = send("/v1/experiments/outcomes", "[" + outcome + "]");

        assertThat(refused).hasStatus(400);
        assertThat(body(refused).path("detail").asString()).contains(named);
    }

    @Test
    void aReportIsNotSplitByWhatSomebodyIs() {
        running();

        assertThat(post("/assignments", "{\"subject\": \"s-1\", \"cuts\": {\"religion\": \"any\"}}"))
                .hasStatus(400);
    }

    @Test
    void whoWithdrawsOptedOutAndWhoTakesAnAdaptationBackUndidIt() throws InterruptedException {
        running();
        var receipt = aReceipt(console, "personalization/face");
        var subject = body(mvc.get()
                        .uri("/v1/consents/" + receipt)
                        .cookie(console)
                        .exchange())
                .path("subject")
                .asString();
        assigned(subject);
        var person = persons.find(subject).orElseThrow();
        assertThat(jdbc.queryForObject("select consented from experiment_unit where unit = ?", Boolean.class, person))
                .isTrue();

        send("/v1/consents/%s/withdrawals".formatted(receipt), "{}");

        awaitOutcomes(person, 1);
        assertThat(holder.export(person).outcomes())
                .extracting(ExperimentsOfPersons.Outcome::metric)
                .containsExactly("opt-outs");
    }

    @Test
    void whatCustomersEventsTellNeedsNotBeSentAgain() throws InterruptedException {
        running();
        String person = persons.admit("s-" + UUID.randomUUID());
        var order = new CustomerEvent(
                UUID.randomUUID(),
                person,
                "track:Order Completed",
                clock.instant(),
                clock.instant(),
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());

        publisher.publishEvent(new CustomerEventsStored(0, List.of(order)));
        publisher.publishEvent(new CustomerEventsStored(0, List.of(order)));
        outcome(persons.subjectOf(person).orElseThrow(), "returns", clock.instant(), "later" + id);

        awaitOutcomes(person, 2);
        assertThat(holder.export(person).outcomes())
                .extracting(ExperimentsOfPersons.Outcome::metric)
                .containsExactlyInAnyOrder("conversion", "returns");
    }

    private void awaitOutcomes(String person, int count) throws InterruptedException {
        while (holder.export(person).outcomes().size() < count) Thread.sleep(5);
    }

    /// @param arm of the i-th person, in SQL, as `device`
    private void units(int count, String arm, String device) {
        var sql = """
                insert into experiment_unit (experiment, unit, arm, assigned_at, cuts)
                select ?, 'u-' || i || '-' || ?, %s, ?, jsonb_build_object('device', %s)
                from generate_series(1, ?) as i""".formatted(arm, device);
        jdbc.update(sql, id, id, Timestamp.from(clock.instant()), count);
    }

    private static long people(JsonNode report) {
        return report.path("arms")
                .valueStream()
                .mapToLong(arm -> arm.path("assigned").asLong())
                .sum();
    }

    private static long exposed(JsonNode report) {
        return report.path("arms")
                .valueStream()
                .mapToLong(arm -> arm.path("exposed").asLong())
                .sum();
    }

    private void running() {
        create("{\"id\": \"conversion\"}");
        assertThat(post("/start", "{}")).hasStatus(204);
    }

    @Test
    void visitsThatAreNeitherRealNorSimulatedAreRefusedInsteadOfTakenForReal() {
        create("{\"id\": \"conversion\"}");

        assertThat(post("/aa-checks?visits=both", "{}"))
                .hasStatus(400)
                .bodyText()
                .contains("both");
        assertThat(post("/aa-checks?visits=simulated", "{}")).hasStatus(204);
    }

    @Test
    void aCheckOfHowItDealsIsKeptInTheReportWithThePeopleItRestsOn() {
        create("{\"id\": \"conversion\"}");
        assertThat(post("/aa-checks", "{}")).hasStatus(204);
        units(400, "case when i % 2 = 0 then 'one' else 'two' end", "'phone'");
        jdbc.update("""
                    insert into experiment_outcome (unit, metric, value, at)
                    select unit, case when mod(split_part(unit, '-', 2)::int / 2, 5) = 0 then 'conversion' else 'visit' end,
                      1, assigned_at - interval '1 day'
                    from experiment_unit where experiment = ?""", id);

        assertThat(post("/aa-checks", "{}")).hasStatus(204);

        var check = report("real").path("aa");
        assertThat(check).hasSize(2);
        assertThat(check.path(0).path("visits").asString()).isEqualTo("real");
        assertThat(check.path(0).path("people").asLong())
                .as("the latest first, and everybody of whom it is known what they did before")
                .isEqualTo(check.path(1).path("people").asLong() + 400);
        assertThat(check.path(0).path("deals").asInt()).isEqualTo(200);
        assertThat(check.path(0).path("falseAlarms").asInt())
                .as("of 200, about ten")
                .isBetween(1, 24);
        assertThat(check.path(0).path("p").asDouble()).isBetween(0.0, 1.0);
        assertThat(check.path(0).path("ratioP").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void aCheckAmongNobodyAlarmsNobody() {
        console = aStrangersConsole(); // in the other tenant people did something before
        create("{\"id\": \"conversion\"}");

        assertThat(post("/aa-checks", "{}")).hasStatus(204);

        var check = report("real").path("aa").path(0);
        assertThat(check.path("people").asLong()).isZero();
        assertThat(check.path("falseAlarms").asInt()).isZero();
        assertThat(check.path("p").asDouble()).isEqualTo(1);
    }

    @Test
    void nobodyChecksAnExperimentOfAnotherTenantOrNone() {
        create("{\"id\": \"conversion\"}");
        assertThat(send("/v1/experiments/e-none/aa-checks", "{}")).hasStatus(404);

        var ours = console;
        console = aStrangersConsole();
        assertThat(post("/aa-checks", "{}")).hasStatus(404);

        console = ours;
        assertThat(report("real").path("aa")).isEmpty();
    }

    private void simulate(int visits) {
        assertThat(post("/simulated-visits", "{\"visits\": %d, \"days\": 21, \"seed\": 7}".formatted(visits)))
                .hasStatus(204);
    }

    private MvcTestResult create(String metrics) {
        return send("/v1/experiments", """
                {"id": "%s", "hypothesis": "two is better than one", "unitsPerArm": 5000,
                 "arms": [{"id": "one", "share": 0.5}, {"id": "two", "share": 0.5}], "metrics": [%s]}""".formatted(id, metrics));
    }

    private JsonNode report(String visits) {
        return body(mvc.get()
                .uri("/v1/experiments/%s?visits=%s".formatted(id, visits))
                .cookie(console)
                .exchange());
    }

    private JsonNode assigned(String subject) {
        return body(
                post("/assignments", "{\"subject\": \"%s\", \"cuts\": {\"device\": \"phone\"}}".formatted(subject)));
    }

    private void expose(String subject, String arm) {
        assertThat(post("/exposures", "{\"subject\": \"%s\", \"arm\": \"%s\"}".formatted(subject, arm)))
                .hasStatus(204);
    }

    private void outcome(String subject, String metric, Instant at, String event) {
        assertThat(send(
                        "/v1/experiments/outcomes",
                        "[{\"subject\": \"%s\", \"metric\": \"%s\", \"value\": 1, \"at\": \"%s\", \"eventId\": \"%s\"}]"
                                .formatted(subject, metric, at, event)))
                .hasStatus(204);
    }

    private MvcTestResult post(String path, String body) {
        return send("/v1/experiments/" + id + path, body);
    }

    private MvcTestResult send(String path, String body) {
        return mvc.post()
                .uri(path)
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
