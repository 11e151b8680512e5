package dev.attune.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "1, red green blue white",
        "2, green red white blue",
        "3, blue white red green",
        "4, white blue green red",
        "5, red white blue green",
        "6, white red green blue",
        "7, blue green red white",
        "8, green blue white red"
    })
    void aPhotographIsTurnedAsItsExifTagSays(int tag, String clockwise) throws Exception {
        byte[] jpeg = withExifOrientation(Clips.encode(Clips.image(Clips.quarters(Duration.ZERO, 64, 32)), "jpg"), tag);
        var expected = List.of(clockwise.split(" "));
        Frame live = PictureDecoder.decode(jpeg, Duration.ZERO);
        assertThat(Clips.clockwise(live)).isEqualTo(expected);
        assertThat(live.width()).isEqualTo(tag >= 5 ? 32 : 64);

        var played = Clips.play(Files.write(folder.resolve("photo.jpg"), jpeg));
        assertThat(played.firstColours()).isEqualTo(expected);
        assertThat(played.info().width()).isEqualTo(live.width());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, -1, 0, white red green blue",
        "-1, 0, 0, -1, blue white red green",
        "0, -1, 1, 0, green blue white red"
    })
    void aPhoneRecordingIsTurnedByItsDisplayMatrix(int a, int b, int c, int d, String clockwise) throws Exception {
        byte[] mp4 = Files.readAllBytes(Clips.clip(folder.resolve("clip.mp4"), 64, 32, 25, 3));
        setTrackMatrix(mp4, a, b, c, d);
        var played = Clips.play(Files.write(folder.resolve("phone.mp4"), mp4));
        assertThat(played.firstColours()).isEqualTo(List.of(clockwise.split(" ")));
        assertThat(played.info().width()).isEqualTo(a == 0 ? 32 : 64);
    }

    @Test
    void everyTurnCanBeUndone() {
        byte[] stored = Clips.quarters(Duration.ZERO, 6, 4).bgr();
        byte[] once = new byte[stored.length];
        byte[] back = new byte[stored.length];
        Orientation.ofExif("6").apply(stored, 6, 4, once);
        Orientation.ofExif("8").apply(once, 4, 6, back);
        assertThat(back).isEqualTo(stored);
    }

    /// Inserts a minimal EXIF segment behind the start marker: one big-endian directory with tag 0x0112.
    private static byte[] withExifOrientation(byte[] jpeg, int tag) {
        var exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        exif.putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) tag);
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(exif.array());
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    /// ISO 14496-12 8.3.2: the matrix {a b u c d v x y w} lies 40 bytes into a version 0 track header.
    private static void setTrackMatrix(byte[] mp4, int a, int b, int c, int d) {
        int header = new String(mp4, StandardCharsets.ISO_8859_1).indexOf("tkhd");
        assertThat(header).isPositive();
        var matrix = ByteBuffer.wrap(mp4, header + 44, 36);
        for (int value : new int[] {a, b, 0, c, d, 0, 0, 0}) matrix.putInt(value << 16);
    }
}
