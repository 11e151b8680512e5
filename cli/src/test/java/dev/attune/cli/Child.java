package dev.attune.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One run of the command line as a process of its own, under a program that changes what it may do.
///
/// @param text standard output and error together
record Child(int exitCode, String text) {

    static Child run(List<String> under, String... arguments) throws IOException, InterruptedException {
        return start(command(under, arguments));
    }

    /// One that runs on while the test does; what it says goes nowhere.
    static Process begin(String... arguments) throws IOException {
        return new ProcessBuilder(command(List.of(), arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> command(List<String> under, String... arguments) {
        var command = new ArrayList<>(under);
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Attune.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /// Whether `under` can run a harmless command here.
    static boolean works(List<String> under, String harmless) throws InterruptedException {
        try {
            var command = new ArrayList<>(under);
            command.add(harmless);
            return start(command).exitCode() == 0;
        } catch (IOException e) {
            return false; // the program is not installed
        }
    }

    private static Child start(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(5, TimeUnit.MINUTES)) process.destroyForcibly();
        return new Child(process.waitFor(), text);
    }
}
