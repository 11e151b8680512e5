package dev.attune.face;

import dev.attune.signals.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A face the detector proposes, in pixels of the picture. The eyes are named by the subject's side.
///
/// @param score in [0, 1]
record Detection(double score, Box box, double rightEyeX, double rightEyeY, double leftEyeX, double leftEyeY) {
    private static final double SAME_FACE_OVERLAP = 0.3; // the value BlazeFace is used with
    private static final double SAME_FACE_CONTAINED = 0.7; // a face cut by a tile lies inside the whole one

    /// The tilt of the line through the eyes in radians, positive clockwise.
    double roll() {
        return Math.atan2(leftEyeY - rightEyeY, leftEyeX - rightEyeX);
    }

    /// Keeps the best of every group that shows the same face; the best come first.
    static List<Detection> withoutDuplicates(List<Detection> proposals) {
        var kept = new ArrayList<Detection>();
        proposals.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .filter(proposal -> kept.stream().noneMatch(proposal::showsSameFaceAs))
                .forEach(kept::add);
        return kept;
    }

    boolean showsSameFaceAs(Detection other) {
        return box.overlap(other.box) > SAME_FACE_OVERLAP || containedShare(other) > SAME_FACE_CONTAINED;
    }

    /// Intersection over the smaller of both areas.
    private double containedShare(Detection other) {
        double across =
                Math.min(box.x() + box.width(), other.box.x() + other.box.width()) - Math.max(box.x(), other.box.x());
        double down =
                Math.min(box.y() + box.height(), other.box.y() + other.box.height()) - Math.max(box.y(), other.box.y());
        if (across <= 0 || down <= 0) return 0;
        double smaller = Math.min(box.width() * box.height(), other.box.width() * other.box.height());
        return across * down / smaller;
    }
}
