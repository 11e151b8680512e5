package dev.attune.cli;

import dev.attune.evaluation.declared.UseOptions;
import dev.attune.fusion.replay.ObservationTape;
import dev.attune.fusion.replay.Replay;
import dev.attune.fusion.replay.Said;
import dev.attune.signals.Affect;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Walks the kept observations of a session through fusion again and compares every number with what
/// was said live.
@Command(
        name = "replay",
        description = {
            "Walks a session's kept observations through fusion again and compares every number with what was said live:"
                    + " each estimate, each moment, and what of the stream was settled.",
            "Prints 'identical', or the first difference and how far the numbers are apart; with another version of a"
                    + " formula, which. A session is named by its id at a server, or as a file from its page in the console."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code 0: identical; 21: it differs. More: docs/replay.md"})
final class ReplayCommand implements Callable<Integer> {
    private static final Set<Modality> WHATEVER_WAS_KEPT =
            EnumSet.of(Modality.FACE, Modality.GAZE, Modality.VOICE, Modality.TEXT, Modality.PHYSIOLOGY);

    @Parameters(
            arity = "1",
            paramLabel = "SESSION",
            description = "The id of a stored session, or a file of what one observed: session-….observations.")
    private String session = "";

    @Mixin
    private StoredSession stored = new StoredSession();

    @Mixin
    private UseOptions use = new UseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        var outcome = Replay.of(tapes());
        var out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s: %d observations, %d estimates and moments, %d settled values%n",
                outcome.identical() ? "identical" : "different",
                outcome.observations(),
                outcome.said(),
                outcome.settled());
        var first = outcome.first();
        if (first == null) return ExitCode.OK;
        out.println("first at %.3f s, %s%s: %s"
                .formatted(
                        first.at().toNanos() / 1e9,
                        first.settled() ? "settled, " : "",
                        first.trackId() == Affect.UNSEEN ? "nobody in view" : "face " + first.trackId(),
                        difference(first)));
        out.printf(
                Locale.ROOT,
                "%d differ; valence by at most %.4f, arousal by at most %.4f%n",
                outcome.differing(),
                outcome.valenceAway(),
                outcome.arousalAway());
        outcome.parts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(part -> out.printf("  %-50s%8d%n", part(part.getKey()), part.getValue()));
        var gone = difference(outcome.formulasThen(), outcome.formulasNow());
        var come = difference(outcome.formulasNow(), outcome.formulasThen());
        out.println(
                gone.isEmpty() && come.isEmpty()
                        ? "The formulas have the same versions: this is a fault. Maybe the file was changed."
                        : "Recorded with %s, replayed with %s.".formatted(names(gone), names(come)));
        return ExitCode.REPLAY_DIFFERS;
    }

    /// The use is declared before anything of the person is read.
    private List<ObservationTape> tapes() throws CommandFailure, IOException, InterruptedException {
        var id = id();
        byte[] bytes;
        if (id == null) {
            use.aboutOnePerson(WHATEVER_WAS_KEPT);
            bytes = file();
        } else {
            use.unlessNamed(Purpose.ANALYTICS);
            if (use.purpose() != Purpose.ANALYTICS)
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "A stored session was kept for analytics, not for %s. Maybe leave --purpose out."
                                .formatted(use.purpose().id()));
            use.aboutOnePerson(WHATEVER_WAS_KEPT);
            bytes = stored.observations(id);
        }
        try {
            return ObservationTape.ofFile(bytes);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NOT_MEDIA, """
                    %s holds no observations of a session: %s.
                    Maybe download it again from the session's page.""".formatted(session, e.getMessage()));
        }
    }

    /// Null when a file is named.
    private @Nullable UUID id() {
        if (Files.exists(Path.of(session))) return null;
        try {
            return UUID.fromString(session);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private byte[] file() throws CommandFailure {
        try {
            return Files.readAllBytes(Path.of(session));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, """
                    %s cannot be read: %s.
                    Maybe check its name; a stored session is named by its id.""".formatted(session, e.getMessage()));
        }
    }

    private static String difference(Replay.Difference first) {
        return switch (first.part()) {
            case VALENCE, AROUSAL ->
                "%s was %s and is %s"
                        .formatted(
                                first.part().name().toLowerCase(Locale.ROOT), value(first.then()), value(first.now()));
            case EXPRESSION, STATES, ACTION_UNITS, CONTRIBUTIONS, REST ->
                "%s, with the same valence and arousal".formatted(part(first.part()));
            case MOMENT ->
                first.then() == first.now()
                        ? "a moment, pulse or grade"
                        : "%.0f estimates and moments were said, %.0f are".formatted(first.then(), first.now());
        };
    }

    private static String part(Said.Part part) {
        return switch (part) {
            case EXPRESSION -> "the displayed expression";
            case STATES -> "the states";
            case ACTION_UNITS -> "the action units";
            case CONTRIBUTIONS -> "the contributions";
            case REST -> "formula, baseline, quality or eyelids";
            case VALENCE, AROUSAL -> part.name().toLowerCase(Locale.ROOT);
            case MOMENT -> "moments";
        };
    }

    private static String value(double value) {
        return Double.isNaN(value) ? "not measured" : Double.toString(value);
    }

    private static Set<ModelRef> difference(Set<ModelRef> these, Set<ModelRef> others) {
        return these.stream().filter(formula -> !others.contains(formula)).collect(Collectors.toSet());
    }

    private static String names(Set<ModelRef> formulas) {
        return formulas.isEmpty()
                ? "nothing else"
                : formulas.stream()
                        .map(ModelRef::toString)
                        .sorted(Comparator.naturalOrder())
                        .collect(Collectors.joining(", "));
    }
}
