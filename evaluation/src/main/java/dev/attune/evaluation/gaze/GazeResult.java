package dev.attune.evaluation.gaze;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Interval;
import dev.attune.signals.Gaze;
import dev.attune.signals.GazeReading;
import dev.attune.signals.HeadPose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Errors of head pose, gaze, screen points, blinks and pupils on synthetic people.
public final class GazeResult implements EvaluationResult {
    private static final String STATED = "Synthetic faces; real eyes were not measured.";

    private final long seed;
    private final Bootstrap bootstrap;
    private final List<Look> looks;
    private final List<ScreenScore> screens;
    private final BlinkScores blinks;
    private final PupilScores pupils;

    GazeResult(
            long seed,
            Bootstrap bootstrap,
            List<Look> looks,
            List<ScreenScore> screens,
            BlinkScores blinks,
            PupilScores pupils) {
        this.seed = seed;
        this.bootstrap = bootstrap;
        this.looks = List.copyOf(looks);
        this.screens = List.copyOf(screens);
        this.blinks = blinks;
        this.pupils = pupils;
    }

    /// One frame: what was played, and what was read of it.
    ///
    /// @param lids intensity of AU43, 0..5
    /// @param truth in the camera's frame
    /// @param pose null when no face was found, as is `gaze`
    record Look(
            int person,
            double headYaw,
            double headPitch,
            double headRoll,
            double eyeYaw,
            double eyePitch,
            double lids,
            Gaze truth,
            @Nullable HeadPose pose,
            @Nullable GazeReading gaze) {

        /// NaN when nothing was read.
        double poseError(ToDoubleFunction<HeadPose> angle, double played) {
            return pose == null ? Double.NaN : angle.applyAsDouble(pose) - played;
        }

        /// NaN when nothing was read.
        double gazeError(ToDoubleFunction<Gaze> angle) {
            return gaze instanceof GazeReading.Seen seen
                    ? angle.applyAsDouble(seen.both()) - angle.applyAsDouble(truth)
                    : Double.NaN;
        }
    }

    /// @param errorPx NaN when the calibration was refused
    /// @param refusal empty when it was not
    record ScreenScore(int person, double errorPx, double errorDegrees, String refusal) {}

    /// @param bias mean error
    private record Row(
            String table,
            String condition,
            int n,
            double mean,
            @Nullable Interval interval,
            double bias) {}

    private List<Row> rows() {
        var rows = new ArrayList<Row>();
        var yaw = (ToDoubleFunction<Look>) look -> look.poseError(HeadPose::yaw, look.headYaw());
        var pitch = (ToDoubleFunction<Look>) look -> look.poseError(HeadPose::pitch, look.headPitch());
        var roll = (ToDoubleFunction<Look>) look -> look.poseError(HeadPose::roll, look.headRoll());
        bands(rows, "head yaw", yaw, "head yaw", look -> Math.abs(look.headYaw()), 0, 15, 30, 45, 60);
        bands(rows, "head pitch", pitch, "head pitch", Look::headPitch, -30, -15, -5, 5, 15, 30);
        bands(rows, "head pitch", pitch, "head yaw", look -> Math.abs(look.headYaw()), 0, 15, 30, 45, 60);
        bands(rows, "head roll", roll, "head yaw", look -> Math.abs(look.headYaw()), 0, 15, 30, 45, 60);
        var across = (ToDoubleFunction<Look>) look -> look.gazeError(Gaze::yaw);
        var up = (ToDoubleFunction<Look>) look -> look.gazeError(Gaze::pitch);
        for (var axis : Map.of("gaze yaw", across, "gaze pitch", up).entrySet().stream()
                .sorted(Map.Entry.<String, ToDoubleFunction<Look>>comparingByKey()
                        .reversed())
                .toList()) {
            row(rows, axis.getKey(), "all", axis.getValue(), look -> true);
            bands(rows, axis.getKey(), axis.getValue(), "head yaw", look -> Math.abs(look.headYaw()), 0, 15, 30, 45);
            bands(rows, axis.getKey(), axis.getValue(), "eye yaw", look -> Math.abs(look.eyeYaw()), 0, 10, 20, 30);
            bands(rows, axis.getKey(), axis.getValue(), "eye pitch", Look::eyePitch, -25, -10, 0, 10, 20);
            row(rows, axis.getKey(), "lids half closed", axis.getValue(), look -> look.lids() > 0.3);
        }
        return rows;
    }

    private void bands(
            List<Row> rows,
            String table,
            ToDoubleFunction<Look> error,
            String of,
            ToDoubleFunction<Look> value,
            double... edges) {
        for (int i = 0; i + 1 < edges.length; i++) {
            double low = edges[i];
            double high = edges[i + 1];
            row(
                    rows,
                    table,
                    String.format(Locale.ROOT, "%s %.0f to %.0f", of, low, high),
                    error,
                    look -> value.applyAsDouble(look) >= low && value.applyAsDouble(look) < high);
        }
    }

    /// The interval is over people: frames of one person share its errors.
    private void row(
            List<Row> rows, String table, String condition, ToDoubleFunction<Look> error, Predicate<Look> which) {
        var byPerson = new TreeMap<Integer, List<Double>>();
        int n = 0;
        double sum = 0;
        double bias = 0;
        for (var look : looks) {
            double value = error.applyAsDouble(look);
            if (!which.test(look) || Double.isNaN(value)) continue;
            n++;
            sum += Math.abs(value);
            bias += value;
            byPerson.computeIfAbsent(look.person(), person -> new ArrayList<>()).add(Math.abs(value));
        }
        if (n == 0) return;
        var people = List.copyOf(byPerson.values());
        Optional<Interval> interval = bootstrap.interval(people.size(), drawn -> {
            double all = 0;
            int count = 0;
            for (int i : drawn)
                for (double value : people.get(i)) {
                    all += value;
                    count++;
                }
            return all / count;
        });
        rows.add(new Row(table, condition, n, sum / n, interval.orElse(null), bias / n));
    }

    private double measured() {
        return (double) looks.stream()
                        .filter(look -> look.gaze() instanceof GazeReading.Seen)
                        .count()
                / Math.max(1, looks.size());
    }

    @Override
    public ObjectNode json() {
        var json = JsonMapper.builder().build().createObjectNode();
        json.put("topic", "gaze");
        json.put("data", STATED);
        json.put("seed", seed);
        json.put("people", looks.stream().mapToInt(Look::person).distinct().count());
        json.put("frames", looks.size());
        json.put("gazeMeasured", rounded(measured()));
        var errors = json.putArray("errorsDegrees");
        for (var row : rows()) {
            var entry = errors.addObject();
            entry.put("of", row.table());
            entry.put("condition", row.condition());
            entry.put("n", row.n());
            entry.put("meanAbsolute", rounded(row.mean()));
            entry.put("bias", rounded(row.bias()));
            var interval = row.interval();
            if (interval != null)
                entry.putArray("interval95").add(rounded(interval.low())).add(rounded(interval.high()));
        }
        var calibrations = json.putArray("screen");
        for (var screen : screens) {
            var entry = calibrations.addObject();
            entry.put("person", screen.person());
            if (screen.refusal().isEmpty()) {
                entry.put("errorPx", rounded(screen.errorPx()));
                entry.put("errorDegrees", rounded(screen.errorDegrees()));
            } else entry.put("refused", screen.refusal());
        }
        blinks.addTo(json);
        pupils.addTo(json);
        return json;
    }

    @Override
    public String markdown() {
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "**%s** %d held-out people, %d frames, seed %d; the gaze could be told in %.0f %% of them. Degrees; 95 %%"
                        + " intervals by bootstrap over people.%n%n",
                STATED,
                looks.stream().mapToInt(Look::person).distinct().count(),
                looks.size(),
                seed,
                100 * measured()));
        if (!looks.isEmpty())
            text.append("| error of | where | n | mean absolute | 95 % | bias |\n|---|---|---|---|---|---|\n");
        for (var row : rows()) {
            var interval = row.interval();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %.1f | %s | %+.1f |%n",
                    row.table(),
                    row.condition(),
                    row.n(),
                    row.mean(),
                    interval == null ? "" : String.format(Locale.ROOT, "%.1f to %.1f", interval.low(), interval.high()),
                    row.bias()));
        }
        if (!screens.isEmpty()) {
            text.append("\n| calibrated person | error on 4 validation places, px of 1280 x 720 | degrees at 80 cm |\n"
                    + "|---|---|---|\n");
            for (var screen : screens)
                text.append(
                        screen.refusal().isEmpty()
                                ? String.format(
                                        Locale.ROOT,
                                        "| %d | %.0f | %.1f |%n",
                                        screen.person(),
                                        screen.errorPx(),
                                        screen.errorDegrees())
                                : "| %d | refused: %s | |%n".formatted(screen.person(), screen.refusal()));
        }
        if (!blinks.scores().isEmpty()) text.append('\n').append(blinks.markdown());
        if (!pupils.scores().isEmpty()) text.append('\n').append(pupils.markdown());
        return text.toString();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
