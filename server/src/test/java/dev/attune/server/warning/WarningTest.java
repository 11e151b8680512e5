package dev.attune.server.warning;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.attune.server.ServerTest;
import dev.attune.server.customers.CustomerEvent;
import dev.attune.server.customers.CustomerEventsStored;
import dev.attune.server.outbox.Message;
import dev.attune.server.outbox.Outcome;
import dev.attune.server.outbox.Parcel;
import dev.attune.server.privacy.PersonalData;
import dev.attune.server.vault.Persons;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class WarningTest extends ServerTest {
    private static final List<Map<String, Object>> WRONG = List.of(
            Map.of("name", " "),
            Map.of("watches", "mood"),
            Map.of("detector", Map.of("kind", "share", "windowHours", 24, "share", 3, "least", 1)),
            Map.of("detector", Map.of("kind", "guess")),
            Map.of("mailTo", List.of("not an address")),
            Map.of("mailTo", Collections.singletonList(null)),
            Map.of("webhooks", Collections.singletonList(null)),
            Map.of("webhooks", List.of("nonsense")),
            Map.of("webhooks", Collections.nCopies(21, UUID.randomUUID())),
            Map.of("quiet", Map.of("from", "25:00", "to", "07:00", "zone", "UTC")),
            Map.of("quiet", Map.of("from", "22:00", "to", "07:00", "zone", "Mars/Base")),
            Map.of("quiet", Map.of("from", "22:00")),
            Map.of("groupingHours", -1),
            Map.of("groupingHours", 337),
            Map.of("language", "xx"));

    @Autowired
    private Watch watch;

    @Autowired
    private Persons persons;

    @Autowired
    private PersonalData personalData;

    @Autowired
    private ConfigurableApplicationContext context;

    private final List<Alert> raised = new CopyOnWriteArrayList<>();
    private final ApplicationListener<PayloadApplicationEvent<?>> listener = event -> {
        if (event.getPayload() instanceof AlertRaised alert) noticed(alert);
    };
    private final String product = "kettle-" + UUID.randomUUID();
    private final Random random = new Random(4);
    private final List<String> rules = new ArrayList<>();
    private Cookie console;

    @BeforeEach
    void begin() {
        console = aSignedInConsole();
        context.addApplicationListener(listener);
    }

    @AfterEach
    void end() {
        context.removeApplicationListener(listener);
        for (var rule : rules) send(HttpMethod.DELETE, "/v1/alert-rules/" + rule, Map.of());
    }

    private void noticed(AlertRaised alert) {
        raised.add(alert.alert());
    }

    @Test
    void aProductThatFallsRaisesOneAlertWithWhatItRestsOn() {
        rule(Map.of("watches", "product", "detector", Map.of("kind", "fall")));

        readings(people(40), 0.4, 60);
        assertThat(raisedHere()).isEmpty();
        readings(people(40), -0.4, 60);

        assertThat(raisedHere()).hasSize(1);
        var alert = raisedHere().getFirst();
        assertThat(alert.reason()).contains("displayed valence fell from 0.", "to -0.");
        var shown = shown("/v1/alerts");
        assertThat(shown.path("evidence").path("before").asDouble()).isGreaterThan(0.3);
        assertThat(shown.path("times").asInt()).isEqualTo(1);
        assertThat(send(HttpMethod.POST, "/v1/alerts/%s/settled".formatted(alert.id()), Map.of()))
                .hasStatus(204);
        assertThat(shown("/v1/alerts").path("settledBy").asString()).isNotEmpty();
    }

    @Test
    void theMoodOfFewPeopleIsNoAlertAboutAProduct() {
        rule(Map.of("watches", "product", "detector", Map.of("kind", "fall", "sensitivity", "early")));

        readings(people(40), 0.4, 60);
        readings(people(3), -0.8, 60);

        assertThat(raisedHere()).isEmpty();
    }

    @Test
    void aPersonIsWatchedUnderTheirOwnSealAndLeavesWithTheirAlert() {
        rule(Map.of("watches", "person", "detector", Map.of("kind", "fall", "sensitivity", "early")));
        String subject = "s-" + UUID.randomUUID();
        var person = List.of(persons.admit(subject));

        readings(person, 0.4, 30);
        readings(person, -0.6, 15);

        assertThat(raised)
                .filteredOn(alert -> alert.scope().equals("person:" + person.getFirst()))
                .hasSize(1);
        assertThat(asOwner().queryForList("select plain from alert where person = ?", person.getFirst()))
                .allMatch(row -> row.get("plain") == null);
        assertThat(mvc.get().uri("/v1/alerts/people").cookie(console)).hasStatus(403);
        assertThat(mvc.get().uri("/v1/alerts/people").cookie(console).header("Attune-Purpose", "quality"))
                .hasStatusOk()
                .bodyText()
                .contains(subject);
        assertThat(personalData.export(subject).orElseThrow().data().get("alerts"))
                .asString()
                .contains("fall");
        assertThat(send(HttpMethod.POST, "/v1/persons/erasures", Map.of("subject", subject)))
                .hasStatusOk();
        assertThat(asOwner().queryForList("select 1 from alert where person = ?", person.getFirst()))
                .isEmpty();
        assertThat(asOwner().queryForList("select 1 from warning_state where person = ?", person.getFirst()))
                .isEmpty();
    }

    @Test
    void aShareBeyondTheThresholdIsToldAndWhatFollowsJoinsIt() {
        rule(Map.of(
                "watches", "queue", "detector", Map.of("kind", "share", "windowHours", 24, "share", 0.3, "least", 20)));

        readings(people(40), -0.6, 40);
        readings(people(40), 0.6, 200);
        readings(people(40), -0.6, 300);

        var queue = raised.stream()
                .filter(alert -> alert.scope().equals("queue:" + product))
                .toList();
        assertThat(queue).hasSize(1);
        var shown = shown("/v1/alerts");
        assertThat(shown.path("times").asInt()).isEqualTo(2);
        assertThat(shown.path("evidence").path("kind").asString()).isEqualTo("share");
    }

    @Test
    void answersAndDisplayedAffectAreNotMixed() {
        rule(Map.of(
                "watches", "product", "signal", "csat", "detector", Map.of("kind", "fall", "sensitivity", "early")));

        readings(people(40), 0.4, 60);
        readings(people(40), -0.8, 60);

        assertThat(raisedHere()).isEmpty();
    }

    @Test
    void inQuietHoursNobodyIsToldUntilTheyEnd() {
        rule(Map.of(
                "watches", "product",
                "detector", Map.of("kind", "fall", "sensitivity", "early"),
                "webhooks", List.of(UUID.randomUUID().toString()),
                "quiet", Map.of("from", "00:00", "to", "23:59", "zone", "UTC")));

        readings(people(40), 0.4, 60);
        readings(people(40), -0.4, 60);

        assertThat(raisedHere()).hasSize(1);
        assertThat(asOwner()
                        .queryForList(
                                "select 1 from alert_telling where alert_id = ?",
                                raisedHere().getFirst().id()))
                .hasSize(1);
    }

    @Test
    void aMailSaysWhatFellAndForAPersonNotEvenWhom() throws Exception {
        var mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        try {
            var sender = new JavaMailSenderImpl();
            sender.setHost("127.0.0.1");
            sender.setPort(mailServer.getSmtp().getPort());
            var carrier = carrier(sender, "attune@example.com");

            assertThat(carrier.carry(mail("ru", "product:kettle", "displayed valence fell")))
                    .isEqualTo(Outcome.Delivered.QUIETLY);
            assertThat(carrier.carry(mail("en", "person", ""))).isEqualTo(Outcome.Delivered.QUIETLY);

            MimeMessage[] mails = mailServer.getReceivedMessages();
            assertThat(mails).hasSize(2);
            assertThat(mails[0].getSubject()).contains("предупреждений");
            assertThat(mails[0].getContent().toString()).contains("product:kettle", "https://attune.example/alerts");
            assertThat(mails[1].getContent().toString())
                    .contains("about one person")
                    .doesNotContain("p-");
        } finally {
            mailServer.stop();
        }
    }

    @Test
    void withoutAMailServerARuleThatMailsIsRefusedAndAServerThatIsAwayIsTriedAgain() {
        assertThat(send(HttpMethod.POST, "/v1/alert-rules", wanted(Map.of("mailTo", List.of("team@example.com")))))
                .hasStatus(409)
                .bodyText()
                .contains("spring.mail.host");
        var nowhere = new JavaMailSenderImpl();
        nowhere.setHost("127.0.0.1");
        nowhere.setPort(1);
        assertThat(carrier(nowhere, "attune@example.com").carry(mail("en", "person", "")))
                .isInstanceOf(Outcome.Later.class);
        assertThat(carrier(null, null).carry(mail("en", "person", ""))).isInstanceOf(Outcome.Never.class);
    }

    @Test
    void aRuleThatMakesNoSenseIsRefused() {
        for (var wrong : WRONG)
            assertThat(send(HttpMethod.POST, "/v1/alert-rules", wanted(wrong)))
                    .as(wrong.toString())
                    .hasStatus(400);
    }

    @Test
    void aRuleThatJudgesOtherwiseIsChangedAndBeginsAnew() {
        var id = rule(Map.of("watches", "product", "detector", Map.of("kind", "fall")));
        readings(people(40), 0.4, 60);
        assertThat(watched(id)).isPositive();

        var renamed = body(change(id, Map.of("name", "Renamed", "groupingHours", 2)));
        assertThat(renamed.path("name").asString()).isEqualTo("Renamed");
        assertThat(renamed.path("groupingHours").asInt()).isEqualTo(2);
        assertThat(watched(id)).as("judged as before").isPositive();

        var share = Map.of("kind", "share", "windowHours", 24, "share", 0.3, "least", 20);
        var changed = body(change(id, Map.of("detector", share)));
        assertThat(changed.path("detector").path("kind").asString()).isEqualTo("share");
        assertThat(changed.path("groupingHours").asInt())
                .as("what is left out is usual again")
                .isEqualTo(24);
        assertThat(watched(id)).isZero();
        assertThat(ruleOf(id)).isEqualTo(changed);
        assertThat(mvc.get().uri("/v1/audit/records").cookie(console))
                .bodyText()
                .contains("alert-rule.changed", id);
    }

    @Test
    void aRuleThatIsSwitchedOffRaisesNothing() {
        var id = rule(Map.of("watches", "product", "detector", Map.of("kind", "fall", "sensitivity", "early")));
        readings(people(40), 0.4, 60);

        var off = change(id, Map.of("detector", Map.of("kind", "fall", "sensitivity", "early"), "enabled", false));
        readings(people(40), -0.8, 60);

        assertThat(body(off).path("enabled").asBoolean()).isFalse();
        assertThat(raisedHere()).isEmpty();
    }

    @Test
    void aChangeThatMakesNoSenseLeavesTheRuleAsItWas() {
        var id = rule(Map.of());
        var before = ruleOf(id);

        for (var wrong : WRONG)
            assertThat(change(id, wrong)).as(wrong.toString()).hasStatus(400);
        assertThat(change(id, Map.of("mailTo", List.of("team@example.com")))).hasStatus(409);

        assertThat(ruleOf(id)).isEqualTo(before);
    }

    @Test
    void nobodyChangesARuleOfAnotherTenantOrNone() {
        var id = rule(Map.of());
        var before = ruleOf(id);
        var ours = console;
        assertThat(change(UUID.randomUUID().toString(), Map.of())).hasStatus(404);
        assertThat(change("nonsense", Map.of())).hasStatus(400);

        console = aStrangersConsole();
        assertThat(change(id, Map.of("name", "Taken"))).hasStatus(404);

        console = ours;
        assertThat(ruleOf(id)).isEqualTo(before);
    }

    private MvcTestResult change(String id, Map<String, ?> different) {
        return send(HttpMethod.PUT, "/v1/alert-rules/" + id, wanted(different));
    }

    private JsonNode ruleOf(String id) {
        return body(mvc.get().uri("/v1/alert-rules").cookie(console).exchange())
                .path("rules")
                .valueStream()
                .filter(rule -> rule.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private long watched(String id) {
        return asOwner()
                .queryForList("select 1 from warning_state where rule_id = ?::uuid", id)
                .size();
    }

    private static MailCarrier carrier(@Nullable JavaMailSender sender, @Nullable String from) {
        var beans = new StaticListableBeanFactory();
        if (sender != null) beans.addBean("sender", sender);
        return new MailCarrier(
                beans.getBeanProvider(JavaMailSender.class), new MailSettings(from, "https://attune.example"));
    }

    private static Parcel mail(String language, String scope, String reason) {
        return new Parcel(
                UUID.randomUUID(),
                new Message(
                        "mail",
                        "alert.raised",
                        null,
                        UUID.randomUUID().toString(),
                        Map.of(
                                "to",
                                "team@example.com",
                                "language",
                                language,
                                "alerts",
                                List.of(Map.of("rule", "Falls", "scope", scope, "reason", reason, "at", "now")))),
                Instant.now(),
                1);
    }

    private Map<String, Object> wanted(Map<String, ?> different) {
        var wanted = new HashMap<String, Object>(Map.of(
                "name",
                "Rule " + product,
                "watches",
                "product",
                "signal",
                "affect",
                "detector",
                Map.of("kind", "fall", "sensitivity", "balanced")));
        wanted.putAll(different);
        return wanted;
    }

    private String rule(Map<String, ?> different) {
        var answer = send(HttpMethod.POST, "/v1/alert-rules", wanted(different));
        assertThat(answer).hasStatus(201);
        var id = body(answer).path("id").asString();
        rules.add(id);
        return id;
    }

    private List<Alert> raisedHere() {
        return raised.stream()
                .filter(alert -> alert.scope().equals("product:" + product))
                .toList();
    }

    private JsonNode shown(String path) {
        return body(mvc.get().uri(path).cookie(console).exchange())
                .valueStream()
                .filter(alert -> alert.path("scope").asString().endsWith(product))
                .findFirst()
                .orElseThrow();
    }

    private List<String> people(int n) {
        var people = new ArrayList<String>();
        for (int i = 0; i < n; i++) people.add("p-%s-%d".formatted(product, i));
        return people;
    }

    private void readings(List<String> people, double level, int n) {
        var events = new ArrayList<CustomerEvent>();
        for (int i = 0; i < n; i++)
            events.add(new CustomerEvent(
                    UUID.randomUUID(),
                    people.get(i % people.size()),
                    "affect:text",
                    Instant.now().minus(Duration.ofMinutes(1)),
                    Instant.now(),
                    "chat",
                    product,
                    null,
                    Math.clamp(level + 0.15 * random.nextGaussian(), -1, 1),
                    null,
                    null,
                    Map.of("queue", product)));
        watch.follow(new CustomerEventsStored(0, events));
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
}
