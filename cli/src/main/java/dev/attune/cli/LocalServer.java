package dev.attune.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The server that a benchmark puts under load, on this machine only.
final class LocalServer {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    @Option(names = "--server", description = "Its address (default: http://127.0.0.1:8420).")
    private URI address = URI.create("http://127.0.0.1:8420");

    @Option(names = "--key", required = true, paramLabel = "sk_…", description = "A secret key made in the console.")
    private String key = "";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    String key() {
        return key;
    }

    URI at(String path) {
        return address.resolve(path);
    }

    /// @throws CommandFailure when nobody answers there
    /// @throws ParameterException when it is another machine's
    void require(HttpClient http) throws CommandFailure, IOException, InterruptedException {
        if (!InetAddress.getByName(address.getHost()).isLoopbackAddress())
            throw new ParameterException(
                    spec.commandLine(), "only a server on this machine is put under load, got " + address.getHost());
        try {
            metrics(http);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, """
                    No server answers at %s.
                    Maybe start it with attune serve, or name its address with --server.""".formatted(address));
        }
    }

    /// What it has counted, in Prometheus' text format.
    String metrics(HttpClient http) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address.resolve("/actuator/prometheus")).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /// With the key.
    HttpRequest.Builder request(String method, String path, @Nullable String body) {
        return plain(method, path, body).header("Attune-Key", key);
    }

    /// As whoever signed in at the console; a look at a person is told as one for quality.
    ///
    /// @param cookie the value of `attune-console`
    HttpRequest.Builder console(String cookie, String method, String path, @Nullable String body) {
        return plain(method, path, body)
                .header("Cookie", "attune-console=" + cookie)
                .header("Attune-Console", "1")
                .header("Attune-Purpose", "quality");
    }

    private HttpRequest.Builder plain(String method, String path, @Nullable String body) {
        return HttpRequest.newBuilder(at(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    }

    /// The body of its answer.
    ///
    /// @throws IOException when it says no, with what it says
    static String answer(HttpClient http, HttpRequest.Builder asked) throws IOException, InterruptedException {
        var request = asked.build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2)
            throw new IOException("%s %s: %d %s"
                    .formatted(request.method(), request.uri().getPath(), answer.statusCode(), answer.body()));
        return answer.body();
    }

    /// With the key, so that many connections at once count as the key's and not as a stranger's.
    CompletableFuture<WebSocket> connect(WebSocket.Builder socket, String path, WebSocket.Listener listener) {
        return socket.header("Attune-Key", key)
                .buildAsync(URI.create("ws://" + address.getAuthority() + path), listener);
    }
}
