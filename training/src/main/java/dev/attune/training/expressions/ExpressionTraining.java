package dev.attune.training.expressions;

import dev.attune.signals.Emotion;
import dev.attune.training.Torch;
import dev.attune.training.UnusableData;
import dev.attune.training.network.TorchNetwork;
import dev.attune.training.network.Weights;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// From a folder of labelled pictures to `expression-attune.onnx` with `report.json`: align, split, fit, calibrate,
/// measure. Everything it needs to go on after an interruption stands in the output folder.
///
/// @param members networks of different seeds, averaged in one file
/// @param splitSeed which pictures are calibration and test; the members' seeds follow it
record ExpressionTraining(
        Path data, Path out, int epochs, int members, int width, long splitSeed, int threads, boolean resume) {
    static final String NETWORK = "expression-attune.onnx";
    static final String REPORT = "report.json";
    static final String MEMBER = "network-%d.onnx";

    private static final int FEWEST_PICTURES = 200; // below, a tenth is no calibration
    private static final int FEW_TO_LEARN = 200; // FER+ has 175 of disgust, and our own network alone names none of 5
    private static final int FEW_TO_JUDGE = 30; // Wilson's interval is wider than a third
    private static final int CLASSES = Emotion.values().length;

    /// @param stop asked now and then; once true, the run ends after what is written
    /// @return whether it came to its end
    boolean run(PrintWriter progress, BooleanSupplier stop) throws UnusableData, IOException, InterruptedException {
        var pictures = FerPlus.isIn(data) ? FerPlus.read(data) : LabelledFolder.read(data);
        var split = Split.byGroup(pictures, splitSeed);
        requireEnough(pictures, split);
        prepareOutput();
        progress.printf(
                "%d pictures: %d to train, %d to calibrate, %d to test (split seed %d)%n",
                pictures.size(),
                split.train().size(),
                split.calibration().size(),
                split.test().size(),
                splitSeed);
        tellExpressions(pictures, split, progress);
        var faces = faces(pictures, progress);
        progress.printf(
                "faces found in %d of %d pictures; of the others the middle is taken%n",
                faces.countFound(), faces.count());
        Torch.start(threads);
        var fitted = new ArrayList<Weights>();
        for (int member = 1; member <= members; member++) {
            var weights = fit(member, Examples.of(faces, pictures, split.train()), progress, stop);
            if (weights.isEmpty()) {
                progress.printf("Stopped. Go on with the same command and --resume.%n");
                return false;
            }
            fitted.add(weights.get());
        }
        finish(fitted, pictures, faces, split, progress);
        return true;
    }

    /// How many pictures each expression has, and of which there are too few to learn or to judge.
    private static void tellExpressions(List<LabelledPicture> pictures, Split split, PrintWriter progress) {
        int[] train = counts(pictures, split.train());
        int[] test = counts(pictures, split.test());
        for (var emotion : Emotion.values()) {
            int learnt = train[emotion.ordinal()];
            int judged = test[emotion.ordinal()];
            progress.printf(
                    "  %-9s %6d to train, %5d to test%s%n",
                    emotion.id(),
                    learnt,
                    judged,
                    learnt == 0
                            ? ": will not be told from the others"
                            : learnt < FEW_TO_LEARN || judged < FEW_TO_JUDGE ? ": too few to trust its figures" : "");
        }
    }

    private static void requireEnough(List<LabelledPicture> pictures, Split split) throws UnusableData {
        if (pictures.size() < FEWEST_PICTURES)
            throw new UnusableData(
                    "There are %d labelled pictures; at least %d are needed, and some hundreds of each expression make sense."
                            .formatted(pictures.size(), FEWEST_PICTURES));
        var labels = pictures.stream()
                .map(picture -> Examples.top(picture.votes()))
                .distinct()
                .count();
        if (labels < 2) throw new UnusableData("All pictures have the same label; at least two are needed.");
        for (var part : List.of(split.train(), split.calibration(), split.test()))
            if (part.size() < FEWEST_PICTURES / 20)
                throw new UnusableData(
                        "The groups are too few or too large to split: %d to train, %d to calibrate, %d to test. Maybe use smaller groups or another --seed."
                                .formatted(
                                        split.train().size(),
                                        split.calibration().size(),
                                        split.test().size()));
    }

    private void prepareOutput() throws UnusableData, IOException {
        Files.createDirectories(out);
        if (!resume && Files.exists(checkpoint(1)))
            throw new UnusableData(
                    "%s holds an earlier run. Maybe go on with --resume, or name another folder.".formatted(out));
    }

    private AlignedFaces faces(List<LabelledPicture> pictures, PrintWriter progress)
            throws UnusableData, IOException, InterruptedException {
        long fingerprint = fingerprint(pictures);
        var file = out.resolve("faces.bin");
        var known = AlignedFaces.read(file, fingerprint);
        if (known.isPresent()) return known.get();
        progress.println("cutting the faces out ...");
        var faces = AlignedFaces.cut(pictures, threads, done -> progress.printf("  %d of %d%n", done, pictures.size()));
        faces.write(file, fingerprint);
        return faces;
    }

    private static long fingerprint(List<LabelledPicture> pictures) {
        long hash = pictures.size();
        for (var picture : pictures)
            hash = 31 * (31 * hash + picture.name().hashCode())
                    + picture.group().hashCode();
        return hash;
    }

    /// Empty when it was stopped.
    private Optional<Weights> fit(int member, Examples examples, PrintWriter progress, BooleanSupplier stop)
            throws IOException {
        long seed = seed(member);
        var settings = Fitting.Settings.standard(epochs, seed);
        if (examples.count() < settings.batch())
            settings = new Fitting.Settings(
                    epochs,
                    Math.max(2, examples.count() / 4),
                    settings.rate(),
                    settings.decay(),
                    settings.balance(),
                    settings.smoothing(),
                    seed);
        var initial = TorchNetwork.initial(ExpressionNetwork.layers(width), CLASSES, new SplittableRandom(seed));
        try (var fitting = new Fitting(settings, examples, initial, Torch.newManager())) {
            if (Files.exists(checkpoint(member))) fitting.resume(Checkpoint.read(checkpoint(member)));
            while (fitting.epoch() < epochs) {
                long before = System.nanoTime();
                double loss = fitting.runEpoch(stop);
                if (Double.isNaN(loss)) return Optional.empty();
                fitting.checkpoint().write(checkpoint(member));
                var took = Duration.ofNanos(System.nanoTime() - before);
                long left = took.toSeconds() * (epochs - fitting.epoch() + (long) (members - member) * epochs);
                progress.printf(
                        Locale.ROOT,
                        "network %d of %d, epoch %d of %d: loss %.3f, %d s; about %d min left%n",
                        member,
                        members,
                        fitting.epoch(),
                        epochs,
                        loss,
                        took.toSeconds(),
                        (left + 30) / 60);
            }
            return Optional.of(fitting.result());
        }
    }

    private void finish(
            List<Weights> fitted, List<LabelledPicture> pictures, AlignedFaces faces, Split split, PrintWriter progress)
            throws IOException {
        var calibration = Examples.of(faces, pictures, split.calibration());
        var test = Examples.of(faces, pictures, split.test());
        VectorScaling scaling;
        Figures before;
        Figures after;
        try (var network = new ExportedNetwork(ExpressionExport.toOnnx(fitted, VectorScaling.none(CLASSES)))) {
            scaling = VectorScaling.fit(network.logits(calibration), calibration.votes());
            float[][] logits = network.logits(test);
            before = Figures.of(test, apply(VectorScaling.none(CLASSES), logits));
            after = Figures.of(test, apply(scaling, logits));
        }
        byte[] onnx = ExpressionExport.toOnnx(fitted, scaling);
        var report = JsonMapper.shared().createObjectNode();
        report.put("n", pictures.size()).put("facesFound", faces.countFound());
        report.putObject("split")
                .put("seed", splitSeed)
                .put("train", split.train().size())
                .put("calibration", split.calibration().size())
                .put("test", split.test().size());
        report.put("networks", members)
                .put("epochs", epochs)
                .put("width", width)
                .put("bytes", onnx.length);
        report.set("trainedOn", json(counts(pictures, split.train())));
        var calibrated = report.putObject("calibration").put("temperature", scaling.temperature());
        var bias = calibrated.putObject("bias");
        for (var emotion : Emotion.values()) bias.put(emotion.id(), scaling.bias()[emotion.ordinal()]);
        report.set("testUncalibrated", before.json());
        report.set("test", after.json());
        if (members > 1) report.set("alone", alone(fitted, calibration, test, progress));
        write(NETWORK, onnx);
        write(
                REPORT,
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsBytes(report));
        progress.printf(
                Locale.ROOT,
                "test: accuracy %.3f over %d pictures with a majority, calibration error %.3f (before: %.3f)%n",
                after.confusion().accuracy().orElse(Double.NaN),
                after.confusion().n(),
                after.calibrationError(),
                before.calibrationError());
        progress.printf("Wrote %s (%.1f MB) and %s%n", out.resolve(NETWORK), onnx.length / 1e6, out.resolve(REPORT));
    }

    /// Each network by itself, calibrated by itself: how far apart the seeds fall. Left beside the others as a file, so
    /// that it can be measured on other pictures.
    private ObjectNode alone(List<Weights> fitted, Examples calibration, Examples test, PrintWriter progress)
            throws IOException {
        var accuracies = new ArrayList<Double>();
        var json = JsonMapper.shared().createObjectNode();
        var each = json.putArray("networks");
        for (int member = 1; member <= fitted.size(); member++) {
            var one = List.of(fitted.get(member - 1));
            Figures figures;
            VectorScaling scaling;
            try (var network = new ExportedNetwork(ExpressionExport.toOnnx(one, VectorScaling.none(CLASSES)))) {
                scaling = VectorScaling.fit(network.logits(calibration), calibration.votes());
                figures = Figures.of(test, apply(scaling, network.logits(test)));
            }
            write(MEMBER.formatted(member), ExpressionExport.toOnnx(one, scaling));
            each.add(figures.json().put("seed", seed(member)));
            figures.confusion().accuracy().ifPresent(accuracies::add);
        }
        if (accuracies.size() < fitted.size()) return json; // no picture with a majority, no accuracy
        double mean = accuracies.stream().mapToDouble(d -> d).average().orElseThrow();
        double squares =
                accuracies.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
        double deviation = Math.sqrt(squares / (accuracies.size() - 1));
        json.put("meanAccuracy", mean).put("standardDeviation", deviation);
        progress.printf(
                Locale.ROOT,
                "each network alone: mean accuracy %.3f, standard deviation over %d seeds %.3f%n",
                mean,
                accuracies.size(),
                deviation);
        return json;
    }

    private long seed(int member) {
        return splitSeed * 1000 + member;
    }

    private static double[][] apply(VectorScaling scaling, float[][] logits) {
        return IntStream.range(0, logits.length)
                .mapToObj(i -> scaling.apply(logits[i]))
                .toArray(double[][]::new);
    }

    /// Pictures of the part by the expression most voters named.
    private static int[] counts(List<LabelledPicture> pictures, List<Integer> part) {
        var counts = new int[CLASSES];
        for (int i : part) counts[Examples.top(pictures.get(i).votes())]++;
        return counts;
    }

    private static ObjectNode json(int[] counts) {
        var json = JsonMapper.shared().createObjectNode();
        for (var emotion : Emotion.values()) json.put(emotion.id(), counts[emotion.ordinal()]);
        return json;
    }

    private void write(String name, byte[] content) throws IOException {
        var half = out.resolve(name + ".part");
        Files.write(half, content);
        Files.move(half, out.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path checkpoint(int member) {
        return out.resolve("network-" + member + ".checkpoint");
    }
}
