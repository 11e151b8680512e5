package dev.attune.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.attune.server.ServerTest;
import dev.attune.server.customers.CustomerEventsStored;
import dev.attune.server.database.DataDirectory;
import dev.attune.server.sessions.SessionLog;
import dev.attune.server.vault.Persons;
import dev.attune.server.webhooks.WebhookEvent;
import dev.attune.server.webhooks.Webhooks;
import dev.attune.signals.Purpose;
import jakarta.servlet.http.Cookie;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/// Somebody agreed to everything, left something in every part of the server, and takes it all back. They stay known,
/// as who was asked and what they answered; what was read, learned and kept about them is gone.
class WithdrawalTest extends ServerTest {
    /// Whose fields are traits, facts, features and the like.
    private static final Set<String> NAMED_BY_OTHERS = Set.of(
            "traits", "properties", "facts", "inputs", "parameters", "detail", "body", "decision", "actionUnits");

    @Autowired
    private SessionLog sessions;

    @Autowired
    private Persons persons;

    @Autowired
    private Erasures erasures;

    @Autowired
    private Webhooks webhooks;

    @Autowired
    private ApplicationEventMulticaster listeners;

    @Autowired
    private DataDirectory directory;

    private final String subject = "s-" + UUID.randomUUID();
    private Cookie console;
    private String receipt = "";
    private String person = "";
    private final List<String> hooks = new ArrayList<>();
    private HttpServer receiver;

    @BeforeEach
    void somebodyAgreedToEverythingAndWasRead() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        console = aSignedInConsole();
        var notice = body(
                mvc.get().uri("/v1/notices/current?language=en").cookie(console).exchange());
        var everything = notice.path("choices")
                .valueStream()
                .map(choice -> choice.path("purpose").asString() + "/"
                        + choice.path("modality").asString())
                .toArray(String[]::new);
        receipt = body(post("/v1/consents", answer(notice, subject, everything)))
                .path("receiptId")
                .asString();
        person = persons.find(subject).orElseThrow();
        aSession();
        aCustomer();
        aRanking();
        aMessageThatArrivedAndOneThatWaits();
        for (var table : List.of(
                "affect_second", "decision", "customer_event", "experiment_outcome", "ranking_event", "repair_case"))
            await(table);
    }

    @Test
    void whatWasReadLearnedAndKeptIsGoneFromEveryTable() throws InterruptedException {
        var left = LeftBehind.of(asOwner(), UUID.fromString(receipt), subject);
        assertThat(left.tables())
                .contains("affect_second", "decision", "customer_event", "ranking_event", "outbox_message");

        assertThat(post("/v1/consents/%s/withdrawals".formatted(receipt), "{}")).hasStatusOk();

        for (int tries = 0; tries < 100 && !left.tables().isEmpty(); tries++) Thread.sleep(50);
        assertThat(left.tables()).isEmpty();
        assertThat(displayedInCases()).isZero();
    }

    /// Two messages of a chat were stored; the first is being told to those who listen, the second waits behind it.
    @Test
    void whatWasOnItsWayInsideTheServerDoesNotArriveBehindTheWithdrawal() throws Exception {
        nothingArrivesBehind(() -> post("/v1/consents/%s/withdrawals".formatted(receipt), "{}"));
    }

    @Test
    void norBehindAnErasure() throws Exception {
        nothingArrivesBehind(() -> erasures.erase(subject, "test"));
    }

    private void nothingArrivesBehind(Runnable takingBack) throws Exception {
        var telling = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var told = new AtomicInteger();
        // no lambda: Spring reads the type of the event from the class
        var slow = new ApplicationListener<PayloadApplicationEvent<CustomerEventsStored>>() {
            @Override
            public void onApplicationEvent(PayloadApplicationEvent<CustomerEventsStored> news) {
                if (news.getPayload().events().stream()
                        .noneMatch(event -> event.person().equals(person))) return;
                told.incrementAndGet();
                telling.countDown();
                try {
                    goOn.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        listeners.addApplicationListener(slow);
        try {
            aMessage();
            assertThat(telling.await(30, TimeUnit.SECONDS)).isTrue();
            aMessage();
            var left = LeftBehind.of(asOwner(), UUID.fromString(receipt), subject);

            var takes = Thread.ofVirtual().start(takingBack);
            takes.join(Duration.ofSeconds(1)); // it waits for who is told right now
            goOn.countDown();
            takes.join();

            for (int tries = 0; tries < 20; tries++) {
                Thread.sleep(50); // for what might still come
                if (tries > 10)
                    assertThat(left.among(List.of("workspace_conversation", "customer_event")))
                            .isEmpty();
            }
            assertThat(told).hasValue(1);
        } finally {
            goOn.countDown();
            listeners.removeApplicationListener(slow);
        }
    }

    private void aMessage() {
        assertThat(post("/v1/text", """
                {"receiptId": "%s", "purpose": "personalization", "subject": "%s", "channel": "chat",
                 "text": "Where is my parcel? This is awful."}""".formatted(receipt, subject))).hasStatusOk();
    }

    @Test
    void everyPartAndFieldOfTheCopyHasANameInWords() {
        var words = ResourceBundle.getBundle("privacy", Locale.ROOT);
        var copy = copy();
        var unnamed = new TreeSet<String>();
        copy.properties().forEach(part -> {
            if (!words.containsKey("part." + part.getKey().replace(' ', '-'))) unnamed.add(part.getKey());
            fields(part.getValue(), field -> {
                if (!words.containsKey("field." + field)) unnamed.add(field);
            });
        });
        assertThat(unnamed).isEmpty();
    }

    /// But for those that the operator or a page named.
    private static void fields(JsonNode value, Consumer<String> each) {
        if (value.isArray()) value.forEach(one -> fields(one, each));
        value.properties().forEach(field -> {
            each.accept(field.getKey());
            if (!NAMED_BY_OTHERS.contains(field.getKey())) fields(field.getValue(), each);
        });
    }

    @Test
    void whatWasToldOthersBeforeCannotBeSentAgain() {
        assertThat(post("/v1/consents/%s/withdrawals".formatted(receipt), "{}")).hasStatusOk();

        assertThat(messages())
                .hasSize(2)
                .allSatisfy(message -> assertThat(post("/v1/deliveries/%s/replay".formatted(message), "{}"))
                        .hasStatus(404));
    }

    @Test
    void whoWatchesFromBesideTheServerSeesEachTableEmptied() throws Exception {
        var told = new PipedInputStream(1 << 16);
        var said = new BufferedReader(new InputStreamReader(told, StandardCharsets.UTF_8));
        try (var out = new PrintStream(new PipedOutputStream(told), true, StandardCharsets.UTF_8);
                var asking = new PipedOutputStream()) {
            var asked = new PipedInputStream(asking);
            var watching = Thread.ofVirtual()
                    .start(() -> LeftBehind.run(asked, out, System.err, "--data=" + directory.path()));
            asking.write("watch %s %s\n".formatted(receipt, subject).getBytes(StandardCharsets.UTF_8));
            asking.flush();
            assertThat(said.readLine()).startsWith("holds ").contains("affect_second", "outbox_message");

            assertThat(post("/v1/consents/%s/withdrawals".formatted(receipt), "{}"))
                    .hasStatusOk();

            var lines = new ArrayList<String>();
            for (String line; !(line = said.readLine()).startsWith("end"); ) lines.add(line);
            assertThat(String.join(" ", lines)).contains("affect_second", "outbox_message");
            asking.write("again %s\n".formatted(receipt).getBytes(StandardCharsets.UTF_8));
            asking.close();
            assertThat(said.readLine()).isEqualTo("holds");
            watching.join();
        }
    }

    @AfterEach
    void nobodyIsToldAnyMore() {
        receiver.stop(0);
        for (var hook : hooks)
            mvc.delete()
                    .uri("/v1/webhooks/" + hook)
                    .cookie(console)
                    .header("Attune-Console", "1")
                    .exchange();
    }

    private void aSession() {
        var session = sessions.opened(subject, UUID.fromString(receipt), Purpose.PERSONALIZATION, "clip", "en");
        sessions.second(
                session,
                new SessionLog.Second(0, 0, 20, 0.4, 0.1, 0.9, Map.of("joy", 0.7), Map.of("interest", 0.6)),
                () -> true);
        sessions.ended(session, "ended", new SessionLog.Frames(20, 20, 0));
        asOwner().update("""
                insert into attune.decision (session_id, id, at_ms, playbook, version, propensity, fallback, sealed)
                values (?, 'd-1', 0, 'retail-checkout', 1, 1, 'calm', 'x'::bytea)\
                """, session.id());
    }

    private void aCustomer() {
        assertThat(post("/v1/identify", """
                {"userId": "%s", "messageId": "%s", "traits": {"plan": "gold"}}""".formatted(subject, UUID.randomUUID())))
                .hasStatusOk();
        assertThat(post("/v1/track", """
                {"userId": "%s", "event": "Asked", "messageId": "%s", "properties": {"channel": "chat"}}""".formatted(subject, UUID.randomUUID()))).hasStatusOk();
        assertThat(post("/v1/text", """
                {"receiptId": "%s", "purpose": "personalization", "subject": "%s", "channel": "chat",
                 "text": "The delivery was awful and late, and nobody answers. I want my money back!"}""".formatted(receipt, subject))).hasStatusOk();
        assertThat(post("/v1/style", """
                {"receiptId": "%s", "text": "This is awful!"}""".formatted(receipt))).hasStatusOk();
        assertThat(post("/v1/experiments/outcomes", """
                [{"subject": "%s", "metric": "conversion", "value": 1}]""".formatted(subject))).hasStatus(204);
    }

    private void aRanking() {
        assertThat(
                        mvc.put()
                                .uri("/v1/policies/withdrawal")
                                .cookie(console)
                                .header("Attune-Console", "1")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        "{\"learner\": {\"kind\": \"hierarchical\"}, \"context\": [{\"name\": \"cart\", \"high\": 10}]}"))
                .hasStatusOk();
        var ranked = body(post("/v1/rank", """
                {"policy": "withdrawal", "subject": "%s", "contextFeatures": [{"cart": 3}], "actions": [{"id": "a"}, {"id": "b"}]}""".formatted(subject)));
        assertThat(ranked.path("personal").asBoolean()).isTrue();
        assertThat(post("/v1/events/%s/reward".formatted(ranked.path("eventId").asString()), "{\"value\": 1}"))
                .hasStatus2xxSuccessful();
    }

    /// That a decision was made, told to one system that took it and to one that is not there.
    private void aMessageThatArrivedAndOneThatWaits() throws InterruptedException {
        for (int port : new int[] {receiver.getAddress().getPort(), 1})
            hooks.add(body(post("/v1/webhooks", """
                    {"url": "http://127.0.0.1:%d/hook", "types": ["decision.made"]}""".formatted(port))).path("id").asString());
        webhooks.publish(WebhookEvent.DECISION_MADE, person, UUID.randomUUID().toString(), Map.of("decision", "d-1"));
        for (int tries = 0; tries < 100 && !states().contains("delivered"); tries++) Thread.sleep(50);
        assertThat(states()).contains("delivered");
    }

    /// What cases hold of what was displayed.
    private int displayedInCases() {
        var cases = copy().path("cases");
        int displayed = 0;
        for (JsonNode one : cases.path("cases"))
            for (var entry : one.path("history")) if (entry.path("displayed").asBoolean(false)) displayed++;
        return displayed;
    }

    private JsonNode copy() {
        return body(mvc.post()
                        .uri("/v1/persons/exports")
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .header("Attune-Purpose", "privacy-request")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"subject\": \"%s\"}".formatted(subject))
                        .exchange())
                .path("data");
    }

    /// Rows are written in groups, a moment later.
    private void await(String table) throws InterruptedException {
        for (int tries = 0; tries < 100 && !holds(table); tries++) Thread.sleep(50);
        assertThat(holds(table)).as(table).isTrue();
    }

    private boolean holds(String table) {
        return !LeftBehind.of(asOwner(), UUID.fromString(receipt), subject)
                .among(List.of(table))
                .isEmpty();
    }

    private List<String> states() {
        return ofMessages("state");
    }

    private List<String> messages() {
        return ofMessages("id");
    }

    private List<String> ofMessages(String column) {
        return asOwner()
                .query(
                        "select %s from attune.outbox_message where person = ?".formatted(column),
                        (row, n) -> row.getString(1),
                        person);
    }

    private MvcTestResult post(String path, String body) {
        return mvc.post()
                .uri(path)
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
