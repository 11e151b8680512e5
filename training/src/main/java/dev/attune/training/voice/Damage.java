package dev.attune.training.voice;

import dev.attune.evaluation.voice.SoundCondition;
import dev.attune.media.PhoneCoding;
import dev.attune.media.SpeechCodec;
import java.util.SplittableRandom;

/// One way in which a voice may reach a microphone or a call centre, drawn anew for each clip: level,
/// then one of noise, a room, overdriving, a telephone with the other law and a weak line, or one of
/// the codecs of mobile and internet calls.
final class Damage {
    private static final int RATE_HZ = 16_000;

    private Damage() {}

    /// @param samples at 16 kHz; not changed
    static float[] draw(float[] samples, long seed) {
        var random = new SplittableRandom(seed);
        var level = scaled(samples, Math.pow(10, random.nextDouble(-12, 6) / 20));
        return switch (random.nextInt(5)) {
            case 0 -> SoundCondition.withNoise(level, random.nextDouble(5, 25), random.nextLong());
            case 1 -> inRoom(level, random.nextDouble(0.2, 0.8), random);
            case 2 -> overdriven(level, random.nextDouble(0.25, 0.7));
            case 3 -> coded(level, SpeechCodec.values()[random.nextInt(SpeechCodec.values().length)]);
            default ->
                SoundCondition.overTelephone(
                        SoundCondition.withNoise(level, random.nextDouble(10, 30), random.nextLong()),
                        PhoneCoding.A_LAW);
        };
    }

    private static float[] coded(float[] samples, SpeechCodec codec) {
        return codec.through(codec.rateHz() == RATE_HZ ? samples : SoundCondition.halved(samples));
    }

    private static float[] scaled(float[] samples, double gain) {
        var scaled = new float[samples.length];
        for (int i = 0; i < scaled.length; i++) scaled[i] = (float) Math.clamp(samples[i] * gain, -1, 1);
        return scaled;
    }

    /// Cut off at a share of the peak.
    private static float[] overdriven(float[] samples, double share) {
        float peak = 0;
        for (float sample : samples) peak = Math.max(peak, Math.abs(sample));
        float limit = (float) (share * peak);
        var cut = new float[samples.length];
        for (int i = 0; i < cut.length; i++) cut[i] = Math.clamp(samples[i], -limit, limit);
        return cut;
    }

    /// Sparse echoes that decay by 60 dB in the given time, 400 a second.
    private static float[] inRoom(float[] samples, double seconds, SplittableRandom random) {
        var heard = samples.clone();
        int echoes = (int) (seconds * 400);
        for (int i = 0; i < echoes; i++) {
            double delay = random.nextDouble(0.003, seconds);
            double gain = 0.25 * Math.pow(10, -3 * delay / seconds) * (random.nextBoolean() ? 1 : -1);
            int shift = (int) (delay * RATE_HZ);
            for (int t = shift; t < heard.length; t++) heard[t] += (float) (gain * samples[t - shift]);
        }
        float peak = 1;
        for (float sample : heard) peak = Math.max(peak, Math.abs(sample));
        return scaled(heard, 1 / peak);
    }
}
