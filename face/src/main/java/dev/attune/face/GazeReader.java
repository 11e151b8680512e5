package dev.attune.face;

import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.GazeReading;
import dev.attune.signals.HeadPose;
import dev.attune.signals.Reason;

/// Decides whether the gaze can be told at all, weighs the eyes and states how far to trust the answer.
final class GazeReader {
    private static final double MIN_OPENING = 0.13; // shut lids still read 0.06 to 0.09; irises vanish before that
    private static final double OPENING_GOOD = 0.22;
    private static final double MAX_HEAD_YAW = 45; // beyond, the error doubles on rendered heads
    private static final double MAX_HEAD_PITCH = 35;
    private static final double LEAST_EYE_DISTANCE_PIXELS = 24; // an iris of three pixels
    private static final double EYE_DISTANCE_GOOD = 60;

    private final GazeModel model = GazeModel.bundled();

    GazeReading read(HeadMesh mesh, FaceMeasures measures, HeadPose pose, double eyeDistancePixels) {
        double right = measures.right(FaceMeasure.EYE_OPENING);
        double left = measures.left(FaceMeasure.EYE_OPENING);
        if (Math.max(right, left) < MIN_OPENING) return new GazeReading.NotMeasurable(Reason.EYES_CLOSED);
        if (Math.abs(pose.yaw()) > MAX_HEAD_YAW || Math.abs(pose.pitch()) > MAX_HEAD_PITCH)
            return new GazeReading.NotMeasurable(Reason.HEAD_TURNED);
        if (eyeDistancePixels < LEAST_EYE_DISTANCE_PIXELS) return new GazeReading.NotMeasurable(Reason.FACE_TOO_SMALL);
        var evidence = GazeEvidence.of(mesh, pose);
        double rightWeight = right < MIN_OPENING ? 0 : GazeModel.weight(-pose.yaw());
        double leftWeight = left < MIN_OPENING ? 0 : GazeModel.weight(pose.yaw());
        var both = model.both(evidence, rightWeight, leftWeight);
        double confidence = (1 - Math.abs(pose.yaw()) / 60)
                * share(Math.max(right, left), MIN_OPENING, OPENING_GOOD)
                * share(eyeDistancePixels, LEAST_EYE_DISTANCE_PIXELS / 2, EYE_DISTANCE_GOOD);
        return new GazeReading.Seen(
                both,
                leftWeight == 0 ? both : model.left(evidence),
                rightWeight == 0 ? both : model.right(evidence),
                confidence);
    }

    private static double share(double value, double none, double full) {
        return Math.clamp((value - none) / (full - none), 0, 1);
    }
}
