package dev.attune.face;

import dev.attune.media.Frame;

/// Cuts a turned square out of a frame and resizes it: bilinear, pixel centres at +0.5, black beyond the border.
///
/// Shrinking by more than 2 averages several samples a pixel, because point samples of a large face alias. All
/// arithmetic of a crop inside the picture is 16.16 fixed point without bounds checks: this loop is most of the room's
/// time outside the networks. Not thread-safe; keeps its buffers.
final class CropSampler {
    private static final int FIXED = 16;
    private static final int MAX_FIXED_SIZE = 1 << (31 - FIXED); // wider pictures overflow 16.16
    private static final int MAX_SAMPLES_PER_AXIS = 4; // a quality limit: 16 samples a pixel cost 16 times as much

    private final int size;
    private final float[] rgb;

    /// @param size side of the result in pixels
    CropSampler(int size) {
        this.size = size;
        this.rgb = new float[size * size * 3];
    }

    int size() {
        return size;
    }

    /// The crop as `[size, size, 3]` RGB, 0..255 times `gain`, cut off at 255. The array is reused by the next call.
    float[] sample(Frame frame, Crop crop, double gain) {
        int samples = (int) Math.clamp(Math.round(crop.side() / size), 1, MAX_SAMPLES_PER_AXIS);
        if (liesInside(frame, crop)) sampleInside(frame, crop, samples, (float) gain);
        else sampleChecked(frame, crop, samples, (float) gain);
        return rgb;
    }

    private static boolean liesInside(Frame frame, Crop crop) {
        if (frame.width() >= MAX_FIXED_SIZE || frame.height() >= MAX_FIXED_SIZE) return false;
        for (int corner = 0; corner < 4; corner++) {
            double x = crop.pictureX(corner & 1, corner >> 1);
            double y = crop.pictureY(corner & 1, corner >> 1);
            // bilinear sampling reads one pixel further right and down; one more for rounding
            if (x < 1 || y < 1 || x > frame.width() - 2 || y > frame.height() - 2) return false;
        }
        return true;
    }

    private void sampleInside(Frame frame, Crop crop, int samples, float gain) {
        byte[] pixels = frame.bgr();
        int stride = frame.width() * 3;
        double step = crop.side() / (size * samples);
        int stepX = (int) Math.round(step * Math.cos(crop.roll()) * (1 << FIXED));
        int stepY = (int) Math.round(step * Math.sin(crop.roll()) * (1 << FIXED));
        double first = 0.5 / (size * samples);
        int startX = (int) ((crop.pictureX(first, first) - 0.5) * (1 << FIXED));
        int startY = (int) ((crop.pictureY(first, first) - 0.5) * (1 << FIXED));
        float scale = gain / (samples * samples * (1 << 16)); // bilinear weights are 8 bits an axis
        int out = 0;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int blue = 0;
                int green = 0;
                int red = 0;
                for (int j = 0; j < samples; j++) {
                    int x = startX + column * samples * stepX - (row * samples + j) * stepY;
                    int y = startY + column * samples * stepY + (row * samples + j) * stepX;
                    for (int i = 0; i < samples; i++, x += stepX, y += stepY) {
                        int at = (y >> FIXED) * stride + (x >> FIXED) * 3;
                        int fx = (x >> (FIXED - 8)) & 255;
                        int fy = (y >> (FIXED - 8)) & 255;
                        int w11 = fx * fy;
                        int w10 = (fy << 8) - w11;
                        int w01 = (fx << 8) - w11;
                        int w00 = (1 << 16) - w01 - w10 - w11;
                        int below = at + stride;
                        blue += (pixels[at] & 255) * w00
                                + (pixels[at + 3] & 255) * w01
                                + (pixels[below] & 255) * w10
                                + (pixels[below + 3] & 255) * w11;
                        green += (pixels[at + 1] & 255) * w00
                                + (pixels[at + 4] & 255) * w01
                                + (pixels[below + 1] & 255) * w10
                                + (pixels[below + 4] & 255) * w11;
                        red += (pixels[at + 2] & 255) * w00
                                + (pixels[at + 5] & 255) * w01
                                + (pixels[below + 2] & 255) * w10
                                + (pixels[below + 5] & 255) * w11;
                    }
                }
                rgb[out++] = Math.min(255f, red * scale);
                rgb[out++] = Math.min(255f, green * scale);
                rgb[out++] = Math.min(255f, blue * scale);
            }
        }
    }

    private void sampleChecked(Frame frame, Crop crop, int samples, float gain) {
        double cells = size * samples;
        float scale = gain / (samples * samples);
        int out = 0;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++, out += 3) {
                rgb[out] = rgb[out + 1] = rgb[out + 2] = 0;
                for (int sample = 0; sample < samples * samples; sample++) {
                    double u = (column * samples + sample % samples + 0.5) / cells;
                    double v = (row * samples + sample / samples + 0.5) / cells;
                    addPixel(frame, crop.pictureX(u, v) - 0.5, crop.pictureY(u, v) - 0.5, scale, out);
                }
                for (int channel = out; channel < out + 3; channel++) rgb[channel] = Math.min(255f, rgb[channel]);
            }
        }
    }

    private void addPixel(Frame frame, double x, double y, float scale, int out) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        if (left < -1 || top < -1 || left >= frame.width() || top >= frame.height()) return;
        for (int neighbour = 0; neighbour < 4; neighbour++) {
            int column = left + (neighbour & 1);
            int row = top + (neighbour >> 1);
            if (column < 0 || row < 0 || column >= frame.width() || row >= frame.height()) continue;
            double weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row)) * scale;
            int at = (row * frame.width() + column) * 3;
            rgb[out] += (float) (weight * (frame.bgr()[at + 2] & 255));
            rgb[out + 1] += (float) (weight * (frame.bgr()[at + 1] & 255));
            rgb[out + 2] += (float) (weight * (frame.bgr()[at] & 255));
        }
    }
}
