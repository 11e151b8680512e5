package dev.attune.face;

import static dev.attune.face.MeshTopology.*;

import dev.attune.face.PupilSight.Hidden;
import dev.attune.face.PupilSight.Seen;
import dev.attune.media.Frame;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.HeadPose;
import dev.attune.signals.Measurement.Measured;
import dev.attune.signals.Pupils;
import dev.attune.signals.Reason;

/// Reads the pupils from the pixels of the frame itself, for the crops of the networks are too coarse; formula
/// `pupil-edge/1`. A pupil is told only where both eyes show one and agree: people's pupils are alike, two shadows are
/// not. Not thread-safe; keeps its buffers.
final class PupilReader {
    static final String FORMULA = "pupil-edge";
    static final String VERSION = "1";

    private static final double LEAST_IRIS_RADIUS = 6; // pixels; below, pupils read too narrow on rendered eyes
    private static final double IRIS_RADIUS_GOOD = 12;
    private static final double SNR_GOOD = 20;
    private static final double LEAST_OPENING = 0.2; // below, the lids cover half of the pupil
    private static final double MAX_HEAD_DEGREES = 25; // circles are ellipses beyond
    private static final double AGREEING = 0.1; // of the iris; 1.2 mm, more than healthy people's eyes differ by
    private static final double UPPER_LID_SHADOW = 3; // pixels of the patch, with the lashes
    private static final double LOWER_LID_SHADOW = 1.6;

    /// Of the leading points of an eye: from its outer corner along each lid to the inner one.
    private static final int[] LOWER_LID = {0, 1, 2, 3, 4, 5, 6, 7, 8};

    private static final int[] UPPER_LID = {0, 9, 10, 11, 12, 13, 14, 15, 8};

    private final GreySampler sampler = new GreySampler(PupilFinder.SIZE);
    private final PupilFinder finder = new PupilFinder();
    private final double[] rimX = new double[LID_RIM_POINTS];
    private final double[] rimY = new double[LID_RIM_POINTS];
    private final double[] lidTop = new double[PupilFinder.SIZE];
    private final double[] lidBottom = new double[PupilFinder.SIZE];

    /// This frame alone.
    Pupils read(Frame frame, MeshFit fit, HeadPose pose, FaceMeasures measures) {
        if (Math.abs(pose.yaw()) > MAX_HEAD_DEGREES || Math.abs(pose.pitch()) > MAX_HEAD_DEGREES)
            return Pupils.notMeasurable(Reason.HEAD_TURNED);
        var left = look(frame, fit, LEFT_IRIS, LEFT_EYE, measures.left(FaceMeasure.EYE_OPENING));
        if (left instanceof Hidden(var reason)) return Pupils.notMeasurable(reason);
        var right = look(frame, fit, RIGHT_IRIS, RIGHT_EYE, measures.right(FaceMeasure.EYE_OPENING));
        return switch (right) {
            case Hidden(var reason) -> Pupils.notMeasurable(reason);
            case Seen seen -> compared(fit.points(), (Seen) left, seen);
        };
    }

    private static Pupils compared(float[] points, Seen left, Seen right) {
        if (Math.abs(left.ratio() - right.ratio()) > AGREEING) return Pupils.notMeasurable(Reason.LOW_CONFIDENCE);
        var leftRead = new Measured(left.ratio(), confidence(left, irisRadius(points, LEFT_IRIS)));
        var rightRead = new Measured(right.ratio(), confidence(right, irisRadius(points, RIGHT_IRIS)));
        return new Pupils(
                new Measured(
                        (left.ratio() + right.ratio()) / 2, Math.min(leftRead.confidence(), rightRead.confidence())),
                leftRead,
                rightRead);
    }

    private static double confidence(Seen pupil, double irisRadius) {
        return pupil.contrast() * Math.min(1, pupil.snr() / SNR_GOOD) * Math.min(1, irisRadius / IRIS_RADIUS_GOOD);
    }

    /// @param eye mesh points around it, the lids' rim first
    PupilSight look(Frame frame, MeshFit fit, int iris, int[] eye, double opening) {
        float[] points = fit.points();
        double radius = irisRadius(points, iris);
        if (!(radius >= LEAST_IRIS_RADIUS)) return new Hidden(Reason.FACE_TOO_SMALL);
        if (!(opening >= LEAST_OPENING)) return new Hidden(Reason.EYES_CLOSED);
        double x = points[3 * iris];
        double y = points[3 * iris + 1];
        if (x < radius || y < radius || x > frame.width() - radius || y > frame.height() - radius)
            return new Hidden(Reason.OCCLUDED);
        var crop = new Crop(
                x,
                y,
                radius * PupilFinder.SIZE / PupilFinder.EXPECTED_RADIUS,
                fit.crop().roll());
        layLids(points, eye, crop);
        return finder.find(sampler.sample(frame, crop), lidTop, lidBottom);
    }

    /// In pixels of the picture: the mean of the four points of its rim.
    private static double irisRadius(float[] points, int iris) {
        double sum = 0;
        for (int rim = iris + 1; rim < iris + IRIS_POINTS; rim++)
            sum += Math.hypot(points[3 * rim] - points[3 * iris], points[3 * rim + 1] - points[3 * iris + 1]);
        return sum / (IRIS_POINTS - 1);
    }

    private void layLids(float[] points, int[] eye, Crop crop) {
        double cos = Math.cos(crop.roll()) / crop.side();
        double sin = Math.sin(crop.roll()) / crop.side();
        for (int k = 0; k < LID_RIM_POINTS; k++) {
            double dx = points[3 * eye[k]] - crop.centreX();
            double dy = points[3 * eye[k] + 1] - crop.centreY();
            rimX[k] = (dx * cos + dy * sin + 0.5) * PupilFinder.SIZE;
            rimY[k] = (dy * cos - dx * sin + 0.5) * PupilFinder.SIZE;
        }
        for (int column = 0; column < PupilFinder.SIZE; column++) {
            lidTop[column] = lid(UPPER_LID, column + 0.5, PupilFinder.SIZE) + UPPER_LID_SHADOW;
            lidBottom[column] = lid(LOWER_LID, column + 0.5, 0) - LOWER_LID_SHADOW;
        }
    }

    /// Row of a lid in a column; `beyond` outside of the eye's corners.
    private double lid(int[] lid, double column, double beyond) {
        for (int k = 0; k + 1 < lid.length; k++) {
            double from = rimX[lid[k]];
            double to = rimX[lid[k + 1]];
            if (column < Math.min(from, to) || column > Math.max(from, to) || from == to) continue;
            double share = (column - from) / (to - from);
            return rimY[lid[k]] * (1 - share) + rimY[lid[k + 1]] * share;
        }
        return beyond;
    }
}
