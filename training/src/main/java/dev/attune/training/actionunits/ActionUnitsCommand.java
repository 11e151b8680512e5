package dev.attune.training.actionunits;

import dev.attune.actor.Rehearsal;
import dev.attune.actor.Rig;
import dev.attune.evaluation.actionunits.Rehearsals;
import dev.attune.evaluation.actionunits.StillOrder;
import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.expressions.LabelledIndex;
import dev.attune.evaluation.expressions.UnusableIndexException;
import dev.attune.face.FaceModels;
import dev.attune.models.ModelStore;
import dev.attune.signals.Modality;
import dev.attune.training.Training;
import dev.attune.training.UnusableData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `attune train action-units`.
@Command(
        name = "action-units",
        description = {
            "Fits action units to synthetic people whose muscles are known, and compares the fit with the rules of"
                    + " geometry, unit by unit. Needs no PyTorch.",
            "Writes action-units-4.csv; put it beside the classes of the room 'face' to use it.",
            "With --stills, labelled pictures of real people must not order worse by the fit than by the rule;"
                    + " you answer for their permission."
        },
        mixinStandardHelpOptions = true)
public final class ActionUnitsCommand implements Callable<Integer> {
    private static final String FILE = "action-units-4.csv";
    private static final int PEOPLE_PER_SEED = 1000;
    private static final int FEWEST = 10; // two in each of the five folds

    @Option(names = "--rig", required = true, paramLabel = "DIR", description = "The head rig of the synthetic person.")
    private Path rig = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the file is written.")
    private Path out = Path.of("");

    @Option(
            names = "--stills",
            paramLabel = "INDEX.csv",
            description = "Labelled pictures of real people: columns file,label.")
    private @Nullable Path stills;

    @Option(names = "--seed", paramLabel = "N", description = "Of the people (default: 1, the packaged file's).")
    private long seed = 1;

    @Option(names = "--people", paramLabel = "N", description = "Synthetic people, 10 to 1000 (default: 60).")
    private int people = 60;

    @Option(
            names = "--keep-rule",
            paramLabel = "AU",
            split = ",",
            description = "Units that stay with their rule whatever the figures say.")
    private List<Integer> keptRules = List.of();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "People rendered side by side (default: one per core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private UseOptions use = new UseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, UnusableData, InterruptedException {
        require(seed >= 1 && seed <= 100, "--seed must be in 1..100, got " + seed);
        require(people >= FEWEST && people <= PEOPLE_PER_SEED, "--people must be in 10..1000, got " + people);
        require(threads >= 1, "--threads must be at least 1, got " + threads);
        for (int unit : keptRules)
            require(Rehearsal.units().contains(unit), "--keep-rule: AU%d is not fitted here".formatted(unit));
        if (!Files.isRegularFile(rig.resolve("base.obj")))
            throw new UnusableData(
                    "%s holds no head rig: base.obj is missing. Maybe name the folder it is in.".formatted(rig));
        if (stills != null) use.overMany(Modality.FACE);
        var err = spec.commandLine().getErr();
        long first = PEOPLE_PER_SEED * (seed - 1);
        try (var models = FaceModels.open(ModelStore.bundled())) {
            var index = stills == null ? null : LabelledIndex.read(stills, null);
            var watched = Rehearsals.watch(
                    LongStream.range(first, first + people),
                    Rehearsal::forFitting,
                    Rig.load(rig),
                    models,
                    threads,
                    err::println);
            var fit = new ActionUnitFit(watched);
            var units = Rehearsal.units().stream().map(fit::fit).toList();
            var order = index == null
                    ? Optional.<StillOrder>empty()
                    : Optional.of(StillOrder.read(index, models, err::println));
            var file = new ActionUnitFile(units, Set.copyOf(keptRules), order);
            var origin = new ArrayList<String>();
            origin.add(
                    "%d rendered people (rig, CC0; seeds %d to %d), %d faces; attune train action-units --seed %d --people %d%s"
                            .formatted(watched.size(), first, first + people - 1, fit.faces(), seed, people, kept()));
            if (index != null)
                origin.add("Checked on %d labelled stills (list SHA-256 %s), half of which took part in the choice."
                        .formatted(order.orElseThrow().stills().size(), index.sha256()));
            Files.createDirectories(out);
            Files.writeString(out.resolve(FILE), file.text(origin));
            spec.commandLine().getOut().println(file.comparison().strip());
            spec.commandLine().getOut().println("wrote " + out.resolve(FILE));
            return Training.OK;
        } catch (UnusableIndexException e) {
            throw new UnusableData(String.valueOf(e.getMessage()), e);
        }
    }

    private String kept() {
        if (keptRules.isEmpty()) return "";
        return " --keep-rule " + keptRules.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) throw new ParameterException(spec.commandLine(), otherwise);
    }
}
