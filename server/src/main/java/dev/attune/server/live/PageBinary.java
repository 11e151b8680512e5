package dev.attune.server.live;

import dev.attune.media.PhoneCoding;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/// The binary messages of a page: a header of 16 bytes, big-endian, then an encoded picture or a stretch of sound.
///
/// | offset | type | meaning |
/// |---|---|---|
/// | 0 | u8 | version, 1 |
/// | 1 | u8 | format: 1 JPEG, 2 PNG, 3 WebP, 4 sound: 16 kHz, one channel, 16 bit, little-endian |
/// | 2 | u16 | reserved, 0 |
/// | 4 | u32 | sequence, chosen by the client; returned with the result of a picture |
/// | 8 | u64 | media time in microseconds; of sound, of its first sample |
final class PageBinary {
    static final int HEADER_BYTES = 16;
    static final int MAX_PICTURE_BYTES = 2 << 20;

    /// A second; a withdrawal takes effect within one message, and 0.1 s is usual.
    static final int MAX_SOUND_BYTES = 2 * 16_000;

    private static final int VERSION = 1;
    private static final int LAST_PICTURE = 3;
    private static final int SOUND = 4;
    private static final int SOUND_RATE_HZ = 16_000;
    private static final long LATEST_MICROS = Duration.ofDays(365).toNanos() / 1000; // far beyond any session

    private PageBinary() {}

    /// @throws SessionRefusal naming the field and what was expected
    static Mailbox.Letter parse(byte[] message, long arrivedNanos) {
        if (message.length <= HEADER_BYTES)
            throw SessionRefusal.malformed(
                    "A binary message has %d bytes, but header and content need more than %d."
                            .formatted(message.length, HEADER_BYTES),
                    "Send the 16-byte header, then the encoded picture or the sound.");
        var header = ByteBuffer.wrap(message);
        int version = Byte.toUnsignedInt(header.get());
        int format = Byte.toUnsignedInt(header.get());
        int reserved = Short.toUnsignedInt(header.getShort());
        long sequence = Integer.toUnsignedLong(header.getInt());
        long micros = header.getLong();
        require(version == VERSION, "version", version, "1");
        require(format >= 1 && format <= SOUND, "format", format, "1 (JPEG), 2 (PNG), 3 (WebP) or 4 (sound)");
        require(reserved == 0, "reserved", reserved, "0");
        require(micros >= 0 && micros <= LATEST_MICROS, "media time", micros, "microseconds since the session began");
        var at = Duration.ofNanos(micros * 1000);
        var content = new byte[header.remaining()];
        header.get(content);
        if (format <= LAST_PICTURE) return new Mailbox.Picture(new EncodedFrame(sequence, at, content, arrivedNanos));
        if (content.length > MAX_SOUND_BYTES || content.length % PhoneCoding.L16.bytesPerSample() != 0)
            throw SessionRefusal.malformed(
                    "A message has %d bytes of sound.".formatted(content.length),
                    "Expected: whole 16-bit samples at 16 kHz, at most %d bytes, a second.".formatted(MAX_SOUND_BYTES));
        return new Mailbox.Heard(List.of(new EncodedSound(at, SOUND_RATE_HZ, PhoneCoding.L16, content, arrivedNanos)));
    }

    private static void require(boolean valid, String field, long value, String expected) {
        if (!valid)
            throw SessionRefusal.malformed(
                    "The header's %s is %d.".formatted(field, value), "Expected: %s.".formatted(expected));
    }
}
