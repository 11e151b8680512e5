package dev.attune.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.actor.GroundTruth.Point;
import dev.attune.evaluation.robustness.Encounter.Actor;
import dev.attune.evaluation.robustness.Encounter.Liveliness;
import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.media.Frame;
import dev.attune.media.PictureDecoder;
import dev.attune.models.ModelStore;
import dev.attune.signals.FaceObservation;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Real faces: one person sits before the camera, another takes the place. An id carries a consent and a usual face.
class PlaceTakenTest {
    private static final double LEAVES = 1; // seconds
    private static final double END = 2.6;
    private static final int FRAMES_PER_SECOND = 15;

    private static FaceModels models;
    private static List<Portrait> people;

    @BeforeAll
    static void look() throws Exception {
        var index = SharedData.file("face/groups/index.csv");
        models = FaceModels.open(ModelStore.bundled());
        people = new ArrayList<>();
        var lines = Files.readAllLines(index);
        for (int i = 40; people.size() < 6; i += 40) { // of another group each
            var name = lines.get(i).split(",")[0];
            var frame = PictureDecoder.decode(Files.readAllBytes(index.resolveSibling(name)), Duration.ZERO);
            Portrait.of(new Still(name, frame), models).ifPresent(people::add);
        }
    }

    @AfterAll
    static void close() {
        if (models != null) models.close();
    }

    @Test
    void whoTakesAPlaceWithinHalfASecondIsNotReadOnceUnderTheIdOfWhoSatThere() {
        for (int i = 0; i + 1 < people.size(); i++)
            for (double gap : new double[] {0, 0.2, 0.47}) {
                var read = read(people.get(i), people.get(i + 1), gap);

                assertThat(read.first()).as("pair %d, gap %s", i, gap).hasSize(1);
                assertThat(read.second())
                        .as("pair %d, gap %s", i, gap)
                        .isNotEmpty()
                        .doesNotContainAnyElementsOf(read.first());
            }
    }

    @Test
    void whoIsBackWithinHalfASecondHasTheirIdAgain() {
        for (var person : people) {
            var read = read(person, person, 0.47);

            assertThat(read.second()).as(person.person()).isEqualTo(read.first());
        }
    }

    private record Ids(Set<Integer> first, Set<Integer> second) {}

    private static Ids read(Portrait sitting, Portrait coming, double gap) {
        var encounter = new Encounter(
                List.of(
                        new Actor(0, sitting.picture(), between(0, LEAVES)),
                        new Actor(1, coming.picture(), between(LEAVES + gap, END))),
                END,
                Liveliness.of(1));
        var ids = new Ids(new TreeSet<>(), new TreeSet<>());
        try (var analyzer = new FaceAnalyzer(models, FaceOptions.live())) {
            for (int i = 0; i < END * FRAMES_PER_SECOND; i++) {
                double second = (double) i / FRAMES_PER_SECOND;
                var at = Duration.ofNanos(i * 1_000_000_000L / FRAMES_PER_SECOND);
                var faces = analyzer.analyze(
                                new Frame(at, Encounter.WIDTH, Encounter.HEIGHT, encounter.picture(second)))
                        .faces();
                faces.stream()
                        .map(FaceObservation::trackId)
                        .forEach((second < LEAVES ? ids.first() : ids.second())::add);
            }
        }
        return ids;
    }

    private static Encounter.Path between(double from, double to) {
        return second -> second >= from && second < to ? Optional.of(new Point(0, 0)) : Optional.empty();
    }
}
