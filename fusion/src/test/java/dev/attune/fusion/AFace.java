package dev.attune.fusion;

import dev.attune.face.NeutralFace;
import dev.attune.signals.Box;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Eyes;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceQuality;
import dev.attune.signals.Gaze;
import dev.attune.signals.GazeReading;
import dev.attune.signals.HeadPose;
import dev.attune.signals.Landmarks;
import dev.attune.signals.Pupils;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Builds one face of a frame: `aFace().smiling(0.05).showing(JOY, 0.9)`. At rest it is the population's neutral face,
/// readable and looking into the camera.
final class AFace {
    private static final Landmarks SOMEWHERE = new Landmarks(new float[3 * Landmarks.COUNT]);

    private final Map<FaceMeasure, Double> moved = new EnumMap<>(FaceMeasure.class);
    private EmotionDistribution expression = EmotionDistribution.of(Map.of(Emotion.NEUTRAL, 1.0));
    private Quality quality = Quality.PERFECT;
    private double yaw;
    private int trackId;

    static AFace aFace() {
        return new AFace();
    }

    /// The brow comes down and together, the lids narrow; the nets may still call it neutral.
    static AFace aFrown() {
        return aFace().moving(FaceMeasure.INNER_BROW_HEIGHT, -0.06)
                .moving(FaceMeasure.BROW_GAP, -0.045)
                .moving(FaceMeasure.EYE_OPENING, -0.09);
    }

    static AFace aSmile() {
        return aFace().moving(FaceMeasure.CORNER_RISE, 0.1)
                .moving(FaceMeasure.MOUTH_HALF_WIDTH, 0.05)
                .showing(Emotion.JOY, 0.95);
    }

    static AFace covered() {
        return aFace().readable(0.1, Reason.OCCLUDED);
    }

    static AFace closedEyes() {
        var face = aFace();
        // a lid that falls takes every measure of it along
        for (var lid : List.of(
                FaceMeasure.EYE_OPENING,
                FaceMeasure.INNER_EYE_OPENING,
                FaceMeasure.OUTER_EYE_OPENING,
                FaceMeasure.UPPER_LID_HEIGHT))
            face = face.moving(lid, -0.9 * NeutralFace.population().centre().mean(lid));
        return face.showing(Emotion.SADNESS, 0.9);
    }

    AFace moving(FaceMeasure measure, double by) {
        moved.merge(measure, by, Double::sum);
        return this;
    }

    AFace showing(Emotion emotion, double probability) {
        double rest = (1 - probability) / (Emotion.values().length - 1);
        var probabilities = new EnumMap<Emotion, Double>(Emotion.class);
        for (var each : Emotion.values()) probabilities.put(each, each == emotion ? probability : rest);
        expression = EmotionDistribution.of(probabilities);
        return this;
    }

    AFace showing(EmotionDistribution probabilities) {
        expression = probabilities;
        return this;
    }

    AFace readable(double score, @Nullable Reason reason) {
        quality = new Quality(score, reason == null ? Set.of() : Set.of(reason));
        return this;
    }

    AFace turned(double yawDegrees) {
        yaw = yawDegrees;
        return this;
    }

    AFace track(int id) {
        trackId = id;
        return this;
    }

    FaceObservation observed() {
        var rest = NeutralFace.population().centre();
        var left = new double[FaceMeasure.values().length];
        var right = left.clone();
        for (var measure : FaceMeasure.values()) {
            double by = moved.getOrDefault(measure, 0.0);
            left[measure.ordinal()] = rest.left(measure) + by;
            right[measure.ordinal()] = rest.right(measure) + by;
        }
        return new FaceObservation(
                trackId,
                new Box(100, 100, 200, 200),
                0.99,
                SOMEWHERE,
                new HeadPose(yaw, 0, 0, 0, 0, 600),
                new Eyes(
                        new GazeReading.Seen(new Gaze(yaw, 0), new Gaze(yaw, 0), new Gaze(yaw, 0), 1),
                        Pupils.notMeasurable(Reason.LOW_CONTRAST)),
                new FaceMeasures(left, right),
                List.of(),
                expression,
                new FaceQuality(90, 50, 0.5, Math.abs(yaw), 1, quality),
                null,
                List.of());
    }
}
