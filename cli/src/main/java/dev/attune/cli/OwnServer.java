package dev.attune.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A server for one benchmark, on a data folder that goes with it; whoever starts it is signed in to its console.
final class OwnServer implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ATTUNE READY (\\S+) sign-in=(\\S+)");
    private static final Pattern COOKIE = Pattern.compile("attune-console=([^;]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path data;
    private final HttpClient http = HttpClient.newHttpClient();
    private URI address = URI.create("http://127.0.0.1/");
    private String cookie = "";

    private OwnServer(Process process, Path data) {
        this.process = process;
        this.data = data;
    }

    /// Returns when it is ready.
    ///
    /// @throws CommandFailure when it is not built, or ends at once
    static OwnServer start(List<String> options) throws CommandFailure, IOException, InterruptedException {
        var jar = Home.directory().resolve("server/target/attune-server.jar");
        if (!Files.isRegularFile(jar))
            throw new CommandFailure(
                    ExitCode.NOT_BUILT,
                    "The server is not built: %s does not exist.\nMaybe run: mvn -DskipTests package".formatted(jar));
        var data = Files.createTempDirectory("attune-bench-data");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ServerProcess.JAVA_FLAGS);
        command.addAll(List.of("-jar", jar.toString(), "--port=0", "--data=" + data));
        command.addAll(options);
        var server = new OwnServer(
                new ProcessBuilder(command).redirectErrorStream(true).start(), data);
        try {
            server.signIn();
            return server;
        } catch (CommandFailure | IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    private void signIn() throws CommandFailure, IOException, InterruptedException {
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new ArrayList<String>();
        for (String line; (line = output.readLine()) != null; ) {
            said.add(line);
            var ready = READY.matcher(line);
            if (!ready.find()) continue;
            Thread.ofVirtual().start(() -> output.lines().forEach(more -> {})); // so that it never waits for us
            address = URI.create(ready.group(1));
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(ready.group(2))).build(), HttpResponse.BodyHandlers.discarding());
            var set = COOKIE.matcher(String.join("\n", answer.headers().allValues("set-cookie")));
            if (!set.find()) throw new CommandFailure(ExitCode.USAGE, "the server gave no sign-in");
            cookie = set.group(1);
            return;
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "The server ended before it was ready:\n"
                        + String.join("\n", said.subList(Math.max(0, said.size() - 20), said.size())));
    }

    /// @param body JSON; null for a GET
    /// @param key of a page; null to ask as the console
    String ask(String path, @Nullable String body, @Nullable String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
        if (key == null) request.header("Cookie", "attune-console=" + cookie).header("Attune-Console", "1");
        else request.header("Attune-Key", key);
        if (body != null)
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2)
            throw new IOException("%s: %d %s".formatted(path, answer.statusCode(), answer.body()));
        return answer.body();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        http.close();
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        Folders.delete(data);
    }
}
