package dev.attune.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

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
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class PrivacyTest extends ServerTest {
    @Autowired
    private Erasures erasures;

    @Autowired
    private PersonalData data;

    @Autowired
    private List<PersonDataHolder> holders;

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
    private ApplicationEventPublisher events;

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

    private final String subject = "s-" + UUID.randomUUID();
    private Cookie console;
    private String person = "";

    @BeforeEach
    void aPersonWithASession() throws InterruptedException {
        console = aSignedInConsole();
        var notice = body(
                mvc.get().uri("/v1/notices/current?language=en").cookie(console).exchange());
        var receipt = body(post("/v1/consents", answer(notice, subject, "personalization/face", "analytics/face")));
        person = persons.find(subject).orElseThrow();
        var session = sessions.opened(
                subject, UUID.fromString(receipt.path("receiptId").asString()), Purpose.ANALYTICS, "clip", "en");
        sessions.second(
                session, new SessionLog.Second(0, 0, 20, 0.4, 0.1, 0.9, Map.of("joy", 0.7), Map.of("interest", 0.6)));
        sessions.ended(session, "ended", new SessionLog.Frames(20, 20, 0));
        while (jdbc.queryForList("select 1 from affect_second where session_id = ?", session.id())
                .isEmpty()) Thread.sleep(5);
    }

    @Test
    void aCopyHoldsEveryTableThatLeadsToAPerson() {
        var leading = jdbc.queryForList("""
                select distinct c.table_name from information_schema.columns c
                where c.table_schema = 'attune' and (c.column_name in ('subject', 'person', 'person_id', 'sealed'))""", String.class);
        // the keys themselves, and the proofs of what was erased
        leading.removeAll(List.of("person", "person_key", "erasure"));

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

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void aCopyCanBeReadByPeople(String language) {
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
                .contains(subject, "joy")
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
        var erasure = body(post("/v1/persons/erasures", "{\"subject\": \"%s\"}".formatted(subject)));

        assertThat(erasure.path("step").asString()).isEqualTo("proven");
        assertThat(persons.exists(person)).isFalse();
        assertThat(data.export(subject)).isEmpty();
        assertThat(gate.check(new Gate.Question(subject, Purpose.ANALYTICS, Modality.FACE)))
                .isInstanceOf(Gate.Verdict.Refused.class);
        for (var left : data.tables())
            if (!left.equals("consent_record"))
                assertThat(jdbc.queryForList("select t::text from %s t".formatted(left), String.class))
                        .as(left)
                        .noneMatch(row -> row.contains(person) || row.contains(subject));
        assertThat(jdbc.queryForList("select t::text from consent_record t", String.class))
                .noneMatch(row -> row.contains(subject));
        var proof = verified(erasure.path("proof").asString());
        assertThat(proof.path("keyDestroyed").asBoolean()).isTrue();
        assertThat(proof.path("erased").path("person_key").asInt()).isEqualTo(1);
        assertThat(proof.path("erased").path("live_session").asInt()).isEqualTo(1);
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
