package dev.attune.server.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.decisions.style.Brand;
import dev.attune.decisions.style.StyleLinter;
import dev.attune.decisions.style.StyleReading;
import dev.attune.decisions.style.StyleState;
import dev.attune.decisions.style.Tone;
import dev.attune.server.ServerTest;
import dev.attune.server.database.Tenant;
import dev.attune.server.vault.Persons;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class StyleTest extends ServerTest {
    private static final StyleReading FRUSTRATED = new StyleReading(0.8, 0.1, 0, 0.9);
    private static final Map<String, Object> CASUAL = Map.of(
            "leastFormality",
            0.1,
            "mostEnthusiasm",
            1,
            "mostHumour",
            0.5,
            "emoji",
            true,
            "addressForm",
            "familiar",
            "upsell",
            true);

    @Autowired
    private Styles styles;

    @Autowired
    private BrandSettings brands;

    @Autowired
    private Conversations conversations;

    @Autowired
    private Persons persons;

    private Cookie console;

    @BeforeEach
    void signIn() {
        console = aSignedInConsole();
    }

    @Test
    void aFrustratedTurnCallsForACalmerStyleAndOneApology() {
        var answer = turn(aReceipt(console, "personalization/face"), "\"reading\": {\"frustration\": 0.8}");

        assertThat(answer).hasStatusOk();
        var view = body(answer);
        assertThat(view.path("read").asBoolean()).isTrue();
        assertThat(view.path("tone").asString()).isEqualTo("calming");
        assertThat(view.path("style").path("upsellAllowed").asBoolean()).isFalse();
        assertThat(view.path("instructions").asString()).contains("Apologise once", "Offer that a person takes over");
    }

    @Test
    void whatThePersonWroteIsReadOnlyWithTheirConsentToTheWords() {
        var words = "\"text\": \"This is outrageous, I am furious about this awful delivery!\"";

        var refused = body(turn(aReceipt(console, "personalization/face"), words));
        assertThat(refused.path("read").asBoolean()).isFalse();
        assertThat(refused.path("tone").asString()).isEqualTo("house");
        assertThat(refused.path("why").asString()).contains("personalization/text");

        var read = body(turn(aReceipt(console, "personalization/text"), words));
        assertThat(read.path("read").asBoolean()).isTrue();
        assertThat(read.path("tone").asString()).isEqualTo("calming");
    }

    @Test
    void nobodyIsRefusedForHavingNoReceipt() {
        var answer = body(post("/v1/style", Map.of()));

        assertThat(answer.path("tone").asString()).isEqualTo("house");
        assertThat(body(turn(UUID.randomUUID().toString(), "\"text\": \"hello\""))
                        .path("read")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aReadingThatCannotBeIsRefused() {
        assertThat(turn(aReceipt(console, "personalization/face"), "\"reading\": {\"joy\": 3}"))
                .hasStatus(400)
                .bodyText()
                .contains("got 3.0");
    }

    @Test
    void aDraftFollowsTheToneAndTheApologyIsSpentWhenItIsSent() {
        var person = persons.admit("s-" + UUID.randomUUID());
        styles.turn(person, FRUSTRATED);

        var first = styles.draft(person, "order-delayed", Locale.ENGLISH, Map.of("days", 2));
        assertThat(first.tone()).isEqualTo(Tone.CALMING);
        assertThat(first.text()).startsWith("Sorry").contains("2 days");
        assertThat(first.outcome()).isEqualTo(StyledMessage.Outcome.NOT_ASKED);
        assertThat(styles.draft(person, "order-delayed", Locale.ENGLISH, Map.of("days", 2))
                        .text())
                .isEqualTo(first.text());

        styles.sent(person, first);
        assertThat(styles.draft(person, "order-delayed", Locale.ENGLISH, Map.of("days", 2))
                        .text())
                .doesNotContain("Sorry");
    }

    @Test
    void aModelWordsADraftAndNeverSeesTheName() throws Exception {
        try (var endpoint = new CompletionsEndpoint()) {
            endpoint.says("Hello [name]. Tell us what happened; a person can take over.");

            var message = worded(endpoint, "greeting", Duration.ofMinutes(1));

            assertThat(message.outcome()).isEqualTo(StyledMessage.Outcome.MODEL);
            assertThat(message.text()).isEqualTo("Hello Aurelia. Tell us what happened; a person can take over.");
            assertThat(message.model()).isEqualTo("any");
            var sent = endpoint.asked.getFirst().path("messages").toString();
            assertThat(sent)
                    .contains("Offer that a person takes over", "Hello [name]")
                    .doesNotContain("Aurelia");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Your order takes 5 days more.|other-numbers",
                "You seem upset; it takes 2 days.|banned",
                "It takes 2 days. Hurry, only today!|upsell",
                "It takes 2 days. Mail us at [email].|mark",
            })
    void whatAModelMustNotSayIsReplacedByTheTemplate(String said, String rule) throws Exception {
        try (var endpoint = new CompletionsEndpoint()) {
            endpoint.says(said);

            var message = worded(endpoint, "order-delayed", Duration.ofMinutes(1));

            assertThat(message.outcome()).isEqualTo(StyledMessage.Outcome.BROKE_THE_STYLE);
            assertThat(message.objections())
                    .extracting(StyleLinter.Violation::rule)
                    .contains(rule);
            assertThat(message.text()).startsWith("Sorry: your order is late").contains("2 days");
        }
    }

    @Test
    void aModelThatIsLateOrAwayIsNotWaitedFor() throws Exception {
        try (var endpoint = new CompletionsEndpoint()) {
            endpoint.neverAnswers();
            assertThat(worded(endpoint, "order-delayed", Duration.ofMillis(400)).outcome())
                    .isEqualTo(StyledMessage.Outcome.TOO_LATE);
            endpoint.answers(503, "{}");
            assertThat(worded(endpoint, "order-delayed", Duration.ofMinutes(1)).outcome())
                    .isEqualTo(StyledMessage.Outcome.AWAY);
        }
    }

    @Test
    void noModelRewordsThatAMachineSpeaks() throws Exception {
        try (var endpoint = new CompletionsEndpoint()) {
            endpoint.says("A colleague takes over.");
            var asking = new Styles(conversations, brands, endpoint.model(Duration.ofMinutes(1)));

            var message = asking.draft(StyleState.INITIAL, "hand-over", Locale.ENGLISH, Map.of(), true);

            assertThat(message.text()).startsWith("I am an automatic assistant");
            assertThat(endpoint.asked).isEmpty();
        }
    }

    private StyledMessage worded(CompletionsEndpoint endpoint, String intent, Duration patience) {
        var asking = new Styles(conversations, brands, endpoint.model(patience));
        var frustrated = asking.stylist().step(StyleState.INITIAL, FRUSTRATED);
        return asking.draft(frustrated, intent, Locale.ENGLISH, Map.of("days", 2, "name", "Aurelia"), true);
    }

    @Test
    void whoeverLooksAtADraftForSomebodySaysWhy() {
        var person = persons.admit("s-" + UUID.randomUUID());
        var request = Map.of("person", person, "intent", "hand-over", "language", "zh");

        assertThat(post("/v1/messages/draft", request))
                .hasStatus(403)
                .bodyText()
                .contains("Attune-Purpose");
        assertThat(send(HttpMethod.POST, "/v1/messages/draft", request, "support"))
                .hasStatusOk()
                .bodyText()
                .contains("自动");
        assertThat(send(HttpMethod.POST, "/v1/messages/draft", Map.of("intent", "poem"), "support"))
                .hasStatus(400)
                .bodyText()
                .contains("order-delayed");
        assertThat(send(HttpMethod.POST, "/v1/messages/draft", Map.of("intent", "order-delayed"), "support"))
                .hasStatus(400)
                .bodyText()
                .contains("needs the values [days]");
        assertThat(send(
                        HttpMethod.POST,
                        "/v1/messages/draft",
                        Map.of("person", "p-nobody", "intent", "greeting"),
                        "support"))
                .hasStatus(404);
    }

    @Test
    void theBrandOfATenantBindsItsOwnMessagesOnly() {
        new Tenant("casual-" + UUID.randomUUID()).run(() -> {
            brands.change(new BrandSettings.Setting(Brand.CASUAL, false), "account:test");
            assertThat(styles.draft("p-any", "greeting", Locale.of("ru"), Map.of())
                            .text())
                    .startsWith("Привет");
        });
        assertThat(styles.draft("p-any", "greeting", Locale.of("ru"), Map.of()).text())
                .startsWith("Здравствуйте");
    }

    @Test
    void theBrandIsChangedAtTheConsoleAndAudited() {
        assertThat(send(HttpMethod.PUT, "/v1/style/settings", Map.of("brand", CASUAL, "languageModel", true), ""))
                .hasStatus(409)
                .bodyText()
                .contains("attune.language-model.url");
        var before = body(mvc.get().uri("/v1/style/settings").cookie(console).exchange());
        assertThat(send(HttpMethod.PUT, "/v1/style/settings", Map.of("brand", CASUAL), ""))
                .hasStatusOk();
        assertThat(body(mvc.get().uri("/v1/style/settings").cookie(console).exchange())
                        .path("brand")
                        .path("addressForm")
                        .asString())
                .isEqualTo("familiar");
        assertThat(mvc.get().uri("/v1/audit/records").cookie(console))
                .bodyText()
                .contains("style.changed");
        assertThat(send(HttpMethod.PUT, "/v1/style/settings", Map.of("brand", before.path("brand")), ""))
                .hasStatusOk();
    }

    @Test
    void aWithdrawnConsentEndsTheTone() {
        var receipt = aReceipt(console, "personalization/face");
        turn(receipt, "\"reading\": {\"frustration\": 0.8}");
        var subject = body(mvc.get()
                        .uri("/v1/consents/" + receipt)
                        .cookie(console)
                        .exchange())
                .path("subject")
                .asString();
        var person = persons.find(subject).orElseThrow();
        assertThat(styles.toneOf(person)).isEqualTo(Tone.CALMING);

        assertThat(send(HttpMethod.POST, "/v1/consents/%s/withdrawals".formatted(receipt), Map.of(), ""))
                .hasStatus2xxSuccessful();

        assertThat(styles.toneOf(person)).isEqualTo(Tone.HOUSE);
    }

    @Test
    void aTrialSpeaksInTheToneOfTheDisplayThatIsNamedAndIsAboutNobody() {
        var frustrated = persons.admit("s-" + UUID.randomUUID());
        styles.turn(frustrated, FRUSTRATED);

        var calming = trial(
                Map.of("reading", Map.of("frustration", 0.8), "intent", "order-delayed", "values", Map.of("days", 2)));
        var house = trial(
                Map.of("person", frustrated, "intent", "order-delayed", "language", "zh", "values", Map.of("days", 2)));

        assertThat(calming.path("tone").asString()).isEqualTo("calming");
        assertThat(calming.path("text").asString()).startsWith("Sorry").contains("2 days");
        assertThat(calming.path("language").asString()).isEqualTo("en");
        assertThat(house.path("tone").asString()).isEqualTo("house");
        assertThat(house.path("language").asString()).isEqualTo("zh");
        assertThat(house.path("text").asString()).contains("2").doesNotContain("Sorry");
        assertThat(house.path("model").isNull()).isTrue();
        assertThat(styles.toneOf(frustrated))
                .as("of a conversation, which goes on")
                .isEqualTo(Tone.CALMING);
    }

    @Test
    void aTrialThatAsksForAModelSaysThatThereIsNone() {
        var asked = trial(Map.of("intent", "order-delayed", "values", Map.of("days", 2), "askModel", true));

        assertThat(asked.path("outcome").asString()).isEqualTo("not-asked");
        assertThat(asked.path("model").isNull()).isTrue();
        assertThat(asked.path("text").asString()).contains("2 days");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {} | intent
                    {"intent": "poem"} | order-delayed
                    {"intent": "order-delayed"} | days
                    {"intent": "order-delayed", "values": {"days": null}} | days
                    {"intent": "order-delayed", "values": {"days": {"of": "may"}}} | days
                    {"intent": "greeting", "reading": {"joy": 3}} | got 3.0
                    {"intent": "greeting", "reading": {"confidence": -1}} | got -1.0
                    {"intent": "greeting", "reading": {"joy": "much"}} | reading.joy
                    {"intent": "greeting", "askModel": "maybe"} | askModel""")
    void aTrialThatCannotBeIsRefusedWithWhatIsWrong(String request, String named) {
        assertThat(exchange(HttpMethod.POST, "/v1/style/trials", request, ""))
                .hasStatus(400)
                .bodyText()
                .contains(named);
    }

    @Test
    void aTrialSpeaksAsTheBrandOfItsTenantDoes() {
        var greeting = Map.of("intent", "greeting", "language", "ru");
        var ours = console;
        console = aStrangersConsole();
        assertThat(send(HttpMethod.PUT, "/v1/style/settings", Map.of("brand", CASUAL), ""))
                .hasStatusOk();

        assertThat(trial(greeting).path("text").asString()).startsWith("Привет");
        console = ours;
        assertThat(trial(greeting).path("text").asString()).startsWith("Здравствуйте");
    }

    private JsonNode trial(Map<String, ?> request) {
        var answer = post("/v1/style/trials", request);
        assertThat(answer).hasStatusOk();
        return body(answer);
    }

    private MvcTestResult turn(String receipt, String rest) {
        return exchange(HttpMethod.POST, "/v1/style", "{\"receiptId\": \"%s\", %s}".formatted(receipt, rest), "");
    }

    private MvcTestResult post(String path, Map<String, ?> body) {
        return send(HttpMethod.POST, path, body, "");
    }

    private MvcTestResult send(HttpMethod method, String path, Map<String, ?> body, String purpose) {
        return exchange(method, path, json.writeValueAsString(body), purpose);
    }

    private MvcTestResult exchange(HttpMethod method, String path, String body, String purpose) {
        var request = mvc.method(method)
                .uri(path)
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        return (purpose.isEmpty() ? request : request.header("Attune-Purpose", purpose)).exchange();
    }
}
