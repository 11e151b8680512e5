package dev.attune.voice;

import dev.attune.signals.Definition;
import dev.attune.signals.ModelRef;
import org.jspecify.annotations.Nullable;

/// Turns probabilities of speech into segments: two thresholds, so that a wavering value does not chop,
/// and least lengths, so that a click is no speech and a breath is no end.
///
/// Counts in chunks since the last [#reset]; owned by one channel.
final class SpeechSegmenter {
    private static final Definition DEFINITION = Definition.load(SpeechSegmenter.class, "speech-segments", "1");
    private static final double BEGIN = DEFINITION.number("begin-probability");
    private static final double END = DEFINITION.number("end-probability");
    private static final int LEAST_SPEECH = DEFINITION.whole("least-speech-chunks");
    private static final int LEAST_PAUSE = DEFINITION.whole("least-pause-chunks");
    private static final int PADDING = DEFINITION.whole("padding-chunks");

    /// @param from,to chunks, `to` exclusive
    record Segment(long from, long to) {}

    sealed interface Change {
        record Begun(long from) implements Change {}

        record Over(Segment segment) implements Change {}
    }

    static ModelRef definition() {
        return DEFINITION.ref();
    }

    private long chunks;
    private long candidate = -1; // first chunk of what may become speech
    private int spoken; // chunks of it above the threshold
    private long begun = -1;
    private long lastSpoken = -1;
    private long earliest; // a segment's padding must not reach into the one before

    /// The next chunk's probability; a change of state, or null.
    @Nullable
    Change next(double probability) {
        long chunk = chunks++;
        if (begun >= 0) {
            if (probability >= END) lastSpoken = chunk;
            return chunk - lastSpoken >= LEAST_PAUSE ? over() : null;
        }
        if (candidate < 0 && probability >= BEGIN) candidate = chunk;
        if (candidate < 0) return null;
        if (probability >= END) {
            spoken++;
            lastSpoken = chunk;
        } else if (chunk - lastSpoken > LEAST_SPEECH) {
            forgetCandidate();
            return null;
        }
        if (spoken < LEAST_SPEECH) return null;
        begun = Math.max(earliest, candidate - PADDING);
        return new Change.Begun(begun);
    }

    /// Whether a segment lasts.
    boolean speaking() {
        return begun >= 0;
    }

    /// The stream ends or breaks here: the segment that lasted, or null.
    @Nullable
    Segment finish() {
        var last = begun >= 0 ? over().segment() : null;
        reset();
        return last;
    }

    void reset() {
        chunks = 0;
        earliest = 0;
        begun = -1;
        forgetCandidate();
    }

    private Change.Over over() {
        long to = Math.min(chunks, lastSpoken + 1 + PADDING);
        var segment = new Segment(begun, to);
        earliest = to;
        begun = -1;
        forgetCandidate();
        return new Change.Over(segment);
    }

    private void forgetCandidate() {
        candidate = -1;
        spoken = 0;
        lastSpoken = -1;
    }
}
