package dev.attune.server.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class RecommendationTest extends ServerTest {
    private Cookie console;

    @BeforeEach
    void aConsole() {
        console = aSignedInConsole();
    }

    @Test
    void somebodyNobodyKnowsGetsWhatOthersChoseAndIsToldSo() {
        var answer = recommended("{\"most\": 3, \"diversity\": 0}");

        assertThat(answer.path("cold").asBoolean()).isTrue();
        assertThat(answer.path("catalogue").asString()).isEqualTo("demo");
        assertThat(ids(answer)).hasSize(3).contains("stoneware-mug");
        assertThat(answer.path("items").path(0).path("because").asString()).contains("many others");
    }

    @Test
    void whatSomebodyLookedAtIsNamedAndNoneOfItsVariantsIsShownAgain() {
        var answer = recommended("""
                {"history": [{"item": "two-person-tent", "weight": 3}], "looksFor": {"camping": 1}, "most": 4}""");

        assertThat(answer.path("cold").asBoolean()).isFalse();
        assertThat(ids(answer)).noneMatch(id -> id.startsWith("two-person-tent"));
        assertThat(answer.path("items")
                        .valueStream()
                        .map(item -> item.path("because").asString()))
                .anyMatch(because -> because.contains("Two-person tent") || because.contains("camping"));
        assertThat(ids(answer).stream().map(id -> id.split("--")[0]))
                .as("one of each thing, in whatever colour")
                .doesNotHaveDuplicates();
    }

    @Test
    void anIntentInWordsCountsAsFarAsTheCatalogueKnowsIt() {
        var answer = recommended("{\"intent\": \"something for tea, please\", \"most\": 2}");

        assertThat(answer.path("cold").asBoolean()).isFalse();
        assertThat(answer.path("items").path(0).path("cause").asString()).isEqualTo("tea");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en | something for camping trips | camping | because you are looking for camping
                    ru | что-нибудь для чая | tea | потому что вы ищете: чай
                    ru | подарок любителю походов | camping | потому что вы ищете: поход
                    zh | 想买喝茶用的东西 | tea | 因为您在找：茶""")
    void anIntentIsUnderstoodAndTheReasonToldInEachLanguage(
            String language, String intent, String tag, String because) {
        var first = recommended("{\"intent\": \"%s\", \"language\": \"%s\", \"most\": 2}".formatted(intent, language))
                .path("items")
                .path(0);

        assertThat(first.path("cause").asString()).isEqualTo(tag);
        assertThat(first.path("because").asString()).isEqualTo(because);
    }

    @Test
    void whatIsDisplayedCountsOnlyForWhoAgreed() {
        var refused = recommended("{\"subject\": \"s-nobody\", \"affect\": {\"confusion\": 0.9}, \"most\": 6}");
        assertThat(refused.path("affect").asString()).isEqualTo("refused");
        assertThat(ids(refused)).hasSize(6);
        var receipt = aReceipt(console, "personalization/face");
        var subject = body(mvc.get()
                        .uri("/v1/consents/" + receipt)
                        .cookie(console)
                        .exchange())
                .path("subject")
                .asString();

        var agreed =
                recommended("{\"subject\": \"%s\", \"affect\": {\"confusion\": 0.9}, \"most\": 6}".formatted(subject));

        assertThat(agreed.path("affect").asString()).isEqualTo("used");
        assertThat(ids(agreed)).as("fewer things").hasSize(3);
        var frustrated = recommended(
                "{\"subject\": \"%s\", \"affect\": {\"frustration\": 0.9}, \"most\": 6}".formatted(subject));
        assertThat(ids(frustrated)).isEqualTo(ids(agreed));
        assertThat(agreed.path("items")
                        .valueStream()
                        .map(item -> item.path("source").asString()))
                .contains("ease");
    }

    @Test
    void aTenantsOwnCatalogueTakesThePlaceOfTheDemo() {
        try {
            assertThat(put("""
                    [{"id": "a", "title": "Trail shoe", "tags": {"running": 1}, "popularity": 0.2, "effort": 0.4},
                     {"id": "b", "title": "Sandal", "tags": {"summer": 1}, "popularity": 0.9}]""")).hasStatus(204);

            assertThat(ids(recommended("{\"intent\": \"running\", \"most\": 1}")))
                    .containsExactly("a");
            assertThat(put("[{\"id\": \"a\", \"title\": \"x\"}, {\"id\": \"a\", \"title\": \"y\"}]"))
                    .hasStatus(400);
        } finally {
            put("[]");
        }
        assertThat(recommended("{}").path("catalogue").asString()).isEqualTo("demo");
    }

    @Test
    void aCatalogueMayHaveTenThousandItemsAndNotOneMore() {
        try {
            assertThat(put(items(10_000))).hasStatus(204);
            assertThat(ids(recommended("{\"intent\": \"running\", \"most\": 1}")))
                    .hasSize(1);
            assertThat(put(items(10_001)))
                    .hasStatus(413)
                    .bodyText()
                    .contains("a catalogue has at most 10000 items, got 10001");
        } finally {
            put("[]");
        }
    }

    private static String items(int n) {
        return IntStream.range(0, n).mapToObj(i -> """
                        {"id": "shoe-%d", "title": "Trail shoe in size %d", "tags": {"running": 1, "outdoor": 0.5},
                         "features": {"image": "/images/shoe-%d.webp", "price": 89.9}, "popularity": 0.2}""".formatted(i, i, i)).collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void theDemosCatalogueIsTheSameEveryTimeAndWrittenInEveryLanguage() {
        var catalogue = DemoCatalogue.bundled(json);

        for (var language : List.of("en", "ru", "zh")) {
            assertThat(catalogue.items(language)).hasSize(120).isEqualTo(catalogue.items(language));
            assertThat(catalogue.items(language)).allMatch(item -> item.tags().size() >= 3);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"most": 0} | most
                    {"diversity": 2} | diversity
                    {"affect": {"confusion": 7}} | confusion
                    {"affect": {"frustration": -1}} | frustration
                    {"looksFor": {"tea": -1}} | tea
                    {"history": [{"weight": 1}]} | item""")
    void whatMakesNoSenseIsRefused(String request, String named) {
        var refused = send(HttpMethod.POST, "/v1/recommendations", request);

        assertThat(refused).hasStatus(400);
        assertThat(body(refused).path("detail").asString()).contains(named);
    }

    private static List<String> ids(JsonNode answer) {
        return answer.path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    private JsonNode recommended(String request) {
        return body(send(HttpMethod.POST, "/v1/recommendations", request));
    }

    private MvcTestResult put(String items) {
        return send(HttpMethod.PUT, "/v1/catalogue", items);
    }

    private MvcTestResult send(HttpMethod method, String path, String body) {
        return mvc.method(method)
                .uri(path)
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
