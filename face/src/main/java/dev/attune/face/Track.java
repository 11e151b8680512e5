package dev.attune.face;

import java.time.Duration;

/// One face through time. Mutable; owned by its [FaceTracker].
final class Track {
    private static final double REACH_PER_SECOND = 1; // a lost face may walk a face-width a second for free
    private static final double SHAPE_WEIGHT = 8; // heads differ by about 0.05, one head by 0.015: 0.4 against 0.12

    private final int id;
    private final CoverDetector cover;
    private Sighting sighting;
    private Motion motion;
    private HeadShape shape;
    private double surprise;

    Track(int id, Sighting first, Duration at, CoverDetector cover) {
        this.id = id;
        this.cover = cover;
        this.sighting = first;
        this.motion = Motion.startingAt(first.box(), at);
        this.shape = first.shape();
    }

    int id() {
        return id;
    }

    void seen(Sighting next, Duration at) {
        surprise = cost(next, at);
        sighting = next;
        motion = motion.next(next.box(), at);
        shape = shape.blended(next.shape());
    }

    /// How badly a sighting fits this track; about 1 for a face that jumped by its own width.
    ///
    /// Distance in face widths beyond free reach, plus change of size, plus difference of shape.
    double cost(Sighting candidate, Duration at) {
        var expected = motion.predicted(at);
        var seen = candidate.box();
        double width = Math.max(1, (expected.width() + seen.width()) / 2);
        double distance = Math.hypot(expected.centreX() - seen.centreX(), expected.centreY() - seen.centreY()) / width;
        double free = REACH_PER_SECOND * Math.max(0, motion.secondsUntil(at));
        double growth = Math.abs(Math.log(Math.max(1, seen.width()) / Math.max(1, expected.width())));
        return Math.max(0, distance - free) + growth + SHAPE_WEIGHT * shape.distance(candidate.shape());
    }

    /// The latest; of the last frame while the track is live.
    Sighting sighting() {
        return sighting;
    }

    Motion motion() {
        return motion;
    }

    /// The cost of the latest sighting.
    double surprise() {
        return surprise;
    }

    CoverDetector cover() {
        return cover;
    }
}
