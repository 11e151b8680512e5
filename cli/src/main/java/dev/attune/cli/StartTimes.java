package dev.attune.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// How long the programs take to start, from the outside as a person waits for them.
final class StartTimes implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("https?://(127\\.0\\.0\\.1|localhost)[:/]");

    private final Path home;
    private final Path data;

    /// @param home the folder Attune was built in
    StartTimes(Path home) throws IOException {
        this.home = home;
        this.data = Files.createTempDirectory("attune-bench-data");
    }

    /// `./attune --version` from call to exit, the median of several; empty without the launcher script.
    Optional<Duration> commandLine(int times) throws IOException, InterruptedException {
        var script = home.resolve("attune");
        if (!Files.isExecutable(script)) return Optional.empty();
        var nanos = new long[times];
        for (int i = 0; i < times; i++) {
            var builder = new ProcessBuilder(script.toString(), "--version").redirectErrorStream(true);
            builder.environment().put("ATTUNE_NO_BUILD", "1"); // looking for changed sources is not starting
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            long start = System.nanoTime();
            builder.start().waitFor();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return Optional.of(Duration.ofNanos(nanos[times / 2]));
    }

    /// `java -jar` of the server, database included, until it prints its address; empty when it is not
    /// built. The first call finds an empty data folder, later ones what the first left.
    Optional<Duration> server() throws IOException, InterruptedException {
        var jar = home.resolve("server/target/attune-server.jar");
        if (!Files.isRegularFile(jar)) return Optional.empty();
        return untilReady(List.of("-jar", jar.toString()));
    }

    private Optional<Duration> untilReady(List<String> javaArguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ServerProcess.JAVA_FLAGS);
        command.addAll(javaArguments);
        command.addAll(List.of("--port=0", "--data=" + data));
        long start = System.nanoTime();
        var server = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line; (line = output.readLine()) != null; )
                if (ADDRESS.matcher(line).find()) return Optional.of(Duration.ofNanos(System.nanoTime() - start));
            return Optional.empty();
        } finally {
            server.destroy();
            if (!server.waitFor(30, TimeUnit.SECONDS)) server.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() throws IOException {
        Folders.delete(data);
    }
}
