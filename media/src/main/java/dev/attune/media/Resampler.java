package dev.attune.media;

import java.time.Duration;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/// Streaming conversion of sound to 16 kHz, channel by channel, through FFmpeg's band-limited polyphase filter.
///
/// The first sample that comes out belongs to the time of the first that went in; some are held back until their
/// neighbours are known. Values beyond full scale are cut to it.
final class Resampler implements AutoCloseable {

    /// What every network and formula of the voice is made for: speech has little above 8 kHz.
    static final int RATE_HZ = 16_000;

    private final SwrContext context;
    private final int channels;
    private final int sourceRateHz;
    private @Nullable FloatPointer planes; // one channel after the other
    private @Nullable PointerPointer<Pointer> planeStarts;
    private int planeLength;
    private boolean closed;

    private Resampler(SwrContext context, int channels, int sourceRateHz) {
        this.context = context;
        this.channels = channels;
        this.sourceRateHz = sourceRateHz;
    }

    /// For one channel of samples in [-1, 1].
    static Resampler ofMono(int sourceRateHz) {
        try (var mono = new AVChannelLayout()) {
            avutil.av_channel_layout_default(mono, 1);
            return of(mono, avutil.AV_SAMPLE_FMT_FLTP, sourceRateHz);
        }
    }

    /// For frames such as this one.
    static Resampler of(AVFrame frame) {
        return of(frame.ch_layout(), frame.format(), frame.sample_rate());
    }

    private static Resampler of(AVChannelLayout layout, int sampleFormat, int sourceRateHz) {
        var context = new SwrContext(null);
        // the layout goes in and comes out, so that channels are neither mixed nor swapped
        int allocated = swresample.swr_alloc_set_opts2(
                context, layout, avutil.AV_SAMPLE_FMT_FLTP, RATE_HZ, layout, sampleFormat, sourceRateHz, 0, (Pointer)
                        null);
        if (allocated < 0 || swresample.swr_init(context) < 0) {
            swresample.swr_free(context);
            throw new IllegalArgumentException("FFmpeg cannot resample %d channels in format %d from %d Hz"
                    .formatted(layout.nb_channels(), sampleFormat, sourceRateHz));
        }
        return new Resampler(context, layout.nb_channels(), sourceRateHz);
    }

    boolean fits(AVFrame frame) {
        return frame.ch_layout().nb_channels() == channels && frame.sample_rate() == sourceRateHz;
    }

    /// @return `[channels, samples]` in [-1, 1] or NaN where the file holds no number
    float[][] convert(AVFrame frame) {
        return convert(frame.extended_data(), frame.nb_samples());
    }

    float[] convert(float[] mono) {
        try (var samples = new FloatPointer(mono);
                var starts = new PointerPointer<Pointer>(1L)) {
            starts.put(0, samples);
            return convert(starts, mono.length)[0];
        }
    }

    /// What was held back. Nothing may follow.
    float[][] drain() {
        return convert(null, 0);
    }

    /// How long so many samples of the source last.
    Duration length(long sourceSamples) {
        return Duration.ofNanos(Math.round(sourceSamples * 1e9 / sourceRateHz));
    }

    private float[][] convert(@Nullable PointerPointer<?> input, int samples) {
        PointerPointer<Pointer> starts = reserve(swresample.swr_get_out_samples(context, samples));
        int made = swresample.swr_convert(context, starts, planeLength, input, samples);
        if (made < 0) throw new IllegalStateException("FFmpeg cannot resample: " + FfmpegLog.meaning(made));
        var channelsOut = new float[channels][made];
        FloatPointer all = planes;
        if (all == null) throw new IllegalStateException("no room was reserved");
        for (int channel = 0; channel < channels; channel++) {
            float[] out = channelsOut[channel];
            all.position((long) channel * planeLength).get(out, 0, made);
            for (int i = 0; i < made; i++) out[i] = Math.clamp(out[i], -1f, 1f); // NaN stays
        }
        return channelsOut;
    }

    private PointerPointer<Pointer> reserve(int length) {
        var reserved = planeStarts;
        if (reserved != null && length <= planeLength) return reserved;
        release();
        planeLength = Math.max(1, length);
        var room = new FloatPointer((long) channels * planeLength);
        var starts = new PointerPointer<Pointer>((long) channels);
        for (int channel = 0; channel < channels; channel++)
            starts.put(channel, room.getPointer(FloatPointer.class, (long) channel * planeLength));
        planes = room;
        planeStarts = starts;
        return starts;
    }

    private void release() {
        if (planes != null) planes.close();
        if (planeStarts != null) planeStarts.close();
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        swresample.swr_free(context);
        release();
    }
}
