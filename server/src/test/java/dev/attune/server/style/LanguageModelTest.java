package dev.attune.server.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Against an endpoint on this machine that answers well, badly, slowly or not at all.
class LanguageModelTest {
    /// As the chat completions of OpenAI's API reference look.
    private static final String COMPLETION = """
            {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "any",
             "choices": [{"index": 0, "finish_reason": "stop",
                          "message": {"role": "assistant", "content": %s}}],
             "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}""";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<JsonNode> asked = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private HttpServer endpoint;
    private volatile Answer answer = exchange -> say(exchange, 404, "{}");

    private interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    @BeforeEach
    void anEndpoint() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        hear();
        endpoint.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        endpoint.stop(0);
    }

    @Test
    void theContractIsThatOfChatCompletions() {
        answering(exchange -> say(exchange, 200, COMPLETION.formatted("\"Your order arrives in 3 days.\"")));

        var answer = model(Duration.ofSeconds(20)).ask("Be brief.", "Draft: it arrives in 3 days.");

        assertThat(answer).isEqualTo(new LanguageModel.Answer.Said("Your order arrives in 3 days."));
        var request = asked.getFirst();
        assertThat(request.path("model").asString()).isEqualTo("any");
        assertThat(request.path("messages").path(0).path("role").asString()).isEqualTo("system");
        assertThat(request.path("messages").path(0).path("content").asString()).isEqualTo("Be brief.");
        assertThat(request.path("messages").path(1).path("role").asString()).isEqualTo("user");
        assertThat(request.path("max_tokens").asInt()).isPositive();
        assertThat(headers).containsExactly("POST /v1/chat/completions Bearer secret");
    }

    @Test
    void anErrorIsAwayAndTriedOnceOnly() {
        answering(exchange -> say(exchange, 500, "{\"error\": {\"message\": \"overloaded\"}}"));

        assertThat(model(Duration.ofSeconds(20)).ask("Be brief.", "Draft: x"))
                .isInstanceOf(LanguageModel.Answer.Away.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatIsNoCompletionIsAway() {
        answering(exchange -> say(exchange, 200, "<html>a proxy's page</html>"));
        assertThat(model(Duration.ofSeconds(20)).ask("Be brief.", "Draft: x"))
                .isInstanceOf(LanguageModel.Answer.Away.class);

        answering(exchange -> say(exchange, 200, COMPLETION.formatted("\" \"")));
        assertThat(model(Duration.ofSeconds(20)).ask("Be brief.", "Draft: x"))
                .isInstanceOf(LanguageModel.Answer.Away.class);
    }

    @Test
    void whoeverNeverAnswersIsTooLate() {
        answering(exchange -> over.await());

        assertThat(model(Duration.ofMillis(300)).ask("Be brief.", "Draft: x"))
                .isEqualTo(new LanguageModel.Answer.TooLate());
    }

    @Test
    void whoeverTricklesIsTooLate() {
        answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"choices\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            over.await();
        });

        assertThat(model(Duration.ofMillis(700)).ask("Be brief.", "Draft: x"))
                .isEqualTo(new LanguageModel.Answer.TooLate());
    }

    @Test
    void nobodyThereIsAway() {
        int port = endpoint.getAddress().getPort();
        endpoint.stop(0);
        var settings =
                new LanguageModelSettings("http://127.0.0.1:" + port + "/v1", "any", "", Duration.ofSeconds(20), true);

        assertThat(new LanguageModel(settings).ask("Be brief.", "Draft: x"))
                .isInstanceOf(LanguageModel.Answer.Away.class);
    }

    @Test
    void aRedirectionIsNotFollowed() {
        answering(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });

        assertThat(model(Duration.ofSeconds(20)).ask("Be brief.", "Draft: x"))
                .isInstanceOf(LanguageModel.Answer.Away.class);
        assertThat(headers).hasSize(1);
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

    private void answering(Answer next) {
        answer = next;
    }

    private void hear() {
        endpoint.createContext("/", exchange -> {
            headers.add("%s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("Authorization")));
            asked.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            try {
                answer.to(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void say(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private LanguageModel model(Duration patience) {
        return new LanguageModel(new LanguageModelSettings(
                "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/v1", "any", "secret", patience, true));
    }
}
