package dev.attune.media;

import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/// The pictures of one [Container], decoded in display order. One picture is held at a time, so memory does not grow
/// with the length of the recording.
final class DecodedFrames implements FrameSource {
    private static final System.Logger LOG = System.getLogger(DecodedFrames.class.getName());

    /// 64 mebipixels, 192 MiB as BGR: above any phone's ordinary photo, within the memory of one analysis.
    static final long MAX_PIXELS = 64L << 20;

    /// Frame threads multiply the pictures held by the decoder; four keep up with any recording analysed here.
    private static final int MAX_DECODER_THREADS = 4;

    /// A file may announce slightly more than it holds: rounding, a sound track's padding. Less than this is no cut.
    private static final long CUT_TOLERANCE_NANOS = 500_000_000;

    private final Container container;
    private final AVCodecContext decoder;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame picture = avutil.av_frame_alloc();
    private final BgrConverter converter = new BgrConverter();
    private final @Nullable Orientation orientation;
    private final boolean still;
    private final MediaInfo info;

    private @Nullable Frame first;
    private long lastNanos = -1;
    private long endNanos;
    private long picturesReachedNanos;
    private int damagedPackets;
    private int readError;
    private boolean packetsOver;
    private boolean stillIsWhole = true;
    private @Nullable Ending ending;
    private boolean closed;

    private DecodedFrames(Container container, AVCodecContext decoder) throws MediaException {
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
        Container container = Container.open(path);
        try {
            AVCodecContext decoder = openDecoder(container);
            return new DecodedFrames(container, decoder);
        } catch (MediaException e) {
            container.close();
            throw e;
        }
    }

    private static AVCodecContext openDecoder(Container container) throws MediaException {
        AVCodecParameters parameters = container.pictures().codecpar();
        long pixels = (long) parameters.width() * parameters.height();
        if (pixels > MAX_PIXELS) throw tooLarge(container.path(), parameters.width(), parameters.height());
        String name = avcodec.avcodec_get_name(parameters.codec_id()).getString();
        AVCodec codec = avcodec.avcodec_find_decoder(parameters.codec_id());
        if (codec == null)
            throw new MediaException(
                    MediaException.Kind.DECODER_FAILED,
                    "%s is coded as %s, for which this FFmpeg has no decoder.\nMaybe convert it to H.264 mp4 or VP9 webm."
                            .formatted(container.path(), name));
        AVCodecContext decoder = avcodec.avcodec_alloc_context3(codec);
        avcodec.avcodec_parameters_to_context(decoder, parameters);
        decoder.pkt_timebase(container.pictures().time_base())
                .thread_count(Math.min(MAX_DECODER_THREADS, Runtime.getRuntime().availableProcessors()))
                .max_pixels(MAX_PIXELS);
        int opened = avcodec.avcodec_open2(decoder, codec, (AVDictionary) null);
        if (opened < 0) {
            avcodec.avcodec_free_context(decoder);
            throw new MediaException(
                    MediaException.Kind.DECODER_FAILED,
                    "The %s decoder refuses %s (%s).\nMaybe the file is damaged."
                            .formatted(name, container.path(), FfmpegLog.explain(opened)));
        }
        return decoder;
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
        while (decodePicture()) {
            long nanos = mediaNanos();
            // A repeated or backward time cannot be placed on the clock; the picture before it stands for both.
            if (nanos <= lastNanos) continue;
            lastNanos = nanos;
            endNanos = Math.max(endNanos, nanos + container.lengthNanos(Math.max(0, picture.duration())));
            return converter.convert(picture, Duration.ofNanos(nanos), orientation);
        }
        ending = judgeEnding();
        return null;
    }

    private boolean decodePicture() {
        while (true) {
            int received = avcodec.avcodec_receive_frame(decoder, picture);
            if (received == 0) return true;
            if (received == avutil.AVERROR_EOF) return false;
            if (received != avutil.AVERROR_EAGAIN()) damagedPackets++;
            else if (packetsOver) return false;
            else feed();
        }
    }

    private void feed() {
        int read = container.read(packet);
        if (read < 0) {
            if (read != avutil.AVERROR_EOF) readError = read;
            packetsOver = true;
            avcodec.avcodec_send_packet(decoder, null);
            return;
        }
        if (container.ownsPicture(packet)) {
            if (still) stillIsWhole = isWhole(packet);
            picturesReachedNanos = container.reachedNanos();
            // half a packet would decode to half a picture
            boolean damaged = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
            if (damaged || avcodec.avcodec_send_packet(decoder, packet) < 0) damagedPackets++;
        }
        avcodec.av_packet_unref(packet);
    }

    private static boolean isWhole(AVPacket still) {
        byte[] encoded = new byte[still.size()];
        still.data().get(encoded);
        PictureHeader header = PictureHeader.of(encoded);
        return header == null || header.whole();
    }

    /// Media time of the decoded picture. A stream without times (raw MJPEG has none of its own) follows on.
    private long mediaNanos() {
        long ticks = picture.best_effort_timestamp();
        if (ticks == avutil.AV_NOPTS_VALUE) return Math.max(0, Math.max(endNanos, lastNanos + 1));
        return Math.max(0, container.mediaNanos(ticks));
    }

    private Ending judgeEnding() {
        if (damagedPackets > 0)
            LOG.log(System.Logger.Level.DEBUG, "{0}: {1} damaged packets skipped", container.path(), damagedPackets);
        var last = Duration.ofNanos(Math.max(0, lastNanos));
        if (readError != 0) return new Ending.CutOff(last, FfmpegLog.meaning(readError));
        if (still)
            return stillIsWhole
                    ? new Ending.Complete()
                    : new Ending.CutOff(last, "the picture's end marker is missing; its lower part is not real");
        long unread = container.announcedNanos() - container.reachedNanos();
        if (unread > CUT_TOLERANCE_NANOS)
            return new Ending.CutOff(last, "the file announces %.1f s more than it holds".formatted(unread / 1e9));
        long undecoded = picturesReachedNanos - endNanos;
        if (undecoded > CUT_TOLERANCE_NANOS)
            return new Ending.CutOff(last, "the last %.1f s could not be decoded".formatted(undecoded / 1e9));
        return new Ending.Complete();
    }

    private MediaInfo describe(Frame upright) {
        AVRational rate = container.pictures().avg_frame_rate();
        double frameRateHz = still || rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
        AVPixFmtDescriptor pixels = avutil.av_pix_fmt_desc_get(picture.format());
        boolean palette = (pixels.flags() & avutil.AV_PIX_FMT_FLAG_PAL) != 0;
        return new MediaInfo(
                container.path(),
                still ? MediaInfo.Kind.IMAGE : MediaInfo.Kind.VIDEO,
                upright.width(),
                upright.height(),
                frameRateHz,
                still ? Duration.ZERO : Duration.ofNanos(container.announcedNanos()),
                avcodec.avcodec_get_name(decoder.codec_id()).getString(),
                pixels.nb_components() <= 2 && !palette);
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        converter.close();
        avutil.av_frame_free(picture);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(decoder);
        container.close();
    }
}
