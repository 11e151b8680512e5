package dev.attune.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packed server as a child process, on a free port of the loopback interface, with a data directory of its own.
final class ServerProcess implements AutoCloseable {

    /// The line the server prints for programs.
    private static final Pattern READY = Pattern.compile("ATTUNE READY (\\S+) sign-in=(\\S+)");

    /// A first start unpacks and initialises PostgreSQL; generous, because it is a limit and not a measurement.
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    /// The server lets live sessions end, then stops PostgreSQL.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final String address;
    private final String signInLink;

    private ServerProcess(Process process, Matcher ready) {
        this.process = process;
        this.address = ready.group(1);
        this.signInLink = ready.group(2);
    }

    /// @param log receives what the server prints
    static ServerProcess start(Path jar, Path data, Path log, List<String> settings) throws IOException {
        if (!Files.exists(jar))
            throw new IOException(
                    jar + " is not there.\nMaybe run `mvn verify` from the project's root: it packs the server.");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "--port",
                "0",
                "--data",
                data.toString(),
                "--attune.outbound.allowed-networks=127.0.0.0/8")); // other systems are played by this machine
        command.addAll(settings);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var ready = new CompletableFuture<Matcher>();
        Thread.ofPlatform().daemon().name("server output").start(() -> follow(process, log, ready));
        try {
            return new ServerProcess(process, ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS));
        } catch (Exception e) {
            process.destroy();
            throw new IOException("the server did not become ready; it said:\n" + Files.readString(log), e);
        }
    }

    private static void follow(Process process, Path log, CompletableFuture<Matcher> ready) {
        try (BufferedReader output = process.inputReader();
                var copy = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8)) {
            for (String line; (line = output.readLine()) != null; ) {
                copy.println(line);
                Matcher matcher = READY.matcher(line);
                if (matcher.find()) ready.complete(matcher);
            }
            ready.completeExceptionally(new IOException("the server ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /// `http://127.0.0.1:PORT/`
    String address() {
        return address;
    }

    /// The link printed at start-up; it works once.
    String signInLink() {
        return signInLink;
    }

    /// Asks the server to stop, as Ctrl-C does. Never by force: that would leave its PostgreSQL behind.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT))
                throw new IllegalStateException("the server, process %d, has not stopped within %s of SIGTERM"
                        .formatted(process.pid(), STOP_LIMIT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
