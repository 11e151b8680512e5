package dev.attune.media;

import java.time.Duration;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/// Decodes the chosen stream of one [Container], packet by packet; damaged stretches are skipped, and the ending tells
/// when nothing followed them. Holds one frame at a time. Does not own the container.
final class StreamDecoder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StreamDecoder.class.getName());

    /// A file may announce slightly more than it holds: rounding, a sound track's padding. Less than this is no cut.
    private static final long CUT_TOLERANCE_NANOS = 500_000_000;

    private final Container container;
    private final AVCodecContext codec;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame frame = avutil.av_frame_alloc();
    private long reachedNanos;
    private int damagedPackets;
    private int readError;
    private boolean packetsOver;

    private StreamDecoder(Container container, AVCodecContext codec) {
        this.container = container;
        this.codec = codec;
    }

    /// @param alternative what to convert the file to where FFmpeg has no decoder for it
    /// @param settings of the codec, before it is opened
    static StreamDecoder open(Container container, String alternative, Consumer<AVCodecContext> settings)
            throws MediaException {
        AVCodecParameters parameters = container.stream().codecpar();
        String name = avcodec.avcodec_get_name(parameters.codec_id()).getString();
        AVCodec decoder = avcodec.avcodec_find_decoder(parameters.codec_id());
        if (decoder == null)
            throw new MediaException(
                    MediaException.Kind.DECODER_FAILED,
                    "%s is coded as %s, for which this FFmpeg has no decoder.\nMaybe convert it to %s."
                            .formatted(container.path(), name, alternative));
        AVCodecContext codec = avcodec.avcodec_alloc_context3(decoder);
        avcodec.avcodec_parameters_to_context(codec, parameters);
        settings.accept(codec.pkt_timebase(container.stream().time_base()));
        int opened = avcodec.avcodec_open2(codec, decoder, (AVDictionary) null);
        if (opened < 0) {
            avcodec.avcodec_free_context(codec);
            throw new MediaException(
                    MediaException.Kind.DECODER_FAILED,
                    "The %s decoder refuses %s (%s).\nMaybe the file is damaged."
                            .formatted(name, container.path(), FfmpegLog.explain(opened)));
        }
        return new StreamDecoder(container, codec);
    }

    /// Decodes into [#frame]; false after the last.
    ///
    /// @param inspector sees every packet of the stream before it is decoded
    boolean next(Consumer<AVPacket> inspector) {
        while (true) {
            int received = avcodec.avcodec_receive_frame(codec, frame);
            if (received == 0) return true;
            if (received == avutil.AVERROR_EOF) return false;
            if (received != avutil.AVERROR_EAGAIN()) damagedPackets++;
            else if (packetsOver) return false;
            else feed(inspector);
        }
    }

    /// Valid until the following [#next].
    AVFrame frame() {
        return frame;
    }

    String codecName() {
        return avcodec.avcodec_get_name(codec.codec_id()).getString();
    }

    /// Whether the file broke off with an error of the medium.
    boolean failedToRead() {
        return readError != 0;
    }

    /// @param last media time of the last frame that was used
    /// @param endNanos media time at which it ends
    Ending ending(Duration last, long endNanos) {
        if (damagedPackets > 0)
            LOG.log(System.Logger.Level.DEBUG, "{0}: {1} damaged packets skipped", container.path(), damagedPackets);
        if (readError != 0) return new Ending.CutOff(last, FfmpegLog.meaning(readError));
        long unread = container.announcedNanos() - container.reachedNanos();
        if (unread > CUT_TOLERANCE_NANOS)
            return new Ending.CutOff(last, "the file announces %.1f s more than it holds".formatted(unread / 1e9));
        long undecoded = reachedNanos - endNanos;
        if (undecoded > CUT_TOLERANCE_NANOS)
            return new Ending.CutOff(last, "the last %.1f s could not be decoded".formatted(undecoded / 1e9));
        return new Ending.Complete();
    }

    private void feed(Consumer<AVPacket> inspector) {
        int read = container.read(packet);
        if (read < 0) {
            if (read != avutil.AVERROR_EOF) readError = read;
            packetsOver = true;
            avcodec.avcodec_send_packet(codec, null);
            return;
        }
        if (container.owns(packet)) {
            inspector.accept(packet);
            reachedNanos = container.reachedNanos();
            // half a packet would decode to half a picture
            boolean damaged = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
            if (damaged || avcodec.avcodec_send_packet(codec, packet) < 0) damagedPackets++;
        }
        avcodec.av_packet_unref(packet);
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(codec);
    }
}
