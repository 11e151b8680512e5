package dev.attune.voice;

import dev.attune.models.OnnxModel;
import dev.attune.models.Runner;
import java.util.Arrays;

/// Silero VAD: how probable speech is, 32 ms at a time. Single owner; remembers what it heard until [#reset].
///
/// On a silent line, such as a muted telephone's, the network rests: it costs more than everything else while nobody
/// speaks.
final class SpeechProbability implements AutoCloseable {
    static final String ID = "silero-vad";
    static final int CHUNK = 512; // samples at 16 kHz
    private static final int CONTEXT = 64; // of the previous chunk

    /// G.711's second step, -66 dB: softer than comfort noise and than any microphone.
    private static final float SILENT = 16 / 32_768f;

    private static final int LISTENED_TO = 10; // silent chunks, 0.3 s: then the network has heard that it is silent

    private final Runner runner;
    private int silentChunks;
    private final float[] input = new float[CONTEXT + CHUNK];
    private final float[] silence;

    SpeechProbability(OnnxModel model) {
        this.runner = model.newRunner();
        runner.set("sr", Sound.RATE_HZ);
        this.silence = new float[runner.input("state").capacity()];
        reset();
    }

    /// @param sound where the next [#CHUNK] samples begin at `from`
    double next(float[] sound, int from) {
        System.arraycopy(input, CHUNK, input, 0, CONTEXT);
        System.arraycopy(sound, from, input, CONTEXT, CHUNK);
        silentChunks = isSilent() ? silentChunks + 1 : 0;
        if (silentChunks > LISTENED_TO) return 0;
        runner.input().put(0, input);
        runner.run();
        runner.input("state").put(0, runner.output("stateN"));
        return runner.output("output")[0];
    }

    private boolean isSilent() {
        for (float sample : input) if (Math.abs(sample) > SILENT) return false;
        return true;
    }

    void reset() {
        silentChunks = 0;
        runner.input("state").put(0, silence);
        Arrays.fill(input, 0);
    }

    @Override
    public void close() {
        runner.close();
    }
}
