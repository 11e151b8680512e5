package dev.attune.sensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.signals.Emotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Files that other tools wrote, beside the repository.
class RealSamplesTest {

    @Test
    void openFacesOwnSampleIsRead() throws Exception {
        var file = sample("OpenFace_Test.csv");
        assertThat(SensorFormat.recognise(file)).contains(SensorFormat.OPENFACE);
        var seen = Read.faces(SensorFormat.OPENFACE, file);

        assertThat(seen).hasSize(100);
        assertThat(seen).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
        assertThat(seen.getLast().at()).isEqualTo(Duration.ofMillis(99));
        assertThat(seen).allSatisfy(reading -> {
            var face = reading.faces().getFirst();
            assertThat(face.actionUnits()).hasSize(17);
            assertThat(face.gaze()).isNotNull();
        });
    }

    @Test
    void pyFeatsOwnSampleSmiles() throws Exception {
        var file = sample("Feat_Test.csv");
        assertThat(SensorFormat.recognise(file)).contains(SensorFormat.PY_FEAT);
        var face = Read.faces(SensorFormat.PY_FEAT, file).getFirst().faces().getFirst();

        assertThat(face.actionUnits()).hasSize(20);
        assertThat(face.expression())
                .isNotNull()
                .satisfies(expression -> assertThat(expression.top()).isEqualTo(Emotion.JOY));
    }

    private static Path sample(String name) {
        var found = Stream.of(System.getenv().getOrDefault("ATTUNE_SHARED", "../../shared"), "../shared")
                .map(shared -> Path.of(shared).resolve("data/formats").resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
        if (found.isEmpty()
                && System.getenv().getOrDefault("ATTUNE_REQUIRE", "").contains("data"))
            throw new AssertionError("ATTUNE_REQUIRE asks for data, but there is no shared/data/formats/" + name);
        assumeTrue(found.isPresent(), "no development data beside the repository: " + name);
        return found.orElseThrow();
    }
}
