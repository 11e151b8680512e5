package dev.attune.media;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/// The lossy codecs through which speech reaches people, besides the telephone's [PhoneCoding]: what is said is coded
/// and decoded again, so that a reading can be learned and tested on what is left.
public enum SpeechCodec {
    /// Mobile telephony (3GPP TS 26.071), 7.95 kbit/s.
    AMR_NARROW("libopencore_amrnb", 8_000, 7_950),
    /// Mobile telephony in a wider band (3GPP TS 26.171, ITU-T G.722.2), 12.65 kbit/s.
    AMR_WIDE("libvo_amrwbenc", 16_000, 12_650),
    /// Calls over the internet (RFC 6716), 12 kbit/s, as WebRTC falls back to on a thin line.
    OPUS("libopus", 16_000, 12_000);

    private static final int FRAME_SAMPLES = 320; // where a codec takes frames of any length
    private static final float FULL_SCALE = 32_767;

    private final String encoder;
    private final int rateHz;
    private final int bitsPerSecond;

    SpeechCodec(String encoder, int rateHz, int bitsPerSecond) {
        this.encoder = encoder;
        this.rateHz = rateHz;
        this.bitsPerSecond = bitsPerSecond;
    }

    /// Of the sound that goes in.
    public int rateHz() {
        return rateHz;
    }

    /// @param samples one channel at [#rateHz] in [-1, 1]; not changed
    /// @return one channel at [SoundSource#RATE_HZ], of the same length in time, some milliseconds later
    public float[] through(float[] samples) {
        int length = (int) ((long) samples.length * SoundSource.RATE_HZ / rateHz);
        if (length == 0) return new float[0];
        FfmpegLog.clear();
        try (var passage = new Passage(this)) {
            return passage.through(samples, length);
        }
    }

    /// One use: coder and decoder back to back.
    private static final class Passage implements AutoCloseable {
        private final AVCodecContext coder;
        private final AVCodecContext decoder;
        private final AVFrame spoken = avutil.av_frame_alloc();
        private final AVFrame heard = avutil.av_frame_alloc();
        private final AVPacket packet = avcodec.av_packet_alloc();
        private @Nullable Resampler resampler;
        private float[] out = new float[0];
        private int filled;

        Passage(SpeechCodec codec) {
            AVCodec coding = avcodec.avcodec_find_encoder_by_name(codec.encoder);
            if (coding == null)
                throw new IllegalStateException("this FFmpeg has no encoder %s for %s".formatted(codec.encoder, codec));
            coder = avcodec.avcodec_alloc_context3(coding)
                    .sample_rate(codec.rateHz)
                    .bit_rate(codec.bitsPerSecond)
                    .sample_fmt(avutil.AV_SAMPLE_FMT_S16)
                    .thread_count(1);
            avutil.av_channel_layout_default(coder.ch_layout(), 1);
            require(avcodec.avcodec_open2(coder, coding, (AVDictionary) null));
            AVCodec decoding = avcodec.avcodec_find_decoder(coding.id());
            if (decoding == null) throw new IllegalStateException("this FFmpeg has no decoder for " + codec);
            decoder = avcodec.avcodec_alloc_context3(decoding);
            AVCodecParameters parameters = avcodec.avcodec_parameters_alloc();
            require(avcodec.avcodec_parameters_from_context(parameters, coder));
            require(avcodec.avcodec_parameters_to_context(decoder, parameters));
            avcodec.avcodec_parameters_free(parameters);
            require(avcodec.avcodec_open2(decoder, decoding, (AVDictionary) null));
            spoken.nb_samples(coder.frame_size() > 0 ? coder.frame_size() : FRAME_SAMPLES)
                    .format(avutil.AV_SAMPLE_FMT_S16)
                    .sample_rate(codec.rateHz);
            require(avutil.av_channel_layout_copy(spoken.ch_layout(), coder.ch_layout()));
            require(avutil.av_frame_get_buffer(spoken, 0));
        }

        float[] through(float[] samples, int length) {
            out = new float[length];
            int size = spoken.nb_samples();
            for (int from = 0; from < samples.length; from += size) {
                var part = new short[size]; // the last is filled up with silence
                for (int i = 0; i < Math.min(size, samples.length - from); i++)
                    part[i] = (short) Math.round(FULL_SCALE * Math.clamp(samples[from + i], -1f, 1f));
                require(avutil.av_frame_make_writable(spoken));
                new ShortPointer(spoken.data(0)).put(part, 0, size);
                spoken.pts(from);
                require(avcodec.avcodec_send_frame(coder, spoken));
                decodeWhatIsCoded();
            }
            require(avcodec.avcodec_send_frame(coder, null));
            decodeWhatIsCoded();
            require(avcodec.avcodec_send_packet(decoder, null));
            hearWhatIsDecoded();
            if (resampler != null) append(resampler.drain()[0]);
            return out;
        }

        private void decodeWhatIsCoded() {
            while (avcodec.avcodec_receive_packet(coder, packet) >= 0) {
                require(avcodec.avcodec_send_packet(decoder, packet));
                avcodec.av_packet_unref(packet);
                hearWhatIsDecoded();
            }
        }

        private void hearWhatIsDecoded() {
            while (avcodec.avcodec_receive_frame(decoder, heard) >= 0) {
                var current = resampler;
                if (current == null) resampler = current = Resampler.of(heard);
                append(current.convert(heard)[0]);
            }
        }

        private void append(float[] part) {
            int fits = Math.min(part.length, out.length - filled);
            System.arraycopy(part, 0, out, filled, fits);
            filled += fits;
        }

        private static void require(int result) {
            if (result < 0) throw new IllegalStateException("FFmpeg cannot code speech: " + FfmpegLog.meaning(result));
        }

        @Override
        public void close() {
            if (resampler != null) resampler.close();
            avcodec.av_packet_free(packet);
            avutil.av_frame_free(spoken);
            avutil.av_frame_free(heard);
            avcodec.avcodec_free_context(coder);
            avcodec.avcodec_free_context(decoder);
        }
    }
}
