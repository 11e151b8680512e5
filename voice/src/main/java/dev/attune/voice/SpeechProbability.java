package dev.attune.voice;

import dev.attune.models.OnnxModel;
import dev.attune.models.Runner;
import java.util.Arrays;

/// Silero VAD: how probable speech is, 32 ms at a time. Single owner; remembers what it heard until
/// [#reset].
final class SpeechProbability implements AutoCloseable {
    static final String ID = "silero-vad";
    static final int CHUNK = 512; // samples at 16 kHz
    private static final int CONTEXT = 64; // of the previous chunk

    private final Runner runner;
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
        runner.input().put(0, input);
        runner.run();
        runner.input("state").put(0, runner.output("stateN"));
        return runner.output("output")[0];
    }

    void reset() {
        runner.input("state").put(0, silence);
        Arrays.fill(input, 0);
    }

    @Override
    public void close() {
        runner.close();
    }
}
