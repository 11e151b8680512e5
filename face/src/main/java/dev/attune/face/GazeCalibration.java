package dev.attune.face;

import dev.attune.signals.Gaze;
import dev.attune.signals.HeadPose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Where on the screen one person looks, learnt from places they were asked to look at.
///
/// The ray from the head along the gaze meets the camera's plane at `(u, v)` millimetres; screen pixels are a ridge
/// regression on these, their products and the head's turn, by Huber's weights (Huber 1964), each place counting the
/// same however many frames it has. It holds for one person before one screen and camera.
///
/// The error is that of the validation places, which the fit has not seen; without any, of each place when it is left
/// out. It is on the screen; degrees follow from the CSS pixel (1/96 inch) and the distance of the head pose, which
/// rests on the assumed field of view.
public final class GazeCalibration {
    private static final int FEWEST_PLACES = 9;
    private static final int FEWEST_FRAMES = 5; // of a place; medians of fewer follow single errors
    private static final double LEAST_CONFIDENCE = 0.15;
    private static final double LEAST_SPAN = 0.4; // of the viewport, between the outermost places of each axis
    private static final double LEAST_FOLLOWED = 0.3; // share of the places' variance across that the gaze explains
    private static final double MOST_ERROR = 0.3; // of the viewport's longer side: no better than looking at the middle
    private static final double MOST_HEAD_MOVE_MILLIMETRES = 120;
    private static final double MILLIMETRES_PER_PIXEL = 25.4 / 96; // CSS
    private static final double HUBER = 1.345; // 95 % efficiency on normal errors
    private static final int ROUNDS = 8;

    /// Shrinking per input, shares of the number of frames: the straight part is free, the bent part and the head's
    /// turn must earn their place.
    private static final double[] RIDGE = {0, 0.002, 0.002, 0.05, 0.05, 0.05, 0.1, 0.1};

    private static final double LEAST_PENALTY = 1e-9; // keeps inputs that never vary, such as a head held still, apart

    private final double[] across;
    private final double[] down;
    private final double errorPx;

    private GazeCalibration(double[] across, double[] down, double errorPx) {
        this.across = across;
        this.down = down;
        this.errorPx = errorPx;
    }

    /// One frame in which the gaze could be told.
    ///
    /// @param confidence in [0, 1]
    public record Sample(Duration at, Gaze gaze, HeadPose pose, double confidence) {}

    /// A place the person was asked to look at, CSS pixels of the viewport, from one media time to another.
    public record Place(double x, double y, Duration from, Duration to) {
        public Place {
            if (!(Double.isFinite(x) && Double.isFinite(y)))
                throw new IllegalArgumentException("a place must be finite, got %s, %s".formatted(x, y));
            if (to.compareTo(from) <= 0)
                throw new IllegalArgumentException(
                        "a place must be looked at for some time, got %s..%s".formatted(from, to));
        }

        private boolean isOn(Viewport viewport) {
            return x >= 0 && x <= viewport.width() && y >= 0 && y <= viewport.height();
        }

        private boolean covers(Duration at) {
            return at.compareTo(from) >= 0 && at.compareTo(to) <= 0;
        }
    }

    public record Viewport(double width, double height) {
        public Viewport {
            if (!(width >= 100 && height >= 100 && width <= 20_000 && height <= 20_000))
                throw new IllegalArgumentException(
                        "a viewport has 100 to 20000 pixels a side, got %s x %s".formatted(width, height));
        }
    }

    public record Point(double x, double y) {}

    public sealed interface Result {}

    /// @param errorPx mean distance between the places and where the gaze was put, over the validation places
    /// @param validationPoints how many places the error comes from
    public record Calibrated(GazeCalibration calibration, double errorPx, double errorDegrees, int validationPoints)
            implements Result {}

    /// @param reason what is wrong, with the number
    /// @param hint what the person can do
    public record Refused(String reason, String hint) implements Result {}

    /// @param learnt at least nine places
    /// @param validation places the fit does not see; may be empty
    /// @param samples of the whole time, in any order
    public static Result fit(List<Place> learnt, List<Place> validation, Viewport viewport, List<Sample> samples) {
        if (learnt.size() < FEWEST_PLACES)
            return new Refused(
                    "%d places were looked at, at least %d are needed".formatted(learnt.size(), FEWEST_PLACES),
                    "Look at every place.");
        var outside = Stream.concat(learnt.stream(), validation.stream())
                .filter(place -> !place.isOn(viewport))
                .findFirst();
        if (outside.isPresent())
            return new Refused(
                    "the place %s, %s lies outside the window of %.0f x %.0f pixels"
                            .formatted(outside.get().x(), outside.get().y(), viewport.width(), viewport.height()),
                    "Show the places again, in the window as it is now.");
        double width = span(learnt, Place::x);
        double height = span(learnt, Place::y);
        if (width < LEAST_SPAN * viewport.width() || height < LEAST_SPAN * viewport.height())
            return new Refused(
                    "the places span %.0f x %.0f of %.0f x %.0f pixels"
                            .formatted(width, height, viewport.width(), viewport.height()),
                    "Spread the places over the window.");
        var places = new ArrayList<Looked>();
        for (var place : learnt) {
            var looked = Looked.of(place, samples);
            if (looked.frames().size() < FEWEST_FRAMES)
                return new Refused(
                        "the gaze could be told in only %d frames at the place %.0f, %.0f; %d are needed"
                                .formatted(looked.frames().size(), place.x(), place.y(), FEWEST_FRAMES),
                        "Face the camera with open eyes in good light, and come nearer.");
            places.add(looked);
        }
        double moved = headMove(places);
        if (moved > MOST_HEAD_MOVE_MILLIMETRES)
            return new Refused(
                    "the head moved by %.0f mm between the places".formatted(moved),
                    "Sit still and follow the places with the eyes.");
        var fitted = regress(places, 0);
        if (followed(fitted, places) < LEAST_FOLLOWED)
            return new Refused(
                    "the gaze did not follow the places across the window",
                    "Look at each place until the next one appears.");
        var checked = new ArrayList<Looked>();
        for (var place : validation) {
            var looked = Looked.of(place, samples);
            if (looked.frames().size() >= FEWEST_FRAMES) checked.add(looked);
        }
        if (!validation.isEmpty() && checked.size() < Math.min(2, validation.size()))
            return new Refused(
                    "the gaze could be told at only %d of %d validation places"
                            .formatted(checked.size(), validation.size()),
                    "Look at every place until the end.");
        double error = checked.isEmpty() ? leftOutError(places) : error(fitted, checked);
        double mostError = MOST_ERROR * Math.max(viewport.width(), viewport.height());
        if (error > mostError)
            return new Refused(
                    "the error is %.0f pixels, more than %.0f".formatted(error, mostError),
                    "Sit 50 to 80 cm from the camera with even light on the face, and look at each place.");
        double distance = median(places, frame -> frame.pose().zMillimetres());
        return new Calibrated(
                new GazeCalibration(fitted.across, fitted.down, error),
                error,
                Math.toDegrees(Math.atan(error * MILLIMETRES_PER_PIXEL / Math.max(1, distance))),
                checked.isEmpty() ? places.size() : checked.size());
    }

    /// In CSS pixels of the calibrated viewport; may lie outside it.
    public Point point(Gaze gaze, HeadPose pose) {
        var inputs = inputs(gaze, pose);
        return new Point(Ridge.predict(across, inputs), Ridge.predict(down, inputs));
    }

    /// Mean error on the screen.
    public double errorPx() {
        return errorPx;
    }

    /// Areas whose shorter side is below this cannot be told from their neighbours: twice the error.
    public double smallestAreaPx() {
        return 2 * errorPx;
    }

    /// @throws IllegalArgumentException naming both lengths, when the area is too small for the error
    public void requireLargeEnough(double areaWidth, double areaHeight) {
        double shorter = Math.min(areaWidth, areaHeight);
        if (shorter < smallestAreaPx())
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "an area of %.0f x %.0f pixels is below the gaze error: its shorter side must be at least %.0f",
                    areaWidth,
                    areaHeight,
                    smallestAreaPx()));
    }

    private static double[] inputs(Gaze gaze, HeadPose pose) {
        // Beyond 60 degrees the ray hardly meets the plane; nobody looks at the screen then.
        double u =
                pose.xMillimetres() + pose.zMillimetres() * Math.tan(Math.toRadians(Math.clamp(gaze.yaw(), -60, 60)));
        double v =
                pose.yMillimetres() - pose.zMillimetres() * Math.tan(Math.toRadians(Math.clamp(gaze.pitch(), -60, 60)));
        double a = u / 100; // decimetres keep the squares near one
        double b = v / 100;
        return new double[] {1, a, b, a * b, a * a, b * b, pose.yaw() / 10, pose.pitch() / 10};
    }

    /// One place with its usable frames.
    private record Looked(Place place, List<Sample> frames) {
        static Looked of(Place place, List<Sample> samples) {
            return new Looked(
                    place,
                    samples.stream()
                            .filter(sample -> place.covers(sample.at()) && sample.confidence() >= LEAST_CONFIDENCE)
                            .toList());
        }
    }

    /// Huber's weights by the distance on the screen, each place weighing the same.
    private static GazeCalibration regress(List<Looked> places, double errorPx) {
        int n = places.stream().mapToInt(place -> place.frames().size()).sum();
        var inputs = new double[n][];
        var x = new double[n];
        var y = new double[n];
        var share = new double[n];
        int at = 0;
        for (var place : places)
            for (var frame : place.frames()) {
                inputs[at] = inputs(frame.gaze(), frame.pose());
                x[at] = place.place().x();
                y[at] = place.place().y();
                share[at++] = 1.0 / place.frames().size();
            }
        var rows = share.clone();
        for (int round = 1; ; round++) {
            double all = Arrays.stream(rows).sum();
            var penalties = Arrays.stream(RIDGE)
                    .map(penalty -> (penalty + LEAST_PENALTY) * all)
                    .toArray();
            var ridge = new Ridge(inputs, rows, penalties);
            var fitted = new GazeCalibration(ridge.weights(x), ridge.weights(y), errorPx);
            if (round == ROUNDS) return fitted;
            var distances = places.stream()
                    .flatMapToDouble(place ->
                            place.frames().stream().mapToDouble(frame -> distance(fitted, place.place(), frame)))
                    .toArray();
            var sorted = distances.clone();
            Arrays.sort(sorted);
            double spread = Math.max(1, 1.4826 * sorted[n / 2]);
            for (int i = 0; i < n; i++) rows[i] = share[i] * Math.min(1, HUBER * spread / Math.max(1e-9, distances[i]));
        }
    }

    /// Mean over the places of the mean distance of their frames.
    private static double error(GazeCalibration fitted, List<Looked> places) {
        double sum = 0;
        for (var place : places)
            sum += place.frames().stream()
                    .mapToDouble(frame -> distance(fitted, place.place(), frame))
                    .average()
                    .orElse(0);
        return sum / places.size();
    }

    private static double leftOutError(List<Looked> places) {
        double sum = 0;
        for (var left : places) {
            var others = places.stream().filter(place -> place != left).toList();
            sum += error(regress(others, 0), List.of(left));
        }
        return sum / places.size();
    }

    /// Share of the variance of the places across the window that the fit explains.
    private static double followed(GazeCalibration fitted, List<Looked> places) {
        double centre = places.stream()
                .mapToDouble(place -> place.place().x())
                .average()
                .orElse(0);
        double all = 0;
        double left = 0;
        for (var place : places) {
            double x = median(
                    List.of(place),
                    frame -> fitted.point(frame.gaze(), frame.pose()).x());
            left += (x - place.place().x()) * (x - place.place().x());
            all += (place.place().x() - centre) * (place.place().x() - centre);
        }
        return 1 - left / all;
    }

    private static double distance(GazeCalibration fitted, Place place, Sample frame) {
        var point = fitted.point(frame.gaze(), frame.pose());
        return Math.hypot(point.x() - place.x(), point.y() - place.y());
    }

    /// Between the places that lie farthest apart in the space before the camera, depth by half: it is the least sure.
    private static double headMove(List<Looked> places) {
        double most = 0;
        for (var one : places)
            for (var other : places) {
                double x = moved(one, other, HeadPose::xMillimetres);
                double y = moved(one, other, HeadPose::yMillimetres);
                double z = moved(one, other, HeadPose::zMillimetres) / 2;
                most = Math.max(most, Math.sqrt(x * x + y * y + z * z));
            }
        return most;
    }

    private static double moved(Looked one, Looked other, ToDoubleFunction<HeadPose> axis) {
        return median(List.of(one), frame -> axis.applyAsDouble(frame.pose()))
                - median(List.of(other), frame -> axis.applyAsDouble(frame.pose()));
    }

    private static double median(List<Looked> places, ToDoubleFunction<Sample> value) {
        var values = places.stream()
                .flatMap(place -> place.frames().stream())
                .mapToDouble(value)
                .sorted()
                .toArray();
        return values[values.length / 2];
    }

    private static double span(List<Place> places, ToDoubleFunction<Place> coordinate) {
        double least = places.stream().mapToDouble(coordinate).min().orElse(0);
        return places.stream().mapToDouble(coordinate).max().orElse(0) - least;
    }
}
