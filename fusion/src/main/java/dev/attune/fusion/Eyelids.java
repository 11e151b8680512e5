package dev.attune.fusion;

import dev.attune.face.NeutralFace;
import dev.attune.signals.Definition;
import dev.attune.signals.Episode;
import dev.attune.signals.EyeActivity;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.Measurement;
import dev.attune.signals.Moment;
import dev.attune.signals.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the eyelids of one face do; definition `eyelids/2`. Immutable.
///
/// Openness is relative to this person's own open eye. A blink is measured against the second before it, so that one
/// with lowered lids, as while reading, counts too. Only the past is used: a blink is reported when it is over.
///
/// @param left,right what is known of each eye when it is open
/// @param recent openness of the last seconds, in the order of time; unmeasured frames are absent
/// @param closing since when the lids are below `leave`, or null
/// @param minute the last minute in seconds
record Eyelids(
        OpenEye left,
        OpenEye right,
        List<Sample> recent,
        @Nullable Closing closing,
        LastMinute minute) {
    private static final Definition DEFINITION = Definition.load(Eyelids.class, "eyelids", "2");
    static final double SHUT = DEFINITION.number("shut");
    private static final double FAR_YAW = DEFINITION.number("open.farYaw");
    private static final double MOST_PITCH = DEFINITION.number("open.pitch");
    private static final double ENTER = DEFINITION.number("blink.enter");
    private static final double LEAVE = DEFINITION.number("blink.leave");
    private static final Duration LONGEST = DEFINITION.seconds("blink.longestSeconds");
    private static final Duration REFERENCE = DEFINITION.seconds("blink.referenceSeconds");
    private static final double LONGEST_INTERVAL_SECONDS =
            (1 + DEFINITION.number("blink.toleranceShare")) / DEFINITION.number("blink.leastHz");
    private static final double CLOSED = DEFINITION.number("perclos.openness");
    private static final int FEWEST_INTERVALS = 5; // for a median frame interval
    private static final NeutralFace POPULATION = NeutralFace.population();

    Eyelids {
        recent = List.copyOf(recent);
    }

    static Eyelids unknown() {
        return new Eyelids(
                OpenEye.of(POPULATION.centre().left(FaceMeasure.EYE_OPENING)),
                OpenEye.of(POPULATION.centre().right(FaceMeasure.EYE_OPENING)),
                List.of(),
                null,
                LastMinute.EMPTY);
    }

    static Definition definition() {
        return DEFINITION;
    }

    /// A frame in which the face was read.
    ///
    /// @param out receives the blink that is over, if one is
    Eyelids seen(Duration at, FaceObservation face, List<? super Moment.Blink> out) {
        return seen(at, face.trackId(), opening(face, true), opening(face, false), out);
    }

    /// The same of a face that is told.
    Eyelids seen(Duration at, int trackId, ToldLids lids, List<? super Moment.Blink> out) {
        return seen(at, trackId, lids.left(), lids.right(), out);
    }

    /// @param leftOpening,rightOpening over eye width; NaN when not measured
    private Eyelids seen(
            Duration at, int trackId, double leftOpening, double rightOpening, List<? super Moment.Blink> out) {
        double openness = mean(openness(left, leftOpening), openness(right, rightOpening));
        if (Double.isNaN(openness)) return missed(at);
        var nextLeft = Double.isNaN(leftOpening) ? left : left.with(at, leftOpening);
        var nextRight = Double.isNaN(rightOpening) ? right : right.with(at, rightOpening);
        var step = blink(at, trackId, openness, out);
        var samples = new ArrayList<Sample>();
        for (var sample : recent)
            if (at.minus(sample.at()).compareTo(REFERENCE.plus(LONGEST)) <= 0) samples.add(sample);
        samples.add(new Sample(at, openness, step.inBlink()));
        var lids = minute.readable(at, openness <= CLOSED);
        var blink = step.blink();
        return new Eyelids(
                nextLeft,
                nextRight,
                samples,
                step.closing(),
                blink == null ? lids : lids.blinked(blink.episode().length()));
    }

    /// A frame in which the eyes could not be read.
    Eyelids missed(Duration at) {
        return new Eyelids(left, right, List.of(), null, minute.missed(at));
    }

    /// The same person on a clock that was set.
    Eyelids onNewClock() {
        return new Eyelids(left.onNewClock(), right.onNewClock(), List.of(), null, LastMinute.EMPTY);
    }

    /// @param confidence of a measured openness, in [0, 1]
    EyeActivity activity(FaceObservation face, double confidence) {
        return activity(opening(face, true), opening(face, false), confidence);
    }

    EyeActivity activity(ToldLids lids, double confidence) {
        return activity(lids.left(), lids.right(), confidence);
    }

    private EyeActivity activity(double leftOpening, double rightOpening, double confidence) {
        return new EyeActivity(
                measurement(openness(left, leftOpening), confidence),
                measurement(openness(right, rightOpening), confidence),
                blinkRate(),
                minute.perclos(),
                minute.missing());
    }

    /// Blinks per minute; the frame rate is judged by the median interval of the last seconds.
    private Measurement blinkRate() {
        if (recent.size() > FEWEST_INTERVALS && intervalSeconds() > LONGEST_INTERVAL_SECONDS)
            return new Measurement.NotMeasurable(Reason.FRAME_RATE_TOO_LOW);
        return minute.blinkRate();
    }

    /// Median of the last frame intervals; 0 as long as there are none.
    private double intervalSeconds() {
        if (recent.size() < 2) return 0;
        var intervals = new double[recent.size() - 1];
        for (int i = 0; i < intervals.length; i++)
            intervals[i] = Seconds.of(recent.get(i + 1).at().minus(recent.get(i).at()));
        Arrays.sort(intervals);
        return intervals[intervals.length / 2];
    }

    private record Step(@Nullable Closing closing, Moment.@Nullable Blink blink, boolean inBlink) {}

    private Step blink(Duration at, int trackId, double openness, List<? super Moment.Blink> out) {
        var before = closing == null || isLowered(closing, at) ? null : closing;
        double reference = before == null ? reference(at) : before.reference();
        if (Double.isNaN(reference)) return new Step(null, null, false);
        double level = openness / reference;
        if (level >= LEAVE) {
            if (before == null) return new Step(null, null, false);
            var blink = before.over(trackId, at, intervalSeconds());
            if (blink != null) out.add(blink);
            return new Step(null, blink, false);
        }
        if (before == null) {
            var onset = recent.getLast().at(); // the last frame with the eyes still open
            return new Step(new Closing(onset, at, level, reference), null, true);
        }
        return new Step(before.with(at, level), null, at.minus(before.onset()).compareTo(LONGEST) <= 0);
    }

    /// Lids that came down and did not come up again, as while reading: from when a whole reference is known of where
    /// they are now, what they do is measured against that.
    private static boolean isLowered(Closing closing, Duration at) {
        return at.minus(closing.onset()).compareTo(LONGEST.plus(REFERENCE)) > 0;
    }

    /// How open the eyes were in the last second, blinks left out; NaN when nothing is known of it.
    private double reference(Duration at) {
        var values = recent.stream()
                .filter(sample -> !sample.inBlink() && at.minus(sample.at()).compareTo(REFERENCE) <= 0)
                .mapToDouble(Sample::openness)
                .sorted()
                .toArray();
        if (values.length == 0) return Double.NaN;
        double median = values[values.length / 2];
        return median <= CLOSED ? Double.NaN : median; // eyes that are shut do not blink
    }

    /// Over eye width; NaN for the far eye of a turned head.
    private static double opening(FaceObservation face, boolean leftEye) {
        if (isFar(face, leftEye)) return Double.NaN;
        return leftEye
                ? face.measures().left(FaceMeasure.EYE_OPENING)
                : face.measures().right(FaceMeasure.EYE_OPENING);
    }

    /// In [0, ...], NaN when it was not measured.
    private static double openness(OpenEye eye, double opening) {
        return Double.isNaN(opening) ? Double.NaN : Math.max(0, (opening - SHUT) / Math.max(SHUT, eye.open() - SHUT));
    }

    /// Turned to the own left, the left eye is the far one.
    private static boolean isFar(FaceObservation face, boolean leftEye) {
        double yaw = face.pose().yaw();
        return Math.abs(face.pose().pitch()) > MOST_PITCH || (leftEye ? yaw > FAR_YAW : yaw < -FAR_YAW);
    }

    private static double mean(double left, double right) {
        if (Double.isNaN(left)) return right;
        return Double.isNaN(right) ? left : (left + right) / 2;
    }

    private static Measurement measurement(double openness, double confidence) {
        return Double.isNaN(openness)
                ? new Measurement.NotMeasurable(Reason.HEAD_TURNED)
                : new Measurement.Measured(openness, confidence);
    }

    /// @param openness mean of the eyes that could be measured
    /// @param inBlink whether the lids were on their way, so that it tells nothing of the open eye
    record Sample(Duration at, double openness, boolean inBlink) {}

    /// Lids on their way.
    ///
    /// @param onset the last frame before
    /// @param lowest openness against the reference at the apex
    /// @param reference openness before
    record Closing(Duration onset, Duration apex, double lowest, double reference) {
        Closing with(Duration at, double level) {
            return level < lowest ? new Closing(onset, at, level, reference) : this;
        }

        Moment.@Nullable Blink over(int trackId, Duration offset, double intervalSeconds) {
            if (lowest > ENTER || offset.minus(onset).compareTo(LONGEST) > 0) return null;
            return new Moment.Blink(
                    new Episode(trackId, onset, apex, offset),
                    Math.clamp(1 - lowest, 0, 1),
                    Duration.ofNanos(Math.round(intervalSeconds * 1e9)));
        }
    }
}
