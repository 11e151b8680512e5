package dev.attune.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// What `serve` and `demo` have in common.
final class ServerOptions {
    private static final Pattern SIGN_IN_LINK = Pattern.compile("https?://\\S+/sign-in\\?token=\\S+");

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port on the loopback interface; 0 for any free one (default: 8420).")
    private @Nullable Integer port;

    @Option(names = "--data", paramLabel = "DIR", description = "Keep everything in this folder (default: ~/.attune).")
    private @Nullable Path data;

    @Option(names = "--open", description = "Open the console in the browser, signed in.")
    private boolean open;

    /// Blocks until the server ends.
    ///
    /// @param further options of the server
    int run(CommandSpec spec, String... further) throws CommandFailure, IOException, InterruptedException {
        var options = new ArrayList<>(List.of(further));
        if (port != null) {
            if (port < 0 || port > 65_535)
                throw new ParameterException(spec.commandLine(), "--port must be a number in 0..65535, got " + port);
            options.add("--port=" + port);
        }
        if (data != null) options.add("--data=" + data.toAbsolutePath());
        return ServerProcess.in(Home.directory())
                .run(options, spec.commandLine().getOut(), this::openSignInLink);
    }

    private void openSignInLink(String line) {
        var link = SIGN_IN_LINK.matcher(line);
        if (open && link.find()) Browser.open(link.group());
    }
}
