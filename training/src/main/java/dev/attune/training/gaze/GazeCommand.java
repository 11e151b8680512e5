package dev.attune.training.gaze;

import dev.attune.actor.GazeStage;
import dev.attune.actor.Rig;
import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.models.ModelStore;
import dev.attune.training.UnusableData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `attune train gaze`: plays people, reads their eyes, fits, checks on people held out, writes the weights.
@Command(
        name = "gaze",
        description = {
            "Fits the gaze to synthetic people whose eyes are known. Needs no PyTorch and no real eye.",
            "Writes gaze-eyes-2.csv with its evidence; put it beside the classes of the room 'face' to use it."
        },
        mixinStandardHelpOptions = true)
public final class GazeCommand implements Callable<Integer> {
    private static final String WEIGHTS = "gaze-eyes-2.csv";
    private static final int PEOPLE_PER_SEED = 1000;

    @Option(names = "--rig", required = true, paramLabel = "DIR", description = "The head rig of the synthetic person.")
    private Path rig = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the weights are written.")
    private Path out = Path.of("");

    @Option(names = "--seed", paramLabel = "N", description = "Of the people (default: 1, the packaged weights').")
    private long seed = 1;

    @Option(names = "--people", paramLabel = "N", description = "To train on (default: 34).")
    private int people = 34;

    @Option(names = "--held-out", paramLabel = "N", description = "To check on, after them (default: 12).")
    private int heldOut = 12;

    @Option(names = "--frames", paramLabel = "N", description = "Of each person (default: 24).")
    private int frames = 24;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, UnusableData {
        if (seed < 1 || people < 2 || heldOut < 1 || frames < 2)
            throw new ParameterException(
                    spec.commandLine(),
                    "--seed and --held-out must be at least 1, --people and --frames at least 2; got %d, %d, %d, %d"
                            .formatted(seed, heldOut, people, frames));
        if (!Files.isRegularFile(rig.resolve("base.obj")))
            throw new UnusableData(
                    "%s holds no head rig: base.obj is missing. Maybe name the folder it is in.".formatted(rig));
        var loaded = Rig.load(rig);
        var err = spec.commandLine().getErr();
        var train = new ArrayList<GazeFit.Example>();
        var check = new ArrayList<GazeFit.Example>();
        try (var models = FaceModels.open(ModelStore.bundled())) {
            for (int i = 0; i < people + heldOut; i++) {
                int person = (int) (PEOPLE_PER_SEED * (seed - 1) + i);
                play(models, loaded, person, i < people ? train : check);
                err.println("person %d of %d".formatted(i + 1, people + heldOut));
            }
        }
        var model = GazeFit.fit(train);
        var error = GazeFit.error(model, check);
        Files.createDirectories(out);
        Files.writeString(
                out.resolve(WEIGHTS),
                """
                # gaze-eyes/2: degrees of the eye in the head per unit of each input of GazeEvidence, in its order.
                # Ridge regression on rendered heads (rig, CC0), seed %d: %d people, %d frames with a face.
                # Held out: %d people, %d frames, mean absolute error %.1f degrees in yaw, %.1f in pitch.
                # No real eye was used.
                """.formatted(seed, people, train.size(), heldOut, check.size(), error[0], error[1]) + model.toCsv());
        spec.commandLine()
                .getOut()
                .println("held out: %d frames, mean absolute error %.1f degrees in yaw, %.1f in pitch; wrote %s"
                        .formatted(check.size(), error[0], error[1], out.resolve(WEIGHTS)));
        return 0;
    }

    private void play(FaceModels models, Rig loaded, int person, List<GazeFit.Example> into) {
        GazeStage.play(loaded, person, frames, (asked, shot) -> {
            try (var analyzer = new FaceAnalyzer(models, FaceOptions.still())) {
                var faces = analyzer.analyze(shot.frame()).faces();
                if (!faces.isEmpty())
                    into.add(new GazeFit.Example(
                            models.gazeEvidence(
                                    faces.getFirst().landmarks(),
                                    shot.frame().width(),
                                    shot.frame().height()),
                            shot.truth().gaze()));
            }
        });
    }
}
