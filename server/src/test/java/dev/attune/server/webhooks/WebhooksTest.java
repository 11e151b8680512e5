package dev.attune.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.outbox.Message;
import dev.attune.server.outbox.Outbox;
import dev.attune.server.privacy.Erasures;
import dev.attune.server.vault.Persons;
import dev.attune.server.vault.SigningKey;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// From an event to a receiver on this machine, through the outbox, and what happens on the way.
class WebhooksTest extends ServerTest {
    @Autowired
    private Webhooks webhooks;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Persons persons;

    @Autowired
    private Erasures erasures;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcTemplate jdbc;

    private Receiver receiver;
    private Cookie console;

    @BeforeEach
    void aReceiver() throws Exception {
        receiver = new Receiver();
        console = aSignedInConsole();
    }

    @AfterEach
    void nobodyListensAnyMore() {
        receiver.close();
        for (var endpoint : all().path("endpoints"))
            call(HttpMethod.DELETE, "/v1/webhooks/" + endpoint.path("id").asString(), "");
    }

    @Test
    void anEventArrivesSignedAndThin() throws Exception {
        var created = endpoint(receiver.url(), "signal.raised");
        String subject = "s-" + UUID.randomUUID();
        String person = persons.admit(subject);

        webhooks.publish(WebhookEvent.DECISION_MADE, person, "not wanted", Map.of());
        webhooks.publish(WebhookEvent.SIGNAL_RAISED, person, "signal 1", Map.of("signal", "needs_help"));

        var got = receiver.afterReceiving(1).getFirst();
        assertThat(receiver.got()).hasSize(1);
        var body = read(got.body());
        assertThat(body.path("type").asString()).isEqualTo("signal.raised");
        assertThat(Instant.parse(body.path("timestamp").asString())).isBefore(Instant.now());
        assertThat(body.path("data"))
                .isEqualTo(read("{\"signal\": \"needs_help\", \"subject\": \"%s\"}".formatted(subject)));
        byte[] signed = "%s.%s.%s"
                .formatted(got.header("webhook-id"), got.header("webhook-timestamp"), got.body())
                .getBytes(StandardCharsets.UTF_8);
        var signatures = Arrays.asList(got.header("webhook-signature").split(" "));
        assertThat(signatures).contains("v1," + hmac(created.path("secret").asString(), signed));
        assertThat(SigningKey.verifies(
                        Base64.getDecoder()
                                .decode(all().path("publicKey").asString().substring("whpk_".length())),
                        signed,
                        Base64.getDecoder().decode(signatures.getLast().substring("v1a,".length()))))
                .isTrue();
        assertThat(got.header("webhook-id")).startsWith("msg_");
    }

    /// The example of the specification: whoever follows it computes the same.
    @Test
    void aSignatureIsTheOneThatTheSpecificationShows() {
        var secret = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330L, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void afterARotationBothSecretsSign() throws Exception {
        var created = endpoint(receiver.url());
        var rotated = body(call(HttpMethod.POST, "/v1/webhooks/%s/secret".formatted(id(created)), "{}"));

        webhooks.publish(WebhookEvent.DECISION_MADE, null, UUID.randomUUID().toString(), Map.of());

        var got = receiver.afterReceiving(1).getFirst();
        byte[] signed = "%s.%s.%s"
                .formatted(got.header("webhook-id"), got.header("webhook-timestamp"), got.body())
                .getBytes(StandardCharsets.UTF_8);
        assertThat(got.header("webhook-signature"))
                .contains("v1," + hmac(created.path("secret").asString(), signed))
                .contains("v1," + hmac(rotated.path("secret").asString(), signed));
        assertThat(all().toString()).doesNotContain("whsec_");
    }

    @Test
    void aRedirectIsAFailureAndIsNotFollowed() throws Exception {
        try (var elsewhere = new Receiver()) {
            receiver.answering(302, Map.of("Location", elsewhere.url()));
            var created = endpoint(receiver.url());

            webhooks.publish(WebhookEvent.DECISION_MADE, null, UUID.randomUUID().toString(), Map.of());

            receiver.afterReceiving(1);
            var entry = delivery(created, "pending", 1);
            assertThat(entry.path("lastError").asString()).contains("302", "not followed");
            assertThat(elsewhere.got()).isEmpty();
        }
    }

    @Test
    void whoIsGoneIsSwitchedOffAndCanBeSwitchedOnAndReplayed() throws Exception {
        receiver.answering(410, Map.of());
        var created = endpoint(receiver.url());
        webhooks.publish(
                WebhookEvent.DEAD_LETTER_CREATED, null, UUID.randomUUID().toString(), Map.of());
        var dead = delivery(created, "dead", 1);
        assertThat(all().toString()).contains("it answered 410: it is gone");

        receiver.answering(204, Map.of());
        call(HttpMethod.PUT, "/v1/webhooks/" + id(created), "{\"url\": \"%s\"}".formatted(receiver.url()));
        assertThat(call(
                        HttpMethod.POST,
                        "/v1/deliveries/%s/replay".formatted(dead.path("id").asString()),
                        "{}"))
                .hasStatus(202);

        var got = receiver.afterReceiving(2);
        assertThat(got.get(1).header("webhook-id")).isEqualTo(got.get(0).header("webhook-id"));
        delivery(created, "delivered", 1);
    }

    @Test
    void aWishToBeLeftAloneIsGranted() throws Exception {
        receiver.answering(503, Map.of("Retry-After", "3600"));
        var created = endpoint(receiver.url());
        webhooks.publish(WebhookEvent.DECISION_MADE, null, UUID.randomUUID().toString(), Map.of());

        var entry = delivery(created, "pending", 1);

        assertThat(Instant.parse(entry.path("nextAt").asString()))
                .isAfter(Instant.now().plus(Duration.ofMinutes(55)));
    }

    @Test
    void aTargetThatHangsHoldsUpNobodyElse() throws Exception {
        try (var hanging = new Receiver().hanging()) {
            endpoint(hanging.url(), "playbook.fired");
            endpoint(receiver.url(), "decision.made");
            for (int i = 0; i < 20; i++)
                webhooks.publish(
                        WebhookEvent.PLAYBOOK_FIRED, null, UUID.randomUUID().toString(), Map.of());
            hanging.afterReceiving(4);

            webhooks.publish(WebhookEvent.DECISION_MADE, null, UUID.randomUUID().toString(), Map.of());

            assertThat(receiver.afterReceiving(1)).hasSize(1);
            assertThat(hanging.got()).as("not more at once than a few").hasSizeLessThanOrEqualTo(8);
        }
    }

    @Test
    void aTargetThatRefusesIsTriedAgainByTheSchedule() throws Exception {
        receiver.close();
        var created = endpoint(receiver.url());
        webhooks.publish(WebhookEvent.DECISION_MADE, null, UUID.randomUUID().toString(), Map.of());

        var entry = delivery(created, "pending", 1);

        assertThat(entry.path("lastError").asString()).contains("127.0.0.1 cannot be reached");
    }

    @Test
    void whatIsRolledBackIsNeverSent() throws Exception {
        endpoint(receiver.url());
        transactions.executeWithoutResult(status -> {
            webhooks.publish(WebhookEvent.DECISION_MADE, null, "never " + UUID.randomUUID(), Map.of("n", 1));
            status.setRollbackOnly();
        });
        webhooks.publish(WebhookEvent.DECISION_MADE, null, UUID.randomUUID().toString(), Map.of("n", 2));

        assertThat(receiver.afterReceiving(1))
                .hasSize(1)
                .allMatch(got -> got.body().contains("\"n\":2"));
    }

    @Test
    void oneKeyIsOneMessage() throws Exception {
        var target = "webhook:" + id(endpoint(receiver.url()));
        var message = new Message(target, "decision.made", null, "the only one", Map.of("data", Map.of()));

        assertThat(outbox.add(message)).isEqualTo(outbox.add(message));

        receiver.afterReceiving(1);
        delivery(target, "delivered", 1);
        assertThat(receiver.got()).hasSize(1);
    }

    @Test
    void messagesAboutOnePersonKeepTheirOrder() throws Exception {
        endpoint(receiver.url());
        String person = persons.admit("s-" + UUID.randomUUID());

        for (int i = 0; i < 12; i++)
            webhooks.publish(
                    WebhookEvent.SIGNAL_RAISED, person, UUID.randomUUID().toString(), Map.of("n", i));

        assertThat(receiver.afterReceiving(12).stream()
                        .map(got -> read(got.body()).path("data").path("n").asInt()))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void aWithdrawalOvertakesWhatWaits() throws Exception {
        receiver.answering(503, Map.of());
        var created = endpoint(receiver.url(), "signal.raised");
        String receipt = aReceipt(console, "personalization/face");
        String person =
                jdbc.queryForObject("select subject from consent_receipt where id = ?::uuid", String.class, receipt);
        webhooks.publish(WebhookEvent.SIGNAL_RAISED, person, UUID.randomUUID().toString(), Map.of());
        delivery(created, "pending", 1);

        assertThat(call(
                        HttpMethod.POST,
                        "/v1/consents/%s/withdrawals".formatted(receipt),
                        "{\"choices\": [{\"purpose\": \"personalization\", \"modality\": \"face\"}]}"))
                .hasStatus2xxSuccessful();

        delivery(created, "cancelled", 1);
    }

    @Test
    void anErasureTakesThePersonsMessagesAlongAndTellsOthers() throws Exception {
        receiver.answering(503, Map.of());
        endpoint(receiver.url(), "signal.raised");
        String subject = "s-" + UUID.randomUUID();
        String person = persons.admit(subject);
        webhooks.publish(WebhookEvent.SIGNAL_RAISED, person, UUID.randomUUID().toString(), Map.of());
        receiver.afterReceiving(1);
        try (var told = new Receiver()) {
            endpoint(told.url(), "subject.erased");

            erasures.erase(subject, "test");

            assertThat(jdbc.queryForList("select id from outbox_message where person = ?", person))
                    .isEmpty();
            assertThat(read(told.afterReceiving(1).getFirst().body())
                            .path("data")
                            .path("subject")
                            .asString())
                    .isEqualTo(subject);
        }
    }

    @Test
    void whatIsKeptIsSealed() throws Exception {
        receiver.answering(503, Map.of());
        var created = endpoint(receiver.url());
        String subject = "s-" + UUID.randomUUID();
        webhooks.publish(
                WebhookEvent.SIGNAL_RAISED,
                persons.admit(subject),
                UUID.randomUUID().toString(),
                Map.of("signal", "needs_help"));
        delivery(created, "pending", 1);

        for (var table : List.of("outbox_message", "webhook_endpoint"))
            assertThat(jdbc.queryForList("select t::text from %s t".formatted(table), String.class))
                    .noneMatch(row -> row.contains(hex("needs_help"))
                            || row.contains(hex(subject))
                            || row.contains(hex("whsec")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/hook",
                "https://169.254.169.254/latest",
                "https://10.0.0.1/",
                "https://[::1]/",
                "https://user:pass@example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "https:///nohost",
                "not an address",
                ""
            })
    void anAddressThatLeadsInsideOrNowhereIsRefused(String url) {
        assertThat(call(HttpMethod.POST, "/v1/webhooks", "{\"url\": \"%s\"}".formatted(url)))
                .hasStatus(400);
    }

    @Test
    void anUnknownTypeIsNamed() {
        assertThat(call(
                        HttpMethod.POST,
                        "/v1/webhooks",
                        "{\"url\": \"%s\", \"types\": [\"mood.changed\"]}".formatted(receiver.url())))
                .hasStatus(400)
                .bodyText()
                .contains("mood.changed", "signal.raised", "dead_letter.created", "experiment.srm_failed");
    }

    private JsonNode endpoint(String url, String... types) {
        var created = call(
                HttpMethod.POST, "/v1/webhooks", json.writeValueAsString(Map.of("url", url, "types", List.of(types))));
        assertThat(created).hasStatus(201);
        return body(created);
    }

    private JsonNode all() {
        return body(call(HttpMethod.GET, "/v1/webhooks", ""));
    }

    /// The endpoint's latest message, once it is in this state.
    private JsonNode delivery(JsonNode created, String state, int attempts) throws InterruptedException {
        return delivery("webhook:" + id(created), state, attempts);
    }

    private JsonNode delivery(String target, String state, int attempts) throws InterruptedException {
        Receiver.eventually(() -> {
            var entry = latest(target); // once: it may change between two looks
            return entry.path("state").asString().equals(state)
                    && entry.path("attempt").asInt() == attempts;
        });
        assertThat(latest(target).path("state").asString()).isEqualTo(state);
        return latest(target);
    }

    private JsonNode latest(String target) {
        return body(call(HttpMethod.GET, "/v1/deliveries?target=" + target, ""))
                .path("latest")
                .path(0);
    }

    private static String id(JsonNode created) {
        return created.path("endpoint").path("id").asString();
    }

    private static String hmac(String secret, byte[] signed) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private MvcTestResult call(HttpMethod method, String path, String body) {
        return mvc.method(method)
                .uri(path)
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
