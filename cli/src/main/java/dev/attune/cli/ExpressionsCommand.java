package dev.attune.cli;

import dev.attune.evaluation.expressions.ExpressionEvaluation;
import dev.attune.evaluation.expressions.ExpressionResult;
import dev.attune.evaluation.expressions.LabelledIndex;
import dev.attune.evaluation.expressions.UnusableIndexException;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.face.ExpressionNets;
import dev.attune.face.FaceModels;
import dev.attune.models.ModelStore;
import dev.attune.signals.Modality;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
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

/// Reads labelled pictures and tells how often the label was read, how sure the answers are, and for
/// whom.
@Command(
        name = "expressions",
        description = {
            "Reads labelled pictures and compares: accuracy, macro-F1, recall per class, confusion, calibration error,"
                    + " accuracy at 90 % and 70 % coverage, each with n and a 95 % interval.",
            "A picture without a face is an error; of several faces the largest counts."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "INDEX.csv has the columns file,label; files are named relative to it. Labels, in any case: neutral,",
            "joy (happiness, happy), surprise, anger (angry), fear (fearful), sadness (sad), disgust, contempt."
        })
final class ExpressionsCommand implements Callable<Integer> {
    private static final int PICTURES_PER_LINE = 500; // of progress

    @Option(names = "--data", required = true, paramLabel = "INDEX.csv", description = "The list of labelled pictures.")
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
            description = "Score other networks the same way: packaged, expression-xception or expression-faceapi.")
    private ExpressionNets nets = ExpressionNets.CURRENT;

    @Option(
            names = "--groups",
            paramLabel = "COLUMN",
            description = "Also compare the groups that this column names: faces found, mean scores, negative labels,"
                    + " negative labels at equal smile. Labels may then be empty.")
    private @Nullable String groups;

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
    private PurposeOption purpose = new PurposeOption();

    @Mixin
    private ResultFormat format = new ResultFormat();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        var bootstrap = bootstrap();
        if (threads < 1)
            throw new ParameterException(spec.commandLine(), "--threads must be at least 1, got " + threads);
        purpose.require(Modality.FACE);
        var err = spec.commandLine().getErr();
        var store = ModelStore.bundled();
        try (var models = FaceModels.open(store)) {
            var index = LabelledIndex.read(data, groups);
            var result = ExpressionResult.of(
                    new ExpressionEvaluation(models, nets, cropped, threads),
                    index,
                    store.cards(),
                    groups,
                    bootstrap,
                    done -> progress(err, done, index.rows().size()));
            format.print(result, spec.commandLine().getOut());
            if (result.unreadable() == 0) return ExitCode.OK;
            err.printf(
                    "attune: %d of %d files could not be read; they count as errors%n",
                    result.unreadable(), result.pictures());
            return result.unreadable() == result.pictures() ? ExitCode.CANNOT_READ : ExitCode.OK;
        } catch (UnusableIndexException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
        }
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
