package dev.attune.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
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

/// One opened file: its demuxer and the stream that is read from it, pictures or sound.
final class Container implements AutoCloseable {

    /// Which of a file's streams is read.
    enum Wanted {
        PICTURES,
        SOUND
    }

    /// Demuxers that would follow addresses found inside a file to other files or hosts, and those that draw any
    /// text file as terminal art.
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
    private final AVStream stream;
    private long reachedNanos;
    private boolean closed;

    private Container(Path path, AVIOContext bytes, AVFormatContext format, AVStream stream) {
        this.path = path;
        this.bytes = bytes;
        this.format = format;
        this.stream = stream;
    }

    static Container open(Path path, Wanted wanted) throws MediaException {
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
            var stream = switch (wanted) {
                case PICTURES -> choosePictures(path, format);
                case SOUND -> chooseSound(path, format);
            };
            return new Container(path, bytes, format, stream);
        } catch (MediaException e) {
            release(format, bytes);
            throw e;
        }
    }

    private static void openFormat(Path path, AVFormatContext format) throws MediaException {
        // Only the content is asked, so no name is given. JPEGs in a row look like a single one: their name is asked.
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        AVInputFormat demuxer =
                name.endsWith(".mjpeg") || name.endsWith(".mjpg") ? avformat.av_find_input_format("mjpeg") : null;
        int opened = avformat.avformat_open_input(format, (String) null, demuxer, (AVDictionary) null);
        if (opened < 0 && isMp4WithoutIndex(path)) throw withoutIndex(path);
        if (opened < 0)
            throw new MediaException(MediaException.Kind.NOT_MEDIA, """
                    %s is not an image, video or sound FFmpeg can read (%s).
                    Maybe it is a document or a playlist, or was damaged on the way.""".formatted(path, FfmpegLog.meaning(opened)));
        int probed = avformat.avformat_find_stream_info(format, (PointerPointer<?>) null);
        if (probed < 0)
            throw new MediaException(
                    MediaException.Kind.NOT_MEDIA,
                    "%s has no readable stream (%s).\nMaybe it is damaged.".formatted(path, FfmpegLog.explain(probed)));
    }

    private static MediaException withoutIndex(Path path) {
        return new MediaException(MediaException.Kind.CUT_OFF, """
                %s was cut off before its index was written.
                Maybe copy it again, or let the recorder repair it.""".formatted(path));
    }

    private static AVStream choosePictures(Path path, AVFormatContext format) throws MediaException {
        int best = avformat.av_find_best_stream(format, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (best < 0 && isMp4WithoutIndex(path)) throw withoutIndex(path);
        if (best < 0 || (format.streams(best).disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0)
            throw new MediaException(
                    MediaException.Kind.NO_VIDEO_STREAM,
                    "%s holds no video stream.\nMaybe it is a sound recording.".formatted(path));
        for (int i = 0; i < format.nb_stream_groups(); i++) {
            // e.g. iPhone HEIC: many small tiles, of which a decoder would show one
            if (format.stream_groups(i).type() == avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID)
                throw new MediaException(
                        MediaException.Kind.DECODER_FAILED,
                        "%s stores its picture in tiles, which are not joined here.\nMaybe convert it to JPEG or PNG."
                                .formatted(path));
        }
        return format.streams(best);
    }

    private static AVStream chooseSound(Path path, AVFormatContext format) throws MediaException {
        int best = avformat.av_find_best_stream(format, avutil.AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0);
        if (best < 0 && isMp4WithoutIndex(path)) throw withoutIndex(path);
        if (best < 0)
            throw new MediaException(
                    MediaException.Kind.NO_SOUND_STREAM,
                    "%s holds no sound track.\nMaybe it was recorded without a microphone.".formatted(path));
        return format.streams(best);
    }

    Path path() {
        return path;
    }

    AVStream stream() {
        return stream;
    }

    /// Reads the next packet of any stream.
    ///
    /// @return 0, `AVERROR_EOF`, or another negative FFmpeg error
    int read(AVPacket packet) {
        int read = avformat.av_read_frame(format, packet);
        if (read >= 0) reachedNanos = Math.max(reachedNanos, endNanos(packet));
        return read;
    }

    /// How far packets of any stream have been read, from the origin.
    long reachedNanos() {
        return reachedNanos;
    }

    private long endNanos(AVPacket packet) {
        if (packet.pts() == avutil.AV_NOPTS_VALUE) return 0;
        AVStream stream = format.streams(packet.stream_index());
        return toNanos(packet.pts() + Math.max(0, packet.duration()), stream) - originNanos();
    }

    private long originNanos() {
        return format.start_time() == avutil.AV_NOPTS_VALUE
                ? 0
                : format.start_time() * (1_000_000_000L / avutil.AV_TIME_BASE);
    }

    boolean owns(AVPacket packet) {
        return packet.stream_index() == stream.index();
    }

    /// A still, as opposed to a video of however few frames: FFmpeg reads single pictures through "piped" demuxers,
    /// or, as AVIF, out of an mp4 with one frame.
    boolean isStill() {
        return format.iformat().name().getString().endsWith("_pipe") || stream.nb_frames() == 1;
    }

    /// How the whole stream is turned, or null when the file does not say.
    @Nullable
    Orientation orientation() {
        AVPacketSideData matrix = avcodec.av_packet_side_data_get(
                stream.codecpar().coded_side_data(),
                stream.codecpar().nb_coded_side_data(),
                avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null) return null;
        return Orientation.ofDisplayMatrix(BgrConverter.displayMatrix(matrix.data()));
    }

    /// Media time of a time stamp of the stream that is read: nanoseconds since the earliest stream began.
    long mediaNanos(long ticks) {
        return toNanos(ticks, stream) - originNanos();
    }

    /// A length in ticks of the stream that is read.
    long lengthNanos(long ticks) {
        return toNanos(ticks, stream);
    }

    private static long toNanos(long ticks, AVStream stream) {
        return avutil.av_rescale(
                ticks,
                stream.time_base().num() * 1_000_000_000L,
                stream.time_base().den());
    }

    /// How long the recording should last by its own account, 0 when it does not say. Measured from the origin, over
    /// all its streams.
    long announcedNanos() {
        if (format.iformat().name().getString().equals("wav")) return announcedByWav();
        // from the bit rate would be a guess
        boolean stated =
                format.duration() > 0 && format.duration_estimation_method() != avformat.AVFMT_DURATION_FROM_BITRATE;
        return stated ? format.duration() * (1_000_000_000L / avutil.AV_TIME_BASE) : 0;
    }

    /// FFmpeg takes the length of a WAV from the size of the file; the length its header states is in the `data` chunk.
    private long announcedByWav() {
        long bytesPerSecond = stream.codecpar().bit_rate() / 8;
        if (bytesPerSecond <= 0) return 0;
        try (var file = FileChannel.open(path)) {
            var header = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            for (long at = 12, length; at + 8 <= file.size(); at += 8 + length + length % 2) {
                header.clear();
                file.read(header, at);
                length = header.getInt(4) & 0xffff_ffffL;
                if (!new String(header.array(), 0, 4, StandardCharsets.US_ASCII).equals("data")) continue;
                boolean streamed = length == 0 || length >= 0x7fff_ffffL; // written before the length was known
                return streamed ? 0 : avutil.av_rescale(length, 1_000_000_000L, bytesPerSecond);
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
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
