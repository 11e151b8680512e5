package dev.attune.fusion;

import dev.attune.face.ActionUnitReader;
import dev.attune.face.NeutralFace;
import dev.attune.signals.Baseline;
import dev.attune.signals.Definition;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.FaceObservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What is known of one person's face at rest; definition `personal-baseline/1`. Immutable.
///
/// The median of neutral-like frames, shrunk to the population: `m = (n · person + k · population) /
/// (n + k)`. Frames that show an expression never enter: a mean of everything would remove the state a
/// person is mostly in.
///
/// @param samples neutral-like frames, in the order of time
/// @param interval least time between two samples; doubles whenever the samples are thinned
/// @param lastSample media time of the latest
/// @param neutral what action units are measured against now
/// @param bias what to add to the logarithms of the nets' probabilities, in the order of [Emotion#values()]
record FaceBaseline(
        List<Sample> samples,
        Duration interval,
        @Nullable Duration lastSample,
        NeutralFace neutral,
        List<Double> bias) {
    private static final Definition DEFINITION = Definition.load(FaceBaseline.class, "personal-baseline", "1");
    private static final double PROBABILITY = DEFINITION.number("neutral.probability");
    private static final double QUALITY = DEFINITION.number("neutral.quality");
    private static final double POSE_DEGREES = DEFINITION.number("neutral.poseDegrees");
    private static final double EYES_OPEN_SHARE = DEFINITION.number("neutral.eyesOpenShare");
    private static final double ANCHOR_SECONDS = DEFINITION.number("anchor.seconds");
    private static final double ANCHOR_INTENSITY = DEFINITION.number("anchor.intensity");
    private static final double ANCHOR_RELIABILITY = DEFINITION.number("anchor.reliability");
    private static final int MOST_SAMPLES = (int) DEFINITION.number("sample.most");
    private static final double PRIOR_SECONDS = DEFINITION.number("prior.seconds");
    private static final double PERSONAL_SECONDS = DEFINITION.number("personal.seconds");
    private static final double SPREAD_FLOOR = DEFINITION.number("spread.floor");
    private static final double RESTING_NEUTRAL = DEFINITION.number("resting.neutral");
    private static final double RESTING_OTHER = (1 - RESTING_NEUTRAL) / (Emotion.values().length - 1);
    private static final double LARGEST_BIAS = DEFINITION.number("resting.largestBias");
    private static final double MAD_TO_STANDARD_DEVIATION = 1.4826; // of a normal distribution
    private static final int EYES_CLOSED = 43; // moves in every blink, says nothing about the rest of the face
    private static final int BLINK = 45;
    private static final NeutralFace POPULATION = NeutralFace.population();

    FaceBaseline {
        samples = List.copyOf(samples);
        bias = List.copyOf(bias);
    }

    static FaceBaseline unknown() {
        var unbiased = Collections.nCopies(Emotion.values().length, 0.0);
        return new FaceBaseline(List.of(), DEFINITION.seconds("sample.seconds"), null, POPULATION, unbiased);
    }

    Baseline state() {
        if (samples.isEmpty()) return Baseline.POPULATION;
        return knownSeconds() < PERSONAL_SECONDS ? Baseline.PROVISIONAL : Baseline.PERSONAL;
    }

    /// Learns from the frame if it is neutral-like and enough time has passed.
    FaceBaseline learn(Duration at, FaceObservation face) {
        if (lastSample != null && at.compareTo(lastSample.plus(interval)) < 0) return this;
        if (!isNeutralLike(face)) return this;
        var more = new ArrayList<>(samples);
        more.add(new Sample(face.measures(), face.expression()));
        if (more.size() <= MOST_SAMPLES) return with(more, interval, at);
        var thinned = new ArrayList<Sample>();
        for (int i = 0; i < more.size(); i += 2) thinned.add(more.get(i));
        return with(thinned, interval.multipliedBy(2), at);
    }

    /// The same knowledge on a clock that was set back.
    FaceBaseline onNewClock() {
        return new FaceBaseline(samples, interval, null, neutral, bias);
    }

    private double knownSeconds() {
        return samples.size() * Seconds.of(interval);
    }

    private boolean isNeutralLike(FaceObservation face) {
        var expression = face.expression();
        double opening = neutral.centre().mean(FaceMeasure.EYE_OPENING);
        return expression.top() == Emotion.NEUTRAL
                && expression.of(Emotion.NEUTRAL) >= PROBABILITY
                && face.quality().overall().score() >= QUALITY
                && Math.abs(face.pose().yaw()) <= POSE_DEGREES
                && Math.abs(face.pose().pitch()) <= POSE_DEGREES
                && face.measures().mean(FaceMeasure.EYE_OPENING) >= EYES_OPEN_SHARE * opening
                && (knownSeconds() < ANCHOR_SECONDS || isAtRest(face));
    }

    private boolean isAtRest(FaceObservation face) {
        return ActionUnitReader.read(face.measures(), neutral, face.pose()).stream()
                .filter(unit -> unit.reliability() >= ANCHOR_RELIABILITY
                        && unit.number() != EYES_CLOSED
                        && unit.number() != BLINK)
                .allMatch(unit -> unit.intensity() <= ANCHOR_INTENSITY);
    }

    private static FaceBaseline with(List<Sample> samples, Duration interval, Duration at) {
        double n = samples.size() * Seconds.of(interval);
        double own = n / (n + PRIOR_SECONDS);
        int count = FaceMeasure.values().length;
        var centre = new double[2][count];
        var spread = new double[2][count];
        for (var measure : FaceMeasure.values()) {
            int i = measure.ordinal();
            var left = values(samples, sample -> sample.measures().left(measure));
            var right = values(samples, sample -> sample.measures().right(measure));
            centre[0][i] = Smoothing.mix(POPULATION.centre().left(measure), median(left), own);
            centre[1][i] = Smoothing.mix(POPULATION.centre().right(measure), median(right), own);
            spread[0][i] = Smoothing.mix(POPULATION.spread().left(measure), deviation(left), own);
            spread[1][i] = Smoothing.mix(POPULATION.spread().right(measure), deviation(right), own);
        }
        var neutral = new NeutralFace(
                DEFINITION.ref().toString(),
                new FaceMeasures(centre[0], centre[1]),
                new FaceMeasures(spread[0], spread[1]));
        return new FaceBaseline(samples, interval, at, neutral, bias(samples, own));
    }

    /// @param own share of the person in the mixture
    private static List<Double> bias(List<Sample> samples, double own) {
        var bias = new ArrayList<Double>();
        for (var emotion : Emotion.values()) {
            double atRest = median(values(
                    samples, sample -> Display.logarithm(sample.expression().of(emotion))));
            bias.add(own * bias(emotion, atRest));
        }
        return bias;
    }

    /// What to add to the logarithms of a source's probabilities whose answer to a face at rest is known.
    static List<Double> bias(EmotionDistribution atRest) {
        return Arrays.stream(Emotion.values())
                .map(emotion -> bias(emotion, Display.logarithm(atRest.of(emotion))))
                .toList();
    }

    private static double bias(Emotion emotion, double logarithmAtRest) {
        double reference = emotion == Emotion.NEUTRAL ? RESTING_NEUTRAL : RESTING_OTHER;
        return Math.clamp(Math.log(reference) - logarithmAtRest, -LARGEST_BIAS, LARGEST_BIAS);
    }

    private static double[] values(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return samples.stream().mapToDouble(value).toArray();
    }

    private static double deviation(double[] values) {
        double centre = median(values);
        var distances =
                Arrays.stream(values).map(value -> Math.abs(value - centre)).toArray();
        return Math.max(SPREAD_FLOOR, MAD_TO_STANDARD_DEVIATION * median(distances));
    }

    static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// One neutral-like frame.
    record Sample(FaceMeasures measures, EmotionDistribution expression) {}
}
