package dev.attune.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/// What the first bytes of an encoded picture say, read without decoding or allocating.
///
/// @param codecId FFmpeg's number
/// @param whole false when the end marker is missing
record PictureHeader(int codecId, long width, long height, boolean whole) {

    /// @return null when the bytes are neither JPEG, PNG nor WebP, or stop before the size is stated
    static @Nullable PictureHeader of(byte[] encoded) {
        var bytes = ByteBuffer.wrap(encoded);
        try {
            if (startsWith(encoded, 0, "\u00ff\u00d8\u00ff")) return jpeg(bytes);
            if (startsWith(encoded, 0, "\u0089PNG\r\n\u001a\n")) return png(bytes);
            if (startsWith(encoded, 0, "RIFF") && startsWith(encoded, 8, "WEBP")) return webp(bytes);
            return null;
        } catch (IndexOutOfBoundsException e) {
            return null;
        }
    }

    /// ITU-T T.81 annex B: segments of marker and length until a start-of-frame marker states height and width.
    private static @Nullable PictureHeader jpeg(ByteBuffer bytes) {
        int at = 2;
        while (true) {
            if ((bytes.get(at) & 0xff) != 0xff) return null;
            int marker = bytes.get(at + 1) & 0xff;
            boolean startOfFrame =
                    marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (startOfFrame) {
                int height = bytes.getShort(at + 5) & 0xffff;
                int width = bytes.getShort(at + 7) & 0xffff;
                return new PictureHeader(avcodec.AV_CODEC_ID_MJPEG, width, height, endsWithJpegEnd(bytes, at));
            }
            if (marker == 0xff) at++; // fill byte
            else at += 2 + (bytes.getShort(at + 2) & 0xffff);
        }
    }

    /// Searched backwards, because phones append data of their own after the end-of-image marker.
    private static boolean endsWithJpegEnd(ByteBuffer bytes, int from) {
        for (int i = bytes.limit() - 2; i > from; i--)
            if (bytes.get(i) == (byte) 0xff && bytes.get(i + 1) == (byte) 0xd9) return true;
        return false;
    }

    /// PNG, third edition, 5.3 and 11.2.1: the IHDR chunk comes first; IEND comes last.
    private static PictureHeader png(ByteBuffer bytes) {
        long width = bytes.getInt(16) & 0xffff_ffffL;
        long height = bytes.getInt(20) & 0xffff_ffffL;
        return new PictureHeader(
                avcodec.AV_CODEC_ID_PNG, width, height, startsWith(bytes.array(), bytes.limit() - 8, "IEND"));
    }

    /// RFC 9649: extended, lossless and lossy files state their size in three different ways.
    private static @Nullable PictureHeader webp(ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        boolean whole = (bytes.getInt(4) & 0xffff_ffffL) + 8 <= bytes.limit();
        byte[] array = bytes.array();
        if (startsWith(array, 12, "VP8X")) {
            int width = 1 + (bytes.getInt(24) & 0xff_ffff);
            int height = 1 + (bytes.getInt(26) >>> 8);
            return new PictureHeader(avcodec.AV_CODEC_ID_WEBP, width, height, whole);
        }
        if (startsWith(array, 12, "VP8L")) {
            int packed = bytes.getInt(21);
            return new PictureHeader(
                    avcodec.AV_CODEC_ID_WEBP, 1 + (packed & 0x3fff), 1 + (packed >>> 14 & 0x3fff), whole);
        }
        if (startsWith(array, 12, "VP8 "))
            return new PictureHeader(
                    avcodec.AV_CODEC_ID_WEBP, bytes.getShort(26) & 0x3fff, bytes.getShort(28) & 0x3fff, whole);
        return null;
    }

    private static boolean startsWith(byte[] bytes, int from, String latin1) {
        if (from < 0 || from + latin1.length() > bytes.length) return false;
        for (int i = 0; i < latin1.length(); i++) if (bytes[from + i] != (byte) latin1.charAt(i)) return false;
        return true;
    }
}
