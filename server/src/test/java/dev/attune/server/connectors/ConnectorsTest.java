package dev.attune.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.server.ServerTest;
import dev.attune.server.privacy.Erasures;
import dev.attune.server.vault.Persons;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/// The whole way, from the console to a system and back, with HubSpot's contract at the other end.
class ConnectorsTest extends ServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30); // for a busy machine

    @Autowired
    private Connectors connectors;

    @Autowired
    private Upkeep upkeep;

    @Autowired
    private Persons persons;

    @Autowired
    private Erasures erasures;

    @Autowired
    private JdbcTemplate jdbc;

    private Cookie console;
    private String receipt = "";
    private String person = "";

    @BeforeEach
    void somebodyWhoAgrees() {
        console = aSignedInConsole();
        receipt = aReceipt(console, "personalization/face");
        person = jdbc.queryForList("select subject from consent_receipt where id = ?::uuid", String.class, receipt)
                .getFirst();
    }

    @Test
    void aSignalIsSetEndsInTimeAndIsErasedWithThePerson() throws Exception {
        try (var hubSpot =
                new RecordedSystem("hubspot", "signal", "cleared", "task-by-any-key", "erase", "contact-removed")) {
            String id = connect(hubSpot);
            connectors.signal(id, person, "needs_help", Instant.now().plus(Duration.ofHours(2)));
            delivered(id, "signal");
            assertThat(jdbc.queryForList("select t::text from connector_contact t", String.class))
                    .noneMatch(row -> row.matches(".*[(,]512[,)].*") || row.contains("x353132")); // as text, as bytes

            jdbc.update(
                    "update connector_contact set signal_until = now() - interval '1 minute' where person = ?", person);
            upkeep.takeBackExpiredSignals();
            delivered(id, "clear");

            connectors.createTask(id, person, "Call back", "Order 17", Instant.parse("2026-11-23T10:00:00Z"));
            assertThat(delivered(id, "task").path("externalId").asString()).isEqualTo("900");

            var proof = erasures.erase(subject(), "test").orElseThrow();

            assertThat(proof.erased()).containsEntry("hubspot CRM: confirmed", 1);
            assertThat(hubSpot.breaches()).isEmpty();
        }
    }

    @Test
    void whoeverTakesConsentBackIsNotSignalledThereAnyLonger() throws Exception {
        try (var hubSpot = new RecordedSystem("hubspot", "signal", "cleared")) {
            String id = connect(hubSpot);
            connectors.signal(id, person, "needs_help", Instant.now().plus(Duration.ofHours(2)));
            delivered(id, "signal");

            call(
                    HttpMethod.POST,
                    "/v1/consents/%s/withdrawals".formatted(receipt),
                    "{\"choices\": [{\"purpose\": \"personalization\", \"modality\": \"face\"}]}");

            delivered(id, "clear");
            assertThat(hubSpot.breaches()).isEmpty();
            assertThatThrownBy(() -> connectors.signal(
                            id, person, "needs_help", Instant.now().plus(Duration.ofHours(2))))
                    .hasMessageContaining("has not agreed");
        }
    }

    @Test
    void aCustomerWhoIsKnownThereUnderAMergedRecordIsNotMadeASecondTimeAndIsErasedWithEither() throws Exception {
        try (var hubSpot = new RecordedSystem("hubspot", "signal", "task-by-any-key", "erase", "contact-removed")) {
            String id = connect(hubSpot);
            connectors.signal(id, person, "needs_help", Instant.now().plus(Duration.ofHours(2)));
            delivered(id, "signal");
            String first = person;
            String known = subject();
            somebodyWhoAgrees();
            for (var each : List.of(first, person))
                jdbc.update("insert into customer (person, created_at) values (?, now())", each);
            assertThat(call(
                            HttpMethod.POST,
                            "/v1/customers/%s/merges".formatted(person),
                            "{\"id\": \"%s\"}".formatted(known)))
                    .hasStatus2xxSuccessful();

            connectors.createTask(id, person, "Call back", "Order 17", Instant.parse("2026-11-23T10:00:00Z"));
            delivered(id, "task");
            assertThat(erasures.erase(subject(), "test").orElseThrow().erased())
                    .containsEntry("hubspot CRM: confirmed", 1);

            assertThat(hubSpot.breaches()).isEmpty();
        }
    }

    @Test
    void whatASystemTookButDidNotKeepIsTold() throws Exception {
        try (var hubSpot = new RecordedSystem("hubspot", "not-kept")) {
            String id = connect(hubSpot);

            connectors.signal(id, person, "needs_help", Instant.now().plus(Duration.ofHours(2)));

            assertThat(delivery(id, "signal", "dead").path("lastError").asString())
                    .contains("did not keep it", "docs/connectors.md");
        }
    }

    @Test
    void anErasureThatASystemDoesNotAnswerGoesOnAndTheProofSaysSo() throws Exception {
        try (var hubSpot = new RecordedSystem("hubspot", "signal", "down")) {
            String id = connect(hubSpot);
            connectors.signal(id, person, "needs_help", Instant.now().plus(Duration.ofHours(2)));
            delivered(id, "signal");

            var proof = erasures.erase(subject(), "test").orElseThrow();

            assertThat(proof.erased()).containsEntry("hubspot CRM: unconfirmed", 1);
            delivery(id, "erase", "pending");
            assertThat(jdbc.queryForList("select t::text from outbox_message t", String.class))
                    .noneMatch(row -> row.contains(person));
        }
    }

    @Test
    void aPrivacyDeletionThereErasesHere() throws Exception {
        try (var hubSpot = new RecordedSystem("hubspot", "signal", "cleared", "contact-removed")) {
            String id = connect(hubSpot);
            connectors.signal(id, person, "needs_help", Instant.now().plus(Duration.ofHours(2)));
            delivered(id, "signal");
            String path = connector(id).path("inboundPath").asString();
            String body = "[{\"subscriptionType\": \"contact.privacyDeletion\", \"objectId\": 512}]";

            assertThat(callFromOutside(path, body, "wrong")).hasStatus(401);
            assertThat(persons.exists(person)).isTrue();
            assertThat(callFromOutside(path + "x", body, "hush")).hasStatus(404);
            assertThat(callFromOutside(path, body, "hush")).hasStatusOk();

            assertThat(persons.exists(person)).isFalse();
            assertThat(hubSpot.breaches()).isEmpty();
            assertThat(connector(id).path("heardAt").asString()).isNotEmpty();
        }
    }

    @Test
    void nothingFinerThanThreeWordsLeaves() throws Exception {
        try (var hubSpot = new RecordedSystem("hubspot")) {
            String id = connect(hubSpot);

            assertThatThrownBy(() -> connectors.signal(id, person, "anger 0.74", Instant.now()))
                    .hasMessageContaining("anger 0.74");
        }
    }

    @Test
    void secretsAreNeverShownAgainAndStayWhenTheyAreLeftOut() throws Exception {
        try (var hubSpot = new RecordedSystem("hubspot", "revoked")) {
            String id = connect(hubSpot);
            assertThat(call(HttpMethod.GET, "/v1/connectors", "")).bodyText().doesNotContain("hush", "pat-1");

            assertThat(call(
                            HttpMethod.PUT,
                            "/v1/connectors/" + id,
                            "{\"name\": \"Renamed\", \"url\": \"%s\"}".formatted(hubSpot.url())))
                    .hasStatusOk();
            var checked = body(call(HttpMethod.POST, "/v1/connectors/%s/check".formatted(id), "{}"));

            assertThat(checked.path("answer").asString()).isEmpty();
            assertThat(checked.path("connector").path("failure").asString()).contains("Connect it again");
        }
    }

    @Test
    void whatCannotBeIsRefusedWithItsName() {
        assertThat(call(HttpMethod.POST, "/v1/connectors", "{\"kind\": \"lotus-notes\"}"))
                .hasStatus(400)
                .bodyText()
                .contains("lotus-notes", "request-tracker");
        assertThat(call(
                        HttpMethod.POST,
                        "/v1/connectors",
                        "{\"kind\": \"tryton\", \"name\": \"T\", \"url\": \"https://192.168.1.1/crm/\"}"))
                .hasStatus(400)
                .bodyText()
                .contains("192.168.1.1");
    }

    @Test
    void aSystemWhereNobodyIsKnownIsRemovedAndItsAddressWithIt() throws Exception {
        try (var hubSpot = new RecordedSystem("hubspot")) {
            String id = connect(hubSpot);
            String inbound = connector(id).path("inboundPath").asString();

            assertThat(call(HttpMethod.DELETE, "/v1/connectors/" + id, "")).hasStatus(204);

            assertThat(call(HttpMethod.GET, "/v1/connectors", "")).bodyText().doesNotContain(id);
            assertThat(connectors.enabled())
                    .noneMatch(one -> one.id().toString().equals(id));
            assertThat(callFromOutside(inbound, "[]", "hush")).hasStatus(404);
            assertThat(call(HttpMethod.DELETE, "/v1/connectors/" + id, "")).hasStatus(404);
            assertThat(call(HttpMethod.DELETE, "/v1/connectors/nonsense", "")).hasStatus(400);
            assertThat(call(HttpMethod.GET, "/v1/audit/records", "")).bodyText().contains("connector.removed");
            assertThat(hubSpot.breaches()).isEmpty();
        }
    }

    @Test
    void aSystemWhereSomebodyIsKnownStaysSoThatWhatStandsThereCanBeTakenBack() throws Exception {
        try (var hubSpot = new RecordedSystem("hubspot", "signal", "erase", "contact-removed")) {
            String id = connect(hubSpot);
            connectors.signal(id, person, "needs_help", Instant.now().plus(Duration.ofHours(2)));
            delivered(id, "signal");

            assertThat(call(HttpMethod.DELETE, "/v1/connectors/" + id, ""))
                    .hasStatus(409)
                    .bodyText()
                    .contains("1 people are known there");
            assertThat(connector(id).path("enabled").asBoolean()).isTrue();

            erasures.erase(subject(), "test");
            assertThat(call(HttpMethod.DELETE, "/v1/connectors/" + id, ""))
                    .as("nobody is known there any more")
                    .hasStatus(204);
        }
    }

    @Test
    void nobodyRemovesASystemOfAnotherTenant() throws Exception {
        try (var hubSpot = new RecordedSystem("hubspot")) {
            String id = connect(hubSpot);
            var ours = console;
            console = aStrangersConsole();
            assertThat(call(HttpMethod.DELETE, "/v1/connectors/" + id, "")).hasStatus(404);

            console = ours;
            assertThat(connector(id).path("name").asString()).isEqualTo("CRM");
        }
    }

    private String connect(RecordedSystem system) {
        var created = call(
                HttpMethod.POST,
                "/v1/connectors",
                json.writeValueAsString(Map.of(
                        "kind",
                        "hubspot",
                        "name",
                        "CRM",
                        "url",
                        system.url(),
                        "values",
                        Map.of("accessToken", "pat-1", "clientSecret", "hush"))));
        assertThat(created).hasStatus(201);
        return body(created).path("id").asString();
    }

    private JsonNode connector(String id) {
        return body(call(HttpMethod.GET, "/v1/connectors", ""))
                .path("connectors")
                .valueStream()
                .filter(one -> one.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String subject() {
        return persons.subjectOf(person).orElseThrow();
    }

    private JsonNode delivered(String connector, String operation) throws InterruptedException {
        return delivery(connector, operation, "delivered");
    }

    private JsonNode delivery(String connector, String operation, String state) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var latest = body(call(HttpMethod.GET, "/v1/deliveries?target=connector:" + connector, ""))
                    .path("latest")
                    .path(0);
            if (latest.path("operation").asString().equals(operation)
                    && latest.path("state").asString().equals(state)
                    && (!state.equals("pending") || latest.path("attempt").asInt() > 0)) return latest;
            assertThat(System.nanoTime()).as(latest.toString()).isLessThan(until);
            Thread.sleep(20);
        }
    }

    private MvcTestResult callFromOutside(String path, String body, String secret) throws Exception {
        String time = Long.toString(Instant.now().toEpochMilli());
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed = "POSThttps://attune.example" + path + body + time;
        return mvc.post()
                .uri(path)
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "attune.example")
                .header("X-HubSpot-Request-Timestamp", time)
                .header(
                        "X-HubSpot-Signature-v3",
                        Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
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
