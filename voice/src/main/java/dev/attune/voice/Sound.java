package dev.attune.voice;

import java.util.Arrays;

/// The latest seconds of one channel, addressed by sample since the last [#clear]. Overwrites itself;
/// nothing is kept.
final class Sound {
    static final int RATE_HZ = 16_000;

    private final float[] ring;
    private long end;

    Sound(int capacity) {
        this.ring = new float[capacity];
    }

    void append(float[] samples) {
        for (float sample : samples) ring[(int) (end++ % ring.length)] = sample;
    }

    /// Number of samples since [#clear], also the address of the next one.
    long end() {
        return end;
    }

    /// Copies `into.length` samples from address `from` on; zeros before the first and after the last.
    void copy(long from, float[] into) {
        if (from < end - ring.length && from + into.length > 0 && from >= 0)
            throw new IllegalArgumentException(
                    "sample %d is no longer held, only from %d".formatted(from, end - ring.length));
        for (int i = 0; i < into.length; i++) {
            long address = from + i;
            into[i] = address < 0 || address >= end ? 0 : ring[(int) (address % ring.length)];
        }
    }

    void clear() {
        end = 0;
        Arrays.fill(ring, 0);
    }
}
