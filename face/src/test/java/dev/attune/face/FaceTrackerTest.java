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

    private static final float[] LOOKS = SyntheticFace.luma(1);
    private static final float[] OTHER_LOOKS = SyntheticFace.luma(2);

    private static final FaceTint TINT = new FaceTint(new double[] {0.3, -0.2, 0.3, -0.2, 0.5, -0.3});
    private static final FaceTint OTHER_TINT = new FaceTint(new double[] {0.4, -0.3, 0.4, -0.3, 0.6, -0.4});

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
    void whoSitsDownWhereAMeshFollowedSomebodyIsNotToldUntilItIsClearThatTheyAreNew() {
        var track = tracker.admit(List.of(sighting(NARROW, 200)), at(0)).getFirst();
        var stranger = sighting(NARROW, 200, OTHER_LOOKS);

        for (int frame = 1; frame < 10; frame++) {
            assertThat(tracker.follow(track, stranger, at(frame)))
                    .as("frame %d", frame)
                    .isTrue();
            assertThat(track.isTold()).as("frame %d", frame).isFalse();
        }
        assertThat(tracker.follow(track, stranger, at(10))).isFalse(); // 300 ms after the first
        tracker.replace(track, stranger, at(10));

        assertThat(tracker.live()).singleElement().satisfies(newcomer -> {
            assertThat(newcomer.id()).isNotEqualTo(track.id());
            assertThat(newcomer.isTold()).isTrue();
        });
    }

    @Test
    void threeFramesAreNeededHoweverFewThereAreASecond() {
        var track = tracker.admit(List.of(sighting(NARROW, 200)), at(0)).getFirst();
        var stranger = sighting(NARROW, 200, OTHER_LOOKS);

        assertThat(tracker.follow(track, stranger, at(30))).isTrue();
        assertThat(tracker.follow(track, stranger, at(60))).isTrue();
        assertThat(tracker.follow(track, stranger, at(90))).isFalse();
    }

    @Test
    void anOddLookNowAndThenProvesNothing() {
        var track = tracker.admit(List.of(sighting(NARROW, 200)), at(0)).getFirst();

        for (int frame = 1; frame <= 60; frame++) {
            boolean odd = frame % 8 > 1;
            assertThat(tracker.follow(track, sighting(NARROW, 200, odd ? OTHER_LOOKS : LOOKS), at(frame)))
                    .isTrue();
            assertThat(track.isTold()).isEqualTo(!odd);
        }
    }

    @Test
    void aFaceBehindAHandKeepsItsIdLongerThanWhoeverIsLostIsRemembered() {
        var track = tracker.admit(List.of(sighting(NARROW, 200)), at(0)).getFirst();

        for (int frame = 1; frame <= 120; frame++) { // 4 s; whoever is lost is remembered for 1 s
            assertThat(tracker.follow(track, sighting(NARROW, 200, noise()), at(frame)))
                    .isTrue();
            tracker.separate(at(frame));
            tracker.settle(at(frame));
        }
        assertThat(track.isTold()).isFalse();

        assertThat(tracker.follow(track, sighting(NARROW, 200), at(121))).isTrue();
        assertThat(track.isTold()).isTrue();
    }

    @Test
    void whoeverStaysHiddenForMoreThanFiveSecondsBeginsAnew() {
        var track = tracker.admit(List.of(sighting(NARROW, 200)), at(0)).getFirst();
        var hidden = sighting(NARROW, 200, noise());

        assertThat(tracker.follow(track, hidden, at(150))).isTrue();
        assertThat(tracker.follow(track, hidden, at(151))).isFalse();
    }

    @Test
    void aMeshThatSlidesOntoWhoPassesLittleByLittleIsLostThere() {
        var pair = tracker.admit(List.of(sighting(NARROW, 200), sighting(WIDE, 500, OTHER_LOOKS)), at(0));
        var track = pair.getFirst();
        for (int frame = 1; frame <= 75; frame++) tracker.follow(track, sighting(NARROW, 200), at(frame));
        track.isBeside(pair.getLast());

        int frame = 75;
        while (track.isTold() && frame++ < 105)
            tracker.follow(track, sighting(NARROW, 200, between((frame - 75) / 30f)), at(frame));

        assertThat(frame).isBetween(80, 100);
    }

    @Test
    void whoSlippedOntoTheFaceInFrontIsLostWhoeverJumpedLess() {
        var tracks = tracker.admit(List.of(sighting(NARROW, 100), sighting(NARROW, 180, OTHER_LOOKS)), at(0));
        tracker.follow(tracks.get(0), sighting(NARROW, 140), at(1));
        tracker.follow(tracks.get(1), sighting(NARROW, 140), at(1));

        tracker.separate(at(1));

        assertThat(tracker.live()).containsExactly(tracks.get(0));
    }

    @Test
    void whereNobodyIsRememberedASeriesOfPicturesHasNoDoubts() {
        var stills = new FaceTracker(Duration.ZERO, SyntheticFace.PATTERN);
        var track = stills.admit(List.of(sighting(NARROW, 200)), at(0)).getFirst();
        var stranger = sighting(NARROW, 200, OTHER_LOOKS);

        assertThat(stills.follow(track, stranger, at(1))).isFalse();
        stills.replace(track, stranger, at(1));

        assertThat(stills.live()).singleElement().satisfies(next -> {
            assertThat(next.id()).isNotEqualTo(track.id());
            assertThat(next.isTold()).isTrue();
        });
    }

    @Test
    void whoIsFoundWhereSomebodyVanishedIsNotToldUntilItIsClearThatTheyAreNew() {
        var track = tracker.admit(List.of(sighting(NARROW, 200)), at(0)).getFirst();
        tracker.lose(track, at(0));
        var newcomer = tracker.admit(List.of(sighting(NARROW, 200, OTHER_LOOKS)), at(3))
                .getFirst();

        tracker.settle(at(11));
        assertThat(newcomer.isTold()).isFalse();
        tracker.settle(at(12)); // 300 ms later
        assertThat(newcomer.isTold()).isTrue();
        assertThat(tracker.live()).containsExactly(newcomer);
    }

    @Test
    void whoComesBackHalfHiddenHasTheirIdOnceTheyAreSeen() {
        var track = tracker.admit(List.of(sighting(NARROW, 200)), at(0)).getFirst();
        tracker.lose(track, at(0));
        var newcomer =
                tracker.admit(List.of(sighting(NARROW, 200, noise())), at(3)).getFirst();
        tracker.settle(at(20)); // longer than a stranger would wait, but nobody is seen
        assertThat(newcomer.isTold()).isFalse();

        tracker.follow(newcomer, sighting(NARROW, 200), at(21));
        tracker.settle(at(21));

        assertThat(tracker.live()).containsExactly(track);
        assertThat(track.isTold()).isTrue();
    }

    @Test
    void whoLooksTheSameInOtherColoursIsANewTrack() {
        var track = tracker.admit(List.of(sighting(NARROW, 200)), at(0)).getFirst();
        tracker.lose(track, at(0));

        assertThat(tracker.admit(List.of(sighting(NARROW, 200, LOOKS, OTHER_TINT)), at(3))
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
        return sighting(face, x, luma, TINT);
    }

    private static Sighting sighting(SyntheticFace face, double x, float[] luma, FaceTint tint) {
        float[] points = face.pictured(SyntheticFace.AHEAD, x, 240, 0.6);
        var pose = HeadPoseFit.of(points, SyntheticFace.ANCHORS, 1280, 480);
        var head = HeadMesh.of(points, pose.meshRotation());
        var appearance = new FaceAppearance(luma, 0.5, 100, NoseWrinkles.unseen(), tint);
        var fit = new MeshFit(MeshCrops.around(points), points, 1, appearance);
        return new Sighting(
                fit, pose, head, new Box(x - 50, 190, 100, 110), HeadShape.of(head), SyntheticFace.PATTERN.look(luma));
    }

    /// From `LOOKS` at 0 to `OTHER_LOOKS` at 1.
    private static float[] between(float share) {
        var luma = LOOKS.clone();
        for (int i = 0; i < luma.length; i++) luma[i] += share * (OTHER_LOOKS[i] - LOOKS[i]);
        return luma;
    }

    /// No face.
    private static float[] noise() {
        var random = new Random(1);
        var luma = LOOKS.clone();
        for (int i = 0; i < luma.length; i++) luma[i] = random.nextFloat();
        return luma;
    }

    private static Duration at(int frame) {
        return SECOND.multipliedBy(frame).dividedBy(30);
    }
}
