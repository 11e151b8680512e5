package dev.attune.actor;

import java.util.Random;

/// From light to bytes: samples to pixels, lens blur, exposure, tone curve, sRGB, sensor noise.
///
/// The tone curve is Narkowicz' fit of the ACES filmic curve [1].
///
/// [1] K. Narkowicz: ACES filmic tone mapping curve, 2016.
final class Film {
    private static final int TONES = 4096;
    private static final double BRIGHTEST = 4; // linear light that the tone table covers
    private static final double GAIN = 0.84; // so that a lit face lands a little above the middle of the curve
    private static final int NOISE_VALUES = 1 << 16;

    private final Scene scene;
    private final float[] tone = new float[TONES];
    private final float[] gaussian = new float[NOISE_VALUES];

    Film(Scene scene) {
        this.scene = scene;
        for (int i = 0; i < TONES; i++) {
            double x = GAIN * BRIGHTEST * i / (TONES - 1);
            double mapped = x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14);
            tone[i] = (float) (255 * srgb(Math.clamp(mapped, 0, 1)));
        }
        var random = new Random(scene.seed());
        for (int i = 0; i < NOISE_VALUES; i++) gaussian[i] = (float) random.nextGaussian();
    }

    /// IEC 61966-2-1.
    private static double srgb(double linear) {
        return linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    }

    /// @param light `[height * samples, width * samples, 3]` linear
    /// @param grainSeed tells the noise of one frame from the next
    /// @return B, G, R interleaved
    byte[] develop(float[] light, long grainSeed) {
        int width = scene.width(), height = scene.height();
        float[] pixels = blurred(averaged(light, scene.samplesPerSide()), width, height);
        byte[] bgr = new byte[3 * width * height];
        float noise = (float) scene.sensor().noise();
        float gain = (float) (scene.sensor().exposure() * (TONES - 1) / BRIGHTEST);
        long state = grainSeed * 0x9E3779B97F4A7C15L + scene.seed();
        for (int p = 0; p < width * height; p++) {
            float red = pixels[3 * p], green = pixels[3 * p + 1], blue = pixels[3 * p + 2];
            if (scene.sensor().infrared()) red = green = blue = 0.8f * red + 0.2f * green; // skin is bright in infrared
            state = state * 6364136223846793005L + 1442695040888963407L; // Knuth's MMIX generator
            int draw = (int) (state >>> 40);
            bgr[3 * p] = toByte(tone(blue * gain) + noise * gaussian[draw & (NOISE_VALUES - 1)]);
            bgr[3 * p + 1] = toByte(tone(green * gain) + noise * gaussian[(draw * 31) & (NOISE_VALUES - 1)]);
            bgr[3 * p + 2] = toByte(tone(red * gain) + noise * gaussian[(draw * 173) & (NOISE_VALUES - 1)]);
        }
        return bgr;
    }

    private float tone(float level) {
        return tone[Math.clamp((int) (level + 0.5f), 0, TONES - 1)];
    }

    private static byte toByte(float level) {
        return (byte) Math.clamp((int) (level + 0.5f), 0, 255);
    }

    private float[] averaged(float[] light, int samples) {
        int width = scene.width(), height = scene.height(), stride = 3 * width * samples;
        float[] pixels = new float[3 * width * height];
        float share = 1f / (samples * samples);
        for (int row = 0; row < height; row++)
            for (int column = 0; column < width; column++)
                for (int k = 0; k < 3; k++) {
                    float sum = 0;
                    for (int j = 0; j < samples; j++)
                        for (int i = 0; i < samples; i++)
                            // a lamp's reflection would smear over its pixel if it were not capped here
                            sum += Math.min(1.5f, light[(row * samples + j) * stride + 3 * (column * samples + i) + k]);
                    pixels[3 * (row * width + column) + k] = sum * share;
                }
        return pixels;
    }

    private float[] blurred(float[] pixels, int width, int height) {
        double sd = scene.sensor().blur();
        if (sd <= 0) return pixels;
        int reach = (int) Math.ceil(2.5 * sd);
        float[] kernel = new float[2 * reach + 1];
        float sum = 0;
        for (int i = -reach; i <= reach; i++) sum += kernel[i + reach] = (float) Math.exp(-i * i / (2 * sd * sd));
        for (int i = 0; i < kernel.length; i++) kernel[i] /= sum;
        float[] across = convolved(pixels, width, height, kernel, 1, 0);
        return convolved(across, width, height, kernel, 0, 1);
    }

    private static float[] convolved(float[] in, int width, int height, float[] kernel, int dx, int dy) {
        int reach = kernel.length / 2;
        float[] out = new float[in.length];
        for (int row = 0; row < height; row++)
            for (int column = 0; column < width; column++)
                for (int i = -reach; i <= reach; i++) {
                    int r = Math.clamp(row + i * dy, 0, height - 1), c = Math.clamp(column + i * dx, 0, width - 1);
                    for (int k = 0; k < 3; k++)
                        out[3 * (row * width + column) + k] += kernel[i + reach] * in[3 * (r * width + c) + k];
                }
        return out;
    }
}
