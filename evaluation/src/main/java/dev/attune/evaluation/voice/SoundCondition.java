package dev.attune.evaluation.voice;

import dev.attune.media.PhoneCoding;
import dev.attune.media.PhoneSound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// What happens to a clip before it is heard.
public enum SoundCondition {
    CLEAN,
    /// Pink noise, 10 dB below the clip.
    NOISE10DB,
    /// 8 kHz, G.711 µ-law, and back.
    TELEPHONE;

    private static final int RATE_HZ = 16_000;
    private static final double NOISE_DB = 10;

    /// The name on the command line and in files.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param samples at 16 kHz; not changed
    /// @param seed of the noise
    public float[] of(float[] samples, long seed) {
        return switch (this) {
            case CLEAN -> samples;
            case NOISE10DB -> withNoise(samples, NOISE_DB, seed);
            case TELEPHONE -> overTelephone(samples, PhoneCoding.MU_LAW);
        };
    }

    /// Adds pink noise; what exceeds full scale is cut to it.
    ///
    /// @param ratioDb of the clip's mean power to the noise's
    public static float[] withNoise(float[] samples, double ratioDb, long seed) {
        var noise = pink(samples.length, seed);
        double gain = Math.sqrt(power(samples) / power(noise) * Math.pow(10, -ratioDb / 10));
        var mixed = new float[samples.length];
        for (int i = 0; i < mixed.length; i++) mixed[i] = (float) Math.clamp(samples[i] + gain * noise[i], -1, 1);
        return mixed;
    }

    /// Halves the rate behind a low-pass filter, codes each sample, and decodes as a call would be.
    public static float[] overTelephone(float[] samples, PhoneCoding coding) {
        var narrow = halved(samples);
        var heard = new float[samples.length];
        try (var phone = new PhoneSound(coding)) {
            var parts = new ArrayList<>(phone.accept(Duration.ZERO, coded(narrow, coding)));
            parts.addAll(phone.finish());
            int at = 0;
            for (var part : parts) for (float sample : part.samples()) if (at < heard.length) heard[at++] = sample;
        }
        return heard;
    }

    /// Paul Kellet's filter on white noise: within 0.05 dB of -3 dB per octave above 9 Hz.
    private static float[] pink(int length, long seed) {
        var random = new SplittableRandom(seed);
        double[] state = new double[7];
        double[] pole = {0.99886, 0.99332, 0.96900, 0.86650, 0.55000, -0.7616};
        double[] gain = {0.0555179, 0.0750759, 0.1538520, 0.3104856, 0.5329522, -0.0168980};
        var noise = new float[length];
        for (int i = 0; i < length; i++) {
            double white = random.nextGaussian();
            double sum = state[6] + white * 0.5362;
            for (int k = 0; k < pole.length; k++) {
                state[k] = pole[k] * state[k] + white * gain[k];
                sum += state[k];
            }
            state[6] = white * 0.115926;
            noise[i] = (float) sum;
        }
        return noise;
    }

    private static double power(float[] samples) {
        double sum = 0;
        for (float sample : samples) sum += sample * sample;
        return sum / samples.length;
    }

    /// At half the rate, behind a low-pass filter that leaves nothing above 4 kHz of 16.
    public static float[] halved(float[] samples) {
        int half = 31;
        var filter = new double[2 * half + 1];
        double total = 0;
        for (int k = -half; k <= half; k++) {
            double x = 3600.0 * 2 / RATE_HZ; // cut-off below 4 kHz, so that the slope ends there
            double sinc = k == 0 ? x : Math.sin(Math.PI * x * k) / (Math.PI * k);
            filter[k + half] = sinc * (0.54 + 0.46 * Math.cos(Math.PI * k / half));
            total += filter[k + half];
        }
        var narrow = new float[samples.length / 2];
        for (int i = 0; i < narrow.length; i++) {
            double sum = 0;
            for (int k = -half; k <= half; k++) {
                int from = 2 * i + k;
                if (from >= 0 && from < samples.length) sum += filter[k + half] * samples[from];
            }
            narrow[i] = (float) (sum / total);
        }
        return narrow;
    }

    /// The code whose value is nearest to each sample.
    private static byte[] coded(float[] samples, PhoneCoding coding) {
        var codes = new byte[256];
        for (int i = 0; i < codes.length; i++) codes[i] = (byte) i;
        float[] values = coding.decode(codes);
        var order = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Float.compare(values[a], values[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        var sorted = new float[order.length];
        for (int i = 0; i < order.length; i++) sorted[i] = values[order[i]];
        var coded = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            int at = Arrays.binarySearch(sorted, samples[i]);
            if (at < 0) {
                int above = Math.min(-at - 1, sorted.length - 1);
                int below = Math.max(0, above - 1);
                at = samples[i] - sorted[below] < sorted[above] - samples[i] ? below : above;
            }
            coded[i] = (byte) order[at];
        }
        return coded;
    }
}
