package dev.attune.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadMediaTest {

    @TempDir
    Path folder;

    @Test
    void anEmptyFileIsCalledEmpty() throws Exception {
        assertRefused(file("empty.mp4", new byte[0]), MediaException.Kind.EMPTY_FILE)
                .hasMessageContaining("0 bytes");
    }

    @Test
    void aTextThatCallsItselfAVideoIsNoMedia() throws Exception {
        byte[] text = "Dear customer, thank you.".getBytes(StandardCharsets.UTF_8);
        assertRefused(file("letter.mp4", text), MediaException.Kind.NOT_MEDIA).hasMessageContaining("letter.mp4");
        assertRefused(file("letter.txt", text), MediaException.Kind.NOT_MEDIA);
    }

    @Test
    void aPlaylistIsNotFollowed() throws Exception {
        Clips.clip(folder.resolve("clip.webm"), 64, 48, 25, 3);
        byte[] list = "ffconcat version 1.0\nfile clip.webm\n".getBytes(StandardCharsets.UTF_8);
        assertRefused(file("list.mp4", list), MediaException.Kind.NOT_MEDIA);
    }

    @Test
    void aSoundRecordingHasNoVideoStream() throws Exception {
        Path file = folder.resolve("voice.wav");
        var silence = new AudioInputStream(
                new ByteArrayInputStream(new byte[32_000]), new AudioFormat(16_000, 16, 1, true, false), 16_000);
        AudioSystem.write(silence, AudioFileFormat.Type.WAVE, file.toFile());
        assertRefused(file, MediaException.Kind.NO_VIDEO_STREAM);
    }

    @Test
    void anMp4CutBeforeItsIndexIsCalledCutOff() throws Exception {
        byte[] whole = Files.readAllBytes(Clips.clip(folder.resolve("whole.mp4"), 64, 48, 25, 50));
        assertRefused(file("cut.mp4", Arrays.copyOf(whole, whole.length / 2)), MediaException.Kind.CUT_OFF)
                .hasMessageContaining("before its index was written");
    }

    @Test
    void aRecordingCutInTheMiddlePlaysUntilThereAndSaysSo() throws Exception {
        byte[] whole = Files.readAllBytes(Clips.clip(folder.resolve("whole.webm"), 64, 48, 25, 100));
        var played = Clips.play(file("cut.webm", Arrays.copyOf(whole, whole.length * 6 / 10)));
        assertThat(played.times()).hasSizeBetween(10, 90);
        assertThat(played.ending()).isInstanceOfSatisfying(Ending.CutOff.class, cut -> {
            assertThat(cut.at()).isEqualTo(played.times().getLast());
            assertThat(cut.detail()).contains("more than it holds");
        });
    }

    @Test
    void aPhotographCutInTheMiddleSaysThatItsLowerPartIsNotReal() throws Exception {
        byte[] whole = Clips.encode(Clips.image(Clips.quarters(Duration.ZERO, 320, 240)), "jpg");
        var played = Clips.play(file("cut.jpg", Arrays.copyOf(whole, whole.length * 7 / 10)));
        assertThat(played.ending()).isInstanceOf(Ending.CutOff.class);
    }

    @Test
    void damageInsideARecordingIsADecoderFailureOrAGapNeverAnEndlessLoop() throws Exception {
        byte[] bytes = Files.readAllBytes(Clips.clip(folder.resolve("whole.webm"), 64, 48, 25, 50));
        var random = new Random(7);
        for (int i = bytes.length / 3; i < bytes.length; i++) if (random.nextInt(4) == 0) bytes[i] ^= (byte) 0x55;
        try (var source = MediaFile.open(file("damaged.webm", bytes))) {
            Duration last = Duration.ofNanos(-1);
            for (Frame frame; (frame = source.next()) != null; last = frame.at())
                assertThat(frame.at()).isGreaterThan(last);
            assertThat(source.ending()).isInstanceOf(Ending.CutOff.class);
        }
    }

    @Test
    void aPictureOfTooManyPixelsIsRefusedBeforeItIsDecoded() throws Exception {
        byte[] png = Clips.encode(Clips.image(Clips.quarters(Duration.ZERO, 16, 16)), "png");
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        assertRefused(file("huge.png", png), MediaException.Kind.TOO_LARGE).hasMessageContaining("60000 x 60000");
    }

    @Test
    void aMissingFileAndAFolderAreUnreadable() {
        assertRefused(folder.resolve("nothing.mp4"), MediaException.Kind.UNREADABLE)
                .hasMessageContaining("does not exist");
        assertRefused(folder, MediaException.Kind.UNREADABLE).hasMessageContaining("is a folder");
    }

    @Test
    void aFileWithoutPermissionIsUnreadable() throws Exception {
        Path file = file("private.mp4", new byte[] {1});
        assertThat(file.toFile().setReadable(false)).isTrue();
        assumeFalse(Files.isReadable(file), "this user may read everything");
        assertRefused(file, MediaException.Kind.UNREADABLE).hasMessageContaining("permissions");
    }

    private Path file(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path file, MediaException.Kind kind) {
        return assertThatThrownBy(() -> MediaFile.open(file))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
