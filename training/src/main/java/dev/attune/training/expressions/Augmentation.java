package dev.attune.training.expressions;

import dev.attune.face.ExpressionCrop;
import dev.attune.face.FaceCutter;
import java.util.random.RandomGenerator;

/// Shows one face as many cameras might: turned, shifted, small, blurred, badly lit, half covered, noisy.
///
/// Keeps its buffers; single owner. Colour is gone before: the network sees grey.
final class Augmentation {
    private static final int FROM = FaceCutter.SIZE;
    private static final int TO = ExpressionCrop.SIZE;
    private static final double TURN = Math.toRadians(14);
    private static final double GROWTH = 0.14; // share
    private static final double SHIFT = 0.07; // share of the side
    private static final int SMALLEST = 14; // pixels: a face of about 13 pixels, no use below

    private final RandomGenerator random;
    private final float[] scratch = new float[TO * TO];

    Augmentation(RandomGenerator random) {
        this.random = random;
    }

    /// As it is at run time: the middle, normalised.
    ///
    /// @param grey `[64, 64]` bytes, see [FaceCutter]
    /// @param out `[48, 48]` from `at` on
    void plain(byte[] grey, boolean mirrored, float[] out, int at) {
        int margin = (FROM - TO) / 2;
        for (int row = 0; row < TO; row++)
            for (int column = 0; column < TO; column++) {
                int from = mirrored ? TO - 1 - column : column;
                scratch[row * TO + column] = grey[(row + margin) * FROM + from + margin] & 255;
            }
        finish(out, at);
    }

    void varied(byte[] grey, float[] out, int at) {
        warp(grey);
        if (chance(0.35)) resize();
        if (chance(0.2)) blur();
        if (chance(0.6)) tone();
        if (chance(0.35)) lightFromOneSide();
        if (chance(0.35)) noise();
        if (chance(0.35)) cover();
        finish(out, at);
    }

    private void finish(float[] out, int at) {
        ExpressionCrop.normalise(scratch);
        System.arraycopy(scratch, 0, out, at, scratch.length);
    }

    private void warp(byte[] grey) {
        double turn = symmetric(TURN);
        double growth = Math.exp(symmetric(GROWTH));
        double stretch = Math.exp(symmetric(0.06));
        double slant = symmetric(0.06);
        double cos = Math.cos(turn) / growth;
        double sin = Math.sin(turn) / growth;
        double flip = chance(0.5) ? -1 : 1;
        double xx = flip * cos * stretch;
        double xy = -sin + slant * cos;
        double yx = flip * sin * stretch;
        double yy = cos + slant * sin;
        double x0 = FROM / 2.0 + symmetric(SHIFT) * TO - 0.5;
        double y0 = FROM / 2.0 + symmetric(SHIFT) * TO - 0.5;
        for (int row = 0; row < TO; row++) {
            double v = row - (TO - 1) / 2.0;
            for (int column = 0; column < TO; column++) {
                double u = column - (TO - 1) / 2.0;
                scratch[row * TO + column] = sample(grey, x0 + u * xx + v * xy, y0 + u * yx + v * yy);
            }
        }
    }

    private static float sample(byte[] grey, double x, double y) {
        double cx = Math.clamp(x, 0, FROM - 1.001);
        double cy = Math.clamp(y, 0, FROM - 1.001);
        int left = (int) cx;
        int top = (int) cy;
        float fx = (float) (cx - left);
        float fy = (float) (cy - top);
        int at = top * FROM + left;
        float above = (grey[at] & 255) * (1 - fx) + (grey[at + 1] & 255) * fx;
        float below = (grey[at + FROM] & 255) * (1 - fx) + (grey[at + FROM + 1] & 255) * fx;
        return above * (1 - fy) + below * fy;
    }

    /// Down to fewer pixels by averaging, and up again.
    private void resize() {
        int side = random.nextInt(SMALLEST, 40);
        var small = new float[side * side];
        for (int row = 0; row < side; row++)
            for (int column = 0; column < side; column++) {
                int top = row * TO / side;
                int bottom = Math.max(top + 1, (row + 1) * TO / side);
                int left = column * TO / side;
                int right = Math.max(left + 1, (column + 1) * TO / side);
                float sum = 0;
                for (int y = top; y < bottom; y++) for (int x = left; x < right; x++) sum += scratch[y * TO + x];
                small[row * side + column] = sum / ((bottom - top) * (right - left));
            }
        for (int row = 0; row < TO; row++) {
            double y = Math.clamp((row + 0.5) * side / TO - 0.5, 0, side - 1.001);
            int top = (int) y;
            float fy = (float) (y - top);
            for (int column = 0; column < TO; column++) {
                double x = Math.clamp((column + 0.5) * side / TO - 0.5, 0, side - 1.001);
                int left = (int) x;
                float fx = (float) (x - left);
                int at = top * side + left;
                scratch[row * TO + column] = (small[at] * (1 - fx) + small[at + 1] * fx) * (1 - fy)
                        + (small[at + side] * (1 - fx) + small[at + side + 1] * fx) * fy;
            }
        }
    }

    /// Binomial, once or twice; or along one direction, as motion does.
    private void blur() {
        boolean motion = chance(0.4);
        int times = motion ? random.nextInt(1, 4) : random.nextInt(1, 3);
        boolean across = chance(0.5);
        for (int i = 0; i < times; i++) {
            if (!motion || across) smooth(1);
            if (!motion || !across) smooth(TO);
        }
    }

    private void smooth(int step) {
        for (int line = 0; line < TO; line++) {
            int start = step == 1 ? line * TO : line;
            float before = scratch[start];
            for (int i = 0; i < TO; i++) {
                int at = start + i * step;
                float here = scratch[at];
                float after = i + 1 < TO ? scratch[at + step] : here;
                scratch[at] = (before + 2 * here + after) / 4;
                before = here;
            }
        }
    }

    /// Gamma and, sometimes, a lifted red as in infrared light: skin and lips of one brightness.
    private void tone() {
        float gamma = (float) Math.exp(symmetric(0.6));
        float lift = chance(0.2) ? (float) random.nextDouble(0.2, 0.6) : 0;
        for (int i = 0; i < scratch.length; i++) {
            float value = (float) Math.pow(Math.max(0, scratch[i]) / 255, gamma);
            if (lift > 0 && value > 0.25f) value += lift * (0.75f - value);
            scratch[i] = 255 * value;
        }
    }

    private void lightFromOneSide() {
        double direction = random.nextDouble(2 * Math.PI);
        double strength = random.nextDouble(0.2, 0.8);
        float dx = (float) (Math.cos(direction) * strength / (TO / 2.0));
        float dy = (float) (Math.sin(direction) * strength / (TO / 2.0));
        for (int row = 0, i = 0; row < TO; row++)
            for (int column = 0; column < TO; column++, i++)
                scratch[i] *= Math.max(0.05f, 1 + dx * (column - TO / 2f) + dy * (row - TO / 2f));
    }

    private void noise() {
        double deviation = random.nextDouble(2, 18);
        for (int i = 0; i < scratch.length; i++) scratch[i] += (float) random.nextGaussian(0, deviation);
    }

    /// A patch of one grey or of noise: a hand, hair, the picture's border.
    private void cover() {
        int width = random.nextInt(6, 24);
        int height = random.nextInt(6, 24);
        int left = random.nextInt(-width / 2, TO - width / 2);
        int top = random.nextInt(-height / 2, TO - height / 2);
        float grey = random.nextInt(256);
        double roughness = chance(0.5) ? 25 : 0;
        for (int row = Math.max(0, top); row < Math.min(TO, top + height); row++)
            for (int column = Math.max(0, left); column < Math.min(TO, left + width); column++)
                scratch[row * TO + column] = grey + (roughness > 0 ? (float) random.nextGaussian(0, roughness) : 0);
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private double symmetric(double most) {
        return random.nextDouble(-most, most);
    }
}
