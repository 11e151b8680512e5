package dev.attune.face;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One face through time. Mutable; owned by its [FaceTracker].
final class Track {
    private static final double REACH_PER_SECOND = 1; // a lost face may walk a face-width a second for free
    private static final Duration MEETING = Duration.ofSeconds(1); // who passes another has hidden them by then
    private static final double KNOWN_LOOK = 0.85; // half of all frames a second apart are less alike
    private static final int MOST_LOOKS = 16; // turned, smiling, with a hand before the mouth...
    private static final double SAME_TURN_DEGREES = 12; // a look bears about 10
    private static final Duration PROOF = Duration.ofMillis(300); // a mesh rests by then
    private static final int PROOF_FRAMES = 3;
    private static final Duration LONGEST_COVER = Duration.ofSeconds(5); // a hand; what stays longer hides who it is
    private static final Duration SLIDE = Duration.ofSeconds(2); // who passes takes less
    private static final double SHAPE_WEIGHT = 8; // heads differ by about 0.05, one head by 0.015: 0.4 against 0.12

    private final int id;
    private final CoverDetector cover;
    private final PupilMedian pupils = new PupilMedian();
    private final Deque<Known> looks = new ArrayDeque<>(); // as different as it was seen, the latest first
    private @Nullable Duration inDoubtSince;
    private Sighting sighting;
    private Course course;
    private Course before; // one sighting earlier
    private @Nullable Course alone; // before the face beside it came near
    private @Nullable Course itself; // before it began to look like somebody else
    private @Nullable Duration unlikeSince; // clearly seen without a break
    private int unlikeFrames;
    private @Nullable Track beside;
    private double surprise;
    private Duration lostAt;

    /// Where a face goes and what it looks like.
    private record Course(Motion motion, HeadShape shape, FaceLook look, FaceTint tint) {
        Course next(Sighting sighting, Duration at) {
            return new Course(
                    motion.next(sighting.box(), at),
                    shape.blended(sighting.shape()),
                    sighting.look(),
                    sighting.fit().appearance().tint());
        }
    }

    Track(int id, Sighting first, Duration at, CoverDetector cover) {
        this.id = id;
        this.cover = cover;
        this.sighting = first;
        this.course = new Course(
                Motion.startingAt(first.box(), at),
                first.shape(),
                first.look(),
                first.fit().appearance().tint());
        this.looks.add(new Known(first, at));
        this.before = course;
        this.lostAt = at;
    }

    int id() {
        return id;
    }

    void seen(Sighting next, Duration at) {
        itself = null;
        unlikeSince = null;
        unlikeFrames = 0;
        follow(next, at);
        if (beside == null) learn(next, at);
    }

    /// The mesh goes on, but does not look like this face: a hand may hide it, or somebody else has its place. Nothing
    /// is learned of it.
    ///
    /// @param clearly whether what is there hides nothing
    void strays(Sighting next, boolean clearly, Duration at) {
        if (itself == null) itself = course;
        if (!clearly) {
            unlikeSince = null;
            unlikeFrames = 0;
        } else if (unlikeFrames++ == 0) unlikeSince = at;
        follow(next, at);
    }

    private void follow(Sighting next, Duration at) {
        surprise = cost(next, at);
        sighting = next;
        before = course;
        course = course.next(next, at);
    }

    /// Whether what is seen may be somebody else.
    boolean strays() {
        return itself != null;
    }

    /// Whether the id ends: another is clearly seen, for one odd look proves nothing, or nobody could tell any more.
    boolean hasGone(Duration at) {
        if (itself == null) return false;
        if (at.minus(itself.motion().at()).compareTo(LONGEST_COVER) > 0) return true;
        return unlikeSince != null
                && unlikeFrames >= PROOF_FRAMES
                && at.minus(unlikeSince).compareTo(PROOF) >= 0;
    }

    private Course known() {
        if (alone != null) return alone;
        return itself == null ? course : itself;
    }

    private void learn(Sighting seen, Duration at) {
        if (inDoubtSince != null) looks.clear(); // what came before may have been half of somebody else
        if (looks.stream().anyMatch(known -> known.sighting().look().likeness(seen.look()) >= KNOWN_LOOK)) return;
        looks.addFirst(new Known(seen, at));
        if (looks.size() > MOST_LOOKS) looks.removeLast();
    }

    /// No other face is near: what is seen now is this face and nothing else.
    void isAlone() {
        alone = null;
        beside = null;
    }

    /// Another face is so near that one may hide the other: a mesh that is half hidden slides onto the face in front,
    /// and takes course and shape along. Of two who stay side by side what is known is renewed.
    void isBeside(Track other) {
        if (alone == null) alone = known();
        else if (itself == null && motion().at().minus(alone.motion().at()).compareTo(MEETING) > 0) alone = course;
        beside = other;
    }

    /// Forgets what was seen since it slid or jumped onto another face.
    void lost(Duration at) {
        lostAt = at;
        if (alone != null) course = alone;
        else course = itself == null ? before : itself;
        alone = null;
        itself = null;
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
        var known = known();
        return way(candidate, at) + SHAPE_WEIGHT * known.shape().distance(candidate.shape());
    }

    /// The part of the cost that place and size make.
    double way(Sighting candidate, Duration at) {
        var known = known();
        var expected = known.motion().predicted(at);
        var seen = candidate.box();
        double width = Math.max(1, (expected.width() + seen.width()) / 2);
        double distance = Math.hypot(expected.centreX() - seen.centreX(), expected.centreY() - seen.centreY()) / width;
        double free = REACH_PER_SECOND * Math.max(0, known.motion().secondsUntil(at));
        double growth = Math.abs(Math.log(Math.max(1, seen.width()) / Math.max(1, expected.width())));
        return Math.max(0, distance - free) + growth;
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

    /// How the face looked when it was turned that way.
    private record Known(Sighting sighting, Duration at) {
        boolean isTurnedAs(Sighting other) {
            var one = sighting.pose().pose();
            var another = other.pose().pose();
            return Math.hypot(one.yaw() - another.yaw(), one.pitch() - another.pitch()) < SAME_TURN_DEGREES;
        }
    }

    /// Whether a sighting shows the face as it looked before another came near. In doubt, no.
    ///
    /// A mesh that slides onto a face that passes in front is like itself a frame ago all the way. So
    /// beside another face, a head that is turned as it was some time ago must not look altogether
    /// different from then.
    boolean isSameFaceAs(Sighting candidate, Duration at) {
        var known = known();
        boolean isLikeKnown = known.look().isSameFaceAs(candidate.look())
                || looks.stream().anyMatch(look -> look.sighting().look().isSameFaceAs(candidate.look()));
        if (!isLikeKnown) return false;
        if (beside == null) return true;
        var before = looks.stream()
                .filter(look ->
                        look.isTurnedAs(candidate) && at.minus(look.at()).compareTo(SLIDE) > 0)
                .toList();
        return before.isEmpty()
                || before.stream().anyMatch(look -> look.sighting().look().mayBeSameFaceAs(candidate.look()));
    }

    /// Whether a sighting has the colours that the face had before another came near.
    boolean hasTintOf(Sighting candidate) {
        var tint = candidate.fit().appearance().tint();
        return known().tint().mayBe(tint)
                || looks.stream()
                        .anyMatch(look ->
                                look.sighting().fit().appearance().tint().mayBe(tint));
    }

    /// Somebody may have been here a moment ago who is to be told from this one.
    void doubt(Duration since) {
        inDoubtSince = since;
    }

    void trust() {
        inDoubtSince = null;
    }

    /// Whether it is known whose face is seen now.
    boolean isTold() {
        return inDoubtSince == null && itself == null;
    }

    /// Null once it is known whose face it is.
    @Nullable
    Duration inDoubtSince() {
        return inDoubtSince;
    }

    CoverDetector cover() {
        return cover;
    }

    PupilMedian pupils() {
        return pupils;
    }
}
