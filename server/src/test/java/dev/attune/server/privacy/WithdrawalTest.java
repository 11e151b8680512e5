package dev.attune.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.sessions.SessionLog;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Purpose;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/// Somebody agreed to everything, left something in every part of the server, and takes it all back. They stay known,
/// as who was asked and what they answered; what was read, learned and kept about them is gone.
class WithdrawalTest extends ServerTest {
    /// Who was asked and answered what, that a session took place, that a complaint was made, what an
    /// experiment counted (opt-outs too), when segments look again: none of it read from what they
    /// displayed. All of it goes with an erasure.
    private static final Set<String> STAYS = Set.of(
            "person",
            "person_key",
            "consent_receipt",
            "consent_record",
            "audit_record",
            "customer",
            "live_session",
            "repair_case",
            "repair_entry",
            "experiment_outcome",
            "segment_person");

    @Autowired
    private SessionLog sessions;

    @Autowired
    private Persons persons;

    private final String subject = "s-" + UUID.randomUUID();
    private Cookie console;
    private String receipt = "";
    private String person = "";

    @BeforeEach
    void somebodyAgreedToEverythingAndWasRead() throws InterruptedException {
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
        for (var table : List.of(
                "affect_second", "decision", "customer_event", "experiment_outcome", "ranking_event", "repair_case"))
            await(table, true);
    }

    @Test
    void whatWasReadLearnedAndKeptIsGoneFromEveryTable() throws InterruptedException {
        assertThat(post("/v1/consents/%s/withdrawals".formatted(receipt), "{}")).hasStatusOk();

        var left = new TreeSet<String>();
        for (var table : tables())
            if (!STAYS.contains(table)) {
                await(table, false);
                if (holds(table)) left.add(table);
            }
        assertThat(left).isEmpty();
        assertThat(displayedInCases()).isZero();
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

    /// What cases hold of what was displayed.
    private int displayedInCases() {
        var cases = body(mvc.post()
                        .uri("/v1/persons/exports")
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .header("Attune-Purpose", "privacy-request")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"subject\": \"%s\"}".formatted(subject))
                        .exchange())
                .path("data")
                .path("cases");
        int displayed = 0;
        for (JsonNode one : cases.path("cases"))
            for (var entry : one.path("history")) if (entry.path("displayed").asBoolean(false)) displayed++;
        return displayed;
    }

    /// Looked for by the database, in one go: other tests left many rows.
    private boolean holds(String table) {
        return Boolean.TRUE.equals(
                asOwner().queryForObject("""
                        select exists (select 1 from attune.%s t where strpos(t::text, ?) > 0 or strpos(t::text, ?) > 0
                          or exists (select 1 from unnest(?::text[]) session where strpos(t::text, session) > 0))""".formatted(table), Boolean.class, person, subject, sessionsOfPerson()));
    }

    private String[] sessionsOfPerson() {
        return asOwner()
                .queryForList("select id::text from attune.live_session where subject = ?", String.class, person)
                .toArray(String[]::new);
    }

    /// Rows are written in groups, a moment later.
    private void await(String table, boolean there) throws InterruptedException {
        for (int tries = 0; tries < 100 && holds(table) != there; tries++) Thread.sleep(50);
        if (there) assertThat(holds(table)).as(table).isTrue();
    }

    private List<String> tables() {
        return asOwner()
                .query(
                        "select tablename from pg_tables where schemaname = 'attune' and tablename <> 'flyway_schema_history'",
                        (row, n) -> row.getString(1));
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
