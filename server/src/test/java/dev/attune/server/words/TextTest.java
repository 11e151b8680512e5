package dev.attune.server.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import jakarta.servlet.http.Cookie;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class TextTest extends ServerTest {
    private Cookie console;

    @BeforeEach
    void signIn() {
        console = aSignedInConsole();
    }

    @Test
    void anUtteranceIsReadAfterItsPersonalDataIsReplaced() {
        var answer = read(
                aReceipt(console, "personalization/text"),
                "The delivery was awful, call +44 20 7946 0958 or I cancel my subscription");

        assertThat(answer).hasStatusOk();
        var words = body(answer);
        assertThat(words.path("text").asString()).contains("[phone]").doesNotContain("7946");
        assertThat(words.path("aspects").path(0).path("aspect").asString()).isEqualTo("delivery");
        assertThat(words.path("polarity").asDouble()).isNegative();
        assertThat(words.path("intents").toString()).contains("churn-threat");
        var clause = words.path("aspects").path(0).path("clause");
        assertThat(words.path("text")
                        .asString()
                        .substring(clause.path(0).asInt(), clause.path(1).asInt()))
                .startsWith("The delivery was awful");
    }

    @Test
    void withoutConsentToTheWordsNothingIsRead() {
        var answer = read(aReceipt(console, "personalization/face"), "The delivery was awful");

        assertThat(answer).hasStatus(403).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyText().contains("personalization/text was refused");
        assertThat(read(UUID.randomUUID().toString(), "hello")).hasStatus(403);
    }

    @Test
    void anEmptyOrEndlessTextIsRefusedWithItsLength() {
        var receipt = aReceipt(console, "personalization/text");

        assertThat(read(receipt, " ")).hasStatus(400);
        assertThat(read(receipt, "a".repeat(10_001))).hasStatus(400).bodyText().contains("10001");
    }

    private MvcTestResult read(String receipt, String text) {
        return mvc.post()
                .uri("/v1/text")
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"receiptId\": \"%s\", \"purpose\": \"personalization\", \"text\": \"%s\"}"
                        .formatted(receipt, text))
                .exchange();
    }
}
