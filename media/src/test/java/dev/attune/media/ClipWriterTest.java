package dev.attune.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipWriterTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {".webm", ".mp4", ".mjpeg"})
    void theSameFramesGiveTheSameBytes(String ending) throws Exception {
        Path one = Clips.clip(folder.resolve("one" + ending), 64, 48, 23.976, 10);
        Path two = Clips.clip(folder.resolve("two" + ending), 64, 48, 23.976, 10);
        assertThat(Files.mismatch(one, two)).isEqualTo(-1);
    }

    @Test
    void timesThatDoNotIncreaseAreRefused() throws Exception {
        try (var clip = ClipWriter.open(folder.resolve("clip.webm"), 64, 48, 25)) {
            clip.write(Clips.quarters(Duration.ofMillis(40), 64, 48));
            assertThatThrownBy(() -> clip.write(Clips.quarters(Duration.ofMillis(40), 64, 48)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must increase");
        }
    }

    @Test
    void aFrameOfAnotherSizeIsRefused() throws Exception {
        try (var clip = ClipWriter.open(folder.resolve("clip.webm"), 64, 48, 25)) {
            assertThatThrownBy(() -> clip.write(Clips.quarters(Duration.ZERO, 48, 64)))
                    .hasMessageContaining("holds frames of 64 x 48")
                    .hasMessageContaining("48 x 64");
        }
    }

    @Test
    void whatCannotBeWrittenIsSaidAtOnce() {
        assertThatThrownBy(() -> ClipWriter.open(folder.resolve("clip.gif"), 64, 48, 25))
                .hasMessageContaining(".webm, .mp4 or .mjpeg");
        assertThatThrownBy(() -> ClipWriter.open(folder.resolve("clip.webm"), 63, 48, 25))
                .hasMessageContaining("63 x 48");
        assertThatThrownBy(() -> ClipWriter.open(folder.resolve("missing/clip.webm"), 64, 48, 25))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No such file or directory");
    }
}
