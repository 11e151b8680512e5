package dev.attune.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaFileTest {
    private static final List<String> QUARTERS = List.of("red", "green", "blue", "white");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"clip.webm", "clip.mp4", "clip.mjpeg"})
    void aClipIsReadBackWithItsColoursFramesAndTimes(String name) throws Exception {
        var played = Clips.play(Clips.clip(folder.resolve(name), 64, 48, 25, 12));
        assertThat(played.firstColours()).isEqualTo(QUARTERS);
        assertThat(played.times()).hasSize(12);
        for (int i = 0; i < 12; i++)
            assertThat(played.times().get(i).toMillis()).isCloseTo(40L * i, within(1L));
        assertThat(played.info().kind()).isEqualTo(MediaInfo.Kind.VIDEO);
        assertThat(played.info().frameRateHz()).isEqualTo(25, within(0.1));
        assertThat(played.ending()).isEqualTo(new Ending.Complete());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
    void aStillIsOneFrameAtZero(String format) throws Exception {
        Path file = folder.resolve("still." + format);
        Files.write(file, Clips.encode(Clips.image(Clips.quarters(Duration.ZERO, 61, 47)), format));
        var played = Clips.play(file);
        assertThat(played.times()).containsExactly(Duration.ZERO);
        assertThat(played.firstColours()).isEqualTo(QUARTERS);
        assertThat(played.info().width()).isEqualTo(61);
        assertThat(played.ending()).isEqualTo(new Ending.Complete());
    }
}
