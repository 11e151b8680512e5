package dev.attune.media;

import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/// Decodes one JPEG, PNG or WebP picture from memory: the frames of a live stream.
///
/// Stateless: a decoder is opened for each picture, which costs a few percent of decoding one and leaves nothing to
/// share between threads.
public final class PictureDecoder {

    /// 4096 x 4096: no live stream needs more, and the pixels stay below 50 MB.
    public static final long MAX_PIXELS = 4096L * 4096;

    private PictureDecoder() {}

    /// @param at media time given to the frame
    /// @throws MediaException for anything but one whole picture of at most [#MAX_PIXELS]; the size is known from
    ///     the header before anything is allocated
    public static Frame decode(byte[] encoded, Duration at) throws MediaException {
        if (encoded.length == 0) throw new MediaException(MediaException.Kind.EMPTY_FILE, "The picture has 0 bytes.");
        PictureHeader header = PictureHeader.of(encoded);
        if (header == null)
            throw new MediaException(
                    MediaException.Kind.NOT_MEDIA,
                    "%d bytes are no JPEG, PNG or WebP picture.\nMaybe check the format given with the frame."
                            .formatted(encoded.length));
        if (header.width() * header.height() > MAX_PIXELS)
            throw new MediaException(
                    MediaException.Kind.TOO_LARGE,
                    "The picture is %d x %d; at most %d pixels are decoded.\nMaybe send 640 x 480."
                            .formatted(header.width(), header.height(), MAX_PIXELS));
        if (!header.whole())
            throw new MediaException(
                    MediaException.Kind.CUT_OFF,
                    "The picture of %d x %d stops after %d bytes, before its end marker."
                            .formatted(header.width(), header.height(), encoded.length));
        return decode(encoded, header, at);
    }

    private static Frame decode(byte[] encoded, PictureHeader header, Duration at) throws MediaException {
        FfmpegLog.clear();
        AVCodec codec = avcodec.avcodec_find_decoder(header.codecId());
        AVCodecContext decoder = avcodec.avcodec_alloc_context3(codec);
        AVPacket packet = avcodec.av_packet_alloc();
        AVFrame picture = avutil.av_frame_alloc();
        try (var converter = new BgrConverter()) {
            // explode: a damaged picture is an error, not a picture with a grey half
            decoder.thread_count(1).max_pixels(MAX_PIXELS).err_recognition(avcodec.AV_EF_EXPLODE);
            require(avcodec.avcodec_open2(decoder, codec, (AVDictionary) null), header);
            require(avcodec.av_new_packet(packet, encoded.length), header);
            packet.data().put(encoded, 0, encoded.length);
            require(avcodec.avcodec_send_packet(decoder, packet), header);
            require(avcodec.avcodec_send_packet(decoder, null), header);
            require(avcodec.avcodec_receive_frame(decoder, picture), header);
            return converter.convert(picture, at, null);
        } finally {
            avutil.av_frame_free(picture);
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(decoder);
        }
    }

    private static void require(int result, PictureHeader header) throws MediaException {
        if (result < 0)
            throw new MediaException(
                    MediaException.Kind.DECODER_FAILED,
                    "The picture of %d x %d cannot be decoded (%s).\nMaybe it was damaged on the way."
                            .formatted(header.width(), header.height(), FfmpegLog.explain(result)));
    }
}
