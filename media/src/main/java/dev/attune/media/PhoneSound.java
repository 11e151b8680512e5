package dev.attune.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One direction of a telephone call, packet by packet → sound at [SoundSource#RATE_HZ]. Owned by one thread. Contract:
/// 1. `accept` in order of media time ([PacketOrder] makes one); what comes out lags by less than 10 ms.
/// 2. What begins within 10 ms of the end of what was there before follows on it to the sample. A later packet
///    begins anew at its own time: nothing is invented for what never arrived.
/// 3. `finish` once, for the last milliseconds; `close` always.
///
/// What comes out is narrow: above 4 kHz there is nothing.
public final class PhoneSound implements AutoCloseable {
    private static final long GAP_NANOS = 10_000_000; // half of the shortest packet in use

    private final PhoneCoding coding;
    private Resampler resampler = Resampler.ofMono(PhoneCoding.RATE_HZ);
    private long stretchNanos;
    private long stretchSourceSamples;
    private long stretchSamples;

    public PhoneSound(PhoneCoding coding) {
        this.coding = coding;
    }

    /// @param at media time of the packet's first sample
    /// @return what is known now; none or more stretches, of which the first may end before a gap
    /// @throws IllegalArgumentException when the packet holds half a sample
    public List<Pcm> accept(Duration at, byte[] packet) {
        var sound = new ArrayList<Pcm>();
        float[] samples = coding.decode(packet);
        if (at.toNanos() - end().toNanos() >= GAP_NANOS) {
            drain(sound);
            begin(at);
        }
        add(resampler.convert(samples), sound);
        stretchSourceSamples += samples.length;
        return sound;
    }

    /// Media time at which the sound that was accepted ends.
    public Duration end() {
        return Duration.ofNanos(stretchNanos).plus(resampler.length(stretchSourceSamples));
    }

    /// The last milliseconds. Nothing may follow but `close`.
    public List<Pcm> finish() {
        var sound = new ArrayList<Pcm>();
        drain(sound);
        return sound;
    }

    private void begin(Duration at) {
        resampler.close();
        resampler = Resampler.ofMono(PhoneCoding.RATE_HZ);
        stretchNanos = at.toNanos();
        stretchSourceSamples = 0;
        stretchSamples = 0;
    }

    private void drain(List<Pcm> sound) {
        if (stretchSourceSamples > 0) add(resampler.drain()[0], sound);
    }

    private void add(float[] samples, List<Pcm> sound) {
        if (samples.length == 0) return;
        long nanos = stretchNanos + Math.round(stretchSamples * 1e9 / Resampler.RATE_HZ);
        sound.add(new Pcm(Duration.ofNanos(nanos), Resampler.RATE_HZ, samples));
        stretchSamples += samples.length;
    }

    @Override
    public void close() {
        resampler.close();
    }
}
