package dev.attune.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// All rows of a server with the built-in database in one file, and back. The work is done by the server's own classes,
/// in a process of their own.
@Command(
        name = "backup",
        description = "Writes all rows of a data directory's database into one file, and back into another.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BackupCommand.Create.class, BackupCommand.Restore.class})
final class BackupCommand implements Runnable {
    private static final String TOOL = "dev.attune.server.database.BackupTool";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? Maybe: attune backup create FILE");
    }

    @Command(
            name = "create",
            description = {
                "Copies every table as it stands at one moment; the server may run meanwhile.",
                "What is stored about people is ciphertext in the file too. The keys and lists beside the database are not in"
                        + " it: copy them apart."
            },
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "Where to; must not exist yet.")
        private Path file = Path.of("");

        @Option(names = "--data", paramLabel = "DIR", description = "The server's data directory (default: ~/.attune).")
        private @Nullable Path data;

        @Option(
                names = "--without-keys",
                description =
                        "Leaves out what opens the rows of people and of tables of feedback: for a file that is kept for"
                                + " long, so that erasing somebody or deleting a table reaches it. Take --only-keys with it.")
        private boolean withoutKeys;

        @Option(
                names = "--only-keys",
                description =
                        "What --without-keys leaves out, of those known now; let each such file replace the last.")
        private boolean onlyKeys;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws CommandFailure, IOException, InterruptedException {
            if (withoutKeys && onlyKeys)
                throw new ParameterException(
                        spec.commandLine(), "--without-keys and --only-keys leave nothing. Maybe make two files.");
            var options = options(file, data == null ? Path.of(System.getProperty("user.home"), ".attune") : data);
            options.add("--content=" + (withoutKeys ? "rows" : onlyKeys ? "keys" : "all"));
            return ServerProcess.in(Home.directory()).tool(TOOL, "create", options);
        }
    }

    @Command(
            name = "restore",
            description = {
                "Fills the database of a new data directory, in which the server was started once and nobody is known.",
                "Copy the keys and the list of erasures there before that start; the next one erases everybody on it again."
            },
            mixinStandardHelpOptions = true)
    static final class Restore implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "What attune backup create wrote.")
        private Path file = Path.of("");

        @Option(
                names = "--keys",
                paramLabel = "FILE",
                description = "What --only-keys wrote, where the first file is one of --without-keys.")
        private @Nullable Path keys;

        @Option(names = "--data", required = true, paramLabel = "DIR", description = "The new data directory.")
        private Path data = Path.of("");

        @Override
        public Integer call() throws CommandFailure, IOException, InterruptedException {
            var options = options(file, data);
            if (keys != null) options.add("--keys=" + keys.toAbsolutePath());
            return ServerProcess.in(Home.directory()).tool(TOOL, "restore", options);
        }
    }

    private static List<String> options(Path file, Path data) {
        return new ArrayList<>(List.of("--file=" + file.toAbsolutePath(), "--data=" + data.toAbsolutePath()));
    }
}
