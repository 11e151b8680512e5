package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchRankCommandTest {
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();

    @Test
    void onlyAServerOnThisMachineIsPutUnderLoad() {
        var run = Run.attune("bench", "rank", "--key", "pk_1", "--server", "http://192.0.2.1:8420");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("only a server on this machine", "192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource({
        "--rate, 0, 1..20000",
        "--seconds, 601, 1..600",
        "--warm-up, 601, 0..600",
        "--people, 100001, 0..100000",
        "--rewards, 2.0, 0..1"
    })
    void impossibleNumbersAreNamed(String option, String value, String range) {
        var run = Run.attune("bench", "rank", "--key", "pk_1", option, value);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("%s must be in %s, got %s".formatted(option, range, value));
    }

    @Test
    void everyQuestionIsAskedOnceAndThoseThatFailAreCountedByTheirReason() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/actuator/prometheus", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/v1/rank", exchange -> {
            var question =
                    JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
            asked.add(question);
            boolean tooMany = question.path("eventId").asString().endsWith("7");
            var answer = (tooMany ? "slow down" : "{}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(tooMany ? 429 : 201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            var run = Run.attune(
                    "bench",
                    "rank",
                    "--key",
                    "pk_1",
                    "--server",
                    "http://127.0.0.1:" + server.getAddress().getPort(),
                    "--rate",
                    "20",
                    "--seconds",
                    "1",
                    "--warm-up",
                    "0");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("20 requests to /v1/rank", "2 failed", "2 times: 429 slow down", "99.9th");
            assertThat(asked.stream()
                            .map(question -> question.path("eventId").asString())
                            .distinct())
                    .hasSize(20);
            assertThat(asked.getFirst().path("contextFeatures").size()).isEqualTo(31);
        } finally {
            server.stop(0);
        }
    }
}
