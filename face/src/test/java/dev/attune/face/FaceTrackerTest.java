package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.Box;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FaceTrackerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /// Two people whose heads differ as much as two people's usually do.
    private static final SyntheticFace NARROW = SyntheticFace.atRest();

    private static final SyntheticFace WIDE =
            NARROW.moved(234, -0.12, 0).moved(454, 0.12, 0).moved(10, 0, 0.12);

    private static final float[] LOOKS = light(1);
    private static final float[] OTHER_LOOKS = light(2);

    private final FaceTracker tracker = new FaceTracker(Duration.ofSeconds(1), SyntheticFace.PATTERN);

    @Test
    void facesThatPassEachOtherKeepTheirIds() {
        var tracks = tracker.admit(List.of(sighting(NARROW, 100), sighting(WIDE, 500)), at(0));
        // They walk towards each other at 250 pixels a second, meet at 0.8 s and hide each other from 0.6 s to 1 s.
        for (int frame = 1; frame <= 18; frame++) {
            tracks.get(0).seen(sighting(NARROW, 100 + frame * 8.3), at(frame));
            tracks.get(1).seen(sighting(WIDE, 500 - frame * 8.3), at(frame));
        }
        tracks.forEach(track -> tracker.lose(track, at(18)));

        var after = tracker.admit(List.of(sighting(WIDE, 250), sighting(NARROW, 350)), at(30));

        assertThat(after.get(0).id()).isEqualTo(tracks.get(1).id());
        assertThat(after.get(1).id()).isEqualTo(tracks.get(0).id());
    }

    @Test
    void aFaceThatReturnsSoonKeepsItsId() {
        var track = tracker.admit(List.of(sighting(NARROW, 200)), at(0)).getFirst();
        tracker.lose(track, at(0));

        assertThat(tracker.live()).isEmpty();
        assertThat(tracker.admit(List.of(sighting(NARROW, 230)), at(30))
                        .getFirst()
                        .id())
                .isEqualTo(track.id());
    }

    @Test
    void whoTakesTheSeatOfSomebodyWhoLeftIsANewTrack() {
        var track = tracker.admit(List.of(sighting(NARROW, 200)), at(0)).getFirst();
        tracker.lose(track, at(0));

        assertThat(tracker.admit(List.of(sighting(NARROW, 200, OTHER_LOOKS)), at(30))
                        .getFirst()
                        .id())
                .isNotEqualTo(track.id());
    }

    @Test
    void whoIsHiddenByAnotherComesOutWhereTheirWalkLeads() {
        var walkers = walkUntilOneHidesTheOther();

        assertThat(tracker.live()).containsExactly(walkers.get(0));
        assertThat(tracker.hidesSomebody()).isTrue();
        // on the way at 250 pixels a second: from 500 at the start to 283 after 26 frames
        assertThat(tracker.admit(List.of(sighting(WIDE, 283)), at(26)).getFirst())
                .isSameAs(walkers.get(1));
    }

    @Test
    void whoeverComesOutElsewhereIsANewTrack() {
        var walkers = walkUntilOneHidesTheOther();

        assertThat(tracker.admit(List.of(sighting(WIDE, 600)), at(26))
                        .getFirst()
                        .id())
                .isGreaterThan(walkers.get(1).id());
    }

    @Test
    void whoIsStillHalfHiddenIsNotYetCompared() {
        walkUntilOneHidesTheOther();
        double front = tracker.live().getFirst().motion().box().centreX();

        assertThat(tracker.isComingOut(sighting(WIDE, front - 70))).isTrue();
        assertThat(tracker.isComingOut(sighting(WIDE, front - 120))).isFalse();
    }

    @Test
    void whoCouldBeEitherOfTwoIsANewTrack() {
        var pair = tracker.admit(List.of(sighting(NARROW, 200), sighting(NARROW, 230)), at(0));
        pair.forEach(track -> tracker.lose(track, at(0)));

        assertThat(tracker.admit(List.of(sighting(NARROW, 215)), at(3))
                        .getFirst()
                        .id())
                .isGreaterThan(pair.get(1).id());
    }

    @Test
    void twoTracksOnOneFaceThatFitItAlikeAreBothGivenUp() {
        var pair = tracker.admit(List.of(sighting(NARROW, 200), sighting(NARROW, 260)), at(0));
        tracker.separate(at(0));
        pair.get(0).seen(sighting(NARROW, 230), at(1));
        pair.get(1).seen(sighting(NARROW, 230), at(1));
        tracker.separate(at(1));

        assertThat(tracker.live()).isEmpty();
        assertThat(tracker.admit(List.of(sighting(NARROW, 230)), at(2))
                        .getFirst()
                        .id())
                .isGreaterThan(pair.get(1).id());
    }

    /// Towards each other at 250 pixels a second; from 60 pixels apart the mesh of the second slides onto the first.
    private List<Track> walkUntilOneHidesTheOther() {
        var tracks = tracker.admit(List.of(sighting(NARROW, 100), sighting(WIDE, 500)), at(0));
        for (int frame = 1; tracker.live().size() == 2; frame++) {
            double first = 100 + frame * 8.33, second = 500 - frame * 8.33;
            tracks.get(0).seen(sighting(NARROW, first), at(frame));
            tracks.get(1).seen(sighting(WIDE, second - first > 60 ? second : first + 20), at(frame));
            tracker.separate(at(frame));
        }
        return tracks;
    }

    @Test
    void aFaceThatReturnsLateIsANewTrack() {
        var track = tracker.admit(List.of(sighting(NARROW, 200)), at(0)).getFirst();
        tracker.lose(track, at(0));

        assertThat(tracker.admit(List.of(sighting(NARROW, 200)), at(32))
                        .getFirst()
                        .id())
                .isNotEqualTo(track.id());
    }

    @Test
    void aFaceAtTheOtherEndOfThePictureIsANewTrack() {
        var track = tracker.admit(List.of(sighting(NARROW, 100)), at(0)).getFirst();
        tracker.lose(track, at(0));

        assertThat(tracker.admit(List.of(sighting(NARROW, 1100)), at(5))
                        .getFirst()
                        .id())
                .isNotEqualTo(track.id());
    }

    @Test
    void ofTwoTracksOnOneFaceTheOneThatJumpedIsLost() {
        var tracks = tracker.admit(List.of(sighting(NARROW, 100), sighting(WIDE, 400)), at(0));
        tracks.get(0).seen(sighting(NARROW, 102), at(1));
        tracks.get(1).seen(sighting(NARROW, 104), at(1));

        tracker.separate(at(1));

        assertThat(tracker.live()).containsExactly(tracks.get(0));
    }

    @Test
    void afterACutNobodyIsRememberedAndIdsGoOn() {
        int before =
                tracker.admit(List.of(sighting(NARROW, 200)), at(0)).getFirst().id();
        tracker.reset();

        assertThat(tracker.live()).isEmpty();
        assertThat(tracker.admit(List.of(sighting(NARROW, 200)), at(1))
                        .getFirst()
                        .id())
                .isGreaterThan(before);
    }

    @Test
    void aSteadyWalkIsPredictedAndAVanishedFaceStops() {
        var motion = Motion.startingAt(new Box(0, 0, 100, 100), Duration.ZERO);
        for (int frame = 1; frame <= 60; frame++) motion = motion.next(new Box(frame * 4, 0, 100, 100), at(frame));

        assertThat(motion.predicted(at(63)).x()).isBetween(250.0, 254.0);
        assertThat(motion.predicted(at(600)).x()).isLessThan(400);
    }

    /// A face of about 107 pixels whose middle lies at `x`.
    private static Sighting sighting(SyntheticFace face, double x) {
        return sighting(face, x, LOOKS);
    }

    private static Sighting sighting(SyntheticFace face, double x, float[] luma) {
        float[] points = face.pictured(SyntheticFace.AHEAD, x, 240, 0.6);
        var pose = HeadPoseFit.of(points, SyntheticFace.ANCHORS, 1280, 480);
        var head = HeadMesh.of(points, pose.meshRotation());
        var appearance = new FaceAppearance(luma, 0.5, 100, SkinFolds.unseen());
        var fit = new MeshFit(MeshCrops.around(points), points, 1, appearance);
        return new Sighting(fit, pose, head, new Box(x - 50, 190, 100, 110), HeadShape.of(head));
    }

    private static float[] light(long seed) {
        var random = new Random(seed);
        var luma = new float[MeshTopology.BASE_POINTS];
        for (int i = 0; i < luma.length; i++) luma[i] = random.nextFloat();
        return luma;
    }

    private static Duration at(int frame) {
        return SECOND.multipliedBy(frame).dividedBy(30);
    }
}
