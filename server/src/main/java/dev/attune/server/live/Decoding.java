package dev.attune.server.live;

import dev.attune.fusion.FrameDecoder;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import dev.attune.media.PictureDecoder;
import java.time.Duration;

/// Decodes only when perception asks, which it does after the gate agreed; remembers the size, and when what was
/// done. Times are of [System#nanoTime].
final class Decoding implements FrameDecoder {
    private final byte[] picture;
    private int width;
    private int height;
    private long begun;
    private long decoded;
    private long observed;
    private long fused;

    Decoding(byte[] picture) {
        this.picture = picture;
    }

    @Override
    public Frame decode(Duration at) throws MediaException {
        begun = System.nanoTime();
        var frame = PictureDecoder.decode(picture, at);
        width = frame.width();
        height = frame.height();
        decoded = System.nanoTime();
        return frame;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// On the analyst's thread: the faces are read, and not fused yet.
    void observed() {
        observed = System.nanoTime();
    }

    void fused() {
        fused = System.nanoTime();
    }

    void told(LiveMetrics metrics, long arrivedNanos, long sentNanos) {
        metrics.add(LiveMetrics.Stage.WAIT, arrivedNanos, begun);
        metrics.add(LiveMetrics.Stage.DECODE, begun, decoded);
        metrics.add(LiveMetrics.Stage.PERCEIVE, decoded, observed);
        metrics.told(observed, fused, sentNanos);
    }
}
