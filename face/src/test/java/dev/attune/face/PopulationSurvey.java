package dev.attune.face;

import dev.attune.media.Frame;
import dev.attune.media.PictureDecoder;
import dev.attune.models.ModelStore;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// Computes `neutral-face-population-2.csv`, `face-pattern-population-1.csv` and `face-look-modes-1.csv` from
/// portraits. Not a test; a command:
///
/// ```
/// mvn -q -pl face test-compile exec:java -Dexec.classpathScope=test \
///   -Dexec.mainClass=dev.attune.face.PopulationSurvey -Dexec.args="PORTRAITS TARGET"
/// ```
///
/// `PORTRAITS` is a folder with pictures and an `index.csv` of lines `file,label`. Faces turned by more than 20 degrees
/// are left out. Measures: median, and 1.4826 times the median absolute deviation (the standard deviation of a normal
/// distribution with the same middle half), over the label neutral. Pattern: mean grey value at each mesh point over
/// all labels, each face scaled to mean 0 and deviation 1. Modes: the ten directions in which the patterns of all these
/// faces vary most, of which as much is kept as makes them vary no more than the eleventh. Only these aggregates leave
/// the pictures.
final class PopulationSurvey {
    private static final double FRONTAL_DEGREES = 20;
    private static final double MAD_TO_SIGMA = 1.4826;
    private static final double MIN_SCORE = 0.5;
    private static final int MODES = 10;

    private final List<FaceMeasures> neutral = new ArrayList<>();
    private final double[] pattern = new double[MeshTopology.BASE_POINTS];
    private final List<double[]> wholes = new ArrayList<>();
    private int patterns;

    public static void main(String[] args) throws Exception {
        var survey = new PopulationSurvey();
        survey.look(Path.of(args[0]));
        survey.write(Path.of(args[1]));
    }

    private void look(Path folder) throws Exception {
        try (var models = FaceModels.open(ModelStore.bundled());
                var detector = models.newDetector();
                var mesh = models.newMesh()) {
            for (var line : Files.readAllLines(folder.resolve("index.csv"))) {
                var cells = line.split(",");
                if (cells[0].equals("file")) continue;
                var frame = PictureDecoder.decode(Files.readAllBytes(folder.resolve(cells[0])), Duration.ZERO);
                var faces = detector.detect(frame, List.of(Tiles.closeUp(frame.width(), frame.height())), MIN_SCORE);
                if (faces.isEmpty()) continue;
                add(frame, mesh.fit(frame, MeshCrops.of(faces.getFirst()), 3), models, cells[1]);
            }
        }
    }

    private void add(Frame frame, MeshFit fit, FaceModels models, String label) {
        var pose = HeadPoseFit.of(fit.points(), models.poseAnchors(), frame.width(), frame.height());
        if (pose.rotation().awayDegrees() > FRONTAL_DEGREES) return;
        if (label.equals("neutral"))
            neutral.add(FaceMeasurer.measure(
                    HeadMesh.of(fit.points(), pose.meshRotation()),
                    fit.appearance().wrinkles()));
        addPattern(fit.appearance().luma());
        double[] whole = models.facePattern().whole(fit.appearance().luma());
        if (whole != null) wholes.add(whole);
    }

    private void addPattern(float[] luma) {
        double mean = 0;
        double square = 0;
        for (float value : luma) {
            mean += value / luma.length;
            square += value * value / luma.length;
        }
        double deviation = Math.sqrt(square - mean * mean);
        if (!(deviation > 0)) return; // also when a point lies outside the crop
        patterns++;
        for (int i = 0; i < luma.length; i++) pattern[i] += (luma[i] - mean) / deviation;
    }

    private void write(Path target) throws Exception {
        try (var out =
                new PrintWriter(target.resolve("neutral-face-population-2.csv").toFile())) {
            out.printf("# frontal neutral faces: %d%n", neutral.size());
            out.println("measure,left,right,leftSpread,rightSpread");
            for (var measure : FaceMeasure.values()) write(measure, out);
        }
        try (var out =
                new PrintWriter(target.resolve("face-pattern-population-1.csv").toFile())) {
            out.printf("# frontal faces: %d%n", patterns);
            out.println("point,luma");
            for (int i = 0; i < pattern.length; i++) out.printf(Locale.ROOT, "%d,%.3f%n", i, pattern[i] / patterns);
        }
        try (var out = new PrintWriter(target.resolve("face-look-modes-1.csv").toFile())) {
            writeModes(out);
        }
    }

    /// By power iteration, one direction after the other.
    private void writeModes(PrintWriter out) {
        double[] mean = new double[MeshTopology.BASE_POINTS];
        for (var whole : wholes) for (int i = 0; i < mean.length; i++) mean[i] += whole[i] / wholes.size();
        for (var whole : wholes) for (int i = 0; i < mean.length; i++) whole[i] -= mean[i];
        var modes = new ArrayList<double[]>();
        var lengths = new ArrayList<Double>();
        var random = new Random(1);
        for (int mode = 0; mode <= MODES; mode++) {
            double[] direction =
                    random.doubles(mean.length).map(value -> value - 0.5).toArray();
            double length = 0;
            for (int turn = 0; turn < 300; turn++) {
                double[] next = new double[mean.length];
                for (var whole : wholes) {
                    double along = FacePattern.similarity(whole, direction);
                    for (int i = 0; i < next.length; i++) next[i] += along * whole[i];
                }
                for (var known : modes) {
                    double along = FacePattern.similarity(next, known);
                    for (int i = 0; i < next.length; i++) next[i] -= along * known[i];
                }
                length = Math.sqrt(FacePattern.similarity(next, next));
                for (int i = 0; i < next.length; i++) direction[i] = next[i] / length;
            }
            modes.add(direction);
            lengths.add(Math.sqrt(length)); // of the variance, as a deviation
        }
        out.printf("# face-look-modes, version 1: of %d frontal faces%n", wholes.size());
        out.println("point,mean,1,2,3,4,5,6,7,8,9,10");
        out.print("kept,0");
        for (int mode = 0; mode < MODES; mode++)
            out.printf(Locale.ROOT, ",%.3f", lengths.get(MODES) / lengths.get(mode));
        out.println();
        for (int i = 0; i < mean.length; i++) {
            out.printf(Locale.ROOT, "%d,%.4f", i, mean[i]);
            for (int mode = 0; mode < MODES; mode++) out.printf(Locale.ROOT, ",%.4f", modes.get(mode)[i]);
            out.println();
        }
    }

    private void write(FaceMeasure measure, PrintWriter out) {
        double left = median(face -> face.left(measure));
        double right = median(face -> face.right(measure));
        double leftSpread = MAD_TO_SIGMA * median(face -> Math.abs(face.left(measure) - left));
        double rightSpread = MAD_TO_SIGMA * median(face -> Math.abs(face.right(measure) - right));
        out.printf(Locale.ROOT, "%s,%.4f,%.4f,%.4f,%.4f%n", measure, left, right, leftSpread, rightSpread);
    }

    private double median(ToDoubleFunction<FaceMeasures> value) {
        double[] sorted = neutral.stream().mapToDouble(value).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
