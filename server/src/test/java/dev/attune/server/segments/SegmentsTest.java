package dev.attune.server.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.attune.server.ServerTest;
import dev.attune.server.customers.CustomerAffect;
import dev.attune.server.customers.CustomerAffect.Observed;
import dev.attune.server.customers.CustomerAffect.Source;
import dev.attune.server.database.Tenant;
import dev.attune.server.privacy.PersonalData;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Modality;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class SegmentsTest extends ServerTest {
    @Autowired
    private CustomerAffect affect;

    @Autowired
    private Segments segments;

    @Autowired
    private SegmentTable table;

    @Autowired
    private InstantSource clock;

    @Autowired
    private Persons persons;

    @Autowired
    private PersonalData personalData;

    @Autowired
    private ConfigurableApplicationContext context;

    private final ApplicationListener<PayloadApplicationEvent<?>> listener = event -> {
        if (event.getPayload() instanceof SegmentChanged changed) noticed(changed);
    };

    private Cookie console;
    private final String about = "kettle-" + UUID.randomUUID();
    private final List<SegmentChanged> changes = new CopyOnWriteArrayList<>();

    private void noticed(SegmentChanged changed) {
        changes.add(changed);
    }

    @BeforeEach
    void signIn() {
        console = aSignedInConsole();
        context.addApplicationListener(listener);
    }

    @AfterEach
    void listenNoMore() {
        context.removeApplicationListener(listener);
    }

    @Test
    void somebodyEntersWithTheReadingThatMakesItTrueAndLeavesWithTheOneThatEndsIt() throws Exception {
        var segment = created("Unhappy about " + about, "attitude['product:%s'] < -0.05".formatted(about));
        String subject = aCustomer();

        observed(subject, -0.9, 0);
        eventually(
                () -> segments.of(person(subject)).contains(segment.path("key").asString()));
        for (int i = 0; i < 12; i++) observed(subject, 0.9, 0);
        eventually(
                () -> !segments.of(person(subject)).contains(segment.path("key").asString()));

        var id = UUID.fromString(segment.path("id").asString());
        eventually(
                () -> changes.stream().filter(each -> each.segment().equals(id)).count() == 2);
        assertThat(changes.stream().filter(each -> each.segment().equals(id)))
                .extracting(SegmentChanged::person, SegmentChanged::entered)
                .containsExactly(tuple(person(subject), true), tuple(person(subject), false));
    }

    @Test
    void whoIsThereWhenASegmentIsMadeIsFoundSilentlyAndSmallOnesAreNotCounted() throws Exception {
        String subject = aCustomer();
        observed(subject, -0.9, 2);
        eventually(() -> known(subject));

        var segment = created("Already here " + about, "attitude['product:%s'] < -0.05".formatted(about));
        eventually(
                () -> segments.of(person(subject)).contains(segment.path("key").asString()));

        var shown = body(get("/v1/segments/" + segment.path("id").asString()));
        assertThat(shown.path("members").isNull()).isTrue();
        assertThat(shown.path("readsAffect").asBoolean()).isTrue();
        assertThat(changes)
                .noneMatch(each ->
                        each.segment().toString().equals(segment.path("id").asString()));
        var count = body(send(HttpMethod.POST, "/v1/segments/counts", Map.of("condition", segment.path("condition"))));
        assertThat(count.path("estimate").path("about").isNull()).isTrue();
    }

    @Test
    void membersAreReadForAPurposeAndTheirClausesSayWhy() throws Exception {
        var segment = created("Why " + about, "attitude['product:%s'] < -0.05 && silentDays < 30.0".formatted(about));
        String subject = aCustomer();
        did(subject, 2);
        observed(subject, -0.9, 1);
        eventually(
                () -> segments.of(person(subject)).contains(segment.path("key").asString()));

        String members = "/v1/segments/" + segment.path("id").asString() + "/members";
        assertThat(get(members)).hasStatus(403);
        assertThat(body(look(members)).path(0).path("subject").asString()).isEqualTo(subject);
        var why = body(look("/v1/segments/people/" + person(subject)));
        var clauses = why.path("segments")
                .valueStream()
                .filter(each -> each.path("key").equals(segment.path("key")))
                .findFirst()
                .orElseThrow()
                .path("clauses");
        assertThat(clauses.size()).isEqualTo(2);
        assertThat(clauses.path(1).path("inputs").path("silentDays").asDouble())
                .as("since they did something, not since they were looked at")
                .isBetween(1.9, 2.1);
    }

    @Test
    void aConditionThatCannotBeReadIsAnsweredWithItsPlace() {
        var counted = body(send(HttpMethod.POST, "/v1/segments/counts", Map.of("condition", "silentDays > 'a'")));

        assertThat(counted.path("faults").path(0).path("line").asInt()).isEqualTo(1);
        assertThat(counted.path("faults").path(0).path("column").asInt()).isEqualTo(12);
        assertThat(counted.path("faults").path(0).path("kind").asString()).isEqualTo("WRONG_TYPE");
        assertThat(send(HttpMethod.POST, "/v1/segments", Map.of("name", "Wrong", "condition", "valance < 0.0")))
                .hasStatus(400)
                .bodyText()
                .contains("1:1", "valance");
        assertThat(send(HttpMethod.POST, "/v1/segments", Map.of("name", " ", "condition", "valence < 0.0")))
                .hasStatus(400);
        assertThat(send(HttpMethod.POST, "/v1/segments", Map.of("name", "x", "key", "Ä", "condition", "valence < 0.0")))
                .hasStatus(400);
    }

    @Test
    void aSecondSegmentOfTheSameKeyIsRefusedAndARemovedOneIsGone() {
        var segment = created("Once " + about, "silentDays > 3.0");

        assertThat(send(
                        HttpMethod.POST,
                        "/v1/segments",
                        Map.of("name", "Again", "key", segment.path("key"), "condition", "silentDays > 3.0")))
                .hasStatus(409);
        String path = "/v1/segments/" + segment.path("id").asString();
        assertThat(send(HttpMethod.DELETE, path, Map.of())).hasStatus(204);
        assertThat(get(path)).hasStatus(404);
    }

    @Test
    void anErasedPersonIsInNoSegment() throws Exception {
        var segment = created("Erased " + about, "silentDays < 30.0");
        String subject = aCustomer();
        did(subject, 1);
        eventually(
                () -> segments.of(person(subject)).contains(segment.path("key").asString()));
        String person = person(subject);
        assertThat(personalData.export(subject).orElseThrow().data()).containsKey("segments");

        assertThat(send(HttpMethod.POST, "/v1/persons/erasures", Map.of("subject", subject)))
                .hasStatusOk();

        eventually(() -> segments.of(person).isEmpty()
                && asOwner()
                        .queryForList("select 1 from segment_person where person = ?", person)
                        .isEmpty());
    }

    @Test
    void anotherTenantSeesNone() throws Exception {
        String key = created("Ours " + about, "silentDays < 3.0").path("key").asString();
        String subject = aCustomer();
        did(subject, 0);
        eventually(() -> segments.memberships(person(subject)).keys().contains(key));
        String person = person(subject);

        assertThat(new Tenant("other-" + UUID.randomUUID())
                        .get(() -> segments.memberships(person).keys()))
                .isEmpty();
    }

    /// A condition that an older server wrote and this one cannot read, as one tenant's data may make anything fail.
    @Test
    void whatFailsForOneTenantHoldsUpTheSegmentsOfNoOther() throws Exception {
        var ours = console;
        console = aStrangersConsole();
        assertThat(send(
                        HttpMethod.POST,
                        "/v1/accounts",
                        Map.of(
                                "name",
                                "analyst-" + UUID.randomUUID(),
                                "role",
                                "analyst",
                                "password",
                                "a long enough one")))
                .hasStatus(201); // a tenant begins with its first account
        var theirs = created("Unreadable " + about, "silentDays < 3.0");
        asOwner()
                .update(
                        "update segment set condition = 'no longer ((', building = true where id = ?::uuid",
                        theirs.path("id").asString());
        Thread.sleep(1_500); // theirs is looked at every half second
        try {
            console = ours;
            String key =
                    created("Readable " + about, "silentDays < 3.0").path("key").asString();
            String subject = aCustomer();
            did(subject, 0);

            eventually(() -> segments.of(person(subject)).contains(key));
        } finally {
            asOwner()
                    .update(
                            "delete from segment where id = ?::uuid",
                            theirs.path("id").asString());
        }
    }

    @Test
    void thoseThatHoldBecauseOfWhatWasDisplayedAreTold() throws Exception {
        String quiet = created("Here " + about, "silentDays < 3.0").path("key").asString();
        var unhappy = created("Unhappy about " + about, "attitude['product:%s'] < -0.05".formatted(about));
        String subject = aCustomer();
        did(subject, 0);
        observed(subject, -0.9, 0);
        String key = unhappy.path("key").asString();
        eventually(() -> segments.of(person(subject)).containsAll(Set.of(quiet, key)));

        assertThat(segments.memberships(person(subject)).readingAffect())
                .contains(key)
                .doesNotContain(quiet);

        String path = "/v1/segments/" + unhappy.path("id").asString();
        assertThat(send(HttpMethod.PUT, path, Map.of("name", "Any", "condition", "silentDays < 4.0")))
                .hasStatusOk();
        eventually(() -> segments.of(person(subject)).contains(key));
        assertThat(segments.memberships(person(subject)).readingAffect())
                .as("judged by the condition it has now")
                .doesNotContain(key);
    }

    @Test
    void theDaysOfASegmentTellHowManyEnteredAndLeftButNeverOfAFew() throws Exception {
        var segment = created("Days " + about, "silentDays < 3.0");
        var id = UUID.fromString(segment.path("id").asString());
        var today = clock.instant();
        table.move(moves(id, true, 14), today.minus(Duration.ofDays(2)), true);
        table.move(moves(id, false, 11), today.minus(Duration.ofDays(1)), true);
        table.move(moves(id, true, 3), today.minus(Duration.ofDays(1)), true);
        table.move(moves(id, true, 14), today.minus(Duration.ofDays(31)), true);
        table.move(moves(id, true, 14), today, false); // the first look at everybody is no entering

        var days = body(get("/v1/segments/%s/days".formatted(id))).valueStream().toList();

        assertThat(days)
                .extracting(day -> day.path("day").asString(), day -> day.path("entered"), day -> day.path("gone"))
                .containsExactly(
                        tuple(day(today, 2), json.valueToTree(10), json.nullNode()),
                        tuple(day(today, 1), json.nullNode(), json.valueToTree(10)));
    }

    @Test
    void theDaysOfASegmentOfAnotherTenantOrNoneAreNotTold() {
        var segment = created("Ours " + about, "silentDays < 3.0");
        var days = "/v1/segments/%s/days".formatted(segment.path("id").asString());
        assertThat(get(days)).hasStatusOk().bodyText().isEqualTo("[]");
        assertThat(get("/v1/segments/%s/days".formatted(UUID.randomUUID()))).hasStatus(404);
        assertThat(get("/v1/segments/nonsense/days")).hasStatus(400);

        console = aStrangersConsole();
        assertThat(get(days)).hasStatus(404);
    }

    private static String day(Instant today, int ago) {
        return LocalDate.ofInstant(today, ZoneOffset.UTC).minusDays(ago).toString();
    }

    private static List<SegmentTable.Move> moves(UUID segment, boolean entered, int people) {
        return IntStream.range(0, people)
                .mapToObj(i -> new SegmentTable.Move(segment, "p-" + UUID.randomUUID(), entered))
                .toList();
    }

    private JsonNode created(String name, String condition) {
        var answer = send(HttpMethod.POST, "/v1/segments", Map.of("name", name, "condition", condition));
        assertThat(answer).hasStatus(201);
        return body(answer);
    }

    private String aCustomer() {
        var notice = body(get("/v1/notices/current?language=en"));
        var subject = "s-" + UUID.randomUUID();
        assertThat(mvc.post()
                        .uri("/v1/consents")
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(answer(
                                notice, subject, "personalization/text", "personalization/behaviour", "analytics/text"))
                        .exchange())
                .hasStatus(201);
        return subject;
    }

    private void did(String subject, int daysAgo) {
        var event = Map.of(
                "userId",
                subject,
                "event",
                "Order Placed",
                "timestamp",
                Instant.now().minus(Duration.ofDays(daysAgo)).toString());
        assertThat(send(HttpMethod.POST, "/v1/track", event)).hasStatusOk();
    }

    private void observed(String subject, double valence, int daysAgo) {
        affect.observed(
                subject,
                new Observed(
                        Source.TEXT,
                        Modality.TEXT,
                        Instant.now().minus(Duration.ofDays(daysAgo)),
                        "chat",
                        about,
                        valence,
                        null,
                        new HashMap<>()));
    }

    private String person(String subject) {
        return persons.find(subject).orElseThrow();
    }

    private boolean known(String subject) {
        return !asOwner()
                .queryForList("select 1 from segment_person where person = ?", person(subject))
                .isEmpty();
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).cookie(console).exchange();
    }

    private MvcTestResult look(String path) {
        return mvc.get()
                .uri(path)
                .cookie(console)
                .header("Attune-Purpose", "quality")
                .exchange();
    }

    private MvcTestResult send(HttpMethod method, String path, Map<String, ?> content) {
        return mvc.method(method)
                .uri(path)
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(content))
                .exchange();
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("not within 20 s");
            Thread.sleep(50);
        }
    }
}
