package dev.attune.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.StringJoiner;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/// One opened file: its demuxer and the stream of pictures in it.
///
/// A later reader of sound opens the same container and chooses another stream.
final class Container implements AutoCloseable {

    /// Demuxers that would follow addresses found inside a file to other files or hosts, and those that draw any text
    /// file as terminal art.
    private static final Set<String> NOT_OPENED = Set.of(
            "adf",
            "bin",
            "concat",
            "dash",
            "hls",
            "hls,applehttp",
            "idf",
            "image2",
            "imf",
            "lavfi",
            "rtp",
            "rtsp",
            "sap",
            "sdp",
            "tty",
            "vapoursynth",
            "xbin");

    private static final String OPENED = whitelist();

    private final Path path;
    private final AVIOContext bytes;
    private final AVFormatContext format;
    private final AVStream pictures;
    private boolean closed;

    private Container(Path path, AVIOContext bytes, AVFormatContext format, AVStream pictures) {
        this.path = path;
        this.bytes = bytes;
        this.format = format;
        this.pictures = pictures;
    }

    static Container open(Path path) throws MediaException {
        FfmpegLog.clear();
        var bytes = new AVIOContext(null);
        int opened = avformat.avio_open2(
                bytes, "file:" + path.toAbsolutePath(), avformat.AVIO_FLAG_READ, null, (AVDictionary) null);
        if (opened < 0)
            throw new MediaException(
                    MediaException.Kind.UNREADABLE, "%s cannot be read: %s".formatted(path, FfmpegLog.meaning(opened)));
        // Our own byte reader keeps FFmpeg from taking "%d" in a name for a numbered series of pictures.
        AVFormatContext format = avformat.avformat_alloc_context().pb(bytes);
        avutil.av_opt_set(format, "format_whitelist", OPENED, 0);
        try {
            openFormat(path, format);
            return new Container(path, bytes, format, chooseStream(path, format));
        } catch (MediaException e) {
            release(format, bytes);
            throw e;
        }
    }

    private static void openFormat(Path path, AVFormatContext format) throws MediaException {
        // the name is only a hint for formats without a signature
        int opened = avformat.avformat_open_input(format, path.getFileName().toString(), null, (AVDictionary) null);
        if (opened < 0) {
            if (isMp4WithoutIndex(path))
                throw new MediaException(
                        MediaException.Kind.CUT_OFF,
                        "%s was cut off before its index was written (%s). Maybe the recording was interrupted; the camera's repair function or a complete copy helps."
                                .formatted(path, FfmpegLog.explain(opened)));
            throw new MediaException(
                    MediaException.Kind.NOT_MEDIA,
                    "%s is not an image or video FFmpeg can read (%s). Maybe it has the wrong ending, or is a playlist or a document."
                            .formatted(path, FfmpegLog.explain(opened)));
        }
        int probed = avformat.avformat_find_stream_info(format, (PointerPointer<?>) null);
        if (probed < 0)
            throw new MediaException(
                    MediaException.Kind.NOT_MEDIA,
                    "%s has no readable stream (%s). Maybe it is damaged.".formatted(path, FfmpegLog.explain(probed)));
    }

    private static AVStream chooseStream(Path path, AVFormatContext format) throws MediaException {
        int best = avformat.av_find_best_stream(format, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (best < 0 || (format.streams(best).disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0)
            throw new MediaException(
                    MediaException.Kind.NO_VIDEO_STREAM,
                    "%s holds no video stream. Maybe it is a sound recording.".formatted(path));
        for (int i = 0; i < format.nb_stream_groups(); i++) {
            // e.g. iPhone HEIC: many small tiles, of which a decoder would show one
            if (format.stream_groups(i).type() == avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID)
                throw new MediaException(
                        MediaException.Kind.DECODER_FAILED,
                        "%s stores its picture in tiles, which are not joined here. Maybe convert it to JPEG or PNG."
                                .formatted(path));
        }
        return format.streams(best);
    }

    Path path() {
        return path;
    }

    AVStream pictures() {
        return pictures;
    }

    /// Reads the next packet of any stream.
    ///
    /// @return 0, `AVERROR_EOF`, or another negative FFmpeg error
    int read(AVPacket packet) {
        return avformat.av_read_frame(format, packet);
    }

    boolean ownsPicture(AVPacket packet) {
        return packet.stream_index() == pictures.index();
    }

    /// A still, as opposed to a video of however few frames: FFmpeg reads single pictures through "piped" demuxers.
    boolean isStill() {
        String name = format.iformat().name().getString();
        return name.endsWith("_pipe")
                || pictures.codecpar().codec_id() == avcodec.AV_CODEC_ID_AV1 && pictures.nb_frames() == 1;
    }

    /// How the whole stream is turned, or null when the file does not say.
    @Nullable
    Orientation orientation() {
        AVPacketSideData matrix = avcodec.av_packet_side_data_get(
                pictures.codecpar().coded_side_data(),
                pictures.codecpar().nb_coded_side_data(),
                avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null) return null;
        return Orientation.ofDisplayMatrix(BgrConverter.displayMatrix(matrix.data()));
    }

    /// Where media time begins, in ticks of the picture stream.
    long originTicks() {
        if (format.start_time() == avutil.AV_NOPTS_VALUE)
            return pictures.start_time() == avutil.AV_NOPTS_VALUE ? 0 : pictures.start_time();
        return avutil.av_rescale(
                format.start_time(),
                pictures.time_base().den(),
                (long) avutil.AV_TIME_BASE * pictures.time_base().num());
    }

    long toNanos(long ticks) {
        return avutil.av_rescale(
                ticks,
                pictures.time_base().num() * 1_000_000_000L,
                pictures.time_base().den());
    }

    /// How long the pictures should last by the file's own account, 0 when it does not say. A container's total is
    /// taken for the pictures only if nothing else is in it.
    long announcedNanos() {
        if (pictures.duration() != avutil.AV_NOPTS_VALUE && pictures.duration() > 0)
            return toNanos(pictures.duration());
        if (format.duration() != avutil.AV_NOPTS_VALUE && format.nb_streams() == 1) return format.duration() * 1_000L;
        return 0;
    }

    /// ISO 14496-12: a file of boxes, each a 4-byte length and a 4-byte type; recorders write `moov`, without which
    /// no picture can be located, last.
    private static boolean isMp4WithoutIndex(Path path) {
        try (var file = FileChannel.open(path)) {
            var header = ByteBuffer.allocate(16);
            for (long at = 0, length; at + 8 <= file.size(); at += length) {
                header.clear();
                file.read(header, at);
                length = header.getInt(0) & 0xffff_ffffL;
                String type = new String(header.array(), 4, 4, StandardCharsets.US_ASCII);
                if (at == 0 && !type.equals("ftyp")) return false;
                if (type.equals("moov")) return at + length > file.size();
                if (length == 1) length = header.getLong(8);
                if (length < 8) return true;
            }
            return file.size() >= 8;
        } catch (IOException e) {
            return false;
        }
    }

    private static String whitelist() {
        var names = new StringJoiner(",");
        try (var position = new PointerPointer<Pointer>(1L)) {
            position.put(0, (Pointer) null);
            for (AVInputFormat demuxer; (demuxer = avformat.av_demuxer_iterate(position)) != null; ) {
                String name = demuxer.name().getString();
                if (!NOT_OPENED.contains(name)) names.add(name);
            }
        }
        return names.toString();
    }

    private static void release(AVFormatContext format, AVIOContext bytes) {
        // after a failed open FFmpeg has already freed the context and left a null pointer
        if (!format.isNull()) avformat.avformat_close_input(format);
        avformat.avio_close(bytes);
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        release(format, bytes);
    }
}
