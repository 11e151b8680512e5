package dev.attune.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    @Test
    void timesComeFromTheStreamNotFromTheFrameRate() throws Exception {
        var times = Stream.of(0, 40, 80, 1_080, 1_120, 3_000)
                .map(Duration::ofMillis)
                .toList();
        Path file = folder.resolve("pauses.webm");
        try (var clip = ClipWriter.open(file, 64, 48, 25)) {
            for (Duration at : times) clip.write(Clips.quarters(at, 64, 48));
        }
        assertThat(Clips.play(file).times()).isEqualTo(times);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "tiff"})
    void aStillOfAnOddSizeIsOneFrameAtZero(String format) throws Exception {
        Path file = folder.resolve("still." + format);
        Files.write(file, Clips.encode(Clips.image(Clips.quarters(Duration.ZERO, 61, 47)), format));
        var played = Clips.play(file);
        assertThat(played.times()).containsExactly(Duration.ZERO);
        assertThat(played.firstColours()).isEqualTo(QUARTERS);
        assertThat(played.info())
                .extracting(MediaInfo::kind, MediaInfo::width, MediaInfo::height, MediaInfo::frameRateHz)
                .containsExactly(MediaInfo.Kind.IMAGE, 61, 47, 0.0);
        assertThat(played.ending()).isEqualTo(new Ending.Complete());
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
    void oneChannelAsFromAnInfraredCameraBecomesThreeEqualOnes(int type) throws Exception {
        Path file = write("infrared.png", new BufferedImage(33, 21, type), new Color(120, 120, 120));
        try (var source = MediaFile.open(file)) {
            assertThat(source.info().grayscale()).isTrue();
            byte[] bgr = Objects.requireNonNull(source.next()).bgr();
            assertThat(bgr[0]).isEqualTo(bgr[1]).isEqualTo(bgr[2]);
            assertThat(bgr[0] & 0xff).isCloseTo(120, within(2));
        }
    }

    @Test
    void aTransparentPictureKeepsItsColours() throws Exception {
        Path file =
                write("cut-out.png", new BufferedImage(32, 32, BufferedImage.TYPE_INT_ARGB), new Color(220, 30, 30));
        assertThat(Clips.play(file).firstColours()).containsOnly("red");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%d.jpg", "a:b.png", "лицо 脸.png", "no-ending"})
    void aNameIsOnlyAName(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.write(file, Clips.encode(Clips.image(Clips.quarters(Duration.ZERO, 16, 16)), "png"));
        assertThat(Clips.play(file).times()).hasSize(1);
    }

    @Test
    void memoryDoesNotGrowWithTheRecordingBecauseFramesShareTheirPixels() throws Exception {
        try (var source = MediaFile.open(Clips.clip(folder.resolve("clip.webm"), 64, 48, 25, 3))) {
            byte[] first = Objects.requireNonNull(source.next()).bgr();
            assertThat(Objects.requireNonNull(source.next()).bgr()).isSameAs(first);
        }
    }

    @Test
    void aSourceMayBeClosedTwiceAndSaysThatItIsClosed() throws Exception {
        var source = MediaFile.open(Clips.clip(folder.resolve("clip.webm"), 64, 48, 25, 3));
        assertThatThrownBy(source::ending).hasMessageContaining("was not reached");
        source.close();
        source.close();
        assertThatThrownBy(source::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void aFolderIsSearchedForPicturesAndRecordingsOnly() throws Exception {
        for (String name : List.of("a.MP4", "b.jpeg", "notes.txt", ".hidden.png", "png"))
            Files.writeString(folder.resolve(name), "x");
        Files.createDirectory(folder.resolve("c.webm"));
        try (var files = Files.list(folder)) {
            assertThat(files.filter(MediaFile::isCandidate))
                    .containsExactlyInAnyOrder(folder.resolve("a.MP4"), folder.resolve("b.jpeg"));
        }
    }

    private Path write(String name, BufferedImage image, Color colour) throws Exception {
        var graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.dispose();
        return Files.write(folder.resolve(name), Clips.encode(image, "png"));
    }
}
