package dev.attune.server;

import dev.attune.server.startup.ExitCode;
import dev.attune.server.startup.StartFailure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// The few options people type; everything else is a setting, `--name=value`, see docs/operations.md.
///
/// @param properties as Spring Boot reads them from its command line
record CommandLine(boolean help, String... properties) {
    static final String HELP = """
            Usage: java -jar attune-server.jar [--port N] [--data DIR] [--demo] [--SETTING=VALUE ...]

              --port N    listen on this port of the loopback interface; 0 for any free one (default 8420)
              --data DIR  keep everything in this directory (default ~/.attune)
              --demo      say more at start-up
              --help      this text

            Stop with Ctrl-C. Settings and exit codes: docs/operations.md
            """;

    static CommandLine parse(String... arguments) {
        var properties = new ArrayList<String>();
        for (var rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            String name = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
            switch (name) {
                case "--help", "-h" -> {
                    return new CommandLine(true);
                }
                case "--demo" -> properties.add("--attune.demo=true");
                case "--port" -> properties.add("--server.port=" + port(value(argument, rest)));
                case "--data" -> properties.add("--attune.data=" + value(argument, rest));
                default -> properties.add(setting(argument));
            }
        }
        return new CommandLine(false, properties.toArray(String[]::new));
    }

    private static String value(String argument, Iterator<String> rest) {
        int equals = argument.indexOf('=');
        if (equals >= 0) return argument.substring(equals + 1);
        if (rest.hasNext()) return rest.next();
        throw usage("%s needs a value.".formatted(argument));
    }

    private static int port(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65_535) return port;
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw usage("--port must be a number in 0..65535, got '%s'.".formatted(value));
    }

    private static String setting(String argument) {
        if (argument.matches("--[a-z][\\w.\\-]*\\.[\\w.\\-]+=.*")) return argument;
        throw usage("Unknown option '%s'.".formatted(argument));
    }

    private static StartFailure usage(String problem) {
        return new StartFailure(ExitCode.USAGE, problem + "\n\n" + HELP);
    }
}
