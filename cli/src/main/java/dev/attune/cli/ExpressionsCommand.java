package dev.attune.cli;

import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.expressions.ExpressionEvaluation;
import dev.attune.evaluation.expressions.ExpressionResult;
import dev.attune.evaluation.expressions.GatedResult;
import dev.attune.evaluation.expressions.LabelledIndex;
import dev.attune.evaluation.expressions.UnusableIndexException;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.face.ExpressionNets;
import dev.attune.face.FaceModels;
import dev.attune.signals.Modality;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads labelled pictures and tells how often the label was read, how sure the answers are, and for whom.
@Command(
        name = "expressions",
        description = {
            "Reads labelled pictures and compares: accuracy, macro-F1, recall per class, confusion, calibration error,"
                    + " accuracy at 90 %% and 70 %% coverage, each with n and a 95 %% interval.",
            "A picture without a face is an error; of several faces the largest counts."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "INDEX.csv has the columns file,label; files are named relative to it. A folder will do as well: with",
            "index.csv in it, or with one folder per label. Labels, in any case: neutral,",
            "joy (happiness, happy), surprise, anger (angry), fear (fearful), sadness (sad), disgust, contempt."
        })
final class ExpressionsCommand implements Callable<Integer> {
    private static final int PICTURES_PER_LINE = 500; // of progress

    @Option(
            names = "--data",
            required = true,
            paramLabel = "INDEX.csv|DIR",
            description = "The list of labelled pictures, or their folder.")
    private Path data = Path.of("");

    @Option(
            names = "--cropped",
            description = "The pictures are faces already, 48 x 48 pixels and upwards: read them without the detector.")
    private boolean cropped;

    @Option(
            names = "--baseline",
            paramLabel = "NETS",
            converter = NetsConverter.class,
            completionCandidates = Nets.class,
            description = "Score other networks the same way: packaged, expression-attune, expression-xception or"
                    + " expression-faceapi.")
    private ExpressionNets nets = ExpressionNets.CURRENT;

    @Mixin
    private ExpressionModelOption expressionModel = new ExpressionModelOption();

    @Option(
            names = "--groups",
            paramLabel = "COLUMN",
            description = "Also compare the groups that this column names: faces found, mean scores, negative labels,"
                    + " negative labels at equal smile. Labels may then be empty.")
    private @Nullable String groups;

    @Option(
            names = "--max-gap",
            paramLabel = "SHARE",
            description =
                    "With --groups, as a gate of a release: exit code 14 when groups differ by more than this, for"
                            + " example 0.1, or when too few pictures leave it open.")
    private @Nullable Double maxGap;

    @Option(
            names = "--drift-from",
            paramLabel = "EARLIER.json",
            description = "With --groups, as an alarm: exit code 14 when a group is read otherwise than in this earlier"
                    + " report.")
    private @Nullable Path earlier;

    @Option(names = "--seed", paramLabel = "N", description = "Of the random draws (default: 1).")
    private long seed = 1;

    @Option(names = "--draws", paramLabel = "N", description = "Bootstrap draws per interval (default: 2000).")
    private int draws = Bootstrap.DEFAULT_DRAWS;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Pictures read at the same time (default: one per core). Changes no figure.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private UseOptions use = new UseOptions();

    @Mixin
    private ResultFormat format = new ResultFormat();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        var bootstrap = bootstrap();
        if (threads < 1)
            throw new ParameterException(spec.commandLine(), "--threads must be at least 1, got " + threads);
        checkGates();
        use.overMany(Modality.FACE);
        var before = earlier == null ? null : report(earlier);
        var err = spec.commandLine().getErr();
        var store = expressionModel.open();
        try (var models = FaceModels.open(store)) {
            var index = LabelledIndex.read(data, groups);
            var result = ExpressionResult.of(
                    new ExpressionEvaluation(models, nets, cropped, threads),
                    index,
                    store.cards(),
                    groups,
                    bootstrap,
                    done -> progress(err, done, index.rows().size()));
            var objections = objections(result, before);
            boolean gated = maxGap != null || before != null;
            format.print(
                    gated ? new GatedResult(result, objections) : result,
                    spec.commandLine().getOut());
            objections.forEach(objection -> err.println("attune: not passed: " + objection));
            boolean passed = objections.isEmpty();
            if (result.unreadable() == 0) return passed ? ExitCode.OK : ExitCode.NOT_PASSED;
            err.printf(
                    "attune: %d of %d files could not be read; they count as errors%n",
                    result.unreadable(), result.pictures());
            if (result.unreadable() == result.pictures()) return ExitCode.CANNOT_READ;
            return passed ? ExitCode.OK : ExitCode.NOT_PASSED;
        } catch (UnusableIndexException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
        }
    }

    private void checkGates() {
        if (groups == null && (maxGap != null || earlier != null))
            throw new ParameterException(
                    spec.commandLine(), "--max-gap and --drift-from compare groups. Maybe add --groups COLUMN.");
        if (maxGap != null && !(maxGap >= 0 && maxGap <= 1))
            throw new ParameterException(spec.commandLine(), "--max-gap must be in 0..1, got " + maxGap);
    }

    private static JsonNode report(Path file) throws CommandFailure {
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException | JacksonException e) {
            throw new CommandFailure(
                    ExitCode.CANNOT_READ,
                    "%s is no earlier report: %s. Maybe name the JSON that attune evaluate expressions --groups printed."
                            .formatted(file, e.getMessage()));
        }
    }

    /// What stands against it, if anything.
    private List<String> objections(ExpressionResult result, @Nullable JsonNode before) {
        var objections = new ArrayList<String>();
        if (maxGap != null) objections.addAll(result.gaps(maxGap));
        if (before != null) objections.addAll(result.drifts(before));
        return objections;
    }

    private Bootstrap bootstrap() {
        try {
            return new Bootstrap(seed, draws);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--draws: " + e.getMessage(), e);
        }
    }

    private static void progress(PrintWriter err, int done, int all) {
        if (done % PICTURES_PER_LINE == 0 || done == all) err.printf("%d of %d pictures%n", done, all);
    }

    /// The ids of [ExpressionNets] that `--baseline` takes.
    private static final class Nets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(ExpressionNets.values())
                    .filter(nets -> nets != ExpressionNets.CURRENT)
                    .map(ExpressionNets::id)
                    .iterator();
        }
    }

    private static final class NetsConverter implements ITypeConverter<ExpressionNets> {
        @Override
        public ExpressionNets convert(String id) {
            try {
                return ExpressionNets.of(id);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
