package dev.attune.server.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.decisions.repair.CaseState;
import dev.attune.decisions.repair.Outcome;
import dev.attune.server.ServerTest;
import dev.attune.server.consent.Consents;
import dev.attune.server.customers.Customers;
import dev.attune.server.outbox.Outbox;
import dev.attune.server.webhooks.Receiver;
import dev.attune.server.webhooks.Webhooks;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// What somebody who works on a case can do with it: write to the person, make a task of it, end it.
class CaseWorkTest extends ServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30); // for a busy machine
    private static final String NOBODYS_PORT = "http://127.0.0.1:1"; // what goes there waits to be tried again

    @Autowired
    private Cases cases;

    @Autowired
    private Consents consents;

    @Autowired
    private CaseTable table;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Webhooks webhooks;

    @Autowired
    private Customers customers;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private InstantSource clock;

    private Cookie console;
    private UUID id = new UUID(0, 0);
    private final List<String> made = new ArrayList<>();

    @BeforeEach
    void anOpenCase() {
        console = aSignedInConsole();
        id = aCaseOf("personalization/text", "personalization/behaviour");
    }

    @AfterEach
    void nothingStaysConnected() {
        console = aSignedInConsole();
        for (var path : made)
            assertThat(call(HttpMethod.DELETE, path, Map.of())).hasStatus(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"repaired", "not-repaired", "unanswered", "mistaken"})
    void aCaseEndsOnceWithAnyOutcomeThatAPersonCanJudge(String outcome) {
        var ended = end(id, outcome);

        assertThat(ended).hasStatusOk();
        assertThat(body(ended).path("state").asString()).isEqualTo("closed");
        assertThat(body(ended).path("outcome").asString()).isEqualTo(outcome);
        assertThat(body(ended).path("closedAt").isNull()).isFalse();
        assertThat(listed("closed")).contains(id.toString());
        assertThat(listed("open")).doesNotContain(id.toString());
        assertThat(end(id, "repaired")).hasStatus(409).bodyText().contains("closed (%s)".formatted(outcome));
        assertThat(audited("case.ended", id)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"withdrawn", "Repaired", "", "null"})
    void anOutcomeThatNobodyCanChooseLeavesTheCaseOpen(String outcome) {
        var wanted = new HashMap<String, Object>();
        wanted.put("outcome", outcome.equals("null") ? null : outcome);

        assertThat(call(HttpMethod.POST, "/v1/cases/%s/end".formatted(id), wanted))
                .hasStatus(400)
                .bodyText()
                .contains("repaired, not-repaired, unanswered or mistaken");
        assertThat(cases.find(id).orElseThrow().state()).isEqualTo(CaseState.OPENED);
    }

    @Test
    void whatWasRefusedIsNotOnRecordAsDone() {
        var nowhere = UUID.randomUUID();
        cases.ended(id, Outcome.MISTAKEN);

        assertThat(end(nowhere, "repaired")).hasStatus(404);
        assertThat(end(id, "repaired")).hasStatus(409);
        assertThat(call(HttpMethod.POST, "/v1/cases/%s/owner".formatted(id), Map.of("mine", true)))
                .hasStatus(409);
        assertThat(call(HttpMethod.POST, "/v1/cases/%s/owner".formatted(nowhere), Map.of("mine", true)))
                .hasStatus(404);

        for (var one : List.of(id, nowhere)) {
            assertThat(audited("case.ended", one)).isEmpty();
            assertThat(audited("case.taken", one)).isEmpty();
        }
    }

    @Test
    void aMessageReachesTheEndpointThatIsNamedAndTheHistorySaysSo() throws Exception {
        try (var receiver = new Receiver()) {
            var target = "webhook:" + endpoint(receiver.url());

            assertThat(message(id, target, " We send the lamp again. ")).hasStatus(202);

            var got = read(receiver.afterReceiving(1).getFirst().body());
            assertThat(got.path("type").asString()).isEqualTo("repair.message");
            assertThat(got.path("data").path("case").asString()).isEqualTo(id.toString());
            assertThat(got.path("data").path("text").asString()).isEqualTo("We send the lamp again.");
            assertThat(entry("message", detail -> detail.path("delivered").asBoolean())
                            .path("detail")
                            .path("target")
                            .asString())
                    .isEqualTo(target);
            assertThat(audited("case.message", id)).hasSize(1);
        }
    }

    @Test
    void aMessageByMailGoesToTheAddressThatThePersonTold() throws Exception {
        var subject = consents.subjectOf(UUID.fromString(aReceipt(console, "personalization/behaviour")))
                .orElseThrow();
        assertThat(call(
                        HttpMethod.POST,
                        "/v1/identify",
                        Map.of("userId", subject, "traits", Map.of("email", "vera@example.com"))))
                .hasStatusOk();
        var theirs = opened(subject);

        sendingMail().message(cases.find(theirs).orElseThrow(), "mail", "We send the lamp again.");

        assertThat(cases.history(cases.find(theirs).orElseThrow()).getLast().detail())
                .containsEntry("target", "mail")
                .containsEntry("text", "We send the lamp again.");
    }

    @Test
    void aMessageByMailIsRefusedAtOnceWhereNoMailServerIsSet() {
        assertThat(message(id, "mail", "We send the lamp again."))
                .hasStatus(409)
                .bodyText()
                .contains("spring.mail.host");
        assertThat(historyOf(id)).doesNotContain("message");
        assertThat(audited("case.message", id)).isEmpty();
        assertThat(body(look("/v1/cases/" + id)).path("mail").asBoolean(true)).isFalse();
    }

    @Test
    void aMessageWithoutAnAddressSaysWhatToTry() {
        assertThatThrownBy(() -> sendingMail().message(cases.find(id).orElseThrow(), "mail", "We are on it."))
                .hasMessageContaining("No e-mail address");
    }

    /// As on a server whose settings name a mail server.
    private Sending sendingMail() {
        return new Sending(cases, table, outbox, webhooks, customers, transactions, clock, () -> true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook:", "webhook:nonsense", "webhook:%3B drop", "webhook:RANDOM", "fax", ""})
    void aMessageToWhereNobodyListensIsRefusedAtOnce(String target) {
        var named = target.replace("RANDOM", UUID.randomUUID().toString());

        assertThat(message(id, named, "We send the lamp again.")).hasStatus(400);
        assertThat(historyOf(id)).doesNotContain("message");
    }

    @Test
    void aMessageToAnEndpointThatIsSwitchedOffIsRefusedAtOnce() {
        var endpoint = endpoint(NOBODYS_PORT);
        assertThat(call(
                        HttpMethod.PUT,
                        "/v1/webhooks/" + endpoint,
                        Map.of("url", NOBODYS_PORT, "types", List.of(), "enabled", false)))
                .hasStatus2xxSuccessful();

        assertThat(message(id, "webhook:" + endpoint, "We send the lamp again."))
                .hasStatus(400)
                .bodyText()
                .contains(endpoint);
    }

    @Test
    void aMessageHasBetweenOneAndFourThousandCharacters() {
        var target = "webhook:" + endpoint(NOBODYS_PORT);

        assertThat(message(id, target, "  ")).hasStatus(400).bodyText().contains("got 0");
        assertThat(message(id, target, "x".repeat(4001)))
                .hasStatus(400)
                .bodyText()
                .contains("got 4001");
        assertThat(message(id, target, "x".repeat(4000))).hasStatus(202);
        assertThat(call(HttpMethod.POST, "/v1/cases/%s/messages".formatted(id), Map.of("text", "We are on it.")))
                .hasStatus(400)
                .bodyText()
                .contains("target");
    }

    @Test
    void aTaskIsMadeOnceHoweverOftenItIsAskedFor() throws Exception {
        var connector = connector();
        var signals = "select count(*) from outbox_message where target = ? and operation = 'signal'";

        var made = task(id, connector);
        var again = task(id, connector);

        assertThat(made).hasStatus(202);
        assertThat(again).hasStatus(202);
        assertThat(body(again).path("message")).isEqualTo(body(made).path("message"));
        assertThat(historyOf(id)).containsOnlyOnce("task");
        assertThat(asOwner().queryForObject(signals, Long.class, "connector:" + connector))
                .as("signals that help is needed")
                .isEqualTo(1);
        var task = body(look("/v1/deliveries?target=connector:" + connector))
                .path("latest")
                .valueStream()
                .filter(one -> one.path("operation").asString().equals("task"))
                .toList();
        assertThat(task)
                .singleElement()
                .satisfies(
                        one -> assertThat(one.path("id")).isEqualTo(body(made).path("message")));
        assertThat(entry("task", detail -> detail.has("title"))
                        .path("detail")
                        .path("title")
                        .asString())
                .isEqualTo("Please help this customer: payment");
        assertThat(body(look("/v1/repair/systems"))
                        .valueStream()
                        .map(one -> one.path("id").asString()))
                .contains(connector);
    }

    @Test
    void ofSomebodyWhoAgreedToNothingATaskIsMadeAndNoSignalIsSet() {
        var silent = aCaseOf();
        var connector = connector();

        assertThat(task(silent, connector)).hasStatus(202);

        assertThat(asOwner()
                        .queryForList(
                                "select operation from outbox_message where target = ?",
                                String.class,
                                "connector:" + connector))
                .containsExactly("task");
        assertThat(historyOf(silent)).contains("task");
    }

    @Test
    void aTaskNeedsASystemThatIsConnectedAndSwitchedOn() {
        var off = connector();
        assertThat(call(
                        HttpMethod.PUT,
                        "/v1/connectors/" + off,
                        Map.of("name", "Off", "url", NOBODYS_PORT, "enabled", false)))
                .hasStatusOk();

        for (var connector : List.of(off, UUID.randomUUID().toString()))
            assertThat(task(id, connector)).hasStatus(400).bodyText().contains(connector);
        assertThat(call(HttpMethod.POST, "/v1/cases/%s/tasks".formatted(id), Map.of()))
                .hasStatus(400);
        assertThat(task(id, "nonsense")).hasStatus(400);
        assertThat(historyOf(id)).doesNotContain("task");
    }

    @Test
    void aCaseThatIsClosedTakesNoMoreWork() {
        var target = "webhook:" + endpoint(NOBODYS_PORT);
        var connector = connector();
        assertThat(end(id, "mistaken")).hasStatusOk();

        for (var refused : List.of(message(id, target, "We send the lamp again."), task(id, connector)))
            assertThat(refused).hasStatus(409).bodyText().contains("closed");
        assertThat(historyOf(id)).doesNotContain("message", "task");
    }

    @Test
    void nobodyWorksOnACaseOfAnotherTenantOrOnNone() {
        var target = "webhook:" + endpoint(NOBODYS_PORT);
        var connector = connector();
        var nowhere = UUID.randomUUID();
        var unknown = Stream.of(end(nowhere, "repaired"), message(nowhere, target, "Hello."), task(nowhere, connector));
        console = aStrangersConsole();
        var theirs = Stream.of(end(id, "repaired"), message(id, target, "Hello."), task(id, connector));

        assertThat(Stream.concat(unknown, theirs).toList())
                .allSatisfy(answer -> assertThat(answer).hasStatus(404));
        assertThat(cases.find(id).orElseThrow().state()).isEqualTo(CaseState.OPENED);
        assertThat(historyOf(id)).containsExactly("evidence");
    }

    @Test
    void whoeverToldNoLanguageIsWrittenToInTheOneInWhichTheyReadTheNotice() {
        var notice = body(
                mvc.get().uri("/v1/notices/current?language=ru").cookie(console).exchange());
        var subject = "s-" + UUID.randomUUID();
        assertThat(mvc.post()
                        .uri("/v1/consents")
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(answer(notice, subject, "personalization/behaviour")))
                .hasStatus(201);
        assertThat(languageOf(opened(subject, "payment"))).isEqualTo("ru");

        assertThat(call(
                        HttpMethod.POST,
                        "/v1/identify",
                        Map.of("userId", subject, "traits", Map.of("language", "zh-Hans"))))
                .hasStatusOk();
        assertThat(languageOf(opened(subject, "delivery"))).isEqualTo("zh");
    }

    private String languageOf(UUID id) {
        return body(look("/v1/cases/" + id)).path("language").asString();
    }

    private UUID aCaseOf(String... granted) {
        return opened(
                consents.subjectOf(UUID.fromString(aReceipt(console, granted))).orElseThrow());
    }

    private UUID opened(String subject) {
        return opened(subject, "payment");
    }

    private UUID opened(String subject, String topic) {
        var opened = call(HttpMethod.POST, "/v1/cases", Map.of("subject", subject, "topic", topic));
        assertThat(opened).hasStatus(201);
        return UUID.fromString(body(opened).path("id").asString());
    }

    private String endpoint(String url) {
        var created =
                call(HttpMethod.POST, "/v1/webhooks", Map.of("url", url, "types", List.of("experiment.srm_failed")));
        assertThat(created).hasStatus(201);
        var endpoint = body(created).path("endpoint").path("id").asString();
        made.add("/v1/webhooks/" + endpoint);
        return endpoint;
    }

    private String connector() {
        var created = call(
                HttpMethod.POST,
                "/v1/connectors",
                Map.of(
                        "kind",
                        "hubspot",
                        "name",
                        "Desk",
                        "url",
                        NOBODYS_PORT,
                        "values",
                        Map.of("accessToken", "pat-1", "clientSecret", "hush")));
        assertThat(created).hasStatus(201);
        var connector = body(created).path("id").asString();
        made.add("/v1/connectors/" + connector);
        return connector;
    }

    private MvcTestResult end(UUID one, String outcome) {
        return call(HttpMethod.POST, "/v1/cases/%s/end".formatted(one), Map.of("outcome", outcome));
    }

    private MvcTestResult message(UUID one, String target, String text) {
        return call(HttpMethod.POST, "/v1/cases/%s/messages".formatted(one), Map.of("target", target, "text", text));
    }

    private MvcTestResult task(UUID one, String connector) {
        return call(HttpMethod.POST, "/v1/cases/%s/tasks".formatted(one), Map.of("connector", connector));
    }

    private List<String> historyOf(UUID one) {
        return cases.history(cases.find(one).orElseThrow()).stream()
                .map(entry -> entry.kind().id())
                .toList();
    }

    /// A line of the case's history, once it is as wanted.
    private JsonNode entry(String kind, Predicate<JsonNode> wanted) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var history = body(look("/v1/cases/" + id)).path("history");
            var found = history.valueStream()
                    .filter(line -> line.path("kind").asString().equals(kind) && wanted.test(line.path("detail")))
                    .findFirst();
            if (found.isPresent()) return found.get();
            assertThat(System.nanoTime()).as(history.toString()).isLessThan(until);
            Thread.sleep(20);
        }
    }

    private String listed(String state) {
        return new String(
                look("/v1/cases?state=" + state).getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private List<JsonNode> audited(String action, UUID object) {
        return body(look("/v1/audit/records"))
                .valueStream()
                .filter(record ->
                        record.toString().contains(action) && record.toString().contains(object.toString()))
                .toList();
    }

    private MvcTestResult look(String path) {
        return mvc.get()
                .uri(path)
                .cookie(console)
                .header("Attune-Purpose", "support")
                .exchange();
    }

    private MvcTestResult call(HttpMethod method, String path, Map<String, ?> body) {
        return mvc.method(method)
                .uri(path)
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(body))
                .exchange();
    }
}
