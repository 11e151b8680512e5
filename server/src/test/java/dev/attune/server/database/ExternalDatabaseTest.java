package dev.attune.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The server on a PostgreSQL that somebody else runs, stops, and starts again.
@DirtiesContext // its database ends with this class
class ExternalDatabaseTest extends ServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60); // for a busy machine; ordinary is under 3 s

    private static final Path FILES = Path.of(
                    "target/test-data/external-" + ProcessHandle.current().pid())
            .toAbsolutePath();
    private static @Nullable EmbeddedPostgres running;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry properties) throws IOException {
        if (running == null) running = start(0);
        var database = running;
        properties.add("attune.database.url", () -> database.getJdbcUrl("postgres", "postgres"));
        properties.add("attune.database.username", () -> "postgres");
    }

    @AfterAll
    static void end() throws IOException {
        somebodyElses().close();
    }

    @Test
    void everythingIsKeptInItsSchemaAttune() {
        assertThat(jdbc.sql("select count(*) from information_schema.tables where table_schema = 'attune'")
                        .query(Integer.class)
                        .single())
                .isGreaterThan(5);
        assertThat(mvc.get().uri("/v1/keys").cookie(aSignedInConsole())).hasStatusOk();
    }

    @Test
    void whileItIsAwayRequestsGet503AndAfterwardsTheyAreAnsweredAgain() throws Exception {
        var console = aSignedInConsole();
        String cookie = console.getName() + "=" + console.getValue();
        int databasePort = somebodyElses().getPort();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(get(http, cookie).statusCode()).isEqualTo(200);

            somebodyElses().close();

            var refused = get(http, cookie);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(refused.body()).contains("database does not answer").doesNotContain("postgres", "127.0.0.1");
            assertThat(get(http, URI.create("http://127.0.0.1:%d/actuator/health".formatted(port)), cookie)
                            .statusCode())
                    .isEqualTo(503);

            running = start(databasePort);

            long until = System.nanoTime() + PATIENCE.toNanos();
            var answer = get(http, cookie);
            while (answer.statusCode() != 200 && System.nanoTime() < until) answer = get(http, cookie);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    private HttpResponse<String> get(HttpClient http, String cookie) throws IOException, InterruptedException {
        return get(http, URI.create("http://127.0.0.1:%d/v1/keys".formatted(port)), cookie);
    }

    private static HttpResponse<String> get(HttpClient http, URI address, String cookie)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).header("Cookie", cookie).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static EmbeddedPostgres somebodyElses() {
        return Objects.requireNonNull(running);
    }

    /// @param port 0 for any free one
    private static EmbeddedPostgres start(int port) throws IOException {
        Files.createDirectories(FILES);
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(FILES.resolve("binaries").toFile())
                .setDataDirectory(FILES.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(PATIENCE)
                .start();
    }
}
