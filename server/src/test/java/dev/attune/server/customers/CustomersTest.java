package dev.attune.server.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.attune.server.ServerTest;
import dev.attune.server.customers.CustomerAffect.Observed;
import dev.attune.signals.Modality;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class CustomersTest extends ServerTest {
    private static final String[] EVERYTHING = {
        "personalization/behaviour", "personalization/text", "analytics/text", "personalization/face", "analytics/face"
    };

    @Autowired
    private Customers customers;

    @Autowired
    private CustomerAffect affect;

    @Autowired
    private Intake intake;

    @Autowired
    private JdbcTemplate jdbc;

    private Cookie console;
    private final String user = "u-" + UUID.randomUUID();
    private final String anonymous = "a-" + UUID.randomUUID();

    @BeforeEach
    void signIn() {
        console = aSignedInConsole();
    }

    @Test
    void anEventOfSomebodyWhoAgreedIsStoredSealedAndInTheirTimeline() {
        agree(user, EVERYTHING);

        var answer =
                track("Order Returned", "\"properties\": {\"product_id\": \"kettle-7\", \"reason\": \"leaks badly\"}");

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("stored").asInt()).isEqualTo(1);
        var timeline = timeline();
        assertThat(timeline).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("track:Order Returned");
            assertThat(event.product()).isEqualTo("kettle-7");
            assertThat(event.properties()).contains(entry("reason", "leaks badly"));
        });
        assertThat(jdbc.queryForList("select t::text from customer_event t", String.class))
                .noneMatch(row -> row.contains("leaks badly") || row.contains("kettle-7"));
    }

    @Test
    void anEventOfSomebodyWhoWasNeverAskedOrRefusedIsCountedAndNotStored() {
        assertThat(track("Order Completed", "").path("refused").asInt()).isEqualTo(1);
        agree(user, "personalization/face");
        assertThat(track("Order Completed", "").path("refused").asInt()).isEqualTo(1);

        assertThat(customers.find(user).flatMap(customers::profile)).isEmpty();
        assertThat(jdbc.queryForList("select 1 from rejected_event where masked like ?", "%" + user + "%"))
                .isEmpty();
    }

    @Test
    void whatSomebodyDecidesCountsFromTheirNextEventOn() {
        agree(user, EVERYTHING);
        assertThat(track("Order Completed", "").path("stored").asInt()).isEqualTo(1);

        agree(user); // to nothing
        assertThat(track("Order Completed", "").path("refused").asInt()).isEqualTo(1);

        String receipt = agree(user, EVERYTHING);
        assertThat(track("Order Completed", "").path("stored").asInt()).isEqualTo(1);

        post("/v1/consents/%s/withdrawals".formatted(receipt), "{}");
        assertThat(track("Order Completed", "").path("refused").asInt()).isEqualTo(1);
    }

    @Test
    void aNoUnderOneIdCountsUnderAnotherFromTheMergeOn() {
        agree(user, EVERYTHING);
        agree(anonymous, EVERYTHING);
        var visit = event("page", "\"anonymousId\": \"%s\"".formatted(anonymous));
        assertThat(track("Order Completed", "").path("stored").asInt()).isEqualTo(1);
        agree(user); // to nothing
        assertThat(batch(visit).path("stored").asInt()).isEqualTo(1);

        String person = customers.find(user).orElseThrow();
        assertThat(post("/v1/customers/%s/merges".formatted(person), "{\"id\": \"%s\"}".formatted(anonymous)))
                .hasStatus2xxSuccessful();
        assertThat(batch(visit).path("refused").asInt()).isEqualTo(1);

        for (var merge : body(get("/v1/customers/" + person)).path("merges"))
            asConsole(mvc.delete()
                            .uri("/v1/customers/%s/merges/%s"
                                    .formatted(person, merge.path("id").asString())))
                    .exchange();
        assertThat(batch(visit).path("stored").asInt()).isEqualTo(1);
    }

    @Test
    void moreThanAHundredEventsAreToldAsMore() {
        agree(user, EVERYTHING);
        var events = IntStream.rangeClosed(0, 100)
                .mapToObj(n -> event("track", "\"userId\": \"%s\", \"event\": \"Page Left\"".formatted(user)))
                .toArray(String[]::new);

        batch(Arrays.copyOf(events, 100));
        String person = customers.find(user).orElseThrow();
        var hundred = body(get("/v1/customers/" + person));
        assertThat(hundred.path("events").asInt()).isEqualTo(100);
        assertThat(hundred.path("moreEvents").asBoolean()).isFalse();

        batch(events[100]);
        var more = body(get("/v1/customers/" + person));
        assertThat(more.path("events").asInt()).isEqualTo(100);
        assertThat(more.path("moreEvents").asBoolean()).isTrue();
        assertThat(Instant.parse(more.path("lastAt").asString()))
                .isEqualTo(timeline().getFirst().at());
    }

    @Test
    void whatIsSentTwiceIsStoredOnce() {
        agree(user, EVERYTHING);
        var once = "\"messageId\": \"m-%s\"".formatted(user);

        track("Order Completed", once);
        var again = track("Order Completed", once);

        assertThat(again.path("duplicates").asInt()).isEqualTo(1);
        assertThat(timeline()).hasSize(1);
    }

    @Test
    void ofABatchThatWasPartlySentBeforeTheRestIsStored() {
        agree(user, EVERYTHING);
        var events = IntStream.range(0, 5)
                .mapToObj(n -> event(
                        "track",
                        "\"userId\": \"%s\", \"event\": \"Cart Filled\", \"messageId\": \"%s-%d\""
                                .formatted(user, user, n)))
                .toArray(String[]::new);

        batch(Arrays.copyOf(events, 3));
        var again = batch(events);

        assertThat(again.path("stored").asInt()).isEqualTo(2);
        assertThat(again.path("duplicates").asInt()).isEqualTo(3);
        assertThat(timeline()).hasSize(5);
    }

    @Test
    void whatIsSentAgainDoesNotJoinWhomSomebodyTookApart() {
        agree(user, EVERYTHING);
        agree(anonymous, EVERYTHING);
        var alias = event(
                "alias",
                "\"userId\": \"%s\", \"previousId\": \"%s\", \"messageId\": \"alias-%s\""
                        .formatted(user, anonymous, user));
        batch(alias);
        String person = customers.find(user).orElseThrow();
        assertThat(customers.find(anonymous)).contains(person);
        for (var merge : body(get("/v1/customers/" + person)).path("merges"))
            assertThat(asConsole(mvc.delete()
                            .uri("/v1/customers/%s/merges/%s"
                                    .formatted(person, merge.path("id").asString()))))
                    .hasStatus2xxSuccessful();

        assertThat(batch(alias).path("duplicates").asInt()).isEqualTo(1);

        assertThat(customers.find(anonymous)).isNotEqualTo(customers.find(user));
    }

    @Test
    void theTimeOfAnEventIsSetRightByTheErrorOfItsSendersClock() {
        agree(user, EVERYTHING);
        var now = Instant.now();

        // the clock is two days fast; the event happened an hour before it was sent
        track(
                "Page Left",
                "\"timestamp\": \"%s\", \"sentAt\": \"%s\""
                        .formatted(now.plus(Duration.ofHours(47)), now.plus(Duration.ofHours(48))));

        assertThat(timeline().getFirst().at())
                .isBetween(now.minus(Duration.ofMinutes(61)), now.minus(Duration.ofMinutes(58)));
    }

    @ParameterizedTest
    @CsvSource({"P3D, future", "-P60D, old"})
    void anEventFromTheFutureOrTooLateIsADeadLetter(Duration off, String word) {
        agree(user, EVERYTHING);

        var answer = track(
                "Order Completed",
                "\"timestamp\": \"%s\"".formatted(Instant.now().plus(off)));

        assertThat(answer.path("success").asBoolean()).isFalse();
        assertThat(answer.path("rejected").path(0).path("path").asString()).isEqualTo("/timestamp");
        assertThat(answer.path("rejected").path(0).path("reason").asString()).contains(word);
        assertThat(timeline()).isEmpty();
    }

    @Test
    void eventsThatComeInTheWrongOrderLieInTheRightOne() {
        agree(user, EVERYTHING);
        var now = Instant.now();

        batch(
                identify("\"plan\": \"gold\"", now.minusSeconds(60)),
                identify("\"plan\": \"basic\", \"city\": \"Riga\"", now.minusSeconds(120)));

        assertThat(profile().traits()).containsOnly(entry("plan", "gold"), entry("city", "Riga"));
        assertThat(timeline()).extracting(CustomerEvent::at).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void anEmailChangeMakesNoDuplicate() {
        agree(user, EVERYTHING);
        var first = "ann-%s@example.com".formatted(user);
        var second = "bell-%s@example.com".formatted(user);

        batch(identify("\"email\": \"%s\"".formatted(first), Instant.now()));
        String before = customers.find(first).orElseThrow();
        batch(identify("\"email\": \"%s\"".formatted(second), Instant.now()));

        assertThat(customers.find(second)).contains(before).isEqualTo(customers.find(user));
        assertThat(customers.find(first)).isEmpty();
    }

    @Test
    void whoSignsInIsTheVisitorOfBeforeAndCanBeTakenApartAgain() {
        agree(anonymous, EVERYTHING);
        agree(user, EVERYTHING);
        batch(event("track", "\"anonymousId\": \"%s\", \"event\": \"Cart Filled\"".formatted(anonymous)));
        batch(event("track", "\"userId\": \"%s\", \"event\": \"Signed In\"".formatted(user)));
        String apart = customers.find(anonymous).orElseThrow();

        batch(event("identify", "\"userId\": \"%s\", \"anonymousId\": \"%s\"".formatted(user, anonymous)));

        String person = customers.find(user).orElseThrow();
        assertThat(customers.find(anonymous)).contains(person);
        assertThat(timeline()).extracting(CustomerEvent::type).contains("track:Cart Filled", "track:Signed In");
        undo(merges(person).getFirst(), person);
        assertThat(customers.find(anonymous)).contains(apart).isNotEqualTo(customers.find(user));
        assertThat(timeline()).extracting(CustomerEvent::type).doesNotContain("track:Cart Filled");
    }

    @Test
    void whoeverWasTakenOutStaysOutWhenAnotherMergeIsUndone() {
        String third = "third-" + user;
        for (String id : List.of(user, anonymous, third)) agree(id, EVERYTHING);
        String alias = "\"userId\": \"%s\", \"previousId\": \"%s\"";
        batch(event("alias", alias.formatted(anonymous, third)));
        batch(event("alias", alias.formatted(user, anonymous)));
        String person = customers.find(user).orElseThrow();
        assertThat(customers.find(third)).contains(person);

        var merges = merges(person);
        undo(merges.getLast(), person);
        String apart = customers.find(third).orElseThrow();
        undo(merges.getFirst(), person);

        assertThat(customers.find(third)).contains(apart).isNotEqualTo(customers.find(anonymous));
        assertThat(customers.find(anonymous)).isNotEqualTo(customers.find(user));
    }

    /// Ids of those still standing, the newest first.
    private List<String> merges(String person) {
        return body(get("/v1/customers/" + person))
                .path("merges")
                .valueStream()
                .map(merge -> merge.path("id").asString())
                .toList();
    }

    private void undo(String merge, String person) {
        assertThat(mvc.delete()
                        .uri("/v1/customers/%s/merges/%s".formatted(person, merge))
                        .cookie(console)
                        .header("Attune-Console", "1"))
                .hasStatus(204);
    }

    @Test
    void anAliasInACircleChangesNothing() {
        agree(user, EVERYTHING);
        agree(anonymous, EVERYTHING);
        String alias = "\"userId\": \"%s\", \"previousId\": \"%s\"";

        batch(
                event("alias", alias.formatted(user, anonymous)),
                event("alias", alias.formatted(anonymous, user)),
                event("alias", alias.formatted(user, user)));

        String person = customers.find(user).orElseThrow();
        assertThat(customers.find(anonymous)).contains(person);
        assertThat(customers.canonical(person)).isEqualTo(person);
        assertThat(body(get("/v1/customers/" + person)).path("merges").size()).isEqualTo(1);
    }

    @Test
    void afterFiveHundredIdsOfOneCustomerFurtherOnesAreDeadLetters() {
        agree(user, EVERYTHING);
        int stored = 0;
        int rejected = 0;
        for (int part = 0; part < 20; part++) {
            var from = part * 500;
            var answer = batch(IntStream.range(from, from + 500)
                    .mapToObj(n -> event(
                            "alias", "\"userId\": \"%s\", \"previousId\": \"%s-%d\"".formatted(user, anonymous, n)))
                    .toArray(String[]::new));
            stored += answer.path("stored").asInt();
            rejected += answer.path("rejectedInAll").asInt();
        }

        assertThat(stored).isEqualTo(Identities.MOST_IDS - 1); // beside the user's own
        assertThat(rejected).isEqualTo(10_000 - stored);
        assertThat(customers.find(anonymous + "-3")).isEqualTo(customers.find(user));
        assertThat(customers.find(anonymous + "-9999")).isEmpty();
    }

    @Test
    void theGoodEventsOfABadBatchAreKept() {
        agree(user, EVERYTHING);
        var good = event("track", "\"userId\": \"%s\", \"event\": \"Good\"".formatted(user));

        var answer = batch(
                good,
                "{\"type\": \"track\", \"userId\": \"%s\"}".formatted(user), // no event
                "{\"type\": \"track\", \"event\": \"Nobody's\"}",
                "7",
                event(
                        "track",
                        "\"userId\": \"%s\", \"event\": \"Big\", \"properties\": {\"x\": \"%s\"}"
                                .formatted(user, "y".repeat(1_000_000))),
                event(
                        "track",
                        "\"userId\": \"%s\", \"event\": \"Endless\", \"properties\": {\"x\": 1e999}".formatted(user)),
                event("track", "\"userId\": \"ann@example.com\", \"event\": \"Address\""),
                event("track", "\"userId\": \"%s\\n\", \"event\": \"Broken\"".formatted(user)),
                good);

        assertThat(answer.path("stored").asInt()).isEqualTo(2);
        assertThat(answer.path("rejected")
                        .valueStream()
                        .map(each -> each.path("index").asInt()))
                .containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(answer.path("rejected").path(0).path("schemaPath").asString())
                .startsWith("track#/required");
        assertThat(answer.path("rejected").path(3).path("reason").asString()).contains("at most 32,768");
        assertThat(answer.path("rejected").path(4).path("path").asString()).isEqualTo("/properties/x");
    }

    @Test
    void anEventThatIsTooLargeIsADeadLetterAlsoWhereItComesAlone() {
        agree(user, EVERYTHING);

        var answer = track("Big", "\"properties\": {\"x\": \"%s\"}".formatted("y".repeat(1_000_000)));

        assertThat(answer.path("rejected").path(0).path("reason").asString()).contains("at most 32,768");
        assertThat(timeline()).isEmpty();
    }

    @Test
    void whatStandsBeforeABreakInTheJsonIsKept() {
        agree(user, EVERYTHING);
        var answer = body(post("/v1/batch", """
                {"batch": [%s, {"type": "track", "score": NaN}, %s]}""".formatted(
                        event("track", "\"userId\": \"%s\", \"event\": \"Good\"".formatted(user)), "{}")));

        assertThat(answer.path("stored").asInt()).isEqualTo(1);
        assertThat(answer.path("success").asBoolean()).isFalse();
        assertThat(answer.path("broken").asString()).contains("after 1 events");
        assertThat(post("/v1/track", "{\"score\": NaN}"))
                .hasStatus(400)
                .bodyText()
                .contains("line 1");
    }

    @Test
    void aDeadLetterShowsNoValuesAndCanBeReplayedOnceItsSchemaIsMended() {
        agree(user, EVERYTHING);
        String event = "Parcel " + UUID.randomUUID();
        assertThat(mvc.put()
                        .uri("/v1/event-schemas/{event}", event)
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"properties": {"properties": {"required": ["weight"]}}}"""))
                .hasStatus(204);
        var rejected = track(event, "\"properties\": {\"note\": \"for aunt Vera\"}")
                .path("rejected")
                .path(0);
        assertThat(rejected.path("schemaPath").asString()).startsWith(event + "#/properties/properties/required");
        String id = rejected.path("deadLetter").asString();
        assertThat(get("/v1/dead-letters"))
                .bodyText()
                .contains(id, event, "•••, 13 characters", "\"wrong\":\"rule\"")
                .doesNotContain("Vera", user);

        assertThat(replay(id)).hasStatus(409);
        assertThat(mvc.delete()
                        .uri("/v1/event-schemas/{event}", event)
                        .cookie(console)
                        .header("Attune-Console", "1"))
                .hasStatus(204);
        assertThat(body(replay(id)).path("outcome").asString()).isEqualTo("stored");

        assertThat(timeline().getFirst().properties()).containsEntry("note", "for aunt Vera");
        assertThat(replay(id)).hasStatus(404);
    }

    /// A console tells it in its language; the reason, with its values, is English.
    @Test
    void aDeadLetterSaysWhatKindOfThingIsWrong() {
        agree(user, EVERYTHING);
        String deep = "1";
        for (int i = 0; i < 80; i++) deep = "{\"x\":%s}".formatted(deep);
        var told = new ArrayList<String>();
        for (var more : List.of(
                "\"timestamp\": \"yesterday\"",
                "\"timestamp\": \"2000-01-01T00:00:00Z\"",
                "\"timestamp\": \"2100-01-01T00:00:00Z\"",
                "\"properties\": {\"x\": 1e999}",
                "\"properties\": " + deep,
                "\"properties\": {\"x\": \"%s\"}".formatted("y".repeat(40_000)))) {
            var id = track("Odd", more)
                    .path("rejected")
                    .path(0)
                    .path("deadLetter")
                    .asString();
            told.add(body(get("/v1/dead-letters"))
                    .path("letters")
                    .valueStream()
                    .filter(letter -> letter.path("id").asString().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .path("wrong")
                    .asString());
        }

        assertThat(told)
                .containsExactly("no-time", "too-old", "in-the-future", "number-too-large", "too-deep", "too-large");
    }

    @Test
    void aDeadLetterTellsNoAddressThatNamesAnEventOrAProperty() {
        String address = "vera." + UUID.randomUUID() + "@example.com";
        var rejected = track("Wrote to " + address, """
                        "timestamp": "2099-01-01T00:00:00Z", "properties": {"%s": 1}""".formatted(address)).path("rejected");
        assertThat(rejected).hasSize(1);

        String kept = jdbc.queryForObject(
                "select type || path || reason || masked from rejected_event where id = ?::uuid",
                String.class,
                rejected.path(0).path("deadLetter").asString());
        assertThat(kept).contains("track:Wrote to [email]", "\"[email]\" :").doesNotContain(address);
    }

    @Test
    void allDeadLettersOfOneKindAreReplayedTogetherAndNoneIsMissingBetweenPages() {
        agree(user, EVERYTHING);
        String event = "Parcel " + UUID.randomUUID();
        String path = "/v1/event-schemas/" + event;
        assertThat(asConsole(mvc.put().uri("/v1/event-schemas/{event}", event))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"properties\": {\"properties\": {\"required\": [\"weight\"]}}}"))
                .as(path)
                .hasStatus(204);
        var lettersOfOneMoment = IntStream.range(0, 120)
                .mapToObj(n -> event(
                        "track", "\"userId\": \"%s\", \"event\": \"%s\", \"properties\": {}".formatted(user, event)))
                .toArray(String[]::new);
        assertThat(batch(lettersOfOneMoment).path("rejectedInAll").asInt()).isEqualTo(120);

        assertThat(deadLettersOf("track:" + event)).hasSize(120).doesNotHaveDuplicates();
        assertThat(replayAll("track:" + event).path("stillWrong").asInt()).isEqualTo(120);
        assertThat(asConsole(mvc.delete().uri("/v1/event-schemas/{event}", event)))
                .hasStatus(204);
        assertThat(replayAll("track:" + event).path("stored").asInt()).isEqualTo(120);

        assertThat(deadLettersOf("track:" + event)).isEmpty();
        assertThat(customers.timeline(
                        customers.find(user).orElseThrow(),
                        Instant.EPOCH,
                        Instant.now().plusSeconds(1),
                        50))
                .as("events of one moment stay on one page")
                .hasSize(120);
        assertThat(post("/v1/dead-letters/replays", "{}")).hasStatus(400);
    }

    /// An audit record takes one line of 500 characters: what was done was not on record, and the answer was a fault.
    @Test
    void aTypeOfAnyLengthThatIsReplayedIsOnRecordInOneLine() {
        assertThat(post("/v1/dead-letters/replays", "{\"type\": \"track:a\\nb\"}"))
                .hasStatusOk();
        assertThat(post("/v1/dead-letters/replays", "{\"type\": \"%s\"}".formatted("x".repeat(2_000))))
                .hasStatusOk();
        assertThat(body(get("/v1/audit/records"))
                        .path(1)
                        .path("entry")
                        .path("objectPseudonym")
                        .asString())
                .isEqualTo("0 of track:a?b");
    }

    /// Two people press the button at once, or a server is killed before the letter is gone.
    @Test
    void aDeadLetterWhoseSenderGaveNoIdIsStoredOnceHoweverOftenItIsReplayed() {
        agree(user, EVERYTHING);
        String event = "Parcel " + UUID.randomUUID();
        assertThat(asConsole(mvc.put().uri("/v1/event-schemas/{event}", event))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"properties\": {\"properties\": {\"required\": [\"weight\"]}}}"))
                .hasStatus(204);
        assertThat(batch(event(
                                "track",
                                "\"userId\": \"%s\", \"event\": \"%s\", \"properties\": {}".formatted(user, event)))
                        .path("rejectedInAll")
                        .asInt())
                .isEqualTo(1);
        assertThat(asConsole(mvc.delete().uri("/v1/event-schemas/{event}", event)))
                .hasStatus(204);
        String letter = deadLettersOf("track:" + event).getFirst();
        var row = jdbc.queryForMap("select * from rejected_event where id = ?::uuid", letter);

        assertThat(body(replay(letter)).path("outcome").asString()).isEqualTo("stored");
        jdbc.update(
                """
                insert into rejected_event (tenant, id, arrived_at, source, type, path, schema_path, reason, masked, person,
                  sealed, wrong) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                row.get("tenant"),
                row.get("id"),
                row.get("arrived_at"),
                row.get("source"),
                row.get("type"),
                row.get("path"),
                row.get("schema_path"),
                row.get("reason"),
                row.get("masked"),
                row.get("person"),
                row.get("sealed"),
                row.get("wrong"));

        assertThat(body(replay(letter)).path("outcome").asString()).isEqualTo("duplicate");
    }

    private List<String> deadLettersOf(String type) {
        var ids = new ArrayList<String>();
        String after = "";
        do {
            var page = body(get("/v1/dead-letters?after=" + after));
            page.path("letters")
                    .valueStream()
                    .filter(letter -> letter.path("type").asString().equals(type))
                    .forEach(letter -> ids.add(letter.path("id").asString()));
            after = page.path("next").asString("");
        } while (!after.isEmpty());
        return ids;
    }

    private JsonNode replayAll(String type) {
        return body(post("/v1/dead-letters/replays", "{\"type\": \"%s\"}".formatted(type)));
    }

    @Test
    void aDeadLetterIsDeletedForGoodAndOnlyByItsTenant() {
        String event = "Parcel " + UUID.randomUUID();
        var kept = rejected(event);
        var thrown = rejected(event);
        var ours = console;
        console = aStrangersConsole();
        assertThat(delete(kept)).hasStatus(404);
        assertThat(body(get("/v1/dead-letters")).path("inAll").asLong()).isZero();
        console = ours;

        assertThat(delete(thrown)).hasStatus(204);

        assertThat(deadLettersOf("track:" + event)).containsExactly(kept);
        assertThat(replay(thrown)).hasStatus(404);
        assertThat(delete(thrown)).hasStatus(404).bodyText().contains(thrown);
        assertThat(delete("nonsense")).hasStatus(400);
        assertThat(replayAll("track:" + event).path("stored").asInt()).isZero();
        assertThat(get("/v1/audit/records")).bodyText().contains("dead-letter.deleted", thrown);
    }

    private String rejected(String event) {
        return track(event, "\"timestamp\": \"2099-01-01T00:00:00Z\"")
                .path("rejected")
                .path(0)
                .path("deadLetter")
                .asString();
    }

    private MvcTestResult delete(String deadLetter) {
        return asConsole(mvc.delete().uri("/v1/dead-letters/" + deadLetter)).exchange();
    }

    @Test
    void pagesScreensAndOrganisationsAreKeptWithWhatIsToldOfThem() {
        agree(user, EVERYTHING);

        body(post("/v1/page", "{\"userId\": \"%s\", \"name\": \"Kettles\"}".formatted(user)));
        body(post("/v1/screen", "{\"userId\": \"%s\", \"name\": \"Cart\"}".formatted(user)));
        body(post("/v1/group", """
                {"userId": "%s", "groupId": "acme", "traits": {"employees": 40, "groupId": "none of it"}}""".formatted(user)));

        var byType = timeline().stream().collect(Collectors.toMap(CustomerEvent::type, CustomerEvent::properties));
        assertThat(byType.get("page")).containsEntry("name", "Kettles");
        assertThat(byType.get("screen")).containsEntry("name", "Cart");
        assertThat(byType.get("group")).containsEntry("employees", 40).containsEntry("groupId", "acme");
        assertThat(profile().traits()).containsExactly(entry("groupId", "acme"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "{\"$ref\": \"http://127.0.0.1:1/away\"}", "{\"type\": \"nonsense\"}", "{\"$ref\": \"#\"}"})
    void aSchemaThatCannotBeUsedBreaksNothing(String schema) {
        agree(user, EVERYTHING);
        String event = "Odd " + UUID.randomUUID();

        int status = asConsole(mvc.put().uri("/v1/event-schemas/{event}", event))
                .contentType(MediaType.APPLICATION_JSON)
                .content(schema)
                .exchange()
                .getResponse()
                .getStatus();

        assertThat(status).isIn(204, 400);
        var answer = track(event, "");
        assertThat(answer.path("stored").asInt() + answer.path("rejectedInAll").asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(.*a){25}b | aaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
                "^(\\\\w+\\\\s?)*$ | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"
            })
    void noPatternOfATenantHoldsTheServerWhateverStrangersSend(String pattern, String text) {
        agree(user, EVERYTHING);
        String event = "Odd " + UUID.randomUUID();
        putSchema(event, pattern, 204);

        var answer = assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> track(event, "\"properties\": {\"x\": \"%s\"}".formatted(text)));

        assertThat(answer.path("rejected").path(0).path("path").asString()).isEqualTo("/properties/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=a)b", "(a)\\\\1", "((a{1000}){1000}){1000}", "("})
    void aPatternThatWouldTakeTooLongIsRefused(String pattern) {
        putSchema("Odd " + UUID.randomUUID(), pattern, 400);
    }

    @Test
    void aSchemaOfATenantThatTakesTooLongIsRefusedAndOneThatWasKeptHoldsNobody() {
        agree(user, EVERYTHING);
        String event = "Odd " + UUID.randomUUID();
        String doubling = IntStream.range(0, 30)
                .mapToObj(i -> "\"d%1$d\": {\"allOf\": [{\"$ref\": \"#/$defs/d%2$d\"}, {\"$ref\": \"#/$defs/d%2$d\"}]}"
                        .formatted(i, i + 1))
                .collect(Collectors.joining(",", "{\"$ref\": \"#/$defs/d0\", \"$defs\": {", ", \"d30\": {}}}"));

        var refused = asConsole(mvc.put().uri("/v1/event-schemas/{event}", event))
                .contentType(MediaType.APPLICATION_JSON)
                .content(doubling);
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(refused).hasStatus(400).bodyText().contains("takes too long"));

        asOwner()
                .update(
                        "insert into attune.event_schema (tenant, type, schema, changed_at) values ('default', ?, ?::jsonb, now())",
                        event,
                        doubling);
        asConsole(mvc.put().uri("/v1/event-schemas/{event}", event + " too"))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{}")
                .exchange(); // whoever changes one reads them anew
        var answer = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> track(event, ""));
        assertThat(answer.path("rejected").path(0).path("reason").asString()).contains("takes too long");
    }

    private void putSchema(String event, String pattern, int status) {
        assertThat(asConsole(mvc.put().uri("/v1/event-schemas/{event}", event))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"properties\": {\"properties\": {\"properties\": {\"x\": {\"pattern\": \"%s\"}}}}}"
                                .formatted(pattern)))
                .hasStatus(status);
    }

    @Test
    void cloudEventsComeInAllThreeForms() {
        agree(user, EVERYTHING);
        String one = """
                {"specversion": "1.0", "id": "%s", "source": "/shop", "type": "com.shop.parcel.lost", "subject": "%s", "data": {"product": "lamp"}}""";

        send("application/cloudevents+json", one.formatted("1-" + user, user));
        send("application/cloudevents-batch+json", "[%s, %s]".formatted(one.formatted("1-" + user, user), """
                {"specversion": "1.0", "id": "2-%s", "source": "/shop", "type": "dev.attune.customer.identify.v1", "subject": "%s",
                 "data": {"traits": {"plan": "gold"}}}""".formatted(
                                user, user)));
        String encoded = """
                {"specversion": "1.0", "id": "%s", "source": "/shop", "type": "com.shop.parcel.found", "subject": "%s",
                 "data_base64": "%s"}""";
        send("application/cloudevents+json", encoded.formatted("4-" + user, user, "eyJzaGVsZiI6IDd9")); // {"shelf": 7}
        send("application/cloudevents+json", encoded.formatted("5-" + user, user, "AAEC")); // no JSON: a dead letter
        var binary = body(asConsole(mvc.post().uri("/v1/events"))
                .header("ce-specversion", "1.0")
                .header("ce-id", "3-" + user)
                .header("ce-source", "/shop")
                .header("ce-type", "com.shop.caf%C3%A9.opened")
                .header("ce-subject", user)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{}")
                .exchange());

        assertThat(binary.path("stored").asInt()).isEqualTo(1);
        assertThat(timeline())
                .extracting(CustomerEvent::type)
                .containsExactlyInAnyOrder(
                        "track:com.shop.parcel.lost",
                        "identify",
                        "track:com.shop.parcel.found",
                        "track:com.shop.café.opened");
        assertThat(timeline())
                .anyMatch(event -> Integer.valueOf(7).equals(event.properties().get("shelf")));
        assertThat(profile().traits()).containsEntry("plan", "gold");
    }

    @Test
    void tablesAndLinesAreImportedAndABrokenLineCostsItself() {
        agree(user, EVERYTHING);

        var lines = body(post("/v1/imports?format=jsonl", """
                {"type": "track", "event": "Bought", "userId": "%s"}
                {"type": "track", "event": "Bro
                {"type": "track", "event": "Returned", "userId": "%s"}
                """.formatted(user, user)));
        var table = body(post("/v1/imports?format=csv", """
                type,event,userId,properties.survey,properties.score
                track,Survey Answered,%s,csat,2
                track,Survey Answered,%s,nps,11
                """.formatted(user, user)));

        assertThat(lines.path("stored").asInt()).isEqualTo(2);
        assertThat(lines.path("rejected").path(0).path("index").asInt()).isEqualTo(1);
        assertThat(table.path("stored").asInt()).isEqualTo(1);
        assertThat(table.path("rejected").path(0).path("path").asString()).isEqualTo("/properties/score");
        assertThat(profile().answers().csat())
                .satisfies(csat -> assertThat(csat.latest()).isEqualTo(2));
    }

    /// Postcodes, telephone numbers and articles begin with a nought that a number loses.
    @Test
    void digitsOfATableThatBeginWithANoughtStayAsTheyAreWritten() {
        agree(user, EVERYTHING);

        post("/v1/imports?format=csv", """
                type,event,userId,properties.postcode,properties.article,properties.left,properties.weight
                track,Bought,%s,01067,007.50,0,0.5
                """.formatted(user));

        assertThat(timeline())
                .singleElement()
                .satisfies(event -> assertThat(event.properties())
                        .containsEntry("postcode", "01067")
                        .containsEntry("article", "007.50")
                        .containsEntry("left", 0)
                        .containsEntry("weight", 0.5));
    }

    @Test
    void aLineWithoutAnEndIsPassedOverByItsNumberAndTheRestGoesOn() {
        agree(user, EVERYTHING);
        String sound = "{\"type\": \"track\", \"event\": \"Bought\", \"userId\": \"%s\"}".formatted(user);
        String endless = "{\"type\": \"track\", \"event\": \"%s\"}".formatted("x".repeat(2_000_000));

        var answer = body(post("/v1/imports?format=jsonl", String.join("\r\n", sound, "", endless, sound)));

        assertThat(answer.path("stored").asInt()).isEqualTo(2);
        assertThat(answer.path("rejectedInAll").asInt()).isEqualTo(1);
        assertThat(answer.path("rejected").path(0).path("reason").asString())
                .isEqualTo("Line 3 has more than 1,048,576 characters and was passed over.");
    }

    @Test
    void aRowOfATableWithoutAnEndEndsItAndWhatStoodBeforeIsTaken() {
        agree(user, EVERYTHING);

        var answer = post(
                "/v1/imports?format=csv", """
                type,event,userId
                track,Bought,%s
                track,"Open,%s
                %s
                """.formatted(user, user, ("track,Smuggled," + user + "\n").repeat(50_000)));

        assertThat(answer).hasStatus(400).bodyText().contains("The row from line 3 on has more than 1,048,576");
        assertThat(timeline()).extracting(CustomerEvent::type).containsExactly("track:Bought");
    }

    @Test
    void whatWasMeasuredAndWhatWasAnsweredStayApart() {
        agree(user, EVERYTHING);
        track("Survey Answered", "\"properties\": {\"survey\": \"csat\", \"score\": 5, \"product\": \"lamp\"}");

        displayed(-0.84, Map.of("delivery", -0.9));

        var profile = profile();
        assertThat(Objects.requireNonNull(profile.answers().csat()).mean()).isEqualTo(5);
        assertThat(profile.attitudes()).containsOnlyKeys("product:lamp", "topic:delivery");
        assertThat(profile.attitudes().get("product:lamp"))
                .satisfies(attitude -> assertThat(attitude.valence()).isNegative());
        assertThat(profile.dynamics().weeks().getLast()).satisfies(week -> {
            assertThat(week.measured()).isEqualTo(1);
            assertThat(week.answers()).isEqualTo(1);
            assertThat(week.valence()).isEqualTo(-0.8); // coarse
        });
        assertThat(profile.dynamics().baseline()).isNull();
    }

    @Test
    void aTextWithItsSubjectLeavesInTheRecordWhichWayItLeanedAndNotAWord() {
        String text = """
                {"receiptId": "%s", "purpose": "personalization", "text": "The delivery was awful", "subject": "%s", "channel": "email"}""";
        String receipt = agree(user, EVERYTHING);

        assertThat(post("/v1/text", text.formatted(receipt, user))).hasStatusOk();
        assertThat(post("/v1/text", text.formatted(receipt, anonymous))).hasStatus(403);
        settle();

        assertThat(timeline()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("affect:text");
            assertThat(event.channel()).isEqualTo("email");
            assertThat(event.valence()).isNegative();
            assertThat(event.properties().toString()).contains("delivery").doesNotContain("awful");
        });
    }

    @Test
    void whatWasMeasuredIsKeptOnlyWithBothConsentsAndGoesAtOnceWithEither() {
        String receipt = agree(user, "personalization/behaviour", "personalization/text", "analytics/text");
        track("Order Completed", "");
        displayed(-0.8, Map.of());
        affect.observed(
                user,
                new Observed(CustomerAffect.Source.SESSION, Modality.FACE, null, null, null, 0.5, null, Map.of()));
        settle();
        assertThat(timeline())
                .extracting(CustomerEvent::type)
                .containsExactlyInAnyOrder("affect:text", "track:Order Completed");

        assertThat(post("/v1/consents/%s/withdrawals".formatted(receipt), """
                {"choices": [{"purpose": "analytics", "modality": "text"}]}""")).hasStatusOk();

        assertThat(timeline()).extracting(CustomerEvent::type).containsExactly("track:Order Completed");
        assertThat(profile().attitudes()).isEmpty();

        assertThat(post("/v1/consents/%s/withdrawals".formatted(receipt), "{}")).hasStatusOk();

        assertThat(timeline()).isEmpty();
        assertThat(track("Order Completed", "").path("refused").asInt()).isEqualTo(1);
    }

    @Test
    void anErasedCustomerIsGoneWithTheirIdsEventsAndDeadLetters() {
        agree(user, EVERYTHING);
        batch(identify("\"email\": \"%s@example.com\"".formatted(user), Instant.now()));
        track("", "");
        String person = customers.find(user).orElseThrow();

        assertThat(asConsole(mvc.post().uri("/v1/persons/erasures"))
                        .header("Attune-Purpose", "privacy-request")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"subject\": \"%s\"}".formatted(user)))
                .hasStatusOk();

        assertThat(track("Order Completed", "").path("refused").asInt()).isEqualTo(1);
        assertThat(customers.find(user)).isEmpty();
        assertThat(customers.find(user + "@example.com")).isEmpty();
        for (var table : List.of("customer", "customer_id", "customer_event", "customer_merge", "rejected_event"))
            assertThat(jdbc.queryForList("select t::text from %s t".formatted(table), String.class))
                    .as(table)
                    .noneMatch(row -> row.contains(person));
    }

    @Test
    void aKeyOfSegmentsKindOpensTheDoor() {
        agree(user, EVERYTHING);
        var credentials = Base64.getEncoder().encodeToString((aNewKey(console) + ":").getBytes(StandardCharsets.UTF_8));

        var answer = mvc.post()
                .uri("/v1/track")
                .header("Authorization", "Basic " + credentials)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"userId\": \"%s\", \"event\": \"Seen\"}".formatted(user))
                .exchange();

        assertThat(body(answer).path("stored").asInt()).isEqualTo(1);
    }

    @Test
    void theConsoleFindsListsAndShowsCustomersForAPurpose() {
        agree(user, EVERYTHING);
        displayed(-0.8, Map.of());

        String person = body(asConsole(mvc.post().uri("/v1/customers/searches"))
                        .header("Attune-Purpose", "quality")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"id\": \"%s\"}".formatted(user))
                        .exchange())
                .path("person")
                .asString();

        assertThat(get("/v1/customers")).bodyText().contains(person, user);
        var view = body(get("/v1/customers/" + person));
        assertThat(view.path("subjects").path(0).asString()).isEqualTo(user);
        assertThat(view.path("evidence")
                        .path("product:lamp")
                        .path(0)
                        .path("valence")
                        .asDouble())
                .isEqualTo(-0.8);
        assertThat(get("/v1/customers/%s/timeline".formatted(person)))
                .bodyText()
                .contains("affect:text");
        assertThat(mvc.get().uri("/v1/customers/" + person).cookie(console)).hasStatus(403);
    }

    @Test
    void aProfileLeavesOnlyWhenTheLookAtItIsOnRecord() throws Exception {
        agree(user, EVERYTHING);
        track("Order Completed", "");
        String person = customers.find(user).orElseThrow();
        var answer = new CompletableFuture<MvcTestResult>();
        Thread looking;

        try (var other = Objects.requireNonNull(asOwner().getDataSource()).getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table audit_record in exclusive mode");
            looking = Thread.ofVirtual().start(() -> answer.complete(get("/v1/customers/" + person)));
            assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            other.rollback();
        }

        assertThat(answer.get(10, TimeUnit.SECONDS)).hasStatusOk().bodyText().contains(user);
        looking.join();
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_record where action = 'customer.read' and object_pseudonym = ?",
                        Long.class,
                        person))
                .isEqualTo(1);
    }

    @Test
    void noProfileLeavesWhenTheLookAtItCannotBeRecorded() throws Exception {
        agree(user, EVERYTHING);
        track("Order Completed", "");
        String person = customers.find(user).orElseThrow();

        try (var other = Objects.requireNonNull(asOwner().getDataSource()).getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table audit_record in exclusive mode");
            assertThat(get("/v1/customers/" + person)).hasStatus(503).bodyText().doesNotContain(user);
            other.rollback();
        }
    }

    /// Says yes to what is named and no to the rest; the receipt's id.
    private String agree(String subject, String... granted) {
        var notice = body(
                mvc.get().uri("/v1/notices/current?language=en").cookie(console).exchange());
        return body(post("/v1/consents", answer(notice, subject, granted)))
                .path("receiptId")
                .asString();
    }

    private void displayed(double valence, Map<String, Double> aspects) {
        affect.observed(
                user,
                new Observed(CustomerAffect.Source.TEXT, Modality.TEXT, null, "chat", "lamp", valence, null, aspects));
        settle();
    }

    /// What was put before is stored when this is.
    private void settle() {
        intake.put(List.of(new Checked.Unsound(
                        Checked.Who.NOBODY,
                        "",
                        "",
                        Wrong.NO_JSON,
                        "",
                        "settling",
                        new Checked.Original("test", Instant.now(), null, json.createObjectNode()))))
                .join();
    }

    private JsonNode track(String event, String more) {
        return body(post(
                "/v1/track",
                "{\"userId\": \"%s\", \"event\": \"%s\"%s}".formatted(user, event, more.isEmpty() ? "" : ", " + more)));
    }

    private String identify(String traits, Instant at) {
        return event(
                "identify", "\"userId\": \"%s\", \"traits\": {%s}, \"timestamp\": \"%s\"".formatted(user, traits, at));
    }

    private static String event(String type, String rest) {
        return "{\"type\": \"%s\", %s}".formatted(type, rest);
    }

    private JsonNode batch(String... events) {
        return body(post(
                "/v1/batch",
                "{\"batch\": [%s]}".formatted(List.of(events).stream().collect(Collectors.joining(",")))));
    }

    private void send(String type, String event) {
        assertThat(asConsole(mvc.post().uri("/v1/events"))
                        .contentType(MediaType.parseMediaType(type))
                        .content(event))
                .hasStatusOk();
    }

    private MvcTestResult replay(String id) {
        return asConsole(mvc.post().uri("/v1/dead-letters/%s/replays".formatted(id)))
                .exchange();
    }

    private MvcTestResult post(String path, String body) {
        return asConsole(mvc.post().uri(path))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult get(String path) {
        return mvc.get()
                .uri(path)
                .cookie(console)
                .header("Attune-Purpose", "quality")
                .exchange();
    }

    private MockMvcRequestBuilder asConsole(MockMvcRequestBuilder request) {
        return request.cookie(console).header("Attune-Console", "1");
    }

    private CustomerProfile profile() {
        return customers.find(user).flatMap(customers::profile).orElseThrow();
    }

    private List<CustomerEvent> timeline() {
        var now = Instant.now();
        return customers
                .find(user)
                .map(person -> customers.timeline(person, now.minus(Duration.ofDays(100)), now.plusSeconds(1), 100))
                .orElse(List.of());
    }
}
