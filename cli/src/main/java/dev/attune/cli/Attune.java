package dev.attune.cli;

import dev.attune.evaluation.Build;
import dev.attune.evaluation.declared.ProhibitedUseException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The entry point. Does nothing itself but name the commands.
@Command(
        name = "attune",
        description = "Reads what face, voice and words display, with consent, and adapts a service to it.",
        mixinStandardHelpOptions = true,
        versionProvider = Attune.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Attune implements Runnable {
    static final String FOOTER = """

            Examples:
              ./attune demo
                  the whole product on this machine: console, demo shop, live page
              ./attune analyze interview.mp4 --out results
                  tables, moments and a page to read for one video
              ./attune analyze recordings/ --out results --purpose analytics --language ru
                  every picture and video of a folder, with reports in Russian
              ./attune analyze reviews.csv --text-column text --time-column date --out results
                  what customers write about and why, personal data replaced
              ./attune simulate shop
                  do learners beat rules? a simulated shop whose truth is known
              ./attune models
                  which networks are inside, under which licence, trained on what

            Exit codes:
            %s

            Environment:
              JAVA_HOME          a JDK 25; found by itself in the usual places
              ATTUNE_JAVA_OPTS   more options for Java, for example -Xmx2g

            Attune describes displayed expressions. It does not know what goes on inside
            anybody, and its output is no ground to grant or refuse anything.
            """.formatted(ExitCode.TABLE);

    /// In the order of `--help`.
    private static final List<Class<?>> COMMANDS = List.of(
            AnalyzeCommand.class,
            DemoCommand.class,
            ServeCommand.class,
            ModelsCommand.class,
            BenchCommand.class,
            EvaluateCommand.class,
            SimulateCommand.class,
            StyleCommand.class,
            TrainCommand.class,
            ReceiptCommand.class,
            AuditCommand.class,
            BackupCommand.class,
            ReplayCommand.class,
            HelpCommand.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // the sentences are English, so are their numbers
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(commandLine(out, err, arguments).execute(arguments));
    }

    /// @param arguments what will be asked of it; without them it knows every command
    static CommandLine commandLine(PrintWriter out, PrintWriter err, String... arguments) {
        var commandLine = new CommandLine(new Attune());
        needed(arguments).forEach(commandLine::addSubcommand);
        var train = commandLine.getSubcommands().get("train");
        if (train != null) passOnEverything(train);
        commandLine
                .getCommandSpec()
                .usageMessage()
                .footer(FOOTER.stripTrailing().split("\n", -1));
        return commandLine
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Attune::wrongUse)
                .setExecutionExceptionHandler(Attune::fault);
    }

    /// The command that the first argument names, and all of them where it names none: describing all forty with their
    /// options takes most of a start.
    private static List<Class<?>> needed(String... arguments) {
        if (List.of(arguments).equals(List.of("--version"))) return List.of();
        if (arguments.length == 0) return COMMANDS;
        var asked = COMMANDS.stream()
                .filter(command -> name(command).equals(arguments[0]))
                .toList();
        return asked.isEmpty() || asked.contains(HelpCommand.class) ? COMMANDS : asked; // help tells of any of them
    }

    private static String name(Class<?> command) {
        return Objects.requireNonNull(command.getAnnotation(Command.class)).name();
    }

    /// Options too are for the child process.
    private static void passOnEverything(CommandLine train) {
        train.setUnmatchedOptionsArePositionalParams(true).setStopAtPositional(true);
    }

    /// `attune` alone is a question for help.
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? Maybe: attune demo");
    }

    /// One line and a pointer; the whole usage text would push the message off the screen.
    private static int wrongUse(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        var told = mistyped(wrong, arguments);
        command.getErr().println("attune: " + told.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(told, command.getErr());
        command.getErr().printf("See: %s --help%n", command.getCommandSpec().qualifiedName());
        return ExitCode.USAGE;
    }

    /// Who writes `--outt DIR` misses `--out`, but wants to be shown the letter too many.
    private static ParameterException mistyped(ParameterException wrong, String... arguments) {
        if (!(wrong instanceof CommandLine.MissingParameterException)) return wrong;
        var command = wrong.getCommandLine();
        var known = command.getCommandSpec().optionsMap().keySet();
        var unknown = Arrays.stream(arguments)
                .takeWhile(argument -> !argument.equals("--"))
                .filter(argument -> argument.startsWith("--"))
                .map(argument -> argument.split("=", 2)[0])
                .filter(option -> !known.contains(option))
                .toList();
        return unknown.isEmpty() ? wrong : new CommandLine.UnmatchedArgumentException(command, unknown);
    }

    private static int fault(Exception fault, CommandLine command, CommandLine.ParseResult arguments) {
        if (fault instanceof CommandFailure failure) {
            command.getErr().println("attune: " + failure.getMessage());
            return failure.exitCode();
        }
        if (fault instanceof ProhibitedUseException prohibited) {
            command.getErr().println("attune: " + prohibited.getMessage());
            return ExitCode.PROHIBITED;
        }
        fault.printStackTrace(command.getErr());
        command.getErr().println("attune: this is a fault in Attune. Maybe report it with the lines above.");
        return ExitCode.INTERNAL;
    }

    /// `--version`: our version, and the machine it runs on, as a bug report needs them.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "Attune %s (Java %s, %s %s)"
                        .formatted(
                                Build.version(),
                                Runtime.version(),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"))
            };
        }
    }
}
