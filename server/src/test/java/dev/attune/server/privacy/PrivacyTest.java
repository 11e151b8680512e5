package dev.attune.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.attune.server.ServerTest;
import dev.attune.server.access.Tenants;
import dev.attune.server.audit.Audit;
import dev.attune.server.database.DataDirectory;
import dev.attune.server.sessions.SessionLog;
import dev.attune.server.vault.Persons;
import dev.attune.server.vault.SigningKey;
import dev.attune.server.vault.Vault;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class PrivacyTest extends ServerTest {
    @Autowired
    private Erasures erasures;

    @Autowired
    private PersonalData data;

    @Autowired
    private ErasureTable table;

    @Autowired
    private ErasureList list;

    @Autowired
    private Persons persons;

    @Autowired
    private Vault vault;

    @Autowired
    private Audit audit;

    @Autowired
    private InstantSource clock;

    @Autowired
    private DataDirectory directory;

    @Autowired
    private SessionLog sessions;

    @Autowired
    private Tenants tenants;

    @Autowired
    private Gate gate;

    @Autowired
    private List<RetentionClock> clocks;

    @Autowired
    private JdbcTemplate jdbc;

    /// In tables of who was erased and of what was decided stands a random id that leads nowhere.
    private static final Set<String> EVIDENCE = Set.of("consent_record", "erasure", "audit_record");

    private final String subject = "s-" + UUID.randomUUID();
    private final String plan = "plan-" + UUID.randomUUID();
    private Cookie console;
    private String person = "";

    @BeforeEach
    void aPersonWithASession() throws InterruptedException {
        console = aSignedInConsole();
        var notice = body(
                mvc.get().uri("/v1/notices/current?language=en").cookie(console).exchange());
        var receipt = body(post(
                "/v1/consents",
                answer(notice, subject, "personalization/face", "analytics/face", "personalization/behaviour")));
        person = persons.find(subject).orElseThrow();
        var session = sessions.opened(
                subject, UUID.fromString(receipt.path("receiptId").asString()), Purpose.ANALYTICS, "clip", "en");
        sessions.second(
                session,
                new SessionLog.Second(0, 0, 20, 0.4, 0.1, 0.9, Map.of("joy", 0.7), Map.of("interest", 0.6)),
                () -> true);
        sessions.ended(session, "ended", new SessionLog.Frames(20, 20, 0));
        while (jdbc.queryForList("select 1 from affect_second where session_id = ?", session.id())
                .isEmpty()) Thread.sleep(5);
    }

    /// docs/security.md, "What stands in plain", tells them; whoever adds one tells it there too, or seals it.
    @Test
    void noMeasureOfAPersonStandsInPlainButThoseThatAreTold() {
        assertThat(jdbc.queryForList("""
                        select c.table_name || '.' || c.column_name from information_schema.columns c
                        where c.table_schema = 'attune' and c.data_type in ('double precision', 'real', 'numeric', 'jsonb')
                          and exists (select 1 from information_schema.columns p where p.table_schema = 'attune'
                            and p.table_name = c.table_name and p.column_name in ('subject', 'person'))""", String.class))
                .containsExactlyInAnyOrder(
                        "alert.strength",
                        "erasure.erased",
                        // of a thing only, as the table checks
                        "alert.plain",
                        "warning_state.plain");
    }

    @Test
    void aCopyHoldsEveryTableThatLeadsToAPerson() {
        var leading = jdbc.queryForList("""
            select distinct c.table_name from information_schema.columns c
            where c.table_schema = 'attune' and c.column_name in
              ('subject', 'person', 'person_id', 'people', 'unit', 'merged_into', 'fingerprint', 'sealed')\
            """, String.class);
        // the keys themselves, the proofs of what was erased, and counts of people
        leading.removeAll(List.of("person", "person_key", "erasure", "affect_cell", "experiment_aa"));

        assertThat(data.tables()).containsAll(leading);

        var copy = body(export(MediaType.APPLICATION_JSON));
        assertThat(copy.path("subject").asString()).isEqualTo(subject);
        assertThat(copy.path("data")
                        .path("sessions")
                        .path(0)
                        .path("seconds")
                        .path(0)
                        .path("expression")
                        .path("joy")
                        .asDouble())
                .isEqualTo(0.7);
        assertThat(copy.path("data")
                        .path("consents")
                        .path("receipts")
                        .path(0)
                        .path("subject")
                        .asString())
                .isEqualTo(subject);
    }

    @Test
    void whoLookedIsToldToTheOfficerByNameAndToThePersonWithout() {
        String session = jdbc.queryForObject("select id from live_session where subject = ?", String.class, person);
        assertThat(mvc.get().uri("/v1/sessions/" + session).cookie(console).header("Attune-Purpose", "quality"))
                .hasStatusOk();
        assertThat(mvc.get().uri("/v1/sessions/" + session).cookie(console)).hasStatus(403);

        var looks = body(mvc.post()
                .uri("/v1/persons/looks")
                .cookie(console)
                .header("Attune-Console", "1")
                .header("Attune-Purpose", "security")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"subject\": \"%s\"}".formatted(subject))
                .exchange());

        assertThat(looks.valueStream().map(look -> look.path("outcome").asString()))
                .containsExactly("refused", "done");
        assertThat(looks.path(1).path("actor").asString()).isEqualTo("console");
        assertThat(looks.path(1).path("purpose").asString()).isEqualTo("quality");
        assertThat(looks.path(1).path("object").asString()).isEqualTo("session");
        assertThat(looks.path(1).path("id").asString()).isEqualTo(session);

        export(MediaType.APPLICATION_JSON);
        var told = body(export(MediaType.APPLICATION_JSON))
                .path("data")
                .path("looks")
                .path("looks");
        assertThat(told.valueStream().map(look -> look.path("purpose").asString()))
                .as("the copy before is a look too")
                .containsExactly("privacy-request", "quality");
        assertThat(told.path(0).has("actor")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"en, Sessions, joy", "ru, Сеансы, радость", "zh, 会话, 喜悦"})
    void aCopyCanBeReadByPeople(String language, String sessions, String joy) {
        var page = mvc.post()
                .uri("/v1/persons/exports")
                .cookie(console)
                .header("Attune-Console", "1")
                .header("Attune-Purpose", "privacy-request")
                .header("Accept-Language", language)
                .accept(MediaType.TEXT_HTML)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"subject\": \"%s\"}".formatted(subject))
                .exchange();

        assertThat(page).hasStatusOk();
        assertThat(new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8))
                .startsWith("<!doctype html><html lang=\"%s\"".formatted(language))
                .contains(subject, sessions, joy)
                .doesNotContain("<script");
    }

    @Test
    void aCopyWithoutAPurposeIsRefusedAndTheAttemptIsOnRecord() {
        assertThat(post("/v1/persons/exports", "{\"subject\": \"%s\"}".formatted(subject)))
                .hasStatus(403);
        assertThat(mvc.get().uri("/v1/sessions").cookie(console)).hasStatus(403);
        assertThat(mvc.get().uri("/v1/sessions").cookie(console).header("Attune-Purpose", "curiosity"))
                .hasStatus(403);

        assertThat(mvc.get().uri("/v1/audit/records").cookie(console))
                .bodyText()
                .contains("no purpose was named", "curiosity");
    }

    @Test
    void anErasedPersonIsGoneAndTheProofSaysSo() throws Exception {
        happened();
        var erasure = body(post("/v1/persons/erasures", "{\"subject\": \"%s\"}".formatted(subject)));

        assertThat(erasure.path("step").asString()).isEqualTo("proven");
        assertThat(persons.exists(person)).isFalse();
        assertThat(data.export(subject)).isEmpty();
        assertThat(gate.check(new Gate.Question(subject, Purpose.ANALYTICS, Modality.FACE)))
                .isInstanceOf(Gate.Verdict.Refused.class);
        for (var left : tables())
            if (!EVIDENCE.contains(left))
                assertThat(asOwner().queryForList("select t::text from attune.%s t".formatted(left), String.class))
                        .as(left)
                        .noneMatch(row -> row.contains(person) || row.contains(subject) || row.contains(plan));
        assertThat(jdbc.queryForList("select t::text from consent_record t", String.class))
                .noneMatch(row -> row.contains(subject));
        var proof = verified(erasure.path("proof").asString());
        assertThat(proof.path("keyDestroyed").asBoolean()).isTrue();
        assertThat(proof.path("erased").path("person_key").asInt()).isEqualTo(1);
        assertThat(proof.path("erased").path("live_session").asInt()).isEqualTo(1);
    }

    @Test
    void anErasureCanBeReadAgainByItsIdAndOnlyInItsTenant() {
        var erasure = body(post("/v1/persons/erasures", "{\"subject\": \"%s\"}".formatted(subject)));
        var id = erasure.path("id").asString();

        var read = mvc.get().uri("/v1/persons/erasures/" + id).cookie(console);
        assertThat(read).hasStatusOk();
        assertThat(body(read.exchange())).isEqualTo(erasure);
        assertThat(body(mvc.get().uri("/v1/persons/erasures").cookie(console).exchange())
                        .valueStream())
                .contains(erasure);
        assertThat(erasure.toString()).doesNotContain(subject);

        assertThat(mvc.get().uri("/v1/persons/erasures/" + UUID.randomUUID()).cookie(console))
                .hasStatus(404);
        assertThat(mvc.get().uri("/v1/persons/erasures/nonsense").cookie(console))
                .hasStatus(400);
        assertThat(mvc.get().uri("/v1/persons/erasures/" + id).cookie(aStrangersConsole()))
                .hasStatus(404);
        assertThat(mvc.get().uri("/v1/persons/erasures/" + id)).hasStatus(401);
    }

    /// A backup is rows; `pg_dump` writes them as PostgreSQL does here.
    @Test
    void aBackupHoldsCiphertextAndARestoredOneBringsNobodyBack() {
        happened();
        var backup = new LinkedHashMap<String, List<String>>();
        for (var table : tables())
            backup.put(
                    table,
                    asOwner()
                            .queryForList(
                                    "select row_to_json(t)::text from attune.%s t".formatted(table), String.class));
        assertThat(backup.values().stream().flatMap(List::stream))
                .noneMatch(row -> row.contains(subject) || row.contains(plan));
        erasures.erase(subject, "test");

        asOwner().execute((ConnectionCallback<Integer>) connection -> {
            int restored = 0;
            try (var statement = connection.createStatement()) {
                statement.execute("set session_replication_role = replica"); // as pg_restore --disable-triggers
                for (var table : backup.entrySet())
                    for (var row : table.getValue())
                        if (row.contains(person) && !EVIDENCE.contains(table.getKey()))
                            try (var insert = connection.prepareStatement("""
                                insert into attune.%1$s overriding system value
                                select * from json_populate_record(null::attune.%1$s, ?::json) on conflict do nothing\
                                """.formatted(table.getKey()))) {
                                insert.setString(1, row);
                                restored += insert.executeUpdate();
                            }
                statement.execute("set session_replication_role = default");
            }
            return restored;
        });
        assertThat(persons.subjectOf(person))
                .as("the restored backup knows them")
                .contains(subject);

        erasures.resume();

        assertThat(persons.exists(person)).isFalse();
        for (var table : tables())
            if (!EVIDENCE.contains(table))
                assertThat(asOwner().queryForList("select t::text from attune.%s t".formatted(table), String.class))
                        .as(table)
                        .noneMatch(row -> row.contains(person));
    }

    /// An error of PostgreSQL quotes the row in its detail, and what is refused is logged.
    @Test
    void whatTheDatabaseRefusesIsQuotedInNoLog() throws Exception {
        assertThatThrownBy(() ->
                        jdbc.update("insert into person_key (person, wrapped) values (?, ?)", person, new byte[0]))
                .hasStackTraceContaining("person_key_pkey")
                .satisfies(refused -> {
                    for (Throwable cause = refused; cause != null; cause = cause.getCause())
                        assertThat(cause.toString()).doesNotContain(person);
                });
        assertThat(Files.readString(directory.path().resolve("postgres.log")))
                .contains("person_key_pkey")
                .doesNotContain(person);
    }

    @Test
    void nothingThatIsLoggedNamesAnybody() {
        var logged = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        logged.start();
        root.addAppender(logged);
        try {
            happened();
            post("/v1/rank", "{\"subject\": \"%s\", \"policy\": \"none\"}".formatted(subject));
            post(
                    "/v1/context",
                    "{\"subject\": \"%s\", \"want\": {\"profile\": [\"plan\"], \"style\": true}}".formatted(subject));
            post("/v1/track", "{\"userId\": \"%s\", \"event\": 7}".formatted(subject));
            export(MediaType.APPLICATION_JSON);
            post("/v1/persons/erasures", "{\"subject\": \"%s\"}".formatted(subject));
            post("/v1/persons/exports", "{\"subject\": \"%s\"".formatted(subject));
        } finally {
            root.detachAppender(logged);
        }

        assertThat(List.copyOf(logged.list))
                .extracting(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : event.getThrowableProxy().getMessage()))
                .noneMatch(line -> line.contains(subject) || line.contains(person) || line.contains(plan));
    }

    @Test
    void whoComesBackAfterAnErasureIsAnotherPerson() {
        erasures.erase(subject, "test");

        assertThat(persons.admit(subject)).isNotEqualTo(person);
    }

    /// Wherever the server is killed, it goes on there.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void anInterruptedErasureIsFinishedAtTheNextStart(int survivedSteps) {
        var dying = new Dying(survivedSteps);
        assertThatThrownBy(() -> erasures(List.of(dying.holder("first"), dying.holder("second")), dying)
                        .erase(subject, "test"))
                .hasMessage("killed");

        int resumed = erasures.resume();

        assertThat(resumed).isPositive();
        assertThat(persons.exists(person)).isFalse();
        assertThat(table.unfinished()).isEmpty();
        assertThat(erasures.resume()).isZero();
    }

    @Test
    void whomABackupBringsBackIsErasedAgainBeforeServing() {
        var key = jdbc.queryForMap("select * from person_key where person = ?", person);
        var row = jdbc.queryForMap("select * from person where id = ?", person);
        erasures.erase(subject, "test");
        jdbc.update(
                "insert into person (id, fingerprint, sealed_subject, created_at) values (?, ?, ?, ?)",
                row.get("id"),
                row.get("fingerprint"),
                row.get("sealed_subject"),
                row.get("created_at"));
        jdbc.update("insert into person_key (person, wrapped) values (?, ?)", key.get("person"), key.get("wrapped"));
        assertThat(persons.subjectOf(person)).contains(subject);

        erasures.resume();

        assertThat(persons.exists(person)).isFalse();
        assertThat(persons.subjectOf(person)).isEmpty();
    }

    @Test
    void whatIsTooOldIsSweptWithEvidence() {
        var in100Days = clock.instant().plus(Duration.ofDays(100));
        var swept = new ArrayList<Instant>();
        var quick = new Clock("quick", Duration.ofDays(1), swept);
        var slow = new Clock("slow", Duration.ofDays(365), swept);

        var retention = new Retention(List.of(slow, quick), InstantSource.fixed(in100Days), audit, tenants);
        retention.sweep();

        assertThat(swept)
                .as("once per tenant")
                .containsOnly(in100Days.minus(Duration.ofDays(1)), in100Days.minus(Duration.ofDays(365)));
        assertThat(retention.categories())
                .extracting(Retention.Category::name, category -> category.removed() % 3)
                .containsExactly(tuple("quick", 0), tuple("slow", 0));
        assertThat(mvc.get().uri("/v1/audit/records").cookie(console))
                .bodyText()
                .contains("retention.swept", "quick", "3 older than");
    }

    @Test
    void sessionsAreGoneAfterTheTimeThatTheNoticePromises() {
        var sessionsClock = clocks.stream()
                .filter(one -> one.category().equals("sessions"))
                .findFirst()
                .orElseThrow();
        assertThat(sessionsClock.keep()).isEqualTo(Duration.ofDays(90));
        sweepAt(clock.instant().plus(Duration.ofDays(89)), sessionsClock);
        assertThat(sessionsOfThisPerson()).isEqualTo(1);

        sweepAt(clock.instant().plus(Duration.ofDays(91)), sessionsClock);

        assertThat(sessionsOfThisPerson()).isZero();
    }

    @Test
    void peopleNobodyHeardOfForThreeYearsAreErased() {
        var personsClock = clocks.stream()
                .filter(one -> one.category().equals("persons"))
                .findFirst()
                .orElseThrow();
        jdbc.update("update person set last_seen_at = ? where id = ?", Timestamp.from(Instant.EPOCH), person);

        sweepAt(clock.instant(), personsClock);

        assertThat(persons.exists(person)).isFalse();
    }

    /// In the customer's record, an experiment and the log of what was decided.
    private void happened() {
        assertThat(post("/v1/identify", """
            {"userId": "%s", "messageId": "%s", "traits": {"plan": "%s"}}\
            """.formatted(subject, UUID.randomUUID(), plan)))
                .hasStatusOk();
        assertThat(post("/v1/track", """
            {"userId": "%s", "event": "Seen", "messageId": "%s", "properties": {"plan": "%s"}}\
            """.formatted(subject, UUID.randomUUID(), plan)))
                .hasStatusOk();
        assertThat(post("/v1/experiments/outcomes", """
            [{"subject": "%s", "metric": "conversion", "value": 1}]\
            """.formatted(subject))).hasStatus(204);
    }

    private List<String> tables() {
        return asOwner()
                .query(
                        "select tablename from pg_tables where schemaname = 'attune' and tablename <>"
                                + " 'flyway_schema_history'",
                        (row, n) -> row.getString(1));
    }

    private void sweepAt(Instant time, RetentionClock one) {
        new Retention(List.of(one), InstantSource.fixed(time), audit, tenants).sweep();
    }

    private long sessionsOfThisPerson() {
        return jdbc.queryForList("select id from live_session where subject = ?", person)
                .size();
    }

    private record Clock(String category, Duration keep, List<Instant> swept) implements RetentionClock {
        @Override
        public int sweep(Instant olderThan) {
            swept.add(olderThan);
            return 3;
        }
    }

    /// Dies at the n-th thing that an erasure does.
    private static final class Dying implements ApplicationEventPublisher {
        private int left;

        Dying(int survived) {
            this.left = survived;
        }

        void step() {
            if (left-- == 0) throw new IllegalStateException("killed");
        }

        @Override
        public void publishEvent(Object event) {
            step();
        }

        PersonDataHolder holder(String name) {
            return new PersonDataHolder() {
                @Override
                public String name() {
                    step();
                    return name;
                }

                @Override
                public Set<String> tables() {
                    return Set.of();
                }

                @Override
                public Object export(String person) {
                    return List.of();
                }

                @Override
                public Map<String, Integer> erase(String person) {
                    step();
                    return Map.of(name, 1);
                }
            };
        }
    }

    private Erasures erasures(List<PersonDataHolder> of, ApplicationEventPublisher publisher) {
        return new Erasures(table, list, of, persons, vault, audit, publisher, clock, directory, json);
    }

    /// The signed statement, after its signature was checked.
    private JsonNode verified(String proof) {
        var parts = proof.split("\\.");
        var decoder = Base64.getUrlDecoder();
        byte[] key = decoder.decode(
                json.readTree(decoder.decode(parts[0])).path("jwk").path("x").asString());
        assertThat(SigningKey.verifies(
                        key, (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII), decoder.decode(parts[2])))
                .isTrue();
        return json.readTree(decoder.decode(parts[1]));
    }

    private MvcTestResult export(MediaType type) {
        return mvc.post()
                .uri("/v1/persons/exports")
                .cookie(console)
                .header("Attune-Console", "1")
                .header("Attune-Purpose", "privacy-request")
                .accept(type)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"subject\": \"%s\"}".formatted(subject))
                .exchange();
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
