package dev.attune.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The server's record of who did what, looked at from outside. The work is done by the server's own classes, in a
/// process of their own.
@Command(
        name = "audit",
        description = "Verifies or exports the server's record of who did what and who saw whose data.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Export.class})
final class AuditCommand implements Runnable {
    private static final String TOOL = "dev.attune.server.audit.AuditTool";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? Maybe: attune audit verify");
    }

    /// Where the records are.
    static final class Source {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "The server's data directory (default: ~/.attune); the server may run meanwhile.")
        private @Nullable Path data;

        @Option(names = "--database", paramLabel = "URL", description = "JDBC URL of a PostgreSQL of your own instead.")
        private @Nullable String database;

        @Option(names = "--username", paramLabel = "NAME", description = "User of that database.")
        private @Nullable String username;

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description = "A file that holds the password of that user.")
        private @Nullable Path passwordFile;

        @Option(names = "--tenant", paramLabel = "ID", description = "Only this tenant's records (default: all).")
        private @Nullable String tenant;

        @Option(
                names = "--key",
                paramLabel = "HEX",
                description = "Public key of the anchors, from GET /v1/audit/anchors; needed with --database.")
        private @Nullable String key;

        List<String> options() {
            var options = new ArrayList<String>();
            add(options, "data", absolute(data));
            add(options, "database", database);
            add(options, "username", username);
            add(options, "password-file", absolute(passwordFile));
            add(options, "tenant", tenant);
            add(options, "key", key);
            return options;
        }
    }

    @Command(
            name = "verify",
            description = {
                "Finds a changed, removed, moved or cut-off record and says where.",
                "Exit code 0: all as it was written. 20: something is not."
            },
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Mixin
        private Source source = new Source();

        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "FILE",
                description = "A file of attune audit export instead of a database.")
        private @Nullable Path file;

        @Option(
                names = "--anchors",
                paramLabel = "FILE",
                description = "Anchors exported earlier and kept elsewhere: they show a cut-off end.")
        private @Nullable Path anchors;

        @Option(names = "--from", paramLabel = "N", description = "First record (default: 1).")
        private @Nullable Long from;

        @Option(names = "--to", paramLabel = "N", description = "Last record (default: the end).")
        private @Nullable Long to;

        @Override
        public Integer call() throws CommandFailure, IOException, InterruptedException {
            var options = new ArrayList<>(source.options());
            add(options, "file", absolute(file));
            add(options, "anchors", absolute(anchors));
            add(options, "from", from);
            add(options, "to", to);
            return ServerProcess.in(Home.directory()).tool(TOOL, "verify", options);
        }
    }

    @Command(
            name = "export",
            description = "Writes the records and their anchors as lines of JSON.",
            mixinStandardHelpOptions = true)
    static final class Export implements Callable<Integer> {
        @Mixin
        private Source source = new Source();

        @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to.")
        private @Nullable Path out;

        @Option(names = "--anchors-only", description = "Only the anchors, to be kept elsewhere.")
        private boolean anchorsOnly;

        @Override
        public Integer call() throws CommandFailure, IOException, InterruptedException {
            var options = new ArrayList<>(source.options());
            add(options, "out", absolute(out));
            if (anchorsOnly) add(options, "anchors-only", true);
            return ServerProcess.in(Home.directory()).tool(TOOL, "export", options);
        }
    }

    private static void add(List<String> options, String name, @Nullable Object value) {
        if (value != null) options.add("--%s=%s".formatted(name, value));
    }

    private static @Nullable Path absolute(@Nullable Path path) {
        return path == null ? null : path.toAbsolutePath();
    }
}
