package dev.attune.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Runs the server's jar as a child and stays with it until it ends.
///
/// A child rather than this process, because the server brings its own libraries in its jar, which must
/// not meet the command line's. Its output is passed on line by line; Ctrl-C and SIGTERM are passed on
/// too, and this process waits until the server has stopped its database.
final class ServerProcess {
    private static final long STOP_SECONDS = 20; // longer than the server's own limit for an orderly stop

    /// Native code for media and inference; protobuf, below CEL, still uses `Unsafe`.
    static final List<String> JAVA_FLAGS =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private final Path jar;

    private ServerProcess(Path jar) {
        this.jar = jar;
    }

    /// @param home the folder Attune was built in
    /// @throws CommandFailure when the server is not built
    static ServerProcess in(Path home) throws CommandFailure {
        var jar = home.resolve("server/target/attune-server.jar");
        if (!Files.isRegularFile(jar)) throw new CommandFailure(ExitCode.NOT_BUILT, """
                    The server is not built: %s does not exist.
                    Maybe start it through the script ./attune, which builds it, or run: mvn -DskipTests -pl server -am package""".formatted(jar));
        return new ServerProcess(jar);
    }

    /// @param lines every line of the server's standard output, as it comes
    /// @return the server's exit status
    int run(List<String> options, PrintWriter out, Consumer<String> lines) throws IOException, InterruptedException {
        var server = new ProcessBuilder(command(options))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .start();
        var stop = new Thread(() -> stop(server), "stop the server");
        Runtime.getRuntime().addShutdownHook(stop);
        try (var output = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line; (line = output.readLine()) != null; ) {
                out.println(line);
                lines.accept(line);
            }
        }
        return server.waitFor();
    }

    /// Starts the server, to be asked something by this process and then ended; what it says is not passed on, but for
    /// errors.
    ServerVisit visit(List<String> options) throws CommandFailure, IOException {
        return ServerVisit.of(new ProcessBuilder(command(options))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private List<String> command(List<String> options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_FLAGS);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(options);
        return command;
    }

    /// Runs one of the jar's other programs, whose output goes where ours goes.
    ///
    /// @return its exit status
    int tool(String mainClass, String command, List<String> options) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(command));
        arguments.addAll(options);
        return program(mainClass, arguments).inheritIO().start().waitFor();
    }

    /// Starts one of the jar's other programs, to be talked to over its input and output.
    Process beside(String mainClass, List<String> options) throws IOException {
        return program(mainClass, options)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private ProcessBuilder program(String mainClass, List<String> arguments) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-cp", jar.toString(), mainClass));
        line.addAll(arguments);
        return new ProcessBuilder(line);
    }

    static void stop(Process server) {
        server.destroy(); // SIGTERM: the server closes its sessions and the database
        try {
            if (!server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) server.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
