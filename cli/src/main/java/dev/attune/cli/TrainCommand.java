package dev.attune.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sun.misc.Signal;

/// Hands everything to the training room in a child process, whose class path holds PyTorch; this
/// one's does not.
///
/// Takes no options of its own, not even `--help`: the child tells its own.
@Command(name = "train", description = "Trains our networks, or your own, on labelled data.")
final class TrainCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        var jar = Home.directory().resolve("training/target/attune-training.jar");
        if (!Files.isRegularFile(jar)) throw new CommandFailure(ExitCode.NOT_BUILT, """
                    Training is not built: %s does not exist.
                    Maybe start it through the script ./attune, which builds it, or run: mvn -DskipTests -pl training -am package""".formatted(jar));
        var child = new ProcessBuilder(command(jar, arguments)).inheritIO().start();
        // The child finishes its checkpoint first; a second Ctrl-C reaches it from the terminal and ends it at once.
        for (var signal : List.of("INT", "TERM")) Signal.handle(new Signal(signal), received -> child.destroy());
        return child.waitFor();
    }

    static List<String> command(Path jar, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Djava.awt.headless=true");
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }
}
