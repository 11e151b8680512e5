package dev.attune.media;

import java.time.Duration;

/// One upright picture at one media time. Deliberately not serialisable: frames are looked at, never kept.
///
/// Not a record: equality over the pixels would be costly, and the array is shared with the source that made it.
public final class Frame {
    private final Duration at;
    private final int width;
    private final int height;
    private final byte[] bgr;

    /// @param bgr `height` rows of `width` pixels without padding, each blue, green, red; not copied
    public Frame(Duration at, int width, int height, byte[] bgr) {
        if (at.isNegative()) throw new IllegalArgumentException("a frame's media time must not be negative, got " + at);
        if (width < 1 || height < 1)
            throw new IllegalArgumentException(
                    "a frame needs at least one pixel, got %d x %d".formatted(width, height));
        if (bgr.length != 3L * width * height)
            throw new IllegalArgumentException("%d x %d BGR pixels are %d bytes, got %d"
                    .formatted(width, height, 3L * width * height, bgr.length));
        this.at = at;
        this.width = width;
        this.height = height;
        this.bgr = bgr;
    }

    /// Media time, from the start of the recording.
    public Duration at() {
        return at;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// The pixels, `[height, width, 3]` in the order blue, green, red, 0..255. Frames of a [FrameSource] share
    /// their array: it is valid until the following `next`.
    public byte[] bgr() {
        return bgr;
    }

    @Override
    public String toString() {
        return "Frame[%d x %d at %s]".formatted(width, height, at);
    }
}
