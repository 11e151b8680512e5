package dev.attune.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A server that was started only to be asked something. Ended by `close`, and with this process.
final class ServerVisit implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("^ATTUNE READY (\\S+) sign-in=(\\S+)");

    private final Process process;
    private final Thread whenKilled;
    private final URI address;
    private final URI signInLink;

    private ServerVisit(Process process, Thread whenKilled, URI address, URI signInLink) {
        this.process = process;
        this.whenKilled = whenKilled;
        this.address = address;
        this.signInLink = signInLink;
    }

    /// Waits until it is ready.
    ///
    /// @throws CommandFailure when it ends instead; it said why itself
    static ServerVisit of(Process process) throws CommandFailure, IOException {
        var whenKilled = new Thread(() -> ServerProcess.stop(process), "stop the server");
        Runtime.getRuntime().addShutdownHook(whenKilled);
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line; (line = output.readLine()) != null; ) {
            var ready = READY.matcher(line);
            if (!ready.find()) continue;
            Thread.ofVirtual().start(() -> drain(output)); // a full pipe would stop it
            return new ServerVisit(process, whenKilled, URI.create(ready.group(1)), URI.create(ready.group(2)));
        }
        Runtime.getRuntime().removeShutdownHook(whenKilled);
        throw new CommandFailure(ExitCode.CANNOT_READ, """
                The server did not start on this data directory.
                Maybe it is running: then leave --data out, and name its address with --server.""");
    }

    URI address() {
        return address;
    }

    /// Good for one sign-in.
    URI signInLink() {
        return signInLink;
    }

    @Override
    public void close() {
        ServerProcess.stop(process);
        Runtime.getRuntime().removeShutdownHook(whenKilled);
    }

    private static void drain(BufferedReader output) {
        try {
            while (output.readLine() != null) {} // nobody reads it
        } catch (IOException e) {
            // the server is gone
        }
    }
}
