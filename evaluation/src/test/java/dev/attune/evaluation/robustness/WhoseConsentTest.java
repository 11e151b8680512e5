package dev.attune.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.actor.GroundTruth.Point;
import dev.attune.evaluation.robustness.Encounter.Actor;
import dev.attune.evaluation.robustness.Encounter.Liveliness;
import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.fusion.ConsentingFace;
import dev.attune.fusion.ConsentingFace.Standing;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import dev.attune.media.PictureDecoder;
import dev.attune.models.ModelStore;
import dev.attune.signals.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Real faces before a live camera: how often is somebody read who did not agree, and how often is who agreed taken for
/// somebody else? Figures with more people: `-Dattune.people=40`.
class WhoseConsentTest {
    private static final int PEOPLE = Integer.getInteger("attune.people", 6);
    private static final long SEED = 26;
    private static final double LEAVES = 1.5; // seconds
    private static final double STAYS = 2.5;
    private static final int FRAMES_PER_SECOND = 15;
    private static final double[] LOOKS_AWAY = {0.2, 0.47, 1, 1.6};
    private static final double[] GAPS = {0, 0.47, 1, 1.6, 3};

    private static FaceModels models;
    private static List<Portrait> people;
    private static List<Portrait> later;

    @BeforeAll
    static void look() throws Exception {
        var index = SharedData.file("face/groups/index.csv");
        models = FaceModels.open(ModelStore.bundled());
        people = new ArrayList<>();
        later = new ArrayList<>();
        var lines = new ArrayList<>(Files.readAllLines(index));
        lines.removeFirst();
        Collections.shuffle(lines, new Random(SEED));
        try (var store = ModelStore.bundled()) {
            var face = store.canonicalFace();
            for (int i = 0; people.size() < PEOPLE; i++) {
                var name = lines.get(i).split(",")[0];
                portrait(index, name).ifPresent(portrait -> {
                    people.add(portrait);
                    later.add(portrait.later(face));
                });
            }
        }
    }

    @AfterAll
    static void close() {
        if (models != null) models.close();
    }

    /// Frames of a newcomer read, and plays in which the page never heard of them.
    @Test
    void whoTakesAPlaceIsNotReadAndIsSaid(TestReporter reporter) {
        for (double gap : GAPS) {
            var plays = plays(i -> read(people.get(i), people.get((i + 1) % PEOPLE), gap));
            reporter.publishEntry("newcomer after %s s, n %d".formatted(gap, PEOPLE), told(plays));

            assertThat(plays).as("gap %s: frames read of a newcomer", gap).allMatch(play -> play.readAfter() == 0);
            assertThat(plays).as("gap %s: newcomers said", gap).allMatch(Seen::another);
        }
    }

    @Test
    void whoOnlyLookedAwayIsHardlyEverInterrupted(TestReporter reporter) {
        for (double gap : LOOKS_AWAY) {
            var plays = plays(i -> read(people.get(i), people.get(i), gap));
            reporter.publishEntry("away for %s s, n %d".formatted(gap, PEOPLE), told(plays));

            assertThat(interrupted(plays)).as("gap %s", gap).isLessThanOrEqualTo(PEOPLE / 6);
        }
    }

    /// Turned by eight degrees, smiling and lit from one side.
    @Test
    void whoIsBackInAnotherPoseIsHardlyEverInterrupted(TestReporter reporter) {
        for (double gap : LOOKS_AWAY) {
            var plays = plays(i -> read(people.get(i), later.get(i), gap));
            reporter.publishEntry(
                    "back in another pose and light after %s s, n %d".formatted(gap, PEOPLE), told(plays));

            assertThat(interrupted(plays)).as("gap %s", gap).isLessThanOrEqualTo(PEOPLE / 6);
        }
    }

    @Test
    void whoSomebodyWalksPastIsHardlyEverInterrupted(TestReporter reporter) {
        var plays = plays(i -> passed(people.get(i), people.get((i + 1) % PEOPLE)));
        reporter.publishEntry("somebody walks past in front, n %d".formatted(PEOPLE), told(plays));

        assertThat(interrupted(plays)).isLessThanOrEqualTo(PEOPLE / 6);
    }

    /// @param readBefore frames in which whoever agreed was read
    /// @param readAfter frames in which somebody was after the change
    /// @param another whether the page heard of somebody else
    private record Seen(int readBefore, int readAfter, boolean another) {}

    private interface Play {
        Seen of(int person);
    }

    private static List<Seen> plays(Play play) {
        var seen = new ArrayList<Seen>();
        for (int i = 0; i < PEOPLE; i++) seen.add(play.of(i));
        assertThat(seen).as("whoever agreed").allMatch(each -> each.readBefore() > 10);
        return seen;
    }

    private static long interrupted(List<Seen> plays) {
        return plays.stream().filter(Seen::another).count();
    }

    private static String told(List<Seen> plays) {
        ToIntFunction<Seen> read = Seen::readAfter;
        return "somebody else said in %d, read afterwards in %d plays, %d frames"
                .formatted(
                        interrupted(plays),
                        plays.stream().filter(play -> play.readAfter() > 0).count(),
                        plays.stream().mapToInt(read).sum());
    }

    /// One sits and leaves, one comes.
    private static Seen read(Portrait sitting, Portrait coming, double gap) {
        return play(
                List.of(
                        new Actor(0, sitting.picture(), between(0, LEAVES)),
                        new Actor(1, coming.picture(), between(LEAVES + gap, LEAVES + gap + STAYS))),
                LEAVES + gap + STAYS,
                LEAVES);
    }

    private static Seen passed(Portrait sitting, Portrait walking) {
        return play(
                List.of(
                        new Actor(0, sitting.picture(), second -> Optional.of(new Point(0, 0))),
                        new Actor(
                                1,
                                walking.picture(),
                                second -> second < LEAVES
                                        ? Optional.empty()
                                        : Optional.of(new Point(320 - 320 * (second - LEAVES), 20)))),
                LEAVES + 2 + STAYS,
                LEAVES);
    }

    private static Seen play(List<Actor> actors, double end, double change) {
        var encounter = new Encounter(actors, end, Liveliness.of(SEED));
        var consenting = new ConsentingFace();
        int before = 0, after = 0;
        boolean another = false;
        try (var analyzer = new FaceAnalyzer(models, FaceOptions.live())) {
            for (int i = 0; i < end * FRAMES_PER_SECOND; i++) {
                double second = (double) i / FRAMES_PER_SECOND;
                var at = Duration.ofNanos(i * 1_000_000_000L / FRAMES_PER_SECOND);
                var frame = new Frame(at, Encounter.WIDTH, Encounter.HEIGHT, encounter.picture(second));
                int read = readable(analyzer, frame, consenting);
                if (second < change) before += read;
                else after += read;
                another |= consenting.standing() == Standing.ANOTHER;
            }
        }
        return new Seen(before, after, another);
    }

    /// Without the expression networks, which do not touch who is read.
    private static int readable(FaceAnalyzer analyzer, Frame frame, ConsentingFace consenting) {
        int[] read = new int[1];
        analyzer.analyze(frame, Set.of(Modality.FACE), (at, followed) -> {
            read[0] = consenting.of(at, followed).size();
            return Set.of();
        });
        return read[0];
    }

    private static Encounter.Path between(double from, double to) {
        return second -> second >= from && second < to ? Optional.of(new Point(0, 0)) : Optional.empty();
    }

    private static Optional<Portrait> portrait(Path index, String name) throws IOException {
        try {
            var frame = PictureDecoder.decode(Files.readAllBytes(index.resolveSibling(name)), Duration.ZERO);
            return Portrait.of(new Still(name, frame), models);
        } catch (MediaException e) {
            throw new IOException(name + " cannot be read", e);
        }
    }
}
