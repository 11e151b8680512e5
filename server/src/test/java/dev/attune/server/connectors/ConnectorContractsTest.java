package dev.attune.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.server.ServerTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/// The clients of systems that cannot be run here, against contracts written from their documentation
/// (`src/test/resources/contracts`).
class ConnectorContractsTest extends ServerTest {
    private static final Map<String, String> NEEDS_HELP = Map.of("emo_signal", "needs_help");
    private static final Instant DUE = Instant.parse("2026-11-23T10:00:00Z");
    private static final TaskSpec TASK = new TaskSpec("key-1", false, "Call back", "Order 17", DUE);
    private static final TaskSpec TASK_AGAIN = new TaskSpec("key-1", true, "Call back", "Order 17", DUE);
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Autowired
    private ConnectorTable table;

    @Autowired
    private ConnectorFactory factory;

    @Autowired
    private JdbcTemplate jdbc;

    private static Map<String, String> values(ConnectorKind kind) {
        return switch (kind) {
            case REQUEST_TRACKER, TRYTON -> Map.of("user", "root", "password", "hush");
            case SALESFORCE -> Map.of("clientId", "client-1", "clientSecret", "hush", "refreshToken", "refresh-1");
            case HUBSPOT -> Map.of("accessToken", "pat-1", "clientSecret", "hush");
            case BITRIX24 -> Map.of("userId", "1", "webhookKey", "hook-key", "applicationToken", "app-token");
            case KOMMO ->
                Map.of(
                        "clientId", "client-1",
                        "clientSecret", "hush",
                        "refreshToken", "refresh-1",
                        "redirectUri", "https://attune.example/");
            case ZENDESK -> Map.of("email", "admin@example.com", "apiToken", "api-token", "webhookSecret", "hush");
            case CHATWOOT -> Map.of("apiToken", "api-token", "webhookSecret", "hush");
            // the example of WeCom's own documentation
            case WECOM ->
                Map.of(
                        "corpId", "wx5823bf96d3bd56c7",
                        "corpSecret", "hush",
                        "staffId", "staff-1",
                        "agentId", "1",
                        "needsHelpTagId", "tag-1",
                        "callbackToken", "QDG6eK",
                        "encodingAesKey", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C");
        };
    }

    /// Plays the scenarios and demands that the whole contract, and nothing else, was asked.
    private UUID play(ConnectorKind kind, Consumer<Connector> work, String... scenarios) throws IOException {
        return play(kind, Map.of(), work, scenarios);
    }

    private UUID play(ConnectorKind kind, Map<String, String> more, Consumer<Connector> work, String... scenarios)
            throws IOException {
        try (var system = new RecordedSystem(kind.id(), scenarios)) {
            var all = new HashMap<>(values(kind));
            all.putAll(more);
            if (kind == ConnectorKind.SALESFORCE) all.put("tokenUrl", system.url() + "/token");
            var id = table.create(kind, "recorded", URI.create(system.url()), all);
            work.accept(factory.of(table.find(id).orElseThrow()));
            assertThat(system.breaches()).isEmpty();
            return id;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SALESFORCE, s-4711, 003A, true, token upsert read",
        "HUBSPOT, s-4711, 512, true, upsert read",
        "BITRIX24, s-4711, 77, true, upsert read",
        "KOMMO, s-4711, 42, false, token upsert read",
        "ZENDESK, s-4711, 35, true, upsert read",
        "CHATWOOT, s-4711, 4, true, upsert read",
        "WECOM, wm-17, wm-17, false, token upsert token read"
    })
    void aContactIsFoundOrMadeByThePseudonymAndReadBack(
            ConnectorKind kind, String subject, String contact, boolean made, String scenarios) throws IOException {
        play(
                kind,
                connector -> {
                    assertThat(connector.upsertContact(new ContactKey(subject, null), NEEDS_HELP))
                            .isEqualTo(new UpsertResult(new ExternalId(contact), made));
                    assertThat(connector.read(new ExternalId(contact), EmoFields.ALL))
                            .isEqualTo(NEEDS_HELP);
                },
                scenarios.split(" "));
    }

    /// Flows and triggers there hear of a signal where an administrator named a platform event; an answer of 201 may
    /// still mean no.
    @ParameterizedTest
    @CsvSource({"platform-event, true", "platform-event-refused, false"})
    void salesforceIsToldBySalesforcesOwnEventsToo(String scenario, boolean taken) throws IOException {
        play(
                ConnectorKind.SALESFORCE,
                Map.of("platformEvent", "Emo_Signal__e"),
                connector -> {
                    var key = new ContactKey("s-4711", null);
                    if (taken)
                        assertThat(connector.upsertContact(key, NEEDS_HELP).made())
                                .isTrue();
                    else
                        assertThatThrownBy(() -> connector.upsertContact(key, NEEDS_HELP))
                                .hasMessageContaining("LIMIT_EXCEEDED");
                },
                "token",
                "upsert",
                scenario);
    }

    @ParameterizedTest
    @CsvSource({
        "SALESFORCE, 003A, Task, 00TA, token task",
        "HUBSPOT, 512, tasks, 900, task",
        "BITRIX24, 77, todo, 12, task",
        "KOMMO, 42, task, 5, token task",
        "ZENDESK, 35, ticket, 8, task",
        "CHATWOOT, 4, conversation, 9, task",
        "WECOM, wm-17, message, m-1, token task"
    })
    void aTaskIsMade(ConnectorKind kind, String contact, String what, String id, String scenarios) throws IOException {
        play(
                kind,
                connector -> assertThat(connector.createTask(new ExternalId(contact), TASK))
                        .matches(ref -> ref.kind().equals(what) && ref.id().equals(id)),
                scenarios.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"BITRIX24, 77, 12, task-again", "CHATWOOT, 4, 9, task-again", "SALESFORCE, 003A, 00TA, token task"})
    void aTaskThatMayHaveArrivedIsNotMadeTwice(ConnectorKind kind, String contact, String id, String scenarios)
            throws IOException {
        play(
                kind,
                connector -> assertThat(connector
                                .createTask(new ExternalId(contact), TASK_AGAIN)
                                .id())
                        .isEqualTo(id),
                scenarios.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "SALESFORCE, 003A, 00TB, false, token timeline",
        "HUBSPOT, 512, 901, false, timeline",
        "BITRIX24, 77, 31, true, timeline-again",
        "ZENDESK, 35, 8, true, timeline-again"
    })
    void aTimelineEntryIsLookedForOnEveryPageBeforeItIsSentAgain(
            ConnectorKind kind, String contact, String id, boolean again, String scenarios) throws IOException {
        play(
                kind,
                connector -> assertThat(connector
                                .appendTimelineEvent(
                                        new ExternalId(contact),
                                        new TimelineEntry("key-2", again, "order", NOW, "returned"))
                                .id())
                        .isEqualTo(id),
                scenarios.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "SALESFORCE, 003A, Task, 00TA, token erase",
        "HUBSPOT, 512, tasks, 900, erase",
        "BITRIX24, 77, todo, 12, erase",
        "KOMMO, 42, task, 5, token erase",
        "ZENDESK, 35, ticket, 8, erase",
        "CHATWOOT, 4, conversation, 9, erase",
        "WECOM, wm-17, message, m-1, token erase token untag token read-nothing"
    })
    void anErasureIsConfirmedByReadingBack(ConnectorKind kind, String contact, String what, String id, String scenarios)
            throws IOException {
        play(
                kind,
                connector -> assertThat(
                                connector.erase(new ExternalId(contact), List.of(new ExternalRef(what, id, null))))
                        .isEqualTo(new ErasureResult.Confirmed()),
                scenarios.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "SALESFORCE, LATER, 90, 503, token limit",
        "SALESFORCE, NEVER, 0, INVALID_FIELD, token missing-field",
        "SALESFORCE, REVOKED, 0, invalid_grant, revoked",
        "HUBSPOT, LATER, 10, 429, limit",
        "HUBSPOT, NEVER, 0, VALIDATION_ERROR, partial-failure",
        "BITRIX24, LATER, 0, QUERY_LIMIT_EXCEEDED, limit",
        "BITRIX24, NEVER, 0, ERROR_CORE, error-inside",
        "KOMMO, REVOKED, 0, refresh token was refused, revoked",
        "ZENDESK, LATER, 93, 429, limit",
        "WECOM, REVOKED, 0, 40001, revoked",
        "WECOM, LATER, 0, 45009, token error-inside"
    })
    void whatWentWrongIsToldApart(
            ConnectorKind kind, CrmFailure.Kind failure, long seconds, String reason, String scenarios)
            throws IOException {
        play(
                kind,
                connector -> assertThatThrownBy(() -> connector.upsertContact(
                                new ContactKey(kind == ConnectorKind.WECOM ? "wm-17" : "s-4711", null), NEEDS_HELP))
                        .isInstanceOfSatisfying(CrmFailure.class, thrown -> {
                            assertThat(thrown.kind()).isEqualTo(failure);
                            assertThat(thrown.reason()).contains(reason).doesNotContain("emo_signal");
                            assertThat(thrown.notBefore()).isEqualTo(seconds == 0 ? null : Duration.ofSeconds(seconds));
                        }),
                scenarios.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"HUBSPOT, revoked", "BITRIX24, revoked"})
    void aRevokedTokenAsksSomebodyToConnectAgain(ConnectorKind kind, String scenario) throws IOException {
        play(
                kind,
                connector -> assertThatThrownBy(connector::check)
                        .hasMessageContaining("Connect it again")
                        .isInstanceOfSatisfying(
                                CrmFailure.class,
                                thrown -> assertThat(thrown.kind()).isEqualTo(CrmFailure.Kind.REVOKED)),
                scenario);
    }

    @Test
    void anAccessThatEndedEarlyIsRenewedOnce() throws IOException {
        play(
                ConnectorKind.SALESFORCE,
                connector -> assertThat(connector.check()).contains("14998"),
                "token",
                "expired-then-renewed");
    }

    @Test
    void aRefreshTokenThatWorksOnceIsStoredSealedBeforeTheAccessIsUsed() throws IOException {
        var id = play(ConnectorKind.KOMMO, Connector::check, "token", "check");
        assertThat(table.tokens(id).orElseThrow().refresh()).isEqualTo("refresh-2");
        assertThat(jdbc.queryForList("select t::text from connector t where id = ?", String.class, id))
                .noneMatch(row -> row.contains(hex("refresh-2")) || row.contains(hex("hush")) || row.contains("hush"));

        play(ConnectorKind.KOMMO, Connector::check, "token", "refused", "token-next", "check-next");
    }

    @Test
    void aPrivacyDeletionInHubSpotIsAnErasureHere() throws Exception {
        String body =
                "[{\"eventId\": 1, \"subscriptionType\": \"contact.privacyDeletion\", \"objectId\": 512}, {\"subscriptionType\": \"contact.merge\", \"mergedObjectIds\": [7], \"primaryObjectId\": 8}]";
        String url = "https://attune.example/inbound/1/2";
        String time = Long.toString(NOW.toEpochMilli());
        var headers = Map.of(
                "x-hubspot-request-timestamp",
                time,
                "x-hubspot-signature-v3",
                Base64.getEncoder().encodeToString(hmac("hush", "POST" + url + body + time)));
        var request = inbound("POST", url, headers, Map.of(), body);

        play(ConnectorKind.HUBSPOT, connector -> {
            assertThat(connector.onWebhook(request))
                    .containsExactly(
                            new InboundEvent.ErasureRequested(new ExternalId("512")),
                            new InboundEvent.Merged(new ExternalId("7"), new ExternalId("8")));
            assertThatThrownBy(() -> connector.onWebhook(inbound("POST", url, headers, Map.of(), body + " ")))
                    .hasMessageContaining("not signed");
            assertThatThrownBy(() -> connector.onWebhook(new InboundRequest(
                            "POST",
                            url,
                            headers,
                            Map.of(),
                            body.getBytes(StandardCharsets.UTF_8),
                            NOW.plus(Duration.ofMinutes(6)))))
                    .hasMessageContaining("5 minutes");
        });
    }

    @Test
    void callsOfZendeskAndChatwootAreSignedOverTheirRawBytes() throws Exception {
        String time = "2026-11-22T12:00:00Z";
        String body = "{\"type\": \"zen:event-type:user.deleted\", \"detail\": {\"id\": \"35\"}}";
        var zendesk = Map.of(
                "x-zendesk-webhook-signature-timestamp",
                time,
                "x-zendesk-webhook-signature",
                Base64.getEncoder().encodeToString(hmac("hush", time + body)));
        play(ConnectorKind.ZENDESK, connector -> {
            assertThat(connector.onWebhook(inbound("POST", "", zendesk, Map.of(), body)))
                    .containsExactly(new InboundEvent.ErasureRequested(new ExternalId("35")));
            assertThatThrownBy(
                            () -> connector.onWebhook(inbound("POST", "", zendesk, Map.of(), body.replace("35", "36"))))
                    .isInstanceOf(CrmFailure.class);
        });
        String seconds = Long.toString(NOW.getEpochSecond());
        String message = "{\"event\": \"message_created\"}";
        var chatwoot = Map.of(
                "x-chatwoot-timestamp",
                seconds,
                "x-chatwoot-signature",
                "sha256=" + HexFormat.of().formatHex(hmac("hush", seconds + "." + message)));
        play(ConnectorKind.CHATWOOT, connector -> {
            assertThat(connector.onWebhook(inbound("POST", "", chatwoot, Map.of(), message)))
                    .containsExactly(new InboundEvent.Noticed("message_created"));
            assertThatThrownBy(() -> connector.onWebhook(inbound("POST", "", Map.of(), Map.of(), message)))
                    .isInstanceOf(CrmFailure.class);
        });
    }

    @Test
    void callsOfBitrixCarryTheApplicationsToken() throws IOException {
        play(ConnectorKind.BITRIX24, connector -> {
            assertThat(connector.onWebhook(inbound(
                            "POST",
                            "",
                            Map.of(),
                            Map.of(),
                            "event=ONCRMCONTACTDELETE&auth%5Bapplication_token%5D=app-token")))
                    .containsExactly(new InboundEvent.Noticed("ONCRMCONTACTDELETE"));
            assertThatThrownBy(() ->
                            connector.onWebhook(inbound("POST", "", Map.of(), Map.of(), "event=ONCRMCONTACTDELETE")))
                    .isInstanceOf(CrmFailure.class);
        });
    }

    @Test
    void anUnsignedDeletionInKommoIsBelievedOnlyWhenTheContactIsGone() throws IOException {
        var deletion = inbound("POST", "", Map.of(), Map.of(), "contacts%5Bdelete%5D%5B0%5D%5Bid%5D=42");

        play(
                ConnectorKind.KOMMO,
                connector -> assertThat(connector.onWebhook(deletion))
                        .containsExactly(new InboundEvent.ErasureRequested(new ExternalId("42"))),
                "token",
                "gone");
        play(
                ConnectorKind.KOMMO,
                connector -> assertThat(connector.onWebhook(deletion)).allMatch(InboundEvent.Noticed.class::isInstance),
                "token",
                "read");
    }

    /// With the example of WeCom's documentation.
    @Test
    void weComIsAnsweredWithTheEchoItSent() throws IOException {
        var query = Map.of(
                "msg_signature", "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
                "timestamp", "1409659589",
                "nonce", "263014780",
                "echostr", "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==");
        var tampered = new HashMap<>(query);
        tampered.put("nonce", "263014781");

        play(ConnectorKind.WECOM, connector -> {
            assertThat(((WeCom) connector).echo(inbound("GET", "", Map.of(), query, "")))
                    .isEqualTo("1616140317555161061");
            assertThatThrownBy(() -> ((WeCom) connector).echo(inbound("GET", "", Map.of(), tampered, "")))
                    .isInstanceOf(CrmFailure.class);
        });
    }

    @ParameterizedTest
    @CsvSource({"16, 16", "16, 0", "32, 14", "32, 32"})
    void aWeComCallTooShortForAMessageIsRefusedAlthoughItIsSigned(int length, int padding) throws Exception {
        byte[] key = Base64.getDecoder().decode("jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C=");
        var plain = new byte[length];
        plain[length - 1] = (byte) padding;
        var cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(Arrays.copyOf(key, 16)));
        var encrypted = Base64.getEncoder().encodeToString(cipher.doFinal(plain));
        var signed = Stream.of("QDG6eK", "1", "2", encrypted).sorted().collect(Collectors.joining());
        var signature = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(signed.getBytes(StandardCharsets.UTF_8)));
        var query = Map.of("msg_signature", signature, "timestamp", "1", "nonce", "2", "echostr", encrypted);

        play(
                ConnectorKind.WECOM,
                connector -> assertThatThrownBy(() -> ((WeCom) connector).echo(inbound("GET", "", Map.of(), query, "")))
                        .isInstanceOf(CrmFailure.class)
                        .hasMessageContaining("cannot be decrypted"));
    }

    private static InboundRequest inbound(
            String method, String url, Map<String, String> headers, Map<String, String> query, String body) {
        return new InboundRequest(method, url, headers, query, body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static byte[] hmac(String secret, String signed) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
