package dev.attune.server.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class UnreadableBodyTest extends ServerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"watches\": \"moon\"} | watches must be one of: person, product, region, release, queue, topic, channel, got 'moon'.",
                "{\"detector\": {\"kind\": \"share\", \"windowHours\": 24, \"share\": 3, \"least\": 30}} | detector: ",
                "{\"detector\": {\"kind\": \"guess\"}} | detector is of no known kind: 'guess'.",
                "{\"detector\": {\"kind\": \"share\", \"least\": \"many\"}} | detector.least must be a number, got 'many'.",
                "{\"mailTo\": \"team@example.com\"} | mailTo must be a list.",
                "{\"mailTo\": [null]} | mailTo[0] must not be null.",
                "{\"groupingHours\": NaN} | The body is not JSON: it breaks in line 1, column",
                "[] | The body must be an object that fits.",
                "~~ | The request has no body that can be read. Maybe send JSON."
            })
    void theAnswerSaysWhereItDoesNotFitAndWhatWould(String body, String told) {
        assertThat(post("/v1/alert-rules", body))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .startsWith(told);
    }

    @Test
    void aCharacterThatNoTextOfTheDatabaseHoldsIsTheSendersMistake() {
        assertThat(post("/v1/customers/searches", "{\"id\": \"a\\u0000b\"}"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains("U+0000");
    }

    @Test
    void itIsSoInsideJsonAsWell() {
        assertThat(put("/v1/event-schemas/Zero", "{\"title\": \"a\\u0000b\"}"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains("U+0000");
    }

    @Test
    void aSettingThatDoesNotExistIsNamedBesideThoseThatDoAndNoneOfOurClassesIs() {
        assertThat(put("/v1/policies/banner", "{\"learners\": 7}"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains("There is no learners here. Maybe one of: ", "learner")
                .doesNotContain("dev.attune", "class");
    }

    @Test
    void settingsThatAreNothingAreNone() {
        assertThat(put("/v1/policies/banner", "null"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("The settings of a policy are a JSON object.");
    }

    private MvcTestResult put(String path, String body) {
        return send(mvc.put().uri(path), body);
    }

    private MvcTestResult post(String path, String body) {
        return send(mvc.post().uri(path), body);
    }

    private MvcTestResult send(MockMvcTester.MockMvcRequestBuilder request, String body) {
        return request.cookie(aSignedInConsole())
                .header("Attune-Console", "1")
                .header("Attune-Purpose", "quality")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
