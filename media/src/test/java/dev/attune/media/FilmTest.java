package dev.attune.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A real film clip, which lies beside the project where it is available.
class FilmTest {

    @Test
    void aFilmAt24000Over1001FramesPerSecondKeepsItsTimes() throws Exception {
        var played = Clips.play(shared("data/video/WolfgangLanger_Pexels.mp4"));
        assertThat(played.times()).hasSize(472);
        assertThat(played.times().getFirst()).isZero();
        assertThat(played.times().getLast()).isEqualTo(Duration.ofNanos(471L * 1_001 * 1_000_000 / 24));
        assertThat(played.info().frameRateHz()).isEqualTo(24_000 / 1_001.0);
        assertThat(played.info().codec()).isEqualTo("h264");
        assertThat(played.ending()).isEqualTo(new Ending.Complete());
    }

    private static Path shared(String name) {
        Path file = Stream.of(System.getProperty("ATTUNE_SHARED"), System.getenv("ATTUNE_SHARED"), "../../shared")
                .flatMap(folder -> Optional.ofNullable(folder).stream())
                .map(folder -> Path.of(folder).resolve(name))
                .findFirst()
                .orElseThrow();
        boolean required =
                Optional.ofNullable(System.getenv("ATTUNE_REQUIRE")).orElse("").contains("data");
        if (required) assertThat(file).exists();
        assumeTrue(Files.exists(file), file + " is not there; set ATTUNE_SHARED to the folder that holds data/");
        return file;
    }
}
