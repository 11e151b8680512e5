package dev.attune.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {
    private static final Duration AT = Duration.ofMillis(1_234);

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void aLiveFrameKeepsItsColoursItsSizeAndItsTime(String format) throws Exception {
        Frame frame = PictureDecoder.decode(picture(format, 123, 77), AT);
        assertThat(Clips.clockwise(frame)).isEqualTo(List.of("red", "green", "blue", "white"));
        assertThat(frame).hasToString("Frame[123 x 77 at PT1.234S]");
    }

    @Test
    void aWebPPictureIsDecoded() throws Exception {
        // one white pixel, lossy; the JDK writes no WebP
        byte[] webp = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
        Frame frame = PictureDecoder.decode(webp, AT);
        assertThat(frame.bgr()).hasSize(3);
    }

    @Test
    void everyFrameOwnsItsPixels() throws Exception {
        byte[] jpeg = picture("jpg", 32, 32);
        assertThat(PictureDecoder.decode(jpeg, AT).bgr())
                .isNotSameAs(PictureDecoder.decode(jpeg, AT).bgr());
    }

    @Test
    void bytesThatAreNoPictureAreRefused() {
        byte[] noise = new byte[5_000];
        new Random(3).nextBytes(noise);
        assertRefused(noise, MediaException.Kind.NOT_MEDIA);
        assertRefused(new byte[0], MediaException.Kind.EMPTY_FILE);
        assertRefused(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, MediaException.Kind.NOT_MEDIA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void everyTruncationIsAnErrorAndNeverHalfAPicture(String format) {
        byte[] whole = picture(format, 200, 150);
        for (int length = 0; length < whole.length; length += 37) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PictureDecoder.decode(part, AT)).isInstanceOf(MediaException.class);
        }
    }

    @Test
    void damageIsAMediaExceptionOrAPictureNeverACrash() {
        var random = new Random(11);
        for (String format : List.of("jpg", "png")) {
            byte[] whole = picture(format, 160, 120);
            for (int round = 0; round < 200; round++) {
                byte[] damaged = whole.clone();
                for (int i = 0; i < 8; i++) damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                try {
                    assertThat(PictureDecoder.decode(damaged, AT).bgr()).isNotEmpty();
                } catch (MediaException e) {
                    assertThat(e).hasMessageContaining("picture");
                }
            }
        }
    }

    @Test
    void aPictureOfTooManyPixelsIsRefusedByItsHeader() {
        byte[] png = picture("png", 16, 16);
        ByteBuffer.wrap(png).putInt(16, 1 << 30).putInt(20, 1 << 30);
        assertRefused(png, MediaException.Kind.TOO_LARGE);
    }

    private static byte[] picture(String format, int width, int height) {
        return Clips.encode(Clips.image(Clips.quarters(Duration.ZERO, width, height)), format);
    }

    private static void assertRefused(byte[] encoded, MediaException.Kind kind) {
        assertThatThrownBy(() -> PictureDecoder.decode(encoded, AT))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
