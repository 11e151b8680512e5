package dev.attune.face;

import dev.attune.media.PictureDecoder;
import dev.attune.models.ModelStore;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.FaceObservation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Computes `neutral-face-population-1.csv` from pictures labelled neutral. Not a test; a command:
///
/// ```
/// mvn -q -pl face test-compile exec:java -Dexec.classpathScope=test \
///   -Dexec.mainClass=dev.attune.face.NeutralFaceSurvey -Dexec.args="FOLDER"
/// ```
///
/// `FOLDER` holds the pictures and `index.csv` with lines `file,label`. Faces turned by more than 20 degrees are left
/// out. Centre = median; spread = 1.4826 times the median absolute deviation, the standard deviation of a normal
/// distribution with the same middle half. Only these aggregates leave the pictures.
final class NeutralFaceSurvey {
    private static final FaceOptions PORTRAIT = new FaceOptions(1, 0, 40, Duration.ZERO, 3, Duration.ZERO);
    private static final double FRONTAL_DEGREES = 20;
    private static final double MAD_TO_SIGMA = 1.4826;

    private NeutralFaceSurvey() {}

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        var pictures = Files.readAllLines(folder.resolve("index.csv")).stream()
                .filter(line -> line.endsWith(",neutral"))
                .map(line -> folder.resolve(line.substring(0, line.indexOf(','))))
                .toList();
        var measured = new ArrayList<FaceMeasures>();
        try (var models = FaceModels.open(ModelStore.bundled())) {
            for (var picture : pictures) measure(models, picture, measured);
        }
        System.out.printf(
                "# frontal faces found: %d of %d pictures labelled neutral%n", measured.size(), pictures.size());
        System.out.println("measure,left,right,leftSpread,rightSpread");
        for (var measure : FaceMeasure.values()) print(measure, measured);
    }

    private static void measure(FaceModels models, Path picture, List<FaceMeasures> measured) throws Exception {
        var frame = PictureDecoder.decode(Files.readAllBytes(picture), Duration.ZERO);
        try (var analyzer = new FaceAnalyzer(models, PORTRAIT)) {
            analyzer.analyze(frame).faces().stream()
                    .max(Comparator.comparingDouble(face -> face.box().width()))
                    .filter(face -> face.quality().poseDegrees() < FRONTAL_DEGREES)
                    .map(FaceObservation::measures)
                    .ifPresent(measured::add);
        }
    }

    private static void print(FaceMeasure measure, List<FaceMeasures> measured) {
        double left = median(measured, face -> face.left(measure));
        double right = median(measured, face -> face.right(measure));
        double leftSpread = MAD_TO_SIGMA * median(measured, face -> Math.abs(face.left(measure) - left));
        double rightSpread = MAD_TO_SIGMA * median(measured, face -> Math.abs(face.right(measure) - right));
        System.out.printf(Locale.ROOT, "%s,%.4f,%.4f,%.4f,%.4f%n", measure, left, right, leftSpread, rightSpread);
    }

    private static double median(List<FaceMeasures> measured, ToDoubleFunction<FaceMeasures> value) {
        double[] sorted = measured.stream().mapToDouble(value).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
