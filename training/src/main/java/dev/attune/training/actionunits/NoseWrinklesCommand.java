package dev.attune.training.actionunits;

import dev.attune.actor.Rehearsal;
import dev.attune.actor.Renderer;
import dev.attune.actor.Rig;
import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.expressions.LabelledIndex;
import dev.attune.evaluation.expressions.UnusableIndexException;
import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.face.SkinTexture;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import dev.attune.media.MediaFile;
import dev.attune.models.ModelStore;
import dev.attune.signals.Emotion;
import dev.attune.signals.Modality;
import dev.attune.training.Training;
import dev.attune.training.UnusableData;
import dev.attune.training.actionunits.NoseWrinklesFit.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `attune train nose-wrinkles`.
@Command(
        name = "nose-wrinkles",
        description = {
            "Fits how a wrinkled nose (AU9) looks, where the mesh does not follow the skin, to labelled pictures of real"
                    + " people and to synthetic people at once. Needs no PyTorch.",
            "Writes nose-wrinkles-1.csv; put it beside the classes of the room 'face' to use it.",
            "You answer for the permission of the people in the pictures."
        },
        mixinStandardHelpOptions = true)
public final class NoseWrinklesCommand implements Callable<Integer> {
    private static final String FILE = "nose-wrinkles-1.csv";
    private static final int WRINKLER = 9;
    private static final double FRONTAL_DEGREES = 30; // of yaw; beyond, one side of the nose is hidden
    private static final int FEWEST = 5;

    /// Each picture stands alone: they are no film.
    private static final FaceOptions ONE_FACE = new FaceOptions(1, 0, 40, Duration.ZERO, 3, 0, Duration.ZERO);

    @Option(names = "--rig", required = true, paramLabel = "DIR", description = "The head rig of the synthetic person.")
    private Path rig = Path.of("");

    @Option(
            names = "--pictures",
            required = true,
            paramLabel = "INDEX.csv",
            description = "Labelled pictures of real people: columns file,label. None of those that check it.")
    private Path pictures = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the file is written.")
    private Path out = Path.of("");

    @Option(names = "--people", paramLabel = "N", description = "Synthetic people, 5 to 1000 (default: 20).")
    private int people = 20;

    @Mixin
    private UseOptions use = new UseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, UnusableData {
        if (people < FEWEST || people > 1000)
            throw new ParameterException(spec.commandLine(), "--people must be in 5..1000, got " + people);
        if (!Files.isRegularFile(rig.resolve("base.obj")))
            throw new UnusableData(
                    "%s holds no head rig: base.obj is missing. Maybe name the folder it is in.".formatted(rig));
        use.overMany(Modality.FACE);
        try (var models = FaceModels.open(ModelStore.bundled());
                var analyzer = new FaceAnalyzer(models, ONE_FACE)) {
            var index = LabelledIndex.read(pictures, null);
            var examples = new ArrayList<Example>();
            int seen = look(index, analyzer, examples);
            var head = Rig.load(rig);
            for (int seed = 0; seed < people; seed++) {
                watch(seed, head, analyzer, examples);
                spec.commandLine().getErr().println("person %d of %d".formatted(seed + 1, people));
            }
            var fit = new NoseWrinklesFit(examples);
            var leftOut = fit.leftOut();
            var text = new StringBuilder();
            text.append(
                    "# nose-wrinkles, version 1: weights of face's SkinTexture, 2 patches x 3 x 3 cells x 8 directions.\n");
            text.append("# %d labelled pictures, turned by less than 30 degrees (list SHA-256 %s),\n"
                    .formatted(seen, index.sha256()));
            text.append("# disgust against the other labels, and %d rendered people (rig, CC0; seeds 0 to %d).\n"
                    .formatted(people, people - 1));
            text.append(String.format(
                    Locale.ROOT,
                    "# Left out (5 folds): disgust against the rest, area %.2f; rendered people, r with AU9 %.2f.%n",
                    leftOut.area().orElse(Double.NaN),
                    leftOut.correlation().orElse(Double.NaN)));
            for (double weight : fit.weights()) text.append(String.format(Locale.ROOT, "%.4f%n", weight));
            Files.createDirectories(out);
            Files.writeString(out.resolve(FILE), text);
            text.toString()
                    .lines()
                    .filter(line -> line.startsWith("#"))
                    .forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().println("wrote " + out.resolve(FILE));
            return Training.OK;
        } catch (UnusableIndexException | IllegalArgumentException e) {
            throw new UnusableData(String.valueOf(e.getMessage()), e);
        }
    }

    /// @return how many pictures took part
    private int look(LabelledIndex index, FaceAnalyzer analyzer, List<Example> examples) {
        int seen = 0;
        for (int i = 0; i < index.rows().size(); i++) {
            var row = index.rows().get(i);
            if ((i + 1) % 100 == 0)
                spec.commandLine()
                        .getErr()
                        .println("%d of %d pictures"
                                .formatted(i + 1, index.rows().size()));
            try (var source = MediaFile.open(row.picture())) {
                var decoded = Objects.requireNonNull(source.next(), "a picture has one frame");
                var frame = new Frame(Duration.ofSeconds(i), decoded.width(), decoded.height(), decoded.bgr());
                var label = row.label();
                for (var face : analyzer.analyze(frame).faces()) {
                    if (label == null || Math.abs(face.pose().yaw()) >= FRONTAL_DEGREES) continue;
                    var texture = SkinTexture.of(frame, face.landmarks());
                    boolean wrinkled = label == Emotion.DISGUST;
                    examples.add(Example.picture(texture.left(), i, label.name(), wrinkled));
                    examples.add(Example.picture(texture.right(), i, label.name(), wrinkled));
                    seen++;
                }
            } catch (MediaException e) {
                spec.commandLine().getErr().println("%s: %s".formatted(row.name(), e.getMessage()));
            }
        }
        return seen;
    }

    private void watch(int seed, Rig head, FaceAnalyzer analyzer, List<Example> examples) {
        var rehearsal = Rehearsal.forFitting(seed);
        var renderer = new Renderer(head, rehearsal.identity(), rehearsal.scene());
        var left = new ArrayList<double[]>();
        var right = new ArrayList<double[]>();
        var takes = new ArrayList<Rehearsal.Take>();
        for (int i = 0; i < rehearsal.takes().size(); i++) {
            var take = rehearsal.takes().get(i);
            // a day between the people: what one was followed by says nothing of the next
            var frame = renderer.render(
                            take.expression(), Duration.ofDays(1 + seed).plusSeconds(i))
                    .frame();
            for (var face : analyzer.analyze(frame).faces()) {
                var texture = SkinTexture.of(frame, face.landmarks());
                left.add(texture.left());
                right.add(texture.right());
                takes.add(take);
            }
        }
        add(seed, takes, left, true, examples);
        add(seed, takes, right, false, examples);
    }

    private static void add(
            int seed, List<Rehearsal.Take> takes, List<double[]> textures, boolean onLeft, List<Example> examples) {
        var neutral = new ArrayList<double[]>();
        for (int i = 0; i < takes.size(); i++)
            if (takes.get(i).kind() == Rehearsal.Kind.NEUTRAL) neutral.add(textures.get(i));
        if (neutral.isEmpty()) return; // nothing to measure a change against
        var rest = median(neutral);
        for (int i = 0; i < takes.size(); i++) {
            var change = textures.get(i).clone();
            for (int j = 0; j < change.length; j++) change[j] -= rest[j];
            var level = takes.get(i).expression().level(WRINKLER);
            examples.add(Example.rendered(change, seed, onLeft ? level.left() : level.right()));
        }
    }

    private static double[] median(List<double[]> rows) {
        var middle = new double[SkinTexture.SIZE];
        for (int j = 0; j < middle.length; j++) {
            int at = j;
            var values = rows.stream().mapToDouble(row -> row[at]).sorted().toArray();
            middle[j] = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
        }
        return middle;
    }
}
