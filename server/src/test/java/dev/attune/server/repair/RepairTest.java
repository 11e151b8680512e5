package dev.attune.server.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.decisions.repair.CaseState;
import dev.attune.decisions.repair.Outcome;
import dev.attune.decisions.repair.RepairDefinition;
import dev.attune.decisions.repair.Step;
import dev.attune.server.ServerTest;
import dev.attune.server.consent.Consents;
import dev.attune.server.customers.CustomerEvent;
import dev.attune.server.customers.CustomerEventsStored;
import dev.attune.server.vault.Persons;
import dev.attune.server.vault.Vault;
import dev.attune.server.warning.Alert;
import dev.attune.server.warning.AlertRaised;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/// One person's trouble, from its first sign to its end.
class RepairTest extends ServerTest {
    @Autowired
    private Cases cases;

    @Autowired
    private KnownThings known;

    @Autowired
    private Persons persons;

    @Autowired
    private Vault vault;

    @Autowired
    private Consents consents;

    @Autowired
    private RepairDefinition definition;

    @Autowired
    private SilentCases silent;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private InstantSource clock;

    @Autowired
    private JdbcTemplate jdbc;

    private Cookie console;
    private String receipt = "";
    private String person = "";

    @BeforeEach
    void aPersonWhoAllowsThatTheirWordsAreRead() {
        console = aSignedInConsole();
        receipt = aReceipt(console, "personalization/text", "personalization/behaviour");
        person = persons.find(consents.subjectOf(UUID.fromString(receipt)).orElseThrow())
                .orElseThrow();
    }

    @Test
    void wordsOfTroubleOpenOneCaseForEachTopicAndMoreOfTheSameJoinsIt() {
        wrote("delivery", -0.8);
        wrote("delivery", -0.9);
        wrote("staff", -0.9);

        var delivery = caseAbout("delivery");
        assertThat(cases.of(person)).hasSize(2);
        assertThat(delivery.state()).isEqualTo(CaseState.OPENED);
        assertThat(delivery.severity()).isEqualTo(67); // 1 - (1 - 0.5 * 0.8) (1 - 0.5 * 0.9)
        assertThat(delivery.dueAt())
                .isBetween(delivery.openedAt(), delivery.openedAt().plus(Duration.ofHours(25)));
        assertThat(cases.history(delivery)).hasSize(2).allMatch(Entry::displayed);
    }

    @Test
    void twoCalmComplaintsWithoutAnEmotionOpenACase() throws InterruptedException {
        receipt = aReceipt(console, "personalization/text", "personalization/behaviour", "analytics/text");
        person = persons.find(consents.subjectOf(UUID.fromString(receipt)).orElseThrow())
                .orElseThrow();
        for (var text : List.of(
                "The parcel was promised for Monday and today is Friday.",
                "This is the third time I am asking, the parcel has still not arrived.")) {
            var words = body(post("/v1/text", """
                    {"receiptId": "%s", "purpose": "personalization", "text": "%s", "subject": "%s"}""".formatted(receipt, text, subject())));
            assertThat(words.path("intents").toString()).contains("complaint");
            assertThat(words.path("emotions")).isEmpty();
        }
        for (int i = 0; i < 200 && cases.of(person).isEmpty(); i++) Thread.sleep(50); // the intake does not wait

        assertThat(caseAbout("delivery").state()).isEqualTo(CaseState.OPENED);
    }

    @Test
    void whoThreatensToLeaveIsAnsweredWithinFourHoursAndTheCaseSaysWhy() throws InterruptedException {
        writes("The delivery is late again. I will cancel my subscription and leave.", "churn-threat");

        var one = caseFor("churn-threat");
        assertThat(one.severity()).isEqualTo(75);
        assertThat(one.dueAt()).isBeforeOrEqualTo(clock.instant().plus(Duration.ofHours(4)));
    }

    @Test
    void whoAsksForAPersonIsAnsweredWithinADay() throws InterruptedException {
        writes("The delivery is late again, let me talk to a real person.", "request-for-human");

        var one = caseFor("request-for-human");
        assertThat(one.severity()).isEqualTo(60);
        assertThat(one.dueAt()).isBeforeOrEqualTo(clock.instant().plus(Duration.ofDays(1)));
    }

    /// The one case that was opened for it.
    private RepairCase caseFor(String source) {
        return cases.of(person).stream()
                .filter(one -> cases.history(one).stream()
                        .anyMatch(entry -> source.equals(entry.detail().get("source"))))
                .reduce((one, other) -> {
                    throw new AssertionError("two cases for " + source);
                })
                .orElseThrow();
    }

    /// What the words press for, they press for once.
    @Test
    void ofSeveralThingsOnlyTheWorstIsPressedFor() {
        var words = Map.<String, Object>of(
                "modality", "text",
                "aspects", Map.of("delivery", -0.9, "price", -0.8, "staff", 0.6),
                "presses", List.of("urgency"));
        tell(event("affect:text", -0.7, words));

        assertThat(cases.history(caseAbout("delivery")))
                .singleElement()
                .satisfies(entry -> assertThat(entry.text("source")).isEqualTo("urgency"));
        assertThat(cases.history(caseAbout("price")))
                .singleElement()
                .satisfies(entry -> assertThat(entry.text("source")).isEqualTo("text"));
        assertThat(cases.of(person)).hasSize(2);
    }

    @Test
    void pressingWordsThatLeanNowhereDownAreNoTrouble() {
        tell(event("affect:text", 0.6, Map.of("presses", List.of("request-for-human"))));

        assertThat(cases.of(person)).isEmpty();
    }

    /// @param intent that is heard in it
    private void writes(String text, String intent) throws InterruptedException {
        receipt = aReceipt(console, "personalization/text", "personalization/behaviour", "analytics/text");
        person = persons.find(consents.subjectOf(UUID.fromString(receipt)).orElseThrow())
                .orElseThrow();
        var words = body(post("/v1/text", """
                {"receiptId": "%s", "purpose": "personalization", "text": "%s", "subject": "%s"}""".formatted(receipt, text, subject())));
        assertThat(words.path("intents").toString()).contains(intent);
        for (int i = 0; i < 200 && cases.of(person).isEmpty(); i++) Thread.sleep(50); // the intake does not wait
        assertThat(cases.of(person)).isNotEmpty();
    }

    private CustomerEvent event(String type, double valence, Map<String, Object> properties) {
        Instant now = clock.instant();
        return new CustomerEvent(
                UUID.randomUUID(), person, type, now, now, "chat", null, null, valence, null, null, properties);
    }

    @Test
    void anEventThatIsToldTwiceCountsOnce() {
        var event = event("affect:text", "delivery", -0.8, null);
        tell(event);
        tell(event);

        assertThat(caseAbout("delivery").severity()).isEqualTo(40);
    }

    @Test
    void whoTurnsOutToBeOneCustomerHasOneSetOfCasesUntilTheyAreTakenApartAgain() {
        wrote("delivery", -0.9);
        var first = person;
        var receiptOfFirst = receipt;
        aPersonWhoAllowsThatTheirWordsAreRead();
        var second = person;
        wrote("staff", -0.9);

        merge(second, first);
        wrote("delivery", -0.9); // by the one who is kept: it belongs to the case that the other opened

        assertThat(cases.of(second)).hasSize(2).isEqualTo(cases.of(first));
        assertThat(caseAbout("delivery").severity()).isEqualTo(70); // 1 - (1 - 0.5 * 0.9)^2
        post("/v1/consents/%s/withdrawals".formatted(receiptOfFirst), "{}");
        assertThat(cases.of(second))
                .as("one person took it back, so nothing read from them stays anywhere")
                .allMatch(one -> cases.history(one).stream().noneMatch(Entry::displayed));

        unmerge(second);
        assertThat(cases.of(first)).extracting(RepairCase::topic).containsExactly("delivery");
        assertThat(cases.of(second)).extracting(RepairCase::topic).containsExactly("staff");
    }

    private void merge(String kept, String other) {
        for (var each : List.of(kept, other))
            jdbc.update("insert into customer (person, created_at) values (?, now()) on conflict do nothing", each);
        assertThat(post(
                        "/v1/customers/%s/merges".formatted(kept),
                        "{\"id\": \"%s\"}".formatted(persons.subjectOf(other).orElseThrow())))
                .hasStatus2xxSuccessful();
    }

    private void unmerge(String kept) {
        var merge = body(look("/v1/customers/" + kept))
                .path("merges")
                .path(0)
                .path("id")
                .asString();
        assertThat(mvc.delete()
                        .uri("/v1/customers/%s/merges/%s".formatted(kept, merge))
                        .cookie(console)
                        .header("Attune-Console", "1"))
                .hasStatus2xxSuccessful();
    }

    @ParameterizedTest
    @CsvSource({"-0.3, 40", "-0.5, 1"})
    void littleOrFaintTroubleOpensNothing(double valence, int times) {
        for (int i = 0; i < times; i++) wrote("delivery", valence);

        assertThat(cases.of(person)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"survey:csat, 1", "survey:nps, 1", "survey:ces, 1"})
    void aBadAnswerOpensACaseOnFactsAlone(String survey, double score) {
        tell(event(survey, "staff", null, score));

        var one = caseAbout("staff");
        assertThat(cases.history(one)).singleElement().matches(entry -> !entry.displayed());
    }

    @Test
    void whatSomebodyOnlyDoesHidesNoneOfTheirAnswers() throws InterruptedException {
        answersThreeOfTen();
        assertThat(cases.of(person)).as("one such answer is too little").isEmpty();
        sends("Product Viewed", "", Cases.MOST_SIGNS + 20);

        answersThreeOfTen();

        Instant deadline = clock.instant().plusSeconds(10); // told on a thread of its own
        while (cases.of(person).isEmpty() && clock.instant().isBefore(deadline)) Thread.sleep(20);
        assertThat(cases.history(caseAbout(RepairCase.NO_TOPIC))).hasSize(2);
    }

    private void answersThreeOfTen() {
        sends("Survey Answered", ", \"properties\": {\"survey\": \"nps\", \"score\": 3}", 1);
    }

    private void sends(String event, String more, int times) {
        var each = "{\"type\": \"track\", \"userId\": \"%s\", \"event\": \"%s\"%s}".formatted(subject(), event, more);
        var sent = body(post(
                "/v1/batch", "{\"batch\": [%s]}".formatted(String.join(",", Collections.nCopies(times, each)))));
        assertThat(sent.path("stored").asInt()).isEqualTo(times);
    }

    /// Told one by one, each event finds the case as the last one left it.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void eventsThatAreToldTogetherDoWhatTheyDoOneByOne(long seed) {
        var random = new Random(seed);
        var rounds = new ArrayList<List<Told>>();
        for (int round = 0; round < 4; round++)
            rounds.add(Stream.generate(() -> Told.any(random))
                    .limit(1 + random.nextInt(12))
                    .toList());
        boolean helps = random.nextBoolean();

        var oneByOne = person;
        for (var round : rounds) {
            round.forEach(told -> tell(told.of(this)));
            if (helps) helpedWithEverything();
        }
        aPersonWhoAllowsThatTheirWordsAreRead();
        for (var round : rounds) {
            events.publishEvent(new CustomerEventsStored(
                    0, round.stream().map(told -> told.of(this)).toList()));
            if (helps) helpedWithEverything();
        }

        assertThat(whatCameOf(person)).isEqualTo(whatCameOf(oneByOne)).isNotEmpty();
    }

    private record Told(
            String type,
            @Nullable String topic,
            @Nullable Double valence,
            @Nullable Double score) {
        static Told any(Random random) {
            var topic = random.nextBoolean() ? "delivery" : "staff";
            return switch (random.nextInt(8)) {
                case 0, 1, 2 -> new Told("affect:text", topic, -0.9, null);
                case 3 -> new Told("affect:text", topic, 0.5, null);
                case 4 -> new Told("survey:csat", topic, null, 1.0);
                case 5 -> new Told("survey:csat", topic, null, 5.0);
                case 6 -> new Told("survey:csat", null, null, (double) random.nextInt(1, 6));
                default -> new Told("track:Order Completed", null, null, null);
            };
        }

        CustomerEvent of(RepairTest test) {
            return test.event(type, topic, valence, score);
        }
    }

    /// One changes the newest of a person's cases first, the other the one with the least id: each would hold what the
    /// other waits for.
    @Test
    void twoWhoChangeSeveralCasesOfOnePersonDoNotWaitForEachOtherInACircle() throws Exception {
        RepairCase older;
        RepairCase newer;
        do {
            aPersonWhoAllowsThatTheirWordsAreRead();
            wrote("delivery", -0.9);
            wrote("staff", -0.9);
            older = caseAbout("delivery");
            newer = caseAbout("staff");
        } while (older.id().toString().compareTo(newer.id().toString()) > 0);
        var more = List.of(event("affect:text", "delivery", -0.9, null), event("affect:text", "staff", -0.9, null));

        try (var workers = Executors.newVirtualThreadPerTaskExecutor();
                var other = Objects.requireNonNull(asOwner().getDataSource()).getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from repair_case where id = '%s' for update".formatted(older.id()));
            var signs = workers.submit(() -> events.publishEvent(new CustomerEventsStored(0, more)));
            waits(1);
            var calm = workers.submit(() -> cases.calm(person, RepairCase.NO_TOPIC, clock.instant()));
            waits(2);
            other.rollback();
            signs.get(10, TimeUnit.SECONDS);
            calm.get(10, TimeUnit.SECONDS);
        }

        assertThat(cases.history(caseAbout("staff"))).hasSize(3); // two signs, and calm after them
    }

    /// Until so many wait for somebody's lock.
    private void waits(int many) throws InterruptedException {
        Instant deadline = clock.instant().plusSeconds(10);
        while (asOwner()
                        .queryForList("select 1 from pg_locks where not granted")
                        .size()
                < many) {
            assertThat(clock.instant()).isBefore(deadline);
            Thread.sleep(20);
        }
    }

    private void helpedWithEverything() {
        for (var one : cases.of(person)) if (one.state() instanceof CaseState.Helping) helped(one.id());
    }

    /// Without ids and times, which differ between two people.
    private Map<String, List<Object>> whatCameOf(String someone) {
        var cameOf = new TreeMap<String, List<Object>>();
        for (var one : cases.of(someone))
            cameOf.computeIfAbsent(one.topic(), same -> new ArrayList<>())
                    .add(List.of(
                            one.state(),
                            one.severity(),
                            one.reopened(),
                            one.calmAt() != null,
                            one.reContactAt() != null,
                            one.repurchasedAt() != null,
                            cases.history(one).stream()
                                    .map(entry ->
                                            entry.kind() + " " + entry.detail().get("strength"))
                                    .sorted()
                                    .toList()));
        return cameOf;
    }

    @Test
    void anAlertAboutAPersonJoinsWhatTheyHadMostTroubleWith() {
        wrote("delivery", -0.7);
        events.publishEvent(new AlertRaised(new Alert(
                UUID.randomUUID(), "souring", "person:" + person, clock.instant(), 2, "three bad days in a row")));

        // nothing was stored here that names a topic: the alert stands for itself
        assertThat(cases.of(person))
                .extracting(RepairCase::topic)
                .containsExactlyInAnyOrder("delivery", RepairCase.NO_TOPIC);
        assertThat(cases.history(caseAbout(RepairCase.NO_TOPIC)).getFirst().detail())
                .containsEntry("reason", "three bad days in a row")
                .containsEntry("strength", 0.75);
    }

    @Test
    void anAlertAboutAThingIsNobodysCase() {
        events.publishEvent(new AlertRaised(
                new Alert(UUID.randomUUID(), "souring", "product:lamp", clock.instant(), 3, "the lamp")));

        assertThat(cases.of(person)).isEmpty();
    }

    @Test
    void helpGoesStepByStepUntilThePersonSaysThatItIsRightAgain() {
        wrote("delivery", -1);
        wrote("delivery", -1);
        var id = caseAbout("delivery").id();
        post("/v1/cases/%s/owner".formatted(id), "{\"mine\": true}");

        var draft = body(look("/v1/cases/%s/draft".formatted(id)));
        assertThat(draft.path("tone").asString()).isEqualTo("calming");
        assertThat(draft.path("text").asString()).contains("Delivery").contains("Sorry");
        for (var step : Step.values()) {
            var option = definition.suggested(step, List.of()).id();
            assertThat(post(
                            "/v1/cases/%s/steps".formatted(id),
                            "{\"step\": \"%s\", \"option\": \"%s\"}".formatted(step.id(), option)))
                    .hasStatusOk();
        }
        var question = body(post("/v1/cases/%s/asks".formatted(id), "{}"));
        assertThat(answer(credential(question), "{\"satisfaction\": 5}")).hasStatus(204);

        var closed = cases.find(id).orElseThrow();
        assertThat(closed.state()).isEqualTo(new CaseState.Closed(Outcome.REPAIRED));
        assertThat(closed.satisfaction()).isEqualTo(1.0);
        assertThat(closed.owner()).as("no name stays beside an outcome").isNull();
        assertThat(answer(credential(question), "{\"satisfaction\": 1}")).hasStatus(404);
        var report = body(look("/v1/repair/report"));
        assertThat(report.path("repaired").path("n").asInt()).isPositive();
        assertThat(report.path("worked").toString()).contains("\"option\":\"explain\"");
        assertThat(body(look("/v1/cases/" + id))
                        .path("history")
                        .path(0)
                        .path("kind")
                        .asString())
                .isEqualTo("evidence");
    }

    @Test
    void anAnswerThatItIsNotRightYetBringsHelpAgainAndWhatWasInVainIsNotSuggestedAgain() {
        wrote("staff", -1);
        var id = caseAbout("staff").id();
        helped(id);
        var question = body(post("/v1/cases/%s/asks".formatted(id), "{}"));
        answer(credential(question), "{\"satisfaction\": 2}");

        var again = cases.find(id).orElseThrow();
        assertThat(again.state()).isEqualTo(CaseState.OPENED);
        assertThat(again.reopened()).isEqualTo(1);
        assertThat(cases.suggested(again).orElseThrow().id()).isEqualTo("call");
    }

    @Test
    void calmWordsAReContactAndAnotherOrderAreSeen() {
        wrote("delivery", -1);
        var id = caseAbout("delivery").id();
        helped(id);
        jdbc.update("update repair_case set helped_at = helped_at - interval '1 day' where id = ?", id);
        wrote("delivery", 0.6);
        tell(event("track:Order Completed", null, null, null));
        cases.ended(id, Outcome.REPAIRED);
        wrote("delivery", -1);

        var first = cases.find(id).orElseThrow();
        assertThat(first.calmAt()).isNotNull();
        assertThat(first.repurchasedAt()).isNotNull();
        assertThat(first.reContactAt()).isNotNull();
        assertThat(cases.of(person)).hasSize(2);
    }

    @Test
    void whoeverStaysSilentAfterTheLastQuestionIsLeftInPeace() {
        wrote("delivery", -1);
        var id = caseAbout("delivery").id();
        helped(id);
        post("/v1/cases/%s/asks".formatted(id), "{}");
        post("/v1/cases/%s/asks".formatted(id), "{}");
        assertThat(post("/v1/cases/%s/asks".formatted(id), "{}")).hasStatus(409);

        silent.end();
        assertThat(cases.find(id).orElseThrow().state().open()).isTrue();
        jdbc.update(
                "update repair_ask set asked_at = ? where case_id = ?",
                clock.instant().minus(Duration.ofDays(5)).atOffset(ZoneOffset.UTC),
                id);
        silent.end();
        assertThat(cases.find(id).orElseThrow().state()).isEqualTo(new CaseState.Closed(Outcome.UNANSWERED));
    }

    @Test
    void whoTakesBackTheirConsentLeavesNothingOfWhatTheyDisplayed() {
        wrote("delivery", -1);
        wrote("staff", -1);
        tell(event("survey:csat", "staff", null, 1.0));
        wrote("quality", 0.9);
        loved();
        var praise = jdbc.queryForObject("select id from praise where person = ?", UUID.class, person);
        consents.withdraw(UUID.fromString(receipt), Set.of(), "test");

        var looked = new ArrayList<UUID>();
        known.of(List.of(praise), closed -> {
            looked.addAll(closed);
            return Map.of();
        });
        assertThat(looked).as("what they loved is not remembered either").containsExactly(praise);
        assertThat(caseAbout("delivery").state()).isEqualTo(new CaseState.Closed(Outcome.WITHDRAWN));
        assertThat(caseAbout("delivery").severity()).isZero();
        var staff = caseAbout("staff");
        assertThat(staff.state().open()).as("it rests on an answer, too").isTrue();
        assertThat(staff.severity()).isEqualTo(70);
        assertThat(jdbc.queryForList("select 1 from repair_entry where person = ? and affect", person))
                .isEmpty();
        assertThat(jdbc.queryForList("select 1 from praise where person = ?", person))
                .isEmpty();
    }

    @Test
    void whoIsErasedIsGoneFromEveryTable() {
        wrote("delivery", -1);
        post("/v1/persons/erasures", "{\"subject\": \"%s\"}".formatted(subject()));

        for (var table : List.of("repair_case", "repair_entry", "repair_ask", "praise"))
            assertThat(jdbc.queryForList("select 1 from %s where person = ?".formatted(table), person))
                    .as(table)
                    .isEmpty();
    }

    /// docs/security.md, "What stands in plain", tells what does.
    @Test
    void whatACaseOrPraiseIsAboutAndWhatCameOfItStandsSealedOnly() {
        tell(event("affect:text", "payment", -1.0, null, "Samovar"));
        tell(event("affect:text", "payment", 0.9, null, "Samovar"));
        var id = caseAbout("payment").id();
        helped(id);
        cases.answered(id, 0.75);

        var answered = cases.find(id).orElseThrow();
        assertThat(answered.product()).isEqualTo("Samovar");
        assertThat(answered.satisfaction()).isEqualTo(0.75);
        assertThat(answered.done()).containsOnlyKeys(Step.values());
        for (var table : List.of("repair_case", "praise"))
            assertThat(jdbc.queryForList(
                            "select t::text from %s t where person = ?".formatted(table), String.class, person))
                    .as(table)
                    .isNotEmpty()
                    .noneMatch(row -> Stream.of("payment", "Samovar", "0.75", "explain")
                            .anyMatch(said -> row.contains(said)
                                    || row.contains(HexFormat.of().formatHex(said.getBytes(StandardCharsets.UTF_8)))));
    }

    /// As a backup, or another thread, may leave a case after its person's key is gone.
    @Test
    void aCaseWhoseKeyIsGoneIsReadByNobodyAndHoldsUpNobodyElse() {
        wrote("delivery", -1);
        var gone = caseAbout("delivery");
        vault.shred(person);
        aPersonWhoAllowsThatTheirWordsAreRead();
        wrote("delivery", -1);

        assertThat(cases.find(gone.id())).isEmpty();
        assertThat(cases.open(10_000)).contains(caseAbout("delivery")).noneMatch(gone::equals);
        assertThat(jdbc.update("delete from repair_case where id = ?", gone.id()))
                .isEqualTo(1);
    }

    @Test
    void casesAreCountedByProductAndTopicThoughTheyAreSealed() {
        tell(event("affect:text", "payment", -1.0, null, "Balalaika"));
        tell(event("affect:text", "delivery", -1.0, null, "Balalaika"));
        helped(caseAbout("payment").id());

        assertThat(counted("&product=Balalaika")).isEqualTo("2 1");
        assertThat(counted("&product=Balalaika&topic=payment")).isEqualTo("1 1");
        assertThat(counted("&product=Balalaika&topic=staff")).isEqualTo("0 0");
        assertThat(body(look("/v1/dashboards/funnel?days=30"))
                        .path("cases")
                        .path("opened")
                        .asInt())
                .isGreaterThanOrEqualTo(2);
    }

    private String counted(String filter) {
        var cases = body(look("/v1/dashboards/funnel?days=30" + filter)).path("cases");
        return "%d %d"
                .formatted(cases.path("opened").asInt(), cases.path("helped").asInt());
    }

    @Test
    void whatPeopleLoveIsCountedInPeopleAndNotBelowTheFloor() {
        var loved = "loved-" + UUID.randomUUID();
        var rare = "rare-" + UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            if (i > 0) aPersonWhoAllowsThatTheirWordsAreRead();
            wrote(loved, 0.9);
            wrote(loved, 0.8);
            if (i < 4) wrote(rare, 0.9);
        }

        var themes = body(look("/v1/love")).path("themes");
        assertThat(themes.valueStream()
                        .filter(theme -> theme.path("topic").asString().equals(loved))
                        .map(theme -> theme.path("people").asInt()))
                .containsExactly(5);
        assertThat(themes.toString()).doesNotContain(rare);
    }

    @Test
    void whatSomebodyIsGrantedIsTheirsToAskForAndNeverSuggested() {
        wrote("refund", -1);
        var id = caseAbout("refund").id();

        var steps = body(look("/v1/cases/" + id)).path("steps");
        for (var step : steps)
            for (var option : step.path("options"))
                assertThat(option.path("entitlement").asBoolean()
                                && option.path("suggested").asBoolean())
                        .isFalse();
        assertThat(steps.toString()).contains("\"id\":\"refund\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "You seem upset. | You seem upset",
                "The customer feels anger. | feels",
                "Dear {name}, done. | {name}",
            })
    void whatMustNotBeSaidIsNotSent(String text, String named) {
        wrote("delivery", -1);
        var id = caseAbout("delivery").id();

        var answer = post(
                "/v1/cases/%s/messages".formatted(id), json.writeValueAsString(Map.of("target", "mail", "text", text)));

        assertThat(answer).hasStatus(400);
        assertThat(body(answer).path("detail").asString()).containsIgnoringCase(named.strip());
    }

    @Test
    void aQuestionThatCannotBeSentWasNotAsked() {
        wrote("delivery", -1);
        var id = caseAbout("delivery").id();
        helped(id);

        assertThat(post("/v1/cases/%s/asks".formatted(id), "{\"target\": \"mail\"}"))
                .hasStatus(409)
                .bodyText()
                .contains("No mail can be sent");

        assertThat(cases.find(id).orElseThrow().state()).isEqualTo(new CaseState.FollowingUp(0));
        assertThat(jdbc.queryForList("select 1 from repair_ask where case_id = ?", id))
                .isEmpty();
    }

    @Test
    void whoeverTalkedToAPersonCanOpenACaseByHand() {
        var opened = post(
                "/v1/cases",
                json.writeValueAsString(Map.of("subject", subject(), "topic", "payment", "note", "charged twice")));

        assertThat(opened).hasStatus(201);
        assertThat(body(opened).path("level").asString()).isEqualTo("high");
        assertThat(body(opened).path("history").toString()).contains("charged twice");
        assertThat(post("/v1/cases", "{\"subject\": \"s-nobody\"}")).hasStatus(404);
        assertThat(post("/v1/cases", "{\"subject\": \"%s\", \"topic\": \"Two Words\"}".formatted(subject())))
                .hasStatus(400);
    }

    @Test
    void aSentenceIsQuotedOnlyAfterItsPersonSaidYesToItAndNoLongerWhenTheyTakeItBack() {
        var kept = post(
                "/v1/love/quotes",
                json.writeValueAsString(Map.of(
                        "receiptId", receipt, "text", "Great quality, I love this lamp! Call me on +44 20 7946 0958")));
        assertThat(kept).hasStatus(201);
        var id = body(kept).path("id").asString();
        assertThat(body(kept).path("text").asString()).doesNotContain("7946");
        assertThat(loved()).doesNotContain(id);

        var link = body(post("/v1/love/quotes/%s/asks".formatted(id), "{}"));
        assertThat(body(asked(credential(link))).path("quote").asString()).contains("Great quality");
        answer(credential(link), "{\"granted\": true}");
        assertThat(loved()).contains(id);
        answer(credential(link), "{\"granted\": false}");
        assertThat(loved()).doesNotContain(id);
    }

    @Test
    void whatDoesNotLeanWellOrMayNotBeReadIsNoPraise() {
        assertThat(post(
                        "/v1/love/quotes",
                        json.writeValueAsString(Map.of("receiptId", receipt, "text", "Terrible quality, a torn box"))))
                .hasStatus(400);
        var silentOne = aReceipt(console);
        assertThat(post(
                        "/v1/love/quotes",
                        json.writeValueAsString(Map.of("receiptId", silentOne, "text", "Great quality"))))
                .hasStatus(403);
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "default~abc", "~", "no-tenant-at-all~x"})
    void anAddressThatWasNeverSentAsksNothing(String credential) {
        assertThat(asked(credential)).hasStatus(404);
    }

    private void helped(UUID id) {
        for (var step : Step.values())
            cases.step(id, step, definition.suggested(step, List.of()).id());
    }

    private RepairCase caseAbout(String topic) {
        return cases.of(person).stream()
                .filter(one -> one.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private String subject() {
        return persons.subjectOf(person).orElseThrow();
    }

    private void wrote(String topic, double valence) {
        tell(event("affect:text", topic, valence, null));
    }

    private void tell(CustomerEvent event) {
        events.publishEvent(new CustomerEventsStored(0, List.of(event)));
    }

    private CustomerEvent event(String type, @Nullable String topic, @Nullable Double valence, @Nullable Double score) {
        return event(type, topic, valence, score, null);
    }

    private CustomerEvent event(
            String type,
            @Nullable String topic,
            @Nullable Double valence,
            @Nullable Double score,
            @Nullable String product) {
        Instant now = clock.instant();
        return new CustomerEvent(
                UUID.randomUUID(),
                person,
                type,
                now,
                now,
                "chat",
                product,
                topic,
                valence,
                null,
                score,
                valence == null ? Map.of() : Map.of("modality", "text"));
    }

    private String loved() {
        return body(look("/v1/love")).path("quotes").toString();
    }

    private static String credential(JsonNode link) {
        String address = link.path("link").asString();
        return address.substring(address.indexOf('#') + 1);
    }

    private MvcTestResult asked(String credential) {
        return mvc.get()
                .uri("/v1/my/answer")
                .header("Attune-Answer", credential)
                .exchange();
    }

    private MvcTestResult answer(String credential, String answer) {
        return mvc.post()
                .uri("/v1/my/answer")
                .header("Attune-Answer", credential)
                .contentType(MediaType.APPLICATION_JSON)
                .content(answer)
                .exchange();
    }

    private MvcTestResult look(String path) {
        return mvc.get()
                .uri(path)
                .cookie(console)
                .header("Attune-Purpose", "support")
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
