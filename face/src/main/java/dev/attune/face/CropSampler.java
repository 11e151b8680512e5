package dev.attune.face;

import dev.attune.media.Frame;

/// Cuts a turned square out of a frame and resizes it, black beyond the border, pixel centres at +0.5.
///
/// Interpolates between four pixels up to a shrinking by 2.5; beyond, averages as many pixels as fall into one, because
/// single samples of a large face alias. Positions are fixed point with 16 bits behind the point: these loops are most
/// of the room's time outside the networks. Not thread-safe; keeps its buffer.
final class CropSampler {
    private static final int FIXED = 16;
    private static final double INTERPOLATED_SHRINKING = 2.5;
    private static final int MAX_SAMPLES_PER_AXIS = 6; // bounds the cost for faces larger than the crop by more

    private final int size;
    private final float[] rgb;

    /// @param size side of the result in pixels
    CropSampler(int size) {
        this.size = size;
        this.rgb = new float[size * size * 3];
    }

    /// The crop as `[size, size, 3]` RGB, 0..255. The array is reused by the next call.
    float[] sample(Frame frame, Crop crop) {
        double shrinking = crop.side() / size;
        if (shrinking <= INTERPOLATED_SHRINKING) interpolate(frame, new Grid(crop, size));
        else average(frame, crop, (int) Math.min(MAX_SAMPLES_PER_AXIS, Math.round(shrinking)));
        return rgb;
    }

    private void interpolate(Frame frame, Grid grid) {
        byte[] pixels = frame.bgr();
        int stride = frame.width() * 3;
        int lastColumn = frame.width() - 1;
        int lastRow = frame.height() - 1;
        float scale = 1f / (1 << 16); // weights have 8 bits an axis
        int out = 0;
        for (int row = 0; row < size; row++) {
            long x = grid.startX - row * grid.stepY - (1 << (FIXED - 1)); // from pixel centres to pixel corners
            long y = grid.startY + row * grid.stepX - (1 << (FIXED - 1));
            for (int column = 0; column < size; column++, out += 3, x += grid.stepX, y += grid.stepY) {
                int left = (int) (x >> FIXED);
                int top = (int) (y >> FIXED);
                if (left < 0 || top < 0 || left >= lastColumn || top >= lastRow) {
                    rgb[out] = rgb[out + 1] = rgb[out + 2] = 0;
                    continue;
                }
                int at = top * stride + left * 3;
                int below = at + stride;
                int fx = (int) (x >> (FIXED - 8)) & 255;
                int fy = (int) (y >> (FIXED - 8)) & 255;
                int w11 = fx * fy;
                int w10 = (fy << 8) - w11;
                int w01 = (fx << 8) - w11;
                int w00 = (1 << 16) - w01 - w10 - w11;
                int blue = (pixels[at] & 255) * w00
                        + (pixels[at + 3] & 255) * w01
                        + (pixels[below] & 255) * w10
                        + (pixels[below + 3] & 255) * w11;
                int green = (pixels[at + 1] & 255) * w00
                        + (pixels[at + 4] & 255) * w01
                        + (pixels[below + 1] & 255) * w10
                        + (pixels[below + 4] & 255) * w11;
                int red = (pixels[at + 2] & 255) * w00
                        + (pixels[at + 5] & 255) * w01
                        + (pixels[below + 2] & 255) * w10
                        + (pixels[below + 5] & 255) * w11;
                rgb[out] = red * scale;
                rgb[out + 1] = green * scale;
                rgb[out + 2] = blue * scale;
            }
        }
    }

    private void average(Frame frame, Crop crop, int samples) {
        var grid = new Grid(crop, size * samples);
        byte[] pixels = frame.bgr();
        int width = frame.width();
        int height = frame.height();
        float scale = 1f / (samples * samples);
        int out = 0;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++, out += 3) {
                int blue = 0;
                int green = 0;
                int red = 0;
                for (int i = 0; i < samples; i++) {
                    long x = grid.startX + column * samples * grid.stepX - (row * samples + i) * grid.stepY;
                    long y = grid.startY + column * samples * grid.stepY + (row * samples + i) * grid.stepX;
                    for (int j = 0; j < samples; j++, x += grid.stepX, y += grid.stepY) {
                        int left = (int) (x >> FIXED);
                        int top = (int) (y >> FIXED);
                        if (left < 0 || top < 0 || left >= width || top >= height) continue;
                        int at = (top * width + left) * 3;
                        blue += pixels[at] & 255;
                        green += pixels[at + 1] & 255;
                        red += pixels[at + 2] & 255;
                    }
                }
                rgb[out] = red * scale;
                rgb[out + 1] = green * scale;
                rgb[out + 2] = blue * scale;
            }
        }
    }

    /// Sample points of a crop in picture coordinates, fixed point: the first, and the way to the next in a row. The
    /// way to the next row is the same, turned by a right angle.
    private static final class Grid {
        private final long startX;
        private final long startY;
        private final long stepX;
        private final long stepY;

        Grid(Crop crop, int points) {
            double first = 0.5 / points;
            double step = crop.side() / points * (1 << FIXED);
            startX = (long) Math.floor(crop.pictureX(first, first) * (1 << FIXED));
            startY = (long) Math.floor(crop.pictureY(first, first) * (1 << FIXED));
            stepX = Math.round(step * Math.cos(crop.roll()));
            stepY = Math.round(step * Math.sin(crop.roll()));
        }
    }
}
