package dev.attune.server.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.decisions.ranking.LoggedDecision;
import dev.attune.server.ServerTest;
import dev.attune.server.audit.Audit;
import dev.attune.server.database.Tenant;
import dev.attune.server.privacy.Erasures;
import dev.attune.server.problems.Refusal;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Gate;
import jakarta.servlet.http.Cookie;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/// Rank, reward and activate over HTTP, against the database.
class RankingTest extends ServerTest {
    private static final String SETTINGS = """
            {"learner": {"kind": "%s"},
             "context": [{"name": "cart", "high": 10}, {"name": "frustration", "from": "face"}],
             "actions": [{"id": "plain", "class": "STYLE"}, {"id": "help", "class": "HELP", "floor": 0.1},
                         {"id": "upsell", "class": "OFFER", "when": "facts.adult == true"}],
             "guards": {"safeAction": "help", "holdback": false, "distress": {"frustration": 0.6}%s},
             "rewards": {"window": "PT10M"}}""";

    private static final int CROWD = 100; // as many wait for one disk at once

    @Autowired
    private Policies policies;

    @Autowired
    private Journal journal;

    @Autowired
    private Rankings rankings;

    @Autowired
    private Erasures erasures;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private InstantSource clock;

    @Autowired
    private Audit audit;

    @Autowired
    private Persons persons;

    @Autowired
    private People people;

    private Cookie console = new Cookie("none", "");
    private String key = "";
    private String policy = "";

    @BeforeEach
    void aPolicyThatLeads() {
        console = aSignedInConsole();
        key = aNewKey(console);
        policy = "p-" + UUID.randomUUID();
        make(SETTINGS.formatted("hierarchical", ""));
        trust("online", true);
    }

    @Test
    void anActionIsDrawnFromTheProbabilitiesThatAreToldAndLogged() {
        var answer = body(rank("{\"contextFeatures\": [{\"cart\": 3, \"weather\": \"rain\"}]}"));

        var ranking = answer.path("ranking").valueStream().toList();
        assertThat(ranking.stream()
                        .mapToDouble(one -> one.path("probability").asDouble())
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(ranking.getFirst().path("id")).isEqualTo(answer.path("rewardActionId"));
        assertThat(answer.path("removed").path("upsell").asString()).contains("not eligible", "adult");
        assertThat(answer.path("unread").toString()).contains("weather=rain");
        var logged = explain(answer.path("eventId").asString());
        assertThat(logged.path("propensity").asDouble())
                .isEqualTo(ranking.getFirst().path("probability").asDouble());
        assertThat(logged.path("context").toString()).isEqualTo("{\"cart\":3.0}");
    }

    @Test
    void whatHelpsIsLearnedAndShownMoreOften() {
        for (int round = 0; round < 5; round++) teach(30, null);

        assertThat(probabilityOf("help")).isGreaterThan(0.9);
        var view = body(get("/v1/policies/" + policy, ""));
        assertThat(view.path("lessons").asInt()).isEqualTo(150);
        assertThat(view.path("arms")
                        .valueStream()
                        .filter(arm -> arm.path("id").asString().equals("help"))
                        .findFirst()
                        .orElseThrow()
                        .path("meanReward")
                        .asDouble())
                .isEqualTo(1);
    }

    @Test
    void theSameEventAgainGetsTheStoredAnswerAndAnotherBodyAConflict() {
        var question = "{\"eventId\": \"e-%s\", \"contextFeatures\": {\"cart\": %d}}";
        var id = UUID.randomUUID();
        var first = body(rank(question.formatted(id, 1)));

        assertThat(body(rank(question.formatted(id, 1)))).isEqualTo(first);
        assertThat(rank(question.formatted(id, 2))).hasStatus(409).bodyText().contains("asked before");
        assertThat(body(get("/v1/policies/" + policy, ""))
                        .path("arms")
                        .valueStream()
                        .mapToInt(arm -> arm.path("chosen").asInt())
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void anEventThatIsOnlyInTheLogGetsItsStoredAnswerToo() {
        var question = "{\"eventId\": \"e-%s\"}".formatted(UUID.randomUUID());
        var first = body(rank(question));
        journal.settle();
        var stored = journal.latest(policy, 1);

        assertThat(body(rank(question))).isEqualTo(first);

        var restarted = new SeenEvents(journal);
        var other = new Journal.Key("never-" + UUID.randomUUID(), "");
        assertThat(restarted.mayHave(stored.getFirst().key())).isTrue();
        while (restarted.mayHave(other)) sleep(5); // the log is read beside
        assertThat(restarted.mayHave(stored.getFirst().key())).isTrue();
    }

    @Test
    void onlyTheFirstRewardCounts() {
        var event = body(rank("{}")).path("eventId").asString();

        assertThat(reward(event, 1)).hasStatus(204);
        assertThat(reward(event, 0)).hasStatus(202).bodyText().contains("settled before");
        assertThat(explain(event).path("learned").asDouble()).isEqualTo(1);
        assertThat(lessons()).isEqualTo(1);
    }

    @Test
    void aDeferredDecisionCountsOnceItIsShown() {
        var event = body(rank("{\"deferActivation\": true}")).path("eventId").asString();

        assertThat(reward(event, 1)).hasStatus(202).bodyText().contains("not shown yet");
        assertThat(post("/v1/events/" + event + "/activate", "")).hasStatus(204);
        assertThat(post("/v1/events/" + event + "/activate", "")).as("twice").hasStatus(204);
        assertThat(reward(event, 1)).hasStatus(204);
        assertThat(lessons()).isEqualTo(1);
    }

    @Test
    void afterTheWindowTheDefaultIsLearnedAndALateRewardIsOnlyKept() {
        make(SETTINGS.formatted("hierarchical", "").replace("\"PT10M\"", "\"PT0.05S\", \"byDefault\": 0.5"));
        var event = body(rank("{}")).path("eventId").asString();
        var deferred = body(rank("{\"deferActivation\": true}")).path("eventId").asString();
        for (int tries = 0; tries < 100 && lessons() == 0; tries++) {
            sleep(50);
            rankings.tick();
        }

        assertThat(explain(event).path("learned").asDouble()).isEqualTo(0.5);
        assertThat(reward(event, 1)).hasStatus(202).bodyText().contains("after the reward window");
        assertThat(post("/v1/events/" + deferred + "/activate", ""))
                .hasStatus(202)
                .bodyText()
                .contains("not shown within the window");
        assertThat(lessons()).as("what was never shown is not counted").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"actions\": []} | actions is empty",
                "{\"actions\": [{\"id\": \"dance\"}]} | has no action 'dance'",
                "{\"actions\": [{\"id\": \"help\"}, {\"id\": \"help\"}]} | every action once",
                "{\"contextFeatures\": {\"cart\": 1e999}} | must be a finite number",
                "{\"contextFeatures\": {\"cart\": NaN}} | ",
                "{\"contextFeatures\": [1, 2]} | list of numbers",
                "{\"eventId\": \"not an id\"} | eventId must have",
                "{\"vulnerable\": [\"tired\"]} | unknown vulnerable state 'tired'",
                "{\"facts\": {\"adult\": [true]}} | fact 'adult'",
                "{\"policy\": \"nowhere\"} | no policy 'nowhere'"
            })
    void nonsenseIsRefusedByNameAndTeachesNothing(String question, String reason) {
        var result = post("/v1/rank", question.contains("policy") ? question : withPolicy(question));

        assertThat(result.getResponse().getStatus()).isIn(400, 404);
        assertThat(body(result).path("detail").asString()).contains(reason == null ? "" : reason);
        assertThat(journal.latest(policy, 10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-0.1", "1.1", "1e999", "\"much\""})
    void aRewardThatIsNoneIsRefused(String value) {
        var event = body(rank("{}")).path("eventId").asString();

        assertThat(post("/v1/events/" + event + "/reward", "{\"value\": " + value + "}"))
                .hasStatus(400);
        assertThat(post("/v1/events/no-such-event/reward", "{\"value\": 1}")).hasStatus(404);
        assertThat(lessons()).isZero();
    }

    @Test
    void tenThousandActionsAreRankedAndOneMoreIsRefused() {
        make("{\"learner\": {\"kind\": \"thompson\"}}");

        var answer = body(rank("{\"actions\": %s}".formatted(actions(10_000))));

        assertThat(answer.path("ranking").size()).isEqualTo(10_000);
        assertThat(reward(answer.path("eventId").asString(), 1)).hasStatus(204);
        assertThat(rank("{\"actions\": %s}".formatted(actions(10_001)))).hasStatus(400);
    }

    @Test
    void everySlotOfAPageShowsSomethingElseAndIsRewardedByItself() {
        var answer = body(post("/v1/multislot/rank", withPolicy("""
                {"contextFeatures": {"cart": 1}, "facts": {"adult": true},
                 "actions": [{"id": "plain"}, {"id": "help"}, {"id": "upsell"}],
                 "slots": [{"id": "top", "baselineAction": "help"}, {"id": "side"},
                           {"id": "foot", "excludedActions": ["plain", "help", "upsell"]}]}""")));

        var event = answer.path("eventId").asString();
        var slots = answer.path("slots").valueStream().toList();
        var chosen = slots.stream().map(slot -> slot.path("rewardActionId")).toList();
        assertThat(new HashSet<>(chosen)).hasSize(3);
        assertThat(chosen.getLast().isNull()).as("everything is excluded there").isTrue();
        assertThat(post("/v1/multislot/events/" + event + "/activate", "")).hasStatus(204);
        assertThat(post(
                        "/v1/multislot/events/" + event + "/reward",
                        "{\"reward\": [{\"slotId\": \"top\", \"value\": 1}, {\"slotId\": \"side\", \"value\": 0.5}]}"))
                .hasStatus(204);
        assertThat(post(
                        "/v1/multislot/events/" + event + "/reward",
                        "{\"reward\": [{\"slotId\": \"roof\", \"value\": 1}]}"))
                .hasStatus(404)
                .bodyText()
                .contains("no slot 'roof'");
        assertThat(post(
                        "/v1/multislot/rank",
                        withPolicy("{\"slots\": [{\"id\": \"top\", \"baselineAction\": \"help\"}]}")))
                .hasStatus(400)
                .bodyText()
                .contains("'help' is not among the actions of the request");
        assertThat(lessons()).isEqualTo(2);
    }

    @Test
    void anApprenticeWatchesAndIsPromotedBySomebodyOnly() {
        make("apprentice-" + policy.substring(2, 10), SETTINGS.formatted("linucb", ""));
        var id = "apprentice-" + policy.substring(2, 10);
        for (int i = 0; i < 5; i++) {
            var answer = body(post("/v1/rank", "{\"policy\": \"%s\"}".formatted(id)));
            assertThat(answer.path("rewardActionId").asString())
                    .as("the baseline")
                    .isEqualTo("plain");
            assertThat(answer.path("why").asString()).isEqualTo("apprentice");
            reward(answer.path("eventId").asString(), 1);
        }

        var view = body(get("/v1/policies/" + id, ""));
        assertThat(view.path("apprenticeDecisions").asInt()).isEqualTo(5);
        assertThat(view.path("matchRate").asDouble()).isBetween(0.0, 1.0);
        assertThat(put("/v1/policies/" + id + "/mode", "{\"mode\": \"online\", \"reason\": \"it is ready\"}"))
                .hasStatus(409)
                .bodyText()
                .contains("of 5 decisions");
    }

    @Test
    void theKillSwitchBringsBackTheBaselineAtOnce() {
        assertThat(put("/v1/switches/policy/" + policy, "{\"reason\": \"complaints\"}"))
                .hasStatus(204);

        var stopped = body(rank("{\"contextFeatures\": {\"cart\": 1}}"));
        assertThat(stopped.path("rewardActionId").asString()).isEqualTo("plain");
        assertThat(stopped.path("why").asString()).isEqualTo("killed");
        assertThat(body(get("/v1/policies/" + policy, "")).path("killed").asString())
                .isEqualTo("complaints");

        assertThat(mvc.delete()
                        .uri("/v1/switches/policy/" + policy)
                        .cookie(console)
                        .header("Attune-Console", "1"))
                .hasStatus(204);
        assertThat(body(rank("{}")).path("why").asString()).isEqualTo("learner");
    }

    @Test
    void aDisplayIsReadOnlyWithConsentAndDistressGetsTheSafeAction() {
        var stranger = body(rank("{\"contextFeatures\": {\"frustration\": 0.9}}"));
        assertThat(stranger.path("withheld").toString()).contains("frustration");
        assertThat(stranger.path("why").asString()).isEqualTo("learner");

        var known = body(rank("{\"subject\": \"%s\", \"contextFeatures\": {\"frustration\": 0.9}}"
                .formatted(somebodyWhoAgreedTo("personalization/face", "personalization/behaviour"))));
        assertThat(known.path("withheld").isEmpty()).isTrue();
        assertThat(known.path("personal").asBoolean()).isTrue();
        assertThat(known.path("why").asString()).isEqualTo("vulnerable");
        assertThat(known.path("rewardActionId").asString()).isEqualTo("help");
        assertThat(known.path("explored").asBoolean()).isFalse();
    }

    @Test
    void aPersonIsLearnedOverTimeOthersAreNotAndACapCountsPerPerson() {
        make(SETTINGS.formatted("hierarchical", ", \"epsilon\": 0").replace("\"floor\": 0.1", "\"floor\": 0"));
        var subject = somebodyWhoAgreedTo("personalization/behaviour");
        teach(40, subject);
        journal.settle();
        var live = policies.get(policy);
        var person = Objects.requireNonNull(journal.latest(policy, 1).getFirst().person());
        assertThat(journal.of(person, policy)).hasSize(40);
        var logged = journal.latest(policy, 1).getFirst().event().decision();
        var fromRows = new People(question -> new Gate.Verdict.Allowed("test"), persons, journal, new Unwritten())
                .of(person, live);
        assertThat(fromRows.deviation().rows()).isEqualTo(40);
        assertThat(fromRows.showings()).hasSize(40);
        assertThat(logged.request().subject()).isEqualTo(person);

        make(SETTINGS.formatted("hierarchical", ", \"cap\": {\"showings\": 1, \"per\": \"PT1H\"}"));
        assertThat(rank("{\"subject\": \"%s\"}".formatted(subject))).bodyText().contains("shown often enough");
        assertThat(rank("{}")).bodyText().doesNotContain("shown often enough");
    }

    /// Who is not remembered is read from their rows, and the row of what they were shown a moment ago may still wait.
    @Test
    void aShowingWhoseRowWaitsForTheDatabaseCountsForTheNextRequest() {
        make(SETTINGS.formatted("hierarchical", ", \"cap\": {\"showings\": 1, \"per\": \"PT1H\"}"));
        var subject = somebodyWhoAgreedTo("personalization/behaviour");
        var person = persons.find(subject).orElseThrow();

        whileLocked("share row exclusive", () -> {
            assertThat(rank("{\"subject\": \"%s\"}".formatted(subject)))
                    .bodyText()
                    .doesNotContain("often enough");
            people.forget(person);
            assertThat(rank("{\"subject\": \"%s\"}".formatted(subject)))
                    .bodyText()
                    .contains("shown often enough");
        });
    }

    /// Two first requests at once: the one is decided while the other still reads.
    @Test
    void whatHappensWhileSomebodyIsReadIsKnownOfThemOnce() throws Exception {
        var subject = somebodyWhoAgreedTo("personalization/behaviour");
        rank("{\"subject\": \"%s\"}".formatted(subject));
        journal.settle();
        var row = journal.latest(policy, 1).getFirst();
        var person = Objects.requireNonNull(row.person());
        var live = policies.get(policy);
        var meanwhile = new Journal.Entry(
                new Journal.Key("meanwhile", ""),
                row.policy(),
                row.version(),
                row.model(),
                person,
                null,
                row.decidedAs() + 1,
                row.event(),
                null,
                null);
        people.forget(person);
        var first = new CompletableFuture<People.Known>();

        whileLocked("access exclusive", () -> {
            Thread.ofVirtual().start(() -> first.complete(people.of(person, live)));
            untilSomebodyWaitsForALock();
            live.lock.lock();
            try {
                people.shown(person, live, row); // its row is there, too
                people.shown(person, live, meanwhile);
            } finally {
                live.lock.unlock();
            }
        });

        assertThat(first.get(5, TimeUnit.SECONDS).showings()).hasSize(2);
        assertThat(people.of(person, live).showings()).hasSize(2);
    }

    /// By a connection beside; nothing here runs in its transaction.
    private void whileLocked(String mode, Runnable work) {
        asOwner().execute((Connection beside) -> {
            beside.setAutoCommit(false);
            try (var statement = beside.createStatement()) {
                statement.execute("lock table ranking_event in %s mode".formatted(mode));
                work.run();
            } finally {
                beside.rollback();
                beside.setAutoCommit(true);
            }
            return "";
        });
    }

    private void untilSomebodyWaitsForALock() {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (asOwner()
                .queryForList("select 1 from pg_locks where not granted and relation = 'ranking_event'::regclass")
                .isEmpty()) assertThat(System.nanoTime()).as("within 5 s").isLessThan(deadline);
    }

    @Test
    void whoIsErasedOrTakesBackTheirConsentIsUnlearnedExactly() {
        teach(20, null);
        journal.settle();
        var before = policies.get(policy).learning().population().weights("help");
        var erased = somebodyWhoAgreedTo("personalization/behaviour");
        teach(15, erased);
        var person = Objects.requireNonNull(journal.latest(policy, 1).getFirst().person());
        assertThat(policies.get(policy).learning().population().updates()).isEqualTo(35);

        Tenant.DEFAULT.run(() -> erasures.erase(erased, "test"));
        assertThat(journal.of(person)).isEmpty();
        assertThat(policies.get(policy).learning().population().updates()).isEqualTo(20);
        assertThat(policies.get(policy).learning().population().weights("help")).containsExactly(before, within(1e-9));

        var receipt = aReceipt(console, "personalization/behaviour");
        var subject = subjectOf(receipt);
        teach(5, subject);
        assertThat(post("/v1/consents/" + receipt + "/withdrawals", "{}")).hasStatus2xxSuccessful();
        assertThat(policies.get(policy).learning().population().updates()).isEqualTo(20);
        assertThat(body(rank("{\"subject\": \"%s\"}".formatted(subject)))
                        .path("personal")
                        .asBoolean())
                .isFalse();
    }

    /// Eight people decide and are glad for as long as one of them is erased or takes back their consent;
    /// afterwards the model is the one that learns from the rows that are left.
    @ParameterizedTest
    @CsvSource({"1, erased", "2, withdrawn", "3, erased", "4, withdrawn"})
    void nothingOfWhoIsErasedWhileTheyAskSurvivesInRowsOrInTheModel(long seed, String how) {
        var receipt = aReceipt(console, "personalization/behaviour");
        var subject = subjectOf(receipt);
        teach(5, subject);
        journal.settle();
        var person = Objects.requireNonNull(journal.latest(policy, 1).getFirst().person());
        var random = new Random(seed);
        var running = new AtomicBoolean(true);
        var asked = new AtomicInteger();
        var failures = new ConcurrentLinkedQueue<RuntimeException>();
        var visitors = IntStream.range(0, 8)
                .mapToObj(visitor -> Thread.ofVirtual().start(() -> {
                    try {
                        while (running.get()) {
                            askAndReward(visitor % 4 == 0 ? null : subject);
                            asked.incrementAndGet();
                        }
                    } catch (RuntimeException e) {
                        failures.add(e);
                    }
                }))
                .toList();

        sleep(100 + random.nextInt(300));
        if (how.equals("erased")) Tenant.DEFAULT.run(() -> erasures.erase(subject, "test"));
        else assertThat(post("/v1/consents/" + receipt + "/withdrawals", "{}")).hasStatus2xxSuccessful();
        int before = asked.get();
        sleep(100 + random.nextInt(300));
        running.set(false);
        visitors.forEach(RankingTest::join);
        journal.settle();

        assertThat(failures).isEmpty();
        assertThat(asked.get()).as("asked on behind it").isGreaterThan(before);
        assertThat(jdbc.sql("select count(*) from ranking_event where person = ?")
                        .param(person)
                        .query(Integer.class)
                        .single())
                .isZero();
        var left = policies.get(policy).learning().population();
        jdbc.sql("delete from ranking_model where policy = ?").param(policy).update();
        var anew = new Policies(jdbc, json, clock, audit, journal)
                .get(policy)
                .learning()
                .population();
        assertThat(left.updates()).isEqualTo(anew.updates()).isPositive();
        for (var action : List.of("plain", "help"))
            assertThat(left.weights(action)).containsExactly(anew.weights(action), within(1e-9));
    }

    /// As a page that is closed may send them at once.
    private void askAndReward(@Nullable String subject) {
        try {
            var answer = rankings.rank(question(Map.of("cart", 2.0), subject));
            boolean helped = answer.decision().chosen().orElseThrow().equals("help");
            rankings.reward(answer.eventId(), "", helped ? 1 : 0);
        } catch (Refusal e) { // what was shown to them is gone
            assertThat(e.getStatusCode().value()).isEqualTo(404);
        }
    }

    @Test
    void twentyThatAskForOneEventAtOnceGetOneAnswerAndOneRow() {
        var event = "e-" + UUID.randomUUID();
        var answers = new ConcurrentLinkedQueue<LoggedDecision>();

        allAtOnce(
                20,
                i -> answers.add(rankings.rank(question(event, Map.of("cart", 2.0), null))
                        .decision()));

        assertThat(answers).hasSize(20).containsOnly(answers.peek());
        journal.settle();
        assertThat(journal.latest(policy, 100)).hasSize(1);
        assertThat(policies.get(policy).learning().arms().values().stream()
                        .mapToLong(Learning.Arm::chosen)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void ofTwentyRewardsAtOnceForWhatIsNotWrittenYetOneCounts() {
        var event = rankings.rank(question(Map.of("cart", 2.0), null)).eventId();
        var kept = new ConcurrentLinkedQueue<Boolean>();

        allAtOnce(20, i -> kept.add(rankings.reward(event, "", 1).kept() != null));

        assertThat(kept).hasSize(20).containsOnlyOnce(false);
        assertThat(lessons()).isEqualTo(1);
    }

    @Test
    void aDecisionThatTheDatabaseRefusesIsNotKeptInMemory() {
        var event = "e-" + UUID.randomUUID();
        asOwner()
                .execute("alter table attune.ranking_event add constraint refused check (event_id <> '%s') not valid"
                        .formatted(event));
        try {
            rankings.rank(question(event, Map.of("cart", 2.0), null));
            journal.settle();
        } finally {
            asOwner().execute("alter table attune.ranking_event drop constraint refused");
        }

        assertThatThrownBy(() -> rankings.find(event, "")).hasMessageContaining("There is no event");
        rankings.rank(question(event, Map.of("cart", 2.0), null));
        assertThat(rankings.reward(event, "", 1).kept()).isNull();
        assertThat(journal.find(new Journal.Key(event, ""))).isPresent();
    }

    @Test
    void whatWasLearnedSurvivesARestartBitForBit() {
        teach(30, null);
        var live = policies.get(policy);
        live.lock.lock();
        try {
            journal.save(live.policy(), live.learning(), live.nextRevision(clock.instant()));
        } finally {
            live.lock.unlock();
        }
        teach(12, somebodyWhoAgreedTo("personalization/behaviour"));
        var open = body(rank("{}")).path("eventId").asString();
        journal.settle();

        var restarted = new Policies(jdbc, json, clock, audit, journal).get(policy);

        var expected = live.learning();
        assertThat(restarted.learning().place()).isEqualTo(expected.place());
        assertThat(restarted.learning().population().weights("help"))
                .isEqualTo(expected.population().weights("help"));
        assertThat(restarted.learning().arms()).isEqualTo(expected.arms());
        assertThat(restarted.learning().evidence()).isEqualTo(expected.evidence());
        assertThat(journal.find(new Journal.Key(open, ""))).isPresent();
    }

    @Test
    void othersPoliciesCanBeJudgedFromTheLogUnlessItIsTooThin() {
        teach(60, null);
        var thin = body(get("/v1/policies/" + policy + "/evaluation", ""));
        assertThat(thin.path("judged")
                        .valueStream()
                        .filter(one -> one.path("name").asString().equals("always help"))
                        .findFirst()
                        .orElseThrow()
                        .path("refusals")
                        .toString())
                .contains("effective rows");

        make(SETTINGS.formatted("squarecb", ", \"epsilon\": 1"));
        teach(500, null);
        var report = body(
                post(
                        "/v1/policies/" + policy + "/evaluation",
                        "{\"candidates\": [{\"name\": \"help\", \"always\": \"help\"}, {\"name\": \"chance\", \"random\": true}]}"));
        var values = report.path("judged")
                .valueStream()
                .collect(Collectors.toMap(one -> one.path("name").asString(), one -> one.path("values")));
        assertThat(Objects.requireNonNull(values.get("help"))
                        .path("snips")
                        .path("estimate")
                        .asDouble())
                .isEqualTo(1);
        assertThat(Objects.requireNonNull(values.get("chance"))
                        .path("dr")
                        .path("low")
                        .asDouble())
                .isLessThan(0.6);
        assertThat(report.path("propensityP").asDouble()).isGreaterThan(0.001);
        assertThat(post("/v1/policies/" + policy + "/evaluation", "{\"candidates\": [{\"name\": \"x\"}]}"))
                .hasStatus(400);
    }

    @Test
    void whatAPlaybookWouldHaveEarnedIsJudgedFromTheLogOfAPolicyThatKnowsItsInputs() {
        make("""
                {"learner": {"kind": "squarecb"},
                 "context": [{"name": "page.kind=product"}, {"name": "facts.secondsOnPage", "high": 60},
                             {"name": "quality.score"}, {"name": "state.confusion"}],
                 "actions": [{"id": "plain", "class": "STYLE"}, {"id": "show-comparison", "class": "CONTENT"}],
                 "guards": {"holdback": false, "epsilon": 1}, "rewards": {"window": "PT10M"}}""");
        allAtOnce(500, i -> {
            boolean hesitates = i % 2 == 0;
            var situation = Map.of(
                    "page.kind=product", 1.0,
                    "facts.secondsOnPage", 9.0,
                    "quality.score", 0.9,
                    "state.confusion", hesitates ? 0.6 : 0.0);
            var answer = rankings.rank(question(situation, null));
            boolean compared = answer.decision().chosen().orElseThrow().equals("show-comparison");
            rankings.reward(answer.eventId(), "", compared == hesitates ? 1 : 0);
        });

        var judged = body(get("/v1/policies/" + policy + "/evaluation", "")).path("judged");

        var retail = judged.valueStream()
                .filter(one -> one.path("name").asString().equals("playbook retail-checkout"))
                .findFirst()
                .orElseThrow();
        assertThat(retail.path("acted").asInt()).as("those who hesitate").isBetween(50, 200);
        assertThat(retail.path("values").path("snips").path("estimate").asDouble())
                .isEqualTo(1);
        assertThat(judged.valueStream().map(one -> one.path("name").asString()))
                .as("of playbooks with nothing to say here")
                .doesNotContain("playbook banking-insurance");
        var asked = body(post(
                "/v1/policies/" + policy + "/evaluation",
                "{\"candidates\": [{\"name\": \"bank\", \"playbook\": \"banking-insurance\"}]}"));
        assertThat(asked.path("judged").path(1).path("refusals").toString()).contains("no rule of this playbook spoke");
        assertThat(post(
                        "/v1/policies/" + policy + "/evaluation",
                        "{\"candidates\": [{\"name\": \"x\", \"playbook\": \"none\"}]}"))
                .hasStatus(400);
    }

    @Test
    void everyPolicyThatListsItsActionsIsAFlag() {
        var flag = body(
                post("/ofrep/v1/evaluate/flags/" + policy, "{\"context\": {\"targetingKey\": \"u-1\", \"cart\": 2}}"));

        assertThat(flag.path("key").asString()).isEqualTo(policy);
        assertThat(flag.path("reason").asString()).isEqualTo("SPLIT");
        assertThat(flag.path("variant")).isEqualTo(flag.path("value"));
        var event = flag.path("metadata").path("eventId").asString();
        assertThat(explain(event).path("status").asString()).isEqualTo("deferred");
        assertThat(post("/ofrep/v1/evaluate/flags/nowhere", "{}"))
                .hasStatus(404)
                .bodyText()
                .contains("FLAG_NOT_FOUND");
        assertThat(post("/ofrep/v1/evaluate/flags", "{}"))
                .hasStatusOk()
                .bodyText()
                .contains(policy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"learner\": {\"kind\": \"oracle\"}} | unknown learner.kind 'oracle'",
                "{\"guards\": {\"epsilon\": 2}} | epsilon must be in [0, 1]",
                "{\"actions\": [{\"id\": \"a\", \"floor\": 0.7}, {\"id\": \"b\", \"floor\": 0.7}]} | floors must not exceed 1",
                "{\"actions\": [{\"id\": \"a\", \"when\": \"emotion.joy > 0.5\"}]} | decided by facts alone",
                "{\"actions\": [{\"id\": \"a\", \"when\": \"facts.x >\"}]} | column",
                "{\"actions\": [{\"id\": \"a\", \"when\": \"facts.consented == true\"}]} | asked for consent",
                "{\"context\": [{\"name\": \"x\", \"from\": \"aura\"}]} | unknown modality 'aura'",
                "{\"lerner\": {}} | lerner",
                "{\"rewards\": {\"window\": \"PT0S\"}} | reward window must be above 0"
            })
    void settingsThatAreNoneAreRefusedByName(String settings, String reason) {
        assertThat(put("/v1/policies/" + policy, settings))
                .hasStatus(400)
                .bodyText()
                .contains(reason.strip());
    }

    @Test
    void theLogOfDecisionsIsReadForAPurposeOnly() {
        rank("{}");
        journal.settle();

        assertThat(get("/v1/policies/" + policy + "/decisions", "")).hasStatus(403);
        assertThat(get("/v1/policies/" + policy + "/decisions", "quality"))
                .hasStatusOk()
                .bodyText()
                .contains("propensity");
    }

    /// All at once: whoever is helped is glad.
    private void teach(int times, @Nullable String subject) {
        allAtOnce(times, i -> {
            var answer = rankings.rank(question(Map.of("cart", 2.0), subject));
            boolean helped = answer.decision().chosen().orElseThrow().equals("help");
            rankings.reward(answer.eventId(), "", helped ? 1 : 0);
        });
    }

    private Question question(Map<String, Double> context, @Nullable String subject) {
        return question(null, context, subject);
    }

    private Question question(@Nullable String event, Map<String, Double> context, @Nullable String subject) {
        return new Question(
                policy, event, "", subject, null, "web", context, Map.of(), List.of(), Set.of(), Set.of(), false,
                Map.of());
    }

    private static void allAtOnce(int visits, IntConsumer visit) {
        for (int begun = 0; begun < visits; begun += CROWD) {
            var visitors = IntStream.range(begun, Math.min(visits, begun + CROWD))
                    .mapToObj(i -> Thread.ofVirtual().start(() -> visit.accept(i)))
                    .toList();
            visitors.forEach(RankingTest::join);
        }
    }

    private static void join(Thread visitor) {
        try {
            visitor.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String actions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"a%d\"}".formatted(i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private double probabilityOf(String action) {
        var sums = new ArrayList<Double>();
        body(rank("{\"contextFeatures\": {\"cart\": 2}}")).path("ranking").forEach(one -> {
            if (one.path("id").asString().equals(action))
                sums.add(one.path("probability").asDouble());
        });
        return sums.getFirst();
    }

    private int lessons() {
        return body(get("/v1/policies/" + policy, "")).path("lessons").asInt();
    }

    private String somebodyWhoAgreedTo(String... choices) {
        return subjectOf(aReceipt(console, choices));
    }

    private String subjectOf(String receipt) {
        return body(mvc.get().uri("/v1/consents/" + receipt).cookie(console).exchange())
                .path("subject")
                .asString();
    }

    private JsonNode explain(String event) {
        journal.settle();
        return body(get("/v1/events/" + event + "/explain", "quality"));
    }

    private void make(String settings) {
        make(policy, settings);
    }

    private void make(String id, String settings) {
        assertThat(put("/v1/policies/" + id, settings)).hasStatusOk();
    }

    private void trust(String mode, boolean despite) {
        assertThat(put(
                        "/v1/policies/" + policy + "/mode",
                        json.writeValueAsString(Map.of("mode", mode, "reason", "a test", "despite", despite))))
                .hasStatusOk();
    }

    private String withPolicy(String question) {
        return "{\"policy\": \"%s\"%s".formatted(policy, question.equals("{}") ? "}" : ", " + question.substring(1));
    }

    private MvcTestResult rank(String question) {
        return post("/v1/rank", withPolicy(question));
    }

    private MvcTestResult reward(String event, double value) {
        return post("/v1/events/" + event + "/reward", "{\"value\": %s}".formatted(value));
    }

    private MvcTestResult post(String path, String content) {
        boolean console = path.startsWith("/v1/policies") || path.startsWith("/v1/consents");
        var request =
                mvc.post().uri(path).contentType(MediaType.APPLICATION_JSON).content(content);
        return console
                ? request.cookie(this.console).header("Attune-Console", "1").exchange()
                : request.header("Attune-Key", key).exchange();
    }

    private MvcTestResult put(String path, String content) {
        return mvc.put()
                .uri(path)
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(content)
                .exchange();
    }

    private MvcTestResult get(String path, String purpose) {
        var request = mvc.get().uri(path).cookie(console);
        return (purpose.isEmpty() ? request : request.header("Attune-Purpose", purpose)).exchange();
    }

    private static void sleep(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
