package dev.attune.voice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The frames of the segment that lasts, each read once however many windows look at it.
final class SpokenFrames {
    private static final int MOST = (int) (VoiceOptions.LONGEST_WINDOW.toMillis() / 10) + 1;

    private final FrameReader reader = new FrameReader();
    private final Deque<VoiceFrame> frames = new ArrayDeque<>();
    private @Nullable VoiceFrame latest;
    private long next; // sample at which the next frame begins; frames follow each other

    /// @param from sample of the first frame's beginning
    void begin(long from) {
        frames.clear();
        latest = null;
        next = from;
    }

    /// Reads the frames whose middles lie before `until`.
    void listen(Sound sound, long until) {
        int count = (int) Math.max(0, (until - next - VoiceFrame.FIRST + VoiceFrame.HOP - 1) / VoiceFrame.HOP);
        if (count == 0) return;
        var around = new float[(count - 1) * VoiceFrame.HOP + 2 * VoiceFrame.REACH];
        sound.copy(next + VoiceFrame.FIRST - VoiceFrame.REACH, around);
        for (int i = 0; i < count; i++) {
            latest = reader.at(around, VoiceFrame.REACH + i * VoiceFrame.HOP, latest);
            if (frames.size() == MOST) frames.removeFirst();
            frames.addLast(latest);
        }
        next += (long) count * VoiceFrame.HOP;
    }

    /// The frames read so far that lie between the samples `from` and `to`.
    Stretch stretch(Sound sound, long from, long to) {
        long begins = next - (long) frames.size() * VoiceFrame.HOP;
        var kept = new ArrayList<VoiceFrame>();
        long first = -1;
        for (var frame : frames) {
            if (begins >= from && begins + VoiceFrame.HOP <= to) {
                if (first < 0) first = begins;
                kept.add(frame);
            }
            begins += VoiceFrame.HOP;
        }
        var samples = new float[kept.size() * VoiceFrame.HOP];
        sound.copy(Math.max(0, first), samples);
        return new Stretch(kept, samples);
    }
}
