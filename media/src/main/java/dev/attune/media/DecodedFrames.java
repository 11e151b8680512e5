package dev.attune.media;

import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/// The pictures of one [Container], decoded in display order. One picture is held at a time, so memory does not grow
/// with the length of the recording.
final class DecodedFrames implements FrameSource {
    /// 64 mebipixels, 192 MiB as BGR: above any phone's ordinary photo, within the memory of one analysis.
    static final long MAX_PIXELS = 64L << 20;

    /// Frame threads multiply the pictures held by the decoder; four keep up with any recording analysed here.
    private static final int MAX_DECODER_THREADS = 4;

    private final Container container;
    private final StreamDecoder decoder;
    private final BgrConverter converter = new BgrConverter();
    private final @Nullable Orientation orientation;
    private final boolean still;
    private final MediaInfo info;

    private @Nullable Frame first;
    private long lastNanos = -1;
    private long endNanos;
    private boolean stillIsWhole = true;
    private @Nullable Ending ending;
    private boolean closed;

    private DecodedFrames(Container container, StreamDecoder decoder) throws MediaException {
        this.container = container;
        this.decoder = decoder;
        this.orientation = container.orientation();
        this.still = container.isStill();
        try {
            first = decodeNext();
            if (first == null)
                throw new MediaException(MediaException.Kind.DECODER_FAILED, """
                        No picture of %s could be decoded (%s).
                        Maybe the file is damaged, or an animated WebP, which FFmpeg 8.0 does not read: try GIF or WebM.""".formatted(
                                container.path(), FfmpegLog.explain(avutil.AVERROR_INVALIDDATA)));
            info = describe(first);
        } catch (MediaException e) {
            close();
            throw e;
        }
    }

    static DecodedFrames open(Path path) throws MediaException {
        Container container = Container.open(path, Container.Wanted.PICTURES);
        try {
            AVCodecParameters parameters = container.stream().codecpar();
            if ((long) parameters.width() * parameters.height() > MAX_PIXELS)
                throw tooLarge(path, parameters.width(), parameters.height());
            StreamDecoder decoder = StreamDecoder.open(
                    container,
                    "H.264 mp4 or VP9 webm",
                    codec -> codec.thread_count(Math.min(
                                    MAX_DECODER_THREADS, Runtime.getRuntime().availableProcessors()))
                            .max_pixels(MAX_PIXELS));
            return new DecodedFrames(container, decoder);
        } catch (MediaException e) {
            container.close();
            throw e;
        }
    }

    static MediaException tooLarge(Path path, long width, long height) {
        return new MediaException(
                MediaException.Kind.TOO_LARGE,
                "%s is %d x %d; at most %d pixels are decoded.\nMaybe scale it down."
                        .formatted(path, width, height, MAX_PIXELS));
    }

    @Override
    public MediaInfo info() {
        return info;
    }

    @Override
    public @Nullable Frame next() throws MediaException {
        if (closed) throw new IllegalStateException(container.path() + " is closed");
        if (first != null) {
            Frame frame = first;
            first = null;
            return frame;
        }
        return decodeNext();
    }

    @Override
    public Ending ending() {
        if (ending == null)
            throw new IllegalStateException("the end of %s was not reached".formatted(container.path()));
        return ending;
    }

    private @Nullable Frame decodeNext() throws MediaException {
        while (decoder.next(this::inspect)) {
            AVFrame picture = decoder.frame();
            long nanos = mediaNanos(picture);
            // A repeated or backward time cannot be placed on the clock; the picture before it stands for both.
            if (nanos <= lastNanos) continue;
            lastNanos = nanos;
            endNanos = Math.max(endNanos, nanos + container.lengthNanos(Math.max(0, picture.duration())));
            return converter.convert(picture, Duration.ofNanos(nanos), orientation);
        }
        ending = judgeEnding();
        return null;
    }

    private void inspect(AVPacket packet) {
        if (still) stillIsWhole = isWhole(packet);
    }

    private static boolean isWhole(AVPacket still) {
        byte[] encoded = new byte[still.size()];
        still.data().get(encoded);
        PictureHeader header = PictureHeader.of(encoded);
        return header == null || header.whole();
    }

    /// Media time of the decoded picture. A stream without times (raw MJPEG has none of its own) follows on.
    private long mediaNanos(AVFrame picture) {
        long ticks = picture.best_effort_timestamp();
        if (ticks == avutil.AV_NOPTS_VALUE) return Math.max(0, Math.max(endNanos, lastNanos + 1));
        return Math.max(0, container.mediaNanos(ticks));
    }

    private Ending judgeEnding() {
        var last = Duration.ofNanos(Math.max(0, lastNanos));
        if (still && !decoder.failedToRead())
            return stillIsWhole
                    ? new Ending.Complete()
                    : new Ending.CutOff(last, "the picture's end marker is missing; its lower part is not real");
        return decoder.ending(last, endNanos);
    }

    private MediaInfo describe(Frame upright) {
        AVRational rate = container.stream().avg_frame_rate();
        double frameRateHz = still || rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
        AVPixFmtDescriptor pixels = avutil.av_pix_fmt_desc_get(decoder.frame().format());
        boolean palette = (pixels.flags() & avutil.AV_PIX_FMT_FLAG_PAL) != 0;
        return new MediaInfo(
                container.path(),
                still ? MediaInfo.Kind.IMAGE : MediaInfo.Kind.VIDEO,
                upright.width(),
                upright.height(),
                frameRateHz,
                still ? Duration.ZERO : Duration.ofNanos(container.announcedNanos()),
                decoder.codecName(),
                pixels.nb_components() <= 2 && !palette);
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        converter.close();
        decoder.close();
        container.close();
    }
}
