package dev.attune.face;

import dev.attune.media.Frame;

/// Cuts a turned square out of a frame as grey values; beyond the border the picture's last row or column goes on.
///
/// For the expression network, which was trained on pictures cut so closely that black beyond them would be a pattern
/// of its own. Averages as many pixels as fall into one, at most 36. Not thread-safe; keeps its buffer.
final class GreySampler {
    private static final int FIXED = 16;
    private static final double INTERPOLATED_SHRINKING = 2.5;
    private static final int MAX_SAMPLES_PER_AXIS = 6;

    private final int size;
    private final float[] grey;

    /// @param size side of the result in pixels
    GreySampler(int size) {
        this.size = size;
        this.grey = new float[size * size];
    }

    /// The crop as `[size, size]`, 0..255 (BT.601). The array is reused by the next call.
    float[] sample(Frame frame, Crop crop) {
        double shrinking = crop.side() / size;
        if (shrinking <= INTERPOLATED_SHRINKING) interpolate(frame, crop);
        else average(frame, crop, (int) Math.min(MAX_SAMPLES_PER_AXIS, Math.round(shrinking)));
        return grey;
    }

    private void interpolate(Frame frame, Crop crop) {
        int lastColumn = frame.width() - 1;
        int lastRow = frame.height() - 1;
        byte[] bgr = frame.bgr();
        double first = 0.5 / size;
        double startX = crop.pictureX(first, first) - 0.5;
        double startY = crop.pictureY(first, first) - 0.5;
        double stepX = crop.side() / size * Math.cos(crop.roll());
        double stepY = crop.side() / size * Math.sin(crop.roll());
        for (int row = 0, out = 0; row < size; row++)
            for (int column = 0; column < size; column++, out++) {
                double x = Math.clamp(startX + column * stepX - row * stepY, 0, lastColumn);
                double y = Math.clamp(startY + column * stepY + row * stepX, 0, lastRow);
                int left = (int) x;
                int top = (int) y;
                int right = Math.min(left + 1, lastColumn);
                int below = Math.min(top + 1, lastRow);
                float fx = (float) (x - left);
                float fy = (float) (y - top);
                float upper =
                        luma(bgr, top * frame.width() + left) * (1 - fx) + luma(bgr, top * frame.width() + right) * fx;
                float lower = luma(bgr, below * frame.width() + left) * (1 - fx)
                        + luma(bgr, below * frame.width() + right) * fx;
                grey[out] = upper * (1 - fy) + lower * fy;
            }
    }

    private void average(Frame frame, Crop crop, int samples) {
        int points = size * samples;
        byte[] bgr = frame.bgr();
        int lastColumn = frame.width() - 1;
        int lastRow = frame.height() - 1;
        double first = 0.5 / points;
        double step = crop.side() / points * (1 << FIXED);
        long startX = (long) (crop.pictureX(first, first) * (1 << FIXED));
        long startY = (long) (crop.pictureY(first, first) * (1 << FIXED));
        long stepX = Math.round(step * Math.cos(crop.roll()));
        long stepY = Math.round(step * Math.sin(crop.roll()));
        float scale = 1f / (samples * samples);
        for (int row = 0, out = 0; row < size; row++)
            for (int column = 0; column < size; column++, out++) {
                float sum = 0;
                for (int i = 0; i < samples; i++) {
                    long x = startX + column * samples * stepX - (row * samples + i) * stepY;
                    long y = startY + column * samples * stepY + (row * samples + i) * stepX;
                    for (int j = 0; j < samples; j++, x += stepX, y += stepY) {
                        int left = Math.clamp(x >> FIXED, 0, lastColumn);
                        int top = Math.clamp(y >> FIXED, 0, lastRow);
                        sum += luma(bgr, top * frame.width() + left);
                    }
                }
                grey[out] = sum * scale;
            }
    }

    private static float luma(byte[] bgr, int pixel) {
        int at = 3 * pixel;
        return 0.114f * (bgr[at] & 255) + 0.587f * (bgr[at + 1] & 255) + 0.299f * (bgr[at + 2] & 255);
    }
}
