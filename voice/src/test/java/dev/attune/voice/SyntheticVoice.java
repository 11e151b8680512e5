package dev.attune.voice;

import java.util.SplittableRandom;

/// Voices whose truth is known because it was put in. 16 kHz.
final class SyntheticVoice {
    private static final double SILENCE_SECONDS = 0.05;

    private SyntheticVoice() {}

    /// Closures of the vocal folds at exact times, each ringing in one resonance that dies before the
    /// next; silence before and after.
    ///
    /// @param times of the closures in seconds
    record Pulsed(float[] sound, double[] times, double[] amplitudes) {

        /// Mean difference of consecutive periods over the mean period.
        double jitter() {
            double sum = 0;
            for (int i = 2; i < times.length; i++) sum += Math.abs(times[i] - 2 * times[i - 1] + times[i - 2]);
            return sum / (times.length - 2) / ((times[times.length - 1] - times[0]) / (times.length - 1));
        }

        /// Mean difference of consecutive amplitudes over the mean amplitude.
        double shimmer() {
            double sum = 0;
            double mean = 0;
            for (int i = 0; i < times.length; i++) {
                mean += amplitudes[i] / times.length;
                if (i > 0) sum += Math.abs(amplitudes[i] - amplitudes[i - 1]) / (times.length - 1);
            }
            return sum / mean;
        }
    }

    /// @param jitter,shimmer how much periods and amplitudes are drawn to differ, relative, mean of neighbours
    static Pulsed pulses(double f0Hz, double jitter, double shimmer, double seconds, long seed) {
        var random = new SplittableRandom(seed);
        int count = (int) (seconds * f0Hz);
        var times = new double[count];
        var amplitudes = new double[count];
        double time = SILENCE_SECONDS;
        for (int i = 0; i < count; i++) {
            times[i] = time;
            amplitudes[i] =
                    0.4 * (1 + 1.5 * shimmer * random.nextDouble(-1, 1)); // two uniforms differ by 2/3 on average
            time += (1 + 1.5 * jitter * random.nextDouble(-1, 1)) / f0Hz;
        }
        var sound = new float[(int) ((time + SILENCE_SECONDS) * Sound.RATE_HZ)];
        for (int i = 0; i < count; i++) ring(sound, times[i], amplitudes[i]);
        return new Pulsed(sound, times, amplitudes);
    }

    private static void ring(float[] sound, double from, double amplitude) {
        int first = (int) Math.ceil(from * Sound.RATE_HZ);
        for (int i = first; i < Math.min(sound.length, first + 400); i++) {
            double t = (double) i / Sound.RATE_HZ - from;
            sound[i] += (float) (amplitude * Math.exp(-Math.PI * 250 * t) * Math.sin(2 * Math.PI * 700 * t));
        }
    }

    /// Harmonics below 3 kHz with white noise, so many dB weaker.
    static float[] harmonicsInNoise(double f0Hz, double ratioDb, double seconds, long seed) {
        var sound = new float[(int) (seconds * Sound.RATE_HZ)];
        var random = new SplittableRandom(seed);
        int harmonics = (int) (3000 / f0Hz);
        double power = 0;
        for (int h = 1; h <= harmonics; h++) power += 0.5 / (h * h);
        double noise = Math.sqrt(power * Math.pow(10, -ratioDb / 10));
        for (int i = 0; i < sound.length; i++) {
            double value = noise * random.nextGaussian();
            for (int h = 1; h <= harmonics; h++) value += Math.sin(2 * Math.PI * h * f0Hz * i / Sound.RATE_HZ + h) / h;
            sound[i] = (float) (0.1 * value);
        }
        return sound;
    }

    /// A glottal source, falling by 12 dB an octave, through resonances of a vocal tract.
    static float[] vowel(double f0Hz, double[] formantsHz, double bandwidthHz, double seconds) {
        double[] sound = new double[(int) (seconds * Sound.RATE_HZ)];
        for (double time = 0.005; time < seconds; time += 1 / f0Hz) sound[(int) (time * Sound.RATE_HZ)] = 1;
        double tilt = Math.exp(-2 * Math.PI * 100 / Sound.RATE_HZ);
        for (int pole = 0; pole < 2; pole++) for (int i = 1; i < sound.length; i++) sound[i] += tilt * sound[i - 1];
        for (double formant : formantsHz) {
            double radius = Math.exp(-Math.PI * bandwidthHz / Sound.RATE_HZ);
            double a = 2 * radius * Math.cos(2 * Math.PI * formant / Sound.RATE_HZ);
            double b = -radius * radius;
            for (int i = 0; i < sound.length; i++)
                sound[i] = (1 - a - b) * sound[i] + (i > 0 ? a * sound[i - 1] : 0) + (i > 1 ? b * sound[i - 2] : 0);
        }
        double peak = 0;
        for (double sample : sound) peak = Math.max(peak, Math.abs(sample));
        var scaled = new float[sound.length];
        for (int i = 0; i < scaled.length; i++) scaled[i] = (float) (0.5 * sound[i] / peak);
        return scaled;
    }

    static float[] tone(double hertz, double amplitude, double seconds) {
        var sound = new float[(int) (seconds * Sound.RATE_HZ)];
        for (int i = 0; i < sound.length; i++)
            sound[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / Sound.RATE_HZ));
        return sound;
    }

    static float[] noise(double amplitude, double seconds, long seed) {
        var random = new SplittableRandom(seed);
        var sound = new float[(int) (seconds * Sound.RATE_HZ)];
        for (int i = 0; i < sound.length; i++) sound[i] = (float) Math.clamp(amplitude * random.nextGaussian(), -1, 1);
        return sound;
    }

    /// The whole of a sound as one stretch, without a detector of speech.
    static Stretch stretch(float[] samples) {
        var sound = new Sound(samples.length + 2 * VoiceFrame.REACH);
        sound.append(samples);
        var frames = new SpokenFrames();
        frames.begin(0);
        frames.listen(sound, samples.length);
        return frames.stretch(sound, 0, samples.length + VoiceFrame.HOP);
    }
}
