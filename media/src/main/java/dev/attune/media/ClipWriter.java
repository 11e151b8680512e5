package dev.attune.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;

/// Writes frames to a small clip without sound. The ending of the name chooses the format: `.webm` (VP9), `.mp4`
/// (H.264) or `.mjpeg` (JPEGs one after the other, as Chromium's fake camera reads them).
///
/// The same frames give the same bytes: one encoder thread, no dates, no random identifiers.
public final class ClipWriter implements AutoCloseable {

    /// Frame rates such as 24000/1001 are kept as fractions up to this term.
    private static final int MAX_RATE_TERM = 60_000;

    private enum Format {
        WEBM("libvpx-vp9", avutil.AV_PIX_FMT_YUV420P, 1_000),
        MP4("libopenh264", avutil.AV_PIX_FMT_YUV420P, 90_000),
        MJPEG("mjpeg", avutil.AV_PIX_FMT_YUVJ420P, 90_000);

        final String encoder;
        final int pixelFormat;
        /// Media time is rounded to this: Matroska counts milliseconds, the others take MPEG's 90 kHz.
        final int ticksPerSecond;

        Format(String encoder, int pixelFormat, int ticksPerSecond) {
            this.encoder = encoder;
            this.pixelFormat = pixelFormat;
            this.ticksPerSecond = ticksPerSecond;
        }

        static Format of(Path path) {
            String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(".webm")) return WEBM;
            if (name.endsWith(".mp4")) return MP4;
            if (name.endsWith(".mjpeg")) return MJPEG;
            throw new IllegalArgumentException("clips end in .webm, .mp4 or .mjpeg, got " + path);
        }
    }

    private final Path path;
    private final Format format;
    private final AVFormatContext muxer = new AVFormatContext(null);
    private final AVIOContext bytes = new AVIOContext(null);
    private final AVCodecContext encoder;
    private final AVFrame source = avutil.av_frame_alloc();
    private final AVFrame picture = avutil.av_frame_alloc();
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final SwsContext scaler;
    private final long ticksPerFrame;
    private long lastTicks = -1;
    private boolean closed;

    private ClipWriter(Path path, Format format, AVCodec codec, int width, int height, double frameRateHz) {
        this.path = path;
        this.format = format;
        this.ticksPerFrame = Math.max(1, Math.round(format.ticksPerSecond / frameRateHz));
        this.encoder = avcodec.avcodec_alloc_context3(codec)
                .width(width)
                .height(height)
                .pix_fmt(format.pixelFormat)
                .color_range(format == Format.MJPEG ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG)
                .colorspace(avutil.AVCOL_SPC_SMPTE170M)
                .time_base(avutil.av_make_q(1, format.ticksPerSecond))
                .framerate(avutil.av_d2q(frameRateHz, MAX_RATE_TERM))
                .gop_size((int) Math.ceil(2 * frameRateHz))
                .thread_count(1);
        encoder.flags(encoder.flags() | avcodec.AV_CODEC_FLAG_BITEXACT);
        this.scaler = swscale.sws_getContext(
                width,
                height,
                avutil.AV_PIX_FMT_BGR24,
                width,
                height,
                format.pixelFormat,
                swscale.SWS_BICUBIC | swscale.SWS_ACCURATE_RND,
                null,
                null,
                (DoublePointer) null);
    }

    private void start(AVCodec codec, OptionalInt quantizer) throws IOException {
        require(avformat.avformat_alloc_output_context2(
                muxer, null, (String) null, path.getFileName().toString()));
        require(avformat.avio_open2(
                bytes, "file:" + path.toAbsolutePath(), avformat.AVIO_FLAG_WRITE, null, (AVDictionary) null));
        muxer.pb(bytes).flags(muxer.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
        if ((muxer.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0)
            encoder.flags(encoder.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        require(avcodec.avcodec_open2(encoder, codec, quality(quantizer)));
        AVStream stream = avformat.avformat_new_stream(muxer, codec)
                .time_base(encoder.time_base())
                .avg_frame_rate(encoder.framerate());
        require(avcodec.avcodec_parameters_from_context(stream.codecpar(), encoder));
        require(avformat.avformat_write_header(muxer, (AVDictionary) null));
        allocate(source, avutil.AV_PIX_FMT_BGR24);
        allocate(picture, format.pixelFormat);
    }

    private void allocate(AVFrame frame, int pixelFormat) throws IOException {
        frame.format(pixelFormat).width(encoder.width()).height(encoder.height());
        require(avutil.av_frame_get_buffer(frame, 0));
    }

    /// @param width even; two columns share their colour
    /// @param height even
    /// @param frameRateHz stated in the file; each frame keeps its own time
    public static ClipWriter open(Path path, int width, int height, double frameRateHz) throws IOException {
        return open(path, width, height, frameRateHz, OptionalInt.empty());
    }

    /// @param quantizer how coarse: 0..51 for H.264 (every frame alike), 0..63 for VP9 (constant quality)
    public static ClipWriter open(Path path, int width, int height, double frameRateHz, int quantizer)
            throws IOException {
        if (quantizer < 0 || quantizer > 63 || Format.of(path) == Format.MP4 && quantizer > 51)
            throw new IllegalArgumentException(
                    "a quantizer must be in 0..51 for .mp4 and in 0..63 for .webm, got " + quantizer);
        if (Format.of(path) == Format.MJPEG)
            throw new IllegalArgumentException("a quantizer is for .mp4 and .webm, not for " + path);
        return open(path, width, height, frameRateHz, OptionalInt.of(quantizer));
    }

    private static ClipWriter open(Path path, int width, int height, double frameRateHz, OptionalInt quantizer)
            throws IOException {
        if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0)
            throw new IllegalArgumentException(
                    "a clip's sides must be even and positive, got %d x %d".formatted(width, height));
        if (!(frameRateHz > 0 && frameRateHz <= 1_000))
            throw new IllegalArgumentException("frame rate must be in (0, 1000] Hz, got " + frameRateHz);
        FfmpegLog.clear();
        Format format = Format.of(path);
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(format.encoder);
        if (codec == null)
            throw new IOException("this FFmpeg has no encoder %s for %s".formatted(format.encoder, path));
        var clip = new ClipWriter(path, format, codec, width, height, frameRateHz);
        try {
            clip.start(codec, quantizer);
            return clip;
        } catch (IOException e) {
            clip.release();
            throw e;
        }
    }

    /// Constant quality, so that a still face costs little and a moving one keeps its creases.
    private AVDictionary quality(OptionalInt quantizer) {
        var options = new AVDictionary(null);
        switch (format) {
            case WEBM -> {
                encoder.bit_rate(0);
                avutil.av_dict_set(options, "crf", String.valueOf(quantizer.orElse(28)), 0);
                avutil.av_dict_set(options, "deadline", "good", 0);
                avutil.av_dict_set(options, "cpu-used", "4", 0);
            }
            case MP4 -> {
                encoder.bit_rate(2_000_000);
                if (quantizer.isPresent()) { // OpenH264 has no constant quality, but takes bounds
                    encoder.qmin(quantizer.getAsInt()).qmax(quantizer.getAsInt());
                    avutil.av_dict_set(options, "rc_mode", "quality", 0);
                }
            }
            case MJPEG ->
                encoder.flags(encoder.flags() | avcodec.AV_CODEC_FLAG_QSCALE).global_quality(4 * avutil.FF_QP2LAMBDA);
        }
        return options;
    }

    /// @throws IllegalArgumentException for another size, or a time that does not lie after the previous frame's
    public void write(Frame frame) throws IOException {
        if (closed) throw new IllegalStateException(path + " is closed");
        if (frame.width() != source.width() || frame.height() != source.height())
            throw new IllegalArgumentException(
                    "%s holds frames of %d x %d, got %s".formatted(path, source.width(), source.height(), frame));
        long ticks = Math.round(frame.at().toNanos() * (format.ticksPerSecond / 1e9));
        if (ticks <= lastTicks)
            throw new IllegalArgumentException("the times of a clip must increase, got %s after %d/%d s"
                    .formatted(frame, lastTicks, format.ticksPerSecond));
        lastTicks = ticks;
        int rowBytes = 3 * frame.width();
        BytePointer rows = source.data(0);
        for (int y = 0; y < frame.height(); y++)
            rows.position((long) y * source.linesize(0)).put(frame.bgr(), y * rowBytes, rowBytes);
        require(avutil.av_frame_make_writable(picture));
        swscale.sws_scale(
                scaler, source.data(), source.linesize(), 0, frame.height(), picture.data(), picture.linesize());
        picture.pts(ticks).duration(ticksPerFrame);
        if (format == Format.MJPEG) picture.quality(encoder.global_quality());
        require(avcodec.avcodec_send_frame(encoder, picture));
        drain();
    }

    private void drain() throws IOException {
        while (true) {
            int received = avcodec.avcodec_receive_packet(encoder, packet);
            if (received == avutil.AVERROR_EAGAIN() || received == avutil.AVERROR_EOF) return;
            require(received);
            packet.duration(ticksPerFrame);
            // the header may have chosen another time base than the one asked for
            avcodec.av_packet_rescale_ts(
                    packet, encoder.time_base(), muxer.streams(0).time_base());
            require(avformat.av_interleaved_write_frame(muxer, packet));
        }
    }

    private void require(int result) throws IOException {
        if (result < 0) throw new IOException("%s cannot be written: %s".formatted(path, FfmpegLog.explain(result)));
    }

    /// Writes what the encoder still holds and the file's index.
    @Override
    public void close() throws IOException {
        if (closed) return;
        try {
            require(avcodec.avcodec_send_frame(encoder, null));
            drain();
            require(avformat.av_write_trailer(muxer));
            // a full disk may show only now
            avformat.avio_flush(bytes);
            require(bytes.error());
        } finally {
            release();
        }
    }

    private void release() {
        closed = true;
        swscale.sws_freeContext(scaler);
        avutil.av_frame_free(source);
        avutil.av_frame_free(picture);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(encoder);
        if (!bytes.isNull()) avformat.avio_close(bytes);
        if (!muxer.isNull()) avformat.avformat_free_context(muxer);
    }
}
