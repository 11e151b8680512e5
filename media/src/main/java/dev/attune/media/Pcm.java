package dev.attune.media;

import java.time.Duration;

/// A stretch of sound of one channel. Deliberately not serialisable: sound is listened to, never kept.
///
/// Not a record, as [Frame] is none: equality over the samples would be costly.
public final class Pcm {

    /// Beyond any sound card; a higher rate is a damaged header.
    public static final int MAX_SAMPLE_RATE_HZ = 384_000;

    private final Duration at;
    private final int sampleRateHz;
    private final float[] samples;

    /// @param at media time of the first sample
    /// @param samples in [-1, 1], 1 = full scale; not copied, so nobody may write to it any more
    public Pcm(Duration at, int sampleRateHz, float[] samples) {
        if (at.isNegative()) throw new IllegalArgumentException("sound's media time must not be negative, got " + at);
        if (sampleRateHz < 1 || sampleRateHz > MAX_SAMPLE_RATE_HZ)
            throw new IllegalArgumentException(
                    "a sample rate must be in 1..%d Hz, got %d".formatted(MAX_SAMPLE_RATE_HZ, sampleRateHz));
        for (int i = 0; i < samples.length; i++)
            if (!(samples[i] >= -1 && samples[i] <= 1)) // written so that NaN fails too
            throw new IllegalArgumentException("samples must be in [-1, 1], got %s at index %d of %d"
                    .formatted(samples[i], i, samples.length));
        this.at = at;
        this.sampleRateHz = sampleRateHz;
        this.samples = samples;
    }

    /// Media time of the first sample.
    public Duration at() {
        return at;
    }

    public int sampleRateHz() {
        return sampleRateHz;
    }

    /// In [-1, 1]; shared, so read only.
    public float[] samples() {
        return samples;
    }

    public Duration length() {
        return Duration.ofNanos(Math.round(samples.length * 1e9 / sampleRateHz));
    }

    /// Media time just after the last sample. Where the following stretch begins later, sound is missing in between.
    public Duration end() {
        return at.plus(length());
    }

    @Override
    public String toString() {
        return "Pcm[%d samples at %d Hz from %s]".formatted(samples.length, sampleRateHz, at); // never the samples
    }
}
