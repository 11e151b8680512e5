package dev.attune.server.live;

import java.nio.ByteBuffer;
import java.time.Duration;

/// One binary message: a header of 16 bytes, big-endian, then the encoded picture.
///
/// | offset | type | meaning |
/// |---|---|---|
/// | 0 | u8 | version, 1 |
/// | 1 | u8 | format: 1 JPEG, 2 PNG, 3 WebP |
/// | 2 | u16 | reserved, 0 |
/// | 4 | u32 | sequence, chosen by the client and returned with the result |
/// | 8 | u64 | media time in microseconds |
///
/// @param at media time
/// @param arrivedNanos of [System#nanoTime] when the last byte was there
record EncodedFrame(long sequence, Duration at, byte[] picture, long arrivedNanos) {
    static final int HEADER_BYTES = 16;
    static final int MAX_PICTURE_BYTES = 2 << 20;

    private static final int VERSION = 1;
    private static final int LAST_FORMAT = 3;
    private static final long LATEST_MICROS = Duration.ofDays(365).toNanos() / 1000; // far beyond any session

    /// @throws SessionRefusal naming the field and what was expected
    static EncodedFrame parse(byte[] message, long arrivedNanos) {
        if (message.length <= HEADER_BYTES)
            throw SessionRefusal.malformed(
                    "A binary message has %d bytes, but header and picture need more than %d."
                            .formatted(message.length, HEADER_BYTES),
                    "Send the 16-byte header, then the encoded picture.");
        var header = ByteBuffer.wrap(message);
        int version = Byte.toUnsignedInt(header.get());
        int format = Byte.toUnsignedInt(header.get());
        int reserved = Short.toUnsignedInt(header.getShort());
        long sequence = Integer.toUnsignedLong(header.getInt());
        long micros = header.getLong();
        require(version == VERSION, "version", version, "1");
        require(format >= 1 && format <= LAST_FORMAT, "format", format, "1 (JPEG), 2 (PNG) or 3 (WebP)");
        require(reserved == 0, "reserved", reserved, "0");
        require(micros >= 0 && micros <= LATEST_MICROS, "media time", micros, "microseconds since the first frame");
        var picture = new byte[header.remaining()];
        header.get(picture);
        return new EncodedFrame(sequence, Duration.ofNanos(micros * 1000), picture, arrivedNanos);
    }

    private static void require(boolean valid, String field, long value, String expected) {
        if (!valid)
            throw SessionRefusal.malformed(
                    "The frame header's %s is %d.".formatted(field, value), "Expected: %s.".formatted(expected));
    }

    @Override
    public String toString() {
        return "EncodedFrame[%d at %s, %d bytes]".formatted(sequence, at, picture.length); // never the picture
    }
}
