package dev.attune.server.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LanguageModelTest {
    private static final Duration PATIENT = Duration.ofMinutes(1); // a busy machine loads classes slowly
    private static final Duration SHORT = Duration.ofMillis(500);

    private CompletionsEndpoint endpoint;

    @BeforeEach
    void anEndpoint() throws IOException {
        endpoint = new CompletionsEndpoint();
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void theContractIsThatOfChatCompletions() {
        endpoint.says("Your order arrives in 3 days.");

        var answer = ask(PATIENT);

        assertThat(answer).isEqualTo(new LanguageModel.Answer.Said("Your order arrives in 3 days."));
        var request = endpoint.asked.getFirst();
        assertThat(request.path("model").asString()).isEqualTo("any");
        assertThat(request.path("messages").path(0).path("role").asString()).isEqualTo("system");
        assertThat(request.path("messages").path(0).path("content").asString()).isEqualTo("Be brief.");
        assertThat(request.path("messages").path(1).path("role").asString()).isEqualTo("user");
        assertThat(request.path("max_tokens").asInt()).isPositive();
        assertThat(endpoint.requests).containsExactly("POST /v1/chat/completions Bearer secret");
    }

    @Test
    void anErrorIsAwayAndTriedOnceOnly() {
        endpoint.answers(500, "{\"error\": {\"message\": \"overloaded\"}}");

        assertThat(ask(PATIENT)).isInstanceOf(LanguageModel.Answer.Away.class);
        assertThat(endpoint.asked).hasSize(1);
    }

    @Test
    void whoeverIsAskedTooOftenIsAwayAndNotAskedAgainInThisTurn() {
        endpoint.answers(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "1");
            CompletionsEndpoint.say(
                    exchange, 429, "{\"error\": {\"message\": \"rate limit\", \"type\": \"requests\"}}");
        });

        assertThat(ask(PATIENT)).isInstanceOf(LanguageModel.Answer.Away.class);
        assertThat(endpoint.asked).hasSize(1);
    }

    @Test
    void whatIsNoCompletionIsAway() {
        endpoint.answers(200, "<html>a proxy's page</html>");
        assertThat(ask(PATIENT)).isInstanceOf(LanguageModel.Answer.Away.class);

        endpoint.says(" ");
        assertThat(ask(PATIENT)).isInstanceOf(LanguageModel.Answer.Away.class);
        assertThat(endpoint.asked).hasSize(2);
    }

    @Test
    void whoeverNeverAnswersIsTooLate() {
        endpoint.neverAnswers();

        assertThat(ask(SHORT)).isEqualTo(new LanguageModel.Answer.TooLate());
    }

    @Test
    void whoeverTricklesIsTooLate() {
        endpoint.trickles();

        assertThat(ask(SHORT)).isEqualTo(new LanguageModel.Answer.TooLate());
    }

    @Test
    void nobodyThereIsAway() {
        var model = endpoint.model(PATIENT);
        endpoint.close();

        assertThat(model.ask("Be brief.", "Draft: x")).isInstanceOf(LanguageModel.Answer.Away.class);
    }

    @Test
    void aRedirectionIsNotFollowed() {
        endpoint.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });

        assertThat(ask(PATIENT)).isInstanceOf(LanguageModel.Answer.Away.class);
        assertThat(endpoint.requests).hasSize(1);
    }

    @Test
    void thisMachinesNetworkIsRefusedUnlessTheOperatorSaysSo() {
        for (var url :
                List.of("https://127.0.0.1/v1", "https://10.1.2.3/v1", "https://[::1]/v1", "https://100.64.0.1/v1"))
            assertThat(ModelAddress.objection(url, false))
                    .as(url)
                    .hasValueSatisfying(why -> assertThat(why).contains("own network"));
        assertThat(ModelAddress.objection("http://192.168.1.5:8080/v1", true)).isEmpty();
    }

    @Test
    void noSettingReachesWhereCloudsKeepTheirSecrets() {
        for (boolean privateNetwork : new boolean[] {true, false})
            for (var url : List.of("https://169.254.169.254/v1", "https://[fe80::1]/v1", "https://0.0.0.0/v1"))
                assertThat(ModelAddress.objection(url, privateNetwork)).as(url).isPresent();
        assertThat(ModelAddress.objection("http://93.184.216.34/v1", false)).isPresent();
        assertThat(ModelAddress.objection("https://user:word@93.184.216.34/v1", false))
                .isPresent();
        assertThat(ModelAddress.objection("file:///etc/passwd", true)).isPresent();
        assertThat(ModelAddress.objection("https://93.184.216.34/v1", false)).isEmpty();
    }

    @Test
    void anAddressWithoutAModelIsAMistakeOfTheSettings() {
        assertThatThrownBy(() -> new LanguageModelSettings("https://host/v1", "", "", Duration.ofSeconds(1), false))
                .hasMessageContaining(".name is not");
        assertThatThrownBy(() -> new LanguageModelSettings("", "", "", Duration.ofMinutes(5), false))
                .hasMessageContaining("PT5M");
    }

    private LanguageModel.Answer ask(Duration patience) {
        return endpoint.model(patience).ask("Be brief.", "Draft: it arrives in 3 days.");
    }
}
