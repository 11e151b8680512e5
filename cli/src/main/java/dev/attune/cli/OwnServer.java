package dev.attune.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A server for one benchmark, on a data folder that goes with it; whoever starts it is signed in to its console.
final class OwnServer implements AutoCloseable {
    private static final Pattern COOKIE = Pattern.compile("attune-console=([^;]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServerVisit server;
    private final Path data;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String cookie;

    private OwnServer(ServerVisit server, Path data) throws CommandFailure, IOException, InterruptedException {
        this.server = server;
        this.data = data;
        var signIn = HttpRequest.newBuilder(server.signInLink()).build();
        var set = COOKIE.matcher(String.join(
                "\n",
                http.send(signIn, HttpResponse.BodyHandlers.discarding())
                        .headers()
                        .allValues("set-cookie")));
        if (!set.find()) throw new CommandFailure(ExitCode.USAGE, "the server gave no sign-in");
        cookie = set.group(1);
    }

    /// Returns when it is ready.
    ///
    /// @throws CommandFailure when it is not built, or ends at once
    static OwnServer start(List<String> options) throws CommandFailure, IOException, InterruptedException {
        var data = Files.createTempDirectory("attune-bench-data");
        var all = new ArrayList<>(List.of("--port=0", "--data=" + data));
        all.addAll(options);
        return new OwnServer(ServerProcess.in(Home.directory()).visit(all), data);
    }

    /// @param body JSON; null for a GET
    /// @param key of a page; null to ask as the console
    String ask(String path, @Nullable String body, @Nullable String key) throws IOException, InterruptedException {
        return ask(body == null ? "GET" : "POST", path, body, key);
    }

    /// Likewise, with a method that is neither of these.
    String ask(String method, String path, @Nullable String body, @Nullable String key)
            throws IOException, InterruptedException {
        var answer = send(method, path, body, key);
        if (answer.statusCode() / 100 != 2)
            throw new IOException("%s: %d %s".formatted(path, answer.statusCode(), answer.body()));
        return answer.body();
    }

    /// Likewise, whatever it answers.
    HttpResponse<String> send(String method, String path, @Nullable String body, @Nullable String key)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.address().resolve(path)).timeout(PATIENCE);
        if (key == null) request.header("Cookie", "attune-console=" + cookie).header("Attune-Console", "1");
        else request.header("Attune-Key", key);
        if (body == null) request.method(method, HttpRequest.BodyPublishers.noBody());
        else
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// A live session.
    ///
    /// @param key a secret one
    CompletableFuture<WebSocket> connect(String key, WebSocket.Listener listener) {
        return http.newWebSocketBuilder()
                .subprotocols("attune.live.v1")
                .header("Attune-Key", key)
                .buildAsync(URI.create("ws://" + server.address().getAuthority() + "/v1/live"), listener);
    }

    /// Looks into its tables from beside it.
    TableWatch watch() throws CommandFailure, IOException {
        return new TableWatch(ServerProcess.in(Home.directory()).beside(TableWatch.PROGRAM, List.of("--data=" + data)));
    }

    @Override
    public void close() throws IOException {
        http.close();
        server.close();
        Folders.delete(data);
    }
}
