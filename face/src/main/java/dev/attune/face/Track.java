package dev.attune.face;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One face through time. Mutable; owned by its [FaceTracker].
final class Track {
    private static final double REACH_PER_SECOND = 1; // a lost face may walk a face-width a second for free
    private static final Duration MEETING = Duration.ofSeconds(1); // who passes another has hidden them by then
    private static final double SHAPE_WEIGHT = 8; // heads differ by about 0.05, one head by 0.015: 0.4 against 0.12

    private final int id;
    private final CoverDetector cover;
    private Sighting sighting;
    private Course course;
    private Course before; // one sighting earlier
    private @Nullable Course alone; // before the face beside it came near
    private @Nullable Track beside;
    private double surprise;
    private Duration lostAt;

    /// Where a face goes and what it looks like.
    private record Course(Motion motion, HeadShape shape, FaceAppearance appearance) {
        Course next(Sighting sighting, Duration at) {
            return new Course(
                    motion.next(sighting.box(), at),
                    shape.blended(sighting.shape()),
                    sighting.fit().appearance());
        }
    }

    Track(int id, Sighting first, Duration at, CoverDetector cover) {
        this.id = id;
        this.cover = cover;
        this.sighting = first;
        this.course = new Course(
                Motion.startingAt(first.box(), at), first.shape(), first.fit().appearance());
        this.before = course;
        this.lostAt = at;
    }

    int id() {
        return id;
    }

    void seen(Sighting next, Duration at) {
        surprise = cost(next, at);
        sighting = next;
        before = course;
        course = course.next(next, at);
    }

    /// No other face is near: what is seen now is this face and nothing else.
    void isAlone() {
        alone = null;
        beside = null;
    }

    /// Another face is so near that one may hide the other: a mesh that is half hidden slides onto the face in front,
    /// and takes course and shape along. Of two who stay side by side what is known is renewed.
    void isBeside(Track other) {
        if (alone == null || motion().at().minus(alone.motion().at()).compareTo(MEETING) > 0) alone = course;
        beside = other;
    }

    /// Forgets what was seen since it slid or jumped onto another face.
    void lost(Duration at) {
        lostAt = at;
        course = alone == null ? before : alone;
        alone = null;
    }

    /// When it was lost the last time; when it was first seen if never.
    Duration lostAt() {
        return lostAt;
    }

    /// The face that may hide this one.
    @Nullable
    Track beside() {
        return beside;
    }

    /// How badly a sighting fits what was known before another face came near; about 1 for a face that jumped by its
    /// own width.
    ///
    /// Distance in face widths beyond free reach, plus change of size, plus difference of shape.
    double cost(Sighting candidate, Duration at) {
        var known = alone == null ? course : alone;
        var expected = known.motion().predicted(at);
        var seen = candidate.box();
        double width = Math.max(1, (expected.width() + seen.width()) / 2);
        double distance = Math.hypot(expected.centreX() - seen.centreX(), expected.centreY() - seen.centreY()) / width;
        double free = REACH_PER_SECOND * Math.max(0, known.motion().secondsUntil(at));
        double growth = Math.abs(Math.log(Math.max(1, seen.width()) / Math.max(1, expected.width())));
        return Math.max(0, distance - free)
                + growth
                + SHAPE_WEIGHT * known.shape().distance(candidate.shape());
    }

    /// The latest; of the last frame while the track is live.
    Sighting sighting() {
        return sighting;
    }

    Motion motion() {
        return course.motion();
    }

    /// The cost of the latest sighting.
    double surprise() {
        return surprise;
    }

    /// See [FaceAppearance#likeness]: of a sighting and what was known before another face came near.
    double likeness(Sighting candidate) {
        var known = alone == null ? course : alone;
        return known.appearance().likeness(candidate.fit().appearance());
    }

    CoverDetector cover() {
        return cover;
    }
}
