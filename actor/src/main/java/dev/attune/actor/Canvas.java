package dev.attune.actor;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The picture being made, several samples per pixel: first the nearest triangle of every sample, then one shading per
/// sample, then hairs as lines on top.
final class Canvas {
    static final int NOTHING = -1;

    final int width, height;
    final float[] colour; // [height, width, 3] linear light
    private final float[] nearness; // 1 / distance of the nearest surface, 0 = nothing
    private final int[] triangle;
    private final float[] weightA, weightB;

    Canvas(int width, int height, float[] backdrop) {
        this.width = width;
        this.height = height;
        colour = backdrop.clone();
        nearness = new float[width * height];
        triangle = new int[width * height];
        weightA = new float[width * height];
        weightB = new float[width * height];
        Arrays.fill(triangle, NOTHING);
    }

    /// Keeps the nearest front-facing triangle of every sample.
    ///
    /// @param x columns of the vertices, with `y` rows and `near` inverse distances
    void rasterise(int[] triangles, float[] x, float[] y, float[] near) {
        for (int t = 0; t < triangles.length / 3; t++) {
            int a = triangles[3 * t], b = triangles[3 * t + 1], c = triangles[3 * t + 2];
            float ax = x[a], ay = y[a], bx = x[b], by = y[b], cx = x[c], cy = y[c];
            float area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
            if (area > -1e-9f) continue; // rows run downwards, so a face seen from its front has negative area
            int left = Math.max(0, (int) Math.ceil(Math.min(ax, Math.min(bx, cx)) - 0.5f));
            int right = Math.min(width - 1, (int) Math.floor(Math.max(ax, Math.max(bx, cx)) - 0.5f));
            int top = Math.max(0, (int) Math.ceil(Math.min(ay, Math.min(by, cy)) - 0.5f));
            int bottom = Math.min(height - 1, (int) Math.floor(Math.max(ay, Math.max(by, cy)) - 0.5f));
            for (int row = top; row <= bottom; row++)
                for (int column = left; column <= right; column++) {
                    float px = column + 0.5f, py = row + 0.5f;
                    float wa = ((bx - px) * (cy - py) - (by - py) * (cx - px)) / area;
                    float wb = ((cx - px) * (ay - py) - (cy - py) * (ax - px)) / area;
                    float wc = 1 - wa - wb;
                    if (wa < 0 || wb < 0 || wc < 0) continue;
                    float n = wa * near[a] + wb * near[b] + wc * near[c];
                    int at = row * width + column;
                    if (n <= nearness[at]) continue;
                    nearness[at] = n;
                    triangle[at] = t;
                    weightA[at] = wa;
                    weightB[at] = wb;
                }
        }
    }

    /// Answers the colour of one sample: triangle index and the weights of its three corners.
    interface Shader {
        void shade(Sample sample, int triangle, float weightA, float weightB, float weightC);
    }

    void shade(Shader shader) {
        IntStream.range(0, height).parallel().forEach(row -> {
            var sample = new Sample();
            for (int at = row * width; at < (row + 1) * width; at++) {
                if (triangle[at] == NOTHING) continue;
                float wa = weightA[at], wb = weightB[at];
                shader.shade(sample, triangle[at], wa, wb, 1 - wa - wb);
                colour[3 * at] = (float) sample.red;
                colour[3 * at + 1] = (float) sample.green;
                colour[3 * at + 2] = (float) sample.blue;
            }
        });
    }

    /// A hair two samples thick, hidden by nearer surfaces.
    ///
    /// @param opacity 0..1
    void thickLine(
            float x0,
            float y0,
            float near0,
            float x1,
            float y1,
            float near1,
            float red,
            float green,
            float blue,
            float opacity) {
        boolean steep = Math.abs(y1 - y0) > Math.abs(x1 - x0);
        line(x0, y0, near0, x1, y1, near1, red, green, blue, opacity);
        if (steep) line(x0 + 1, y0, near0, x1 + 1, y1, near1, red, green, blue, opacity);
        else line(x0, y0 + 1, near0, x1, y1 + 1, near1, red, green, blue, opacity);
    }

    /// A hair, one sample thick, hidden by nearer surfaces.
    ///
    /// @param opacity 0..1
    void line(
            float x0,
            float y0,
            float near0,
            float x1,
            float y1,
            float near1,
            float red,
            float green,
            float blue,
            float opacity) {
        int steps = 1 + (int) Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
        float share = 1f / steps;
        for (int i = 0; i < steps; i++) {
            float t = i * share;
            int column = (int) (x0 + (x1 - x0) * t), row = (int) (y0 + (y1 - y0) * t);
            if (column < 0 || row < 0 || column >= width || row >= height) continue;
            int at = row * width + column;
            float near = near0 + (near1 - near0) * t;
            if (near < nearness[at]) continue;
            if (opacity > 0.5f) nearness[at] = near;
            colour[3 * at] += opacity * (red - colour[3 * at]);
            colour[3 * at + 1] += opacity * (green - colour[3 * at + 1]);
            colour[3 * at + 2] += opacity * (blue - colour[3 * at + 2]);
        }
    }
}
