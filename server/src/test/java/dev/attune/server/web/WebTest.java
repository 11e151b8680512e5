package dev.attune.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.policy.wording.WordingRule;
import dev.attune.server.ServerTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

class WebTest extends ServerTest {
    /// Properties that say by their name alone what they are: of the thing they belong to, or the languages of a text.
    private static final Set<String> PLAIN = Set.of("id", "name", "title", "en", "ru", "zh");

    @ParameterizedTest
    @ValueSource(strings = {"/", "/live", "/shop", "/shop/product/lamp", "/trust/consent"})
    void addressesOfTheConsoleShowTheConsole(String address) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var page = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, address)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<html");
        }
    }

    @Test
    void everyAnswerCarriesItsProtection() {
        assertThat(mvc.get().uri("/"))
                .hasHeader("X-Content-Type-Options", "nosniff")
                .hasHeader("Referrer-Policy", "no-referrer")
                .hasHeader("Permissions-Policy", "camera=(self), microphone=(self), geolocation=()")
                .headers()
                .hasHeaderSatisfying(
                        "Content-Security-Policy",
                        policy -> assertThat(policy.getFirst())
                                .contains("default-src 'self'", "frame-ancestors 'none'", "media-src 'self' blob:"));
    }

    @Test
    void aMissingFileIsAProblem() {
        assertThat(mvc.get().uri("/assets/none.js")).hasStatus(404).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void aMissingEndpointIsAProblem() {
        assertThat(mvc.get().uri("/v1/nothing").cookie(aSignedInConsole()))
                .hasStatus(404)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void aWrongMethodIsAProblem() {
        assertThat(mvc.put().uri("/v1/me").cookie(aSignedInConsole()).header("Attune-Console", "1"))
                .hasStatus(405)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void brokenJsonIsAProblem() {
        assertThat(mvc.post()
                        .uri("/v1/keys")
                        .cookie(aSignedInConsole())
                        .header("Attune-Console", "1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\": "))
                .hasStatus(400)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void theApiDescriptionClaimsToKnowNothingThatSomebodyHasInside() {
        var description = body(mvc.get().uri("/v3/api-docs").exchange()).toPrettyString();

        assertThat(WordingRule.bundled().objection(description)).isEmpty();
    }

    @Test
    void recordsOfOneNameInSeveralSlicesAreSchemasOfTheirOwn() {
        var names = body(mvc.get().uri("/v3/api-docs").exchange())
                .path("components")
                .path("schemas")
                .propertyNames();

        assertThat(names).doesNotContain("View", "Wanted", "Detail", "Request");
        assertThat(names).anyMatch(name -> name.endsWith("View")).anyMatch(name -> name.endsWith("Wanted"));
    }

    @Test
    void theApiDescriptionTellsAnIntegratorWhatItIsWhoMayCallAndHowItRefuses() {
        var description = body(mvc.get().uri("/v3/api-docs").exchange());

        assertThat(description.path("info").path("title").asString()).isEqualTo("Attune");
        assertThat(description.path("info").path("version").asString()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(description.path("info").path("license").path("identifier").asString())
                .isEqualTo("Apache-2.0");
        assertThat(description.path("components").path("securitySchemes").propertyNames())
                .contains("key", "console");

        var told = new HashSet<String>();
        for (var tag : description.path("tags")) {
            assertThat(tag.path("description").asString()).isNotBlank();
            told.add(tag.path("name").asString());
        }
        var names = new HashSet<String>();
        for (var path : description.path("paths"))
            for (var operation : path) {
                assertThat(told).contains(operation.path("tags").path(0).asString());
                assertThat(names.add(operation.path("operationId").asString()))
                        .as("%s is one operation", operation.path("operationId"))
                        .isTrue();
                assertThat(operation.path("operationId").asString())
                        .as("a name that does not depend on what else there is")
                        .doesNotMatch(".*_\\d+");
                assertThat(operation.path("responses").path("default").toString())
                        .contains("application/problem+json", "#/components/schemas/Problem");
            }
        assertThat(names).contains("customerTimeline", "rankReward", "ingestOneTrack");
    }

    @Test
    void theApiDescriptionTellsWhoMayCallAndForWhichPurposePeoplesDataIsShown() {
        var paths = body(mvc.get().uri("/v3/api-docs").exchange()).path("paths");

        assertThat(callers(paths, "/v1/rank", "post")).containsExactly("key", "console");
        assertThat(callers(paths, "/v1/events/{eventId}/explain", "get")).containsExactly("console");
        assertThat(callers(paths, "/v1/my", "get")).isEmpty();
        assertThat(paths.path("/v1/my").path("get").path("security").isArray())
                .as("nobody signs in there")
                .isTrue();
        assertThat(paths.path("/v1/persons/erasures")
                        .path("post")
                        .path("description")
                        .asString())
                .endsWith("At the console for: admin, privacy-officer.");
        assertThat(paths.path("/v1/persons/exports").path("post").path("parameters"))
                .as("as JSON and to read, but asked for once")
                .hasSize(1);
        assertThat(paths.path("/v1/persons/looks").path("post").path("parameters"))
                .singleElement()
                .satisfies(header -> {
                    assertThat(header.path("name").asString()).isEqualTo("Attune-Purpose");
                    assertThat(header.path("required").asBoolean()).isTrue();
                    assertThat(header.path("schema").path("enum").values())
                            .extracting(JsonNode::asString)
                            .containsExactlyInAnyOrder("privacy-request", "security");
                });
    }

    private static List<String> callers(JsonNode paths, String path, String method) {
        return paths.path(path)
                .path(method)
                .path("security")
                .valueStream()
                .flatMap(way -> way.propertyNames().stream())
                .toList();
    }

    @Test
    void theApiDescriptionTellsWhatAnAnswerAlwaysHasAndWhatMayBeNull() {
        var schemas = body(mvc.get().uri("/v3/api-docs").exchange())
                .path("components")
                .path("schemas");
        var answer = schemas.path("RankAnswer");

        assertThat(answer.path("required").values())
                .extracting(JsonNode::asString)
                .contains("eventId", "ranking", "removed")
                .doesNotContain("rewardActionId", "experiment");
        assertThat(answer.path("properties").path("rewardActionId").path("type"))
                .extracting(JsonNode::asString)
                .containsExactly("string", "null");
        assertThat(answer.path("properties").path("experiment").path("anyOf").findValuesAsString("type"))
                .containsExactly("null");
        assertThat(schemas.path("RankBody").path("required").isMissingNode())
                .as("what a request lacks is told in words")
                .isTrue();
        assertThat(schemas.path("Detector").path("discriminator").path("mapping"))
                .as("a client tells kinds by the value that is sent")
                .isEqualTo(json.valueToTree(Map.of(
                        "fall", "#/components/schemas/DetectorFall",
                        "share", "#/components/schemas/DetectorShare")));
        assertThat(schemas.propertyNames())
                .as("JSON as it comes is described as that")
                .doesNotContain("JsonNode", "ObjectNode", "FeedbackForm", "MultiValueMapStringString");
    }

    @Test
    void everyOperationTellsAtAGlanceWhatItDoes() {
        var summaries = new HashMap<String, String>();
        for (var path :
                body(mvc.get().uri("/v3/api-docs").exchange()).path("paths").properties())
            for (var operation : path.getValue().properties()) {
                var name = operation.getKey() + " " + path.getKey();
                var summary = operation.getValue().path("summary").asString("");
                assertThat(summary)
                        .as("the summary of %s", name)
                        .isNotBlank()
                        .hasSizeLessThanOrEqualTo(80)
                        .doesNotEndWith(".")
                        .doesNotContain("{");
                assertThat(summaries.put(summary, name))
                        .as("what has the summary of %s, too", name)
                        .isNull();
            }
        assertThat(summaries).hasSizeGreaterThan(150).containsKey("Takes one track call as Segment sends it");
    }

    @Test
    void anEventIsDescribedAsAnObjectWithWhateverItHas() {
        var event = body(mvc.get().uri("/v3/api-docs").exchange())
                .at("/paths/~1v1~1track/post/requestBody/content/application~1json/schema");

        assertThat(event.path("type").asString()).isEqualTo("object");
        assertThat(event.path("additionalProperties").asBoolean()).isTrue();
    }

    @Test
    void everyParameterThatIsNoIdTellsWhatItStandsFor() {
        var silent = new ArrayList<String>();
        for (var path :
                body(mvc.get().uri("/v3/api-docs").exchange()).path("paths").properties())
            for (var operation : path.getValue().properties())
                for (var parameter : operation.getValue().path("parameters"))
                    if (!parameter.path("in").asString().equals("path")
                            && parameter.path("description").asString("").isBlank())
                        silent.add(operation.getKey() + " " + path.getKey() + " " + parameter.path("name"));

        assertThat(silent).isEmpty();
    }

    @Test
    void everyPropertyThatIsNotPlainByItsNameSaysWhatItIs() {
        var schemas = body(mvc.get().uri("/v3/api-docs").exchange())
                .path("components")
                .path("schemas");
        var bare = new TreeSet<String>();
        schemas.properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .properties()
                        .forEach(property -> {
                            if (!PLAIN.contains(property.getKey()) && !saysWhatItIs(property.getValue(), schemas))
                                bare.add(schema.getKey() + "." + property.getKey());
                        }));

        assertThat(bare).isEmpty();
    }

    /// By itself, or by what it is a whole or a list of.
    private static boolean saysWhatItIs(JsonNode property, JsonNode schemas) {
        if (property.has("description") || property.has("const")) return true;
        var reference = property.path("$ref").asString("");
        if (!reference.isEmpty())
            return schemas.path(reference.substring(reference.lastIndexOf('/') + 1))
                    .has("description");
        return property.has("items") && saysWhatItIs(property.path("items"), schemas)
                || property.path("anyOf").valueStream().anyMatch(one -> saysWhatItIs(one, schemas));
    }

    @Test
    void healthMetricsAndApiDescriptionAreThere() {
        assertThat(mvc.get().uri("/actuator/health")).hasStatusOk().bodyText().contains("UP");
        assertThat(mvc.get().uri("/actuator/prometheus"))
                .hasStatusOk()
                .bodyText()
                .contains("jvm_memory_used_bytes", "http_server_requests_seconds_count{")
                .as("each request is timed once, not in every filter")
                .doesNotContain("spring_security", "http_server_requests_active");
        assertThat(mvc.get().uri("/v3/api-docs")).hasStatusOk().bodyText().contains("/v1/consents");
    }
}
