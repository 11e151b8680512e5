package dev.attune.server.live;

import dev.attune.media.PhoneCoding;
import java.time.Duration;

/// A stretch of one person's sound, still coded: nobody has listened to it.
///
/// @param at media time of its first sample
/// @param sampleRateHz [PhoneCoding#RATE_HZ] from a telephone, 16 kHz from a page
/// @param arrivedNanos of [System#nanoTime] when the last byte was there
record EncodedSound(Duration at, int sampleRateHz, PhoneCoding coding, byte[] bytes, long arrivedNanos) {
    /// Media time after its last sample.
    Duration end() {
        return at.plusNanos(bytes.length / coding.bytesPerSample() * 1_000_000_000L / sampleRateHz);
    }

    @Override
    public String toString() {
        return "EncodedSound[%s at %s, %d bytes]".formatted(coding, at, bytes.length); // never the sound
    }
}
