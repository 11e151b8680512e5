package dev.attune.server.live;

import java.time.Duration;

/// One picture from a page, still encoded.
///
/// @param sequence chosen by the client and returned with the result
/// @param at media time
/// @param arrivedNanos of [System#nanoTime] when the last byte was there
record EncodedFrame(long sequence, Duration at, byte[] picture, long arrivedNanos) {
    @Override
    public String toString() {
        return "EncodedFrame[%d at %s, %d bytes]".formatted(sequence, at, picture.length); // never the picture
    }
}
