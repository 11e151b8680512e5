package dev.attune.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.actor.BundledClip;
import dev.attune.evaluation.SessionBench.Point;
import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.media.Frame;
import dev.attune.media.MediaFile;
import dev.attune.models.ModelStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionBenchTest {
    private static final Duration INTERVAL = Duration.ofMillis(40);

    @TempDir
    Path folder;

    @Test
    void aSessionGoesOnWithoutTheNetworksAndItsHeapIsLookedAtEvenly() throws Exception {
        var frames = frames(6);
        try (var models = FaceModels.open(ModelStore.bundled())) {
            var bench = new SessionBench(models, frames, INTERVAL);

            var cost = bench.cost(10, 50);
            var told = new ArrayList<Point>();
            var heap = bench.endure(Duration.ofSeconds(40), 3, told::add);

            assertThat(cost.faces()).isEqualTo(50);
            assertThat(cost.together()).isPositive();
            assertThat(heap).isEqualTo(told).extracting(Point::frames).containsExactly(500L, 750L, 1000L);
            assertThat(heap.getLast().mediaTime()).isEqualTo(Duration.ofSeconds(40));
        }
    }

    @Test
    void whatTheNetworksRememberIsWhatTheySaid() throws Exception {
        var frames = frames(3);
        try (var models = FaceModels.open(ModelStore.bundled());
                var remembering = FaceAnalyzer.remembering(models, FaceOptions.live(), frames);
                var asking = new FaceAnalyzer(models, FaceOptions.live())) {
            var remembered = remembering.analyze(frames.getFirst()).faces().getFirst();
            var asked = asking.analyze(frames.getFirst()).faces().getFirst();

            assertThat(remembered.box().overlap(asked.box())).isGreaterThan(0.9);
            assertThat(remembered.expression().top())
                    .isEqualTo(asked.expression().top());
            var strange = new Frame(Duration.ofSeconds(1), 4, 4, new byte[48]);
            assertThatThrownBy(() -> remembering.analyze(strange)).hasMessageContaining("never asked");
        }
    }

    @Test
    void growthIsTheSlopeOfTheHeap() {
        var steady = List.of(point(0, 100), point(1, 103), point(2, 100));
        var growing = List.of(point(0, 100), point(1, 150), point(2, 200));

        assertThat(SessionBench.growthPerHour(steady)).isEqualTo(0, within(1e-6));
        assertThat(SessionBench.growthPerHour(growing)).isEqualTo(50, within(1e-6));
    }

    private static Point point(int hours, long bytes) {
        return new Point(hours * 108_000L, Duration.ofHours(hours), bytes);
    }

    private List<Frame> frames(int count) throws Exception {
        try (var source = MediaFile.open(BundledClip.NEUTRAL.copyTo(folder))) {
            var frames = new ArrayList<Frame>();
            for (Frame frame; frames.size() < count && (frame = source.next()) != null; )
                frames.add(new Frame(
                        frame.at(), frame.width(), frame.height(), frame.bgr().clone()));
            return frames;
        }
    }
}
