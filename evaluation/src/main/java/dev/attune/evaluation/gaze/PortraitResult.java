package dev.attune.evaluation.gaze;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.MarkdownTable;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.GazeReading;
import dev.attune.signals.Landmarks;
import dev.attune.signals.Measurement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is read of the eyes in pictures of which nothing else is known: no errors, only how the readings spread.
///
/// @param pictures how many there were
/// @param portraits one of each in which a face was found
public record PortraitResult(int pictures, List<Portrait> portraits) implements EvaluationResult {
    private static final String STATED =
            "What is read; nobody knows where these people looked, nor how wide their pupils were.";
    private static final double FRONTAL_DEGREES = 10; // of yaw, to either side

    public PortraitResult {
        portraits = List.copyOf(portraits);
        if (portraits.size() > pictures)
            throw new IllegalArgumentException(
                    "%d portraits cannot come from %d pictures".formatted(portraits.size(), pictures));
    }

    /// One face.
    ///
    /// @param irisRadius pixels, mean of both eyes
    /// @param headYaw degrees, as are all angles
    /// @param gazeYaw NaN when it was not measured, as is `gazePitch`
    /// @param pupil why there is none, or `told`
    /// @param pupilsApart difference of the two eyes; NaN when none was told
    record Portrait(
            double irisRadius,
            double headYaw,
            double headPitch,
            double gazeYaw,
            double gazePitch,
            String pupil,
            double pupilsApart) {
        private static final int RIGHT_IRIS = 468;
        private static final int LEFT_IRIS = 473;
        private static final int RIM_POINTS = 4;

        static Portrait of(FaceObservation face) {
            var gaze = face.eyes().gaze();
            var pupils = face.eyes().pupils();
            var told = switch (pupils.both()) {
                case Measurement.Measured measured -> "told";
                case Measurement.NotMeasurable(var reason) -> reason.id();
            };
            return new Portrait(
                    (irisRadius(face.landmarks(), RIGHT_IRIS) + irisRadius(face.landmarks(), LEFT_IRIS)) / 2,
                    face.pose().yaw(),
                    face.pose().pitch(),
                    gaze instanceof GazeReading.Seen seen ? seen.both().yaw() : Double.NaN,
                    gaze instanceof GazeReading.Seen seen ? seen.both().pitch() : Double.NaN,
                    told,
                    Math.abs(pupils.left().optional().orElse(Double.NaN)
                            - pupils.right().optional().orElse(Double.NaN)));
        }

        private static double irisRadius(Landmarks points, int iris) {
            double sum = 0;
            for (int rim = iris + 1; rim <= iris + RIM_POINTS; rim++)
                sum += Math.hypot(points.x(rim) - points.x(iris), points.y(rim) - points.y(iris));
            return sum / RIM_POINTS;
        }

        private boolean isFrontal() {
            return Math.abs(headYaw) <= FRONTAL_DEGREES;
        }
    }

    /// A quarter of the values lies below `quarter`, half below `median`, a quarter above `threeQuarters`.
    private record Spread(String of, int n, double quarter, double median, double threeQuarters) {}

    private List<Spread> spreads() {
        var frontal = portraits.stream().filter(Portrait::isFrontal).toList();
        return List.of(
                spread("radius of the iris, px", portraits, Portrait::irisRadius),
                spread("head pitch, frontal, °", frontal, Portrait::headPitch),
                spread("gaze across, frontal, °", frontal, Portrait::gazeYaw),
                spread("gaze up, frontal, °", frontal, Portrait::gazePitch),
                spread("difference of the two pupils", portraits, Portrait::pupilsApart));
    }

    private static Spread spread(String of, List<Portrait> portraits, ToDoubleFunction<Portrait> value) {
        double[] sorted = portraits.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return new Spread(of, sorted.length, quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    /// Between the two values around it; NaN of none.
    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) return Double.NaN;
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /// How often a pupil was told and how often there was which reason, in the order of the words.
    private Map<String, Integer> pupils() {
        var pupils = new TreeMap<String, Integer>();
        for (var portrait : portraits) pupils.merge(portrait.pupil(), 1, Integer::sum);
        return pupils;
    }

    @Override
    public ObjectNode json() {
        var json = JsonMapper.builder().build().createObjectNode();
        json.put("topic", "gaze").put("data", STATED).put("pictures", pictures).put("faces", portraits.size());
        var spreads = json.putArray("spreads");
        for (var spread : spreads())
            if (spread.n() > 0)
                spreads.addObject()
                        .put("of", spread.of())
                        .put("n", spread.n())
                        .put("quarter", rounded(spread.quarter()))
                        .put("median", rounded(spread.median()))
                        .put("threeQuarters", rounded(spread.threeQuarters()));
        var pupils = json.putObject("pupils");
        pupils().forEach(pupils::put);
        return json;
    }

    @Override
    public String markdown() {
        var spreads = new MarkdownTable("reading", "n", "a quarter below", "median", "a quarter above");
        for (var spread : spreads())
            if (spread.n() > 0)
                spreads.row(
                        spread.of(),
                        spread.n(),
                        decimals(spread.quarter()),
                        decimals(spread.median()),
                        decimals(spread.threeQuarters()));
        var pupils = new MarkdownTable("pupils of both eyes", "faces");
        pupils().forEach((told, n) -> pupils.row(told, n));
        return "%d pictures, a face in %d, the largest of each. %s%n%n%s%n%s"
                .formatted(pictures, portraits.size(), STATED, spreads, pupils);
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
