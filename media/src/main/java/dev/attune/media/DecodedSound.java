package dev.attune.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/// The sound of one [Container], decoded and resampled. A few windows are held at a time, so memory does not grow with
/// the length of the recording.
///
/// Times are counted in samples from where an unbroken stretch begins, because the time stamps of some containers are
/// rounded; a stretch ends where the stamps run ahead of the count.
final class DecodedSound implements SoundSource {

    /// Stamps rounded to milliseconds stay below this, a single lost packet (20 ms of Opus, 21 ms of AAC) does not.
    private static final long GAP_NANOS = 10_000_000;

    /// More than any microphone array that is analysed here; bounds what one damaged header can cost.
    private static final int MAX_CHANNELS = 8;

    /// 65 535 samples are the longest block of FLAC; a second of 384 kHz fits as well.
    private static final long MAX_FRAME_SAMPLES = 1L << 19;

    private final Container container;
    private final StreamDecoder decoder;
    private final SoundInfo info;
    private final Queue<List<Pcm>> ready = new ArrayDeque<>();

    private @Nullable Resampler resampler;
    private long stretchNanos; // where the unbroken stretch began
    private long stretchSourceSamples; // decoded since
    private long stretchSamples; // made ready since
    private float[][] window = new float[0][];
    private int filled;
    private long endNanos;
    private @Nullable Ending ending;
    private boolean closed;

    private DecodedSound(Container container, StreamDecoder decoder) throws MediaException {
        this.container = container;
        this.decoder = decoder;
        AVCodecParameters parameters = container.stream().codecpar();
        try {
            fillReady();
            if (ready.isEmpty())
                throw new MediaException(
                        MediaException.Kind.NO_SOUND,
                        "The sound track of %s lasts 0 s.\nMaybe the recording never started."
                                .formatted(container.path()));
            this.info = new SoundInfo(
                    container.path(),
                    parameters.sample_rate(),
                    parameters.ch_layout().nb_channels(),
                    Duration.ofNanos(container.announcedNanos()),
                    decoder.codecName());
        } catch (MediaException e) {
            close();
            throw e;
        }
    }

    static DecodedSound open(Path path) throws MediaException {
        Container container = Container.open(path, Container.Wanted.SOUND);
        try {
            AVCodecParameters parameters = container.stream().codecpar();
            int channels = parameters.ch_layout().nb_channels();
            if (channels > MAX_CHANNELS || parameters.sample_rate() > Pcm.MAX_SAMPLE_RATE_HZ)
                throw new MediaException(
                        MediaException.Kind.TOO_LARGE,
                        "%s has %d channels at %d Hz; at most %d at %d Hz are decoded.\nMaybe convert it to stereo at 48 kHz."
                                .formatted(
                                        path,
                                        channels,
                                        parameters.sample_rate(),
                                        MAX_CHANNELS,
                                        Pcm.MAX_SAMPLE_RATE_HZ));
            return new DecodedSound(
                    container,
                    StreamDecoder.open(
                            container,
                            "WAV or FLAC",
                            codec -> codec.thread_count(1).max_samples(MAX_FRAME_SAMPLES)));
        } catch (MediaException e) {
            container.close();
            throw e;
        }
    }

    @Override
    public SoundInfo info() {
        return info;
    }

    @Override
    public @Nullable List<Pcm> next() {
        if (closed) throw new IllegalStateException(container.path() + " is closed");
        fillReady();
        return ready.poll();
    }

    @Override
    public Ending ending() {
        if (ending == null || !ready.isEmpty())
            throw new IllegalStateException("the end of %s was not reached".formatted(container.path()));
        return ending;
    }

    private void fillReady() {
        while (ready.isEmpty() && ending == null) {
            if (decoder.next(packet -> {})) take(decoder.frame());
            else {
                endStretch();
                ending = decoder.ending(Duration.ofNanos(endNanos), endNanos);
            }
        }
    }

    private void take(AVFrame frame) {
        if (frame.nb_samples() < 1) return;
        Resampler current = resamplerFor(frame);
        float[][] samples = current.convert(frame);
        stretchSourceSamples += frame.nb_samples();
        endNanos = stretchNanos + current.length(stretchSourceSamples).toNanos();
        if (isNumeric(samples)) append(samples);
        else abandonStretch(); // the filter carries what is no number into its neighbours
    }

    /// Begins a new stretch where the frame does not follow on the one before.
    private Resampler resamplerFor(AVFrame frame) {
        long ticks = frame.best_effort_timestamp();
        long nanos = ticks == avutil.AV_NOPTS_VALUE ? endNanos : Math.max(0, container.mediaNanos(ticks));
        Resampler current = resampler;
        if (current != null && current.fits(frame) && nanos - endNanos < GAP_NANOS) return current;
        endStretch();
        var next = Resampler.of(frame);
        resampler = next;
        stretchNanos = Math.max(nanos, endNanos);
        return next;
    }

    private void append(float[][] samples) {
        for (int taken = 0; taken < samples[0].length; ) {
            if (window.length != samples.length) window = new float[samples.length][WINDOW_SAMPLES];
            int part = Math.min(WINDOW_SAMPLES - filled, samples[0].length - taken);
            for (int channel = 0; channel < samples.length; channel++)
                System.arraycopy(samples[channel], taken, window[channel], filled, part);
            taken += part;
            filled += part;
            if (filled == WINDOW_SAMPLES) emit();
        }
    }

    private void emit() {
        if (filled == 0) return;
        var at = Duration.ofNanos(stretchNanos + Math.round(stretchSamples * 1e9 / RATE_HZ));
        var channels = new ArrayList<Pcm>();
        for (float[] samples : window) channels.add(new Pcm(at, RATE_HZ, Arrays.copyOf(samples, filled)));
        ready.add(List.copyOf(channels));
        stretchSamples += filled;
        filled = 0;
    }

    private void endStretch() {
        Resampler current = resampler;
        if (current == null) return;
        float[][] rest = current.drain();
        if (isNumeric(rest)) append(rest);
        abandonStretch();
    }

    /// Makes ready what is complete, without what the resampler still holds.
    private void abandonStretch() {
        emit();
        Resampler current = resampler;
        if (current != null) current.close();
        resampler = null;
        stretchNanos = endNanos;
        stretchSourceSamples = 0;
        stretchSamples = 0;
        window = new float[0][];
    }

    private static boolean isNumeric(float[][] samples) {
        for (float[] channel : samples) for (float sample : channel) if (Float.isNaN(sample)) return false;
        return true;
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        Resampler current = resampler;
        if (current != null) current.close();
        decoder.close();
        container.close();
    }
}
