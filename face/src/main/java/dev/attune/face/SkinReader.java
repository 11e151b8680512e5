package dev.attune.face;

import dev.attune.media.Frame;
import dev.attune.signals.Skin;
import dev.attune.signals.SkinPatch;

/// Mean colour of the skin of forehead and cheeks, from polygons on the mesh.
///
/// The forehead's patch reaches down to the glabella and stays below the hairline, the cheeks' stay off
/// the wings of the nose, where a pulse is read three times worse (POS 25.9 against 8.2 beats per
/// minute on UBFC, optimal_roi_rppg). A cheek that the head turns away is not seen. At most about
/// [#MOST_PIXELS] pixels a patch are read, on a regular grid, so the cost does not grow with the face.
final class SkinReader {
    private static final int[] FOREHEAD = {9, 107, 69, 108, 151, 337, 299, 336};
    private static final int[] RIGHT_CHEEK = {117, 118, 119, 100, 101, 36, 205, 187, 123};
    private static final int[] LEFT_CHEEK = {346, 347, 348, 329, 330, 266, 425, 411, 352};

    private static final double HIDDEN_YAW_DEGREES = 30; // as for the regions of cover
    private static final int MOST_PIXELS = 2500; // sensor noise averages down to 1/50 of a level
    private static final int LOWEST = 3; // of 255; below, the channel is cut off
    private static final int HIGHEST = 252;

    private SkinReader() {}

    /// @param points `[478, 3]`, pixels of the picture
    static Skin read(Frame frame, float[] points, double yawDegrees) {
        return new Skin(
                patch(frame, points, FOREHEAD),
                yawDegrees > HIDDEN_YAW_DEGREES ? SkinPatch.UNSEEN : patch(frame, points, LEFT_CHEEK),
                yawDegrees < -HIDDEN_YAW_DEGREES ? SkinPatch.UNSEEN : patch(frame, points, RIGHT_CHEEK));
    }

    private static SkinPatch patch(Frame frame, float[] points, int[] corners) {
        int n = corners.length;
        float[] x = new float[n];
        float[] y = new float[n];
        float top = Float.POSITIVE_INFINITY;
        float bottom = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            x[i] = points[3 * corners[i]];
            y[i] = points[3 * corners[i] + 1];
            top = Math.min(top, y[i]);
            bottom = Math.max(bottom, y[i]);
        }
        int step = (int) Math.max(1, Math.ceil(Math.sqrt(area(x, y) / MOST_PIXELS)));
        var sum = new Sum();
        float[] crossings = new float[n];
        int firstRow = Math.max(0, (int) Math.ceil(top - 0.5));
        for (int row = firstRow; row < frame.height() && row + 0.5f <= bottom; row += step) {
            int count = crossings(x, y, row + 0.5f, crossings);
            for (int i = 0; i + 1 < count; i += 2) sum.addRow(frame, row, crossings[i], crossings[i + 1], step);
        }
        return sum.patch();
    }

    private static double area(float[] x, float[] y) {
        double twice = 0;
        for (int i = 0, j = x.length - 1; i < x.length; j = i++) twice += (double) x[j] * y[i] - (double) x[i] * y[j];
        return Math.abs(twice) / 2;
    }

    /// Where the outline crosses a row, ascending.
    private static int crossings(float[] x, float[] y, float row, float[] out) {
        int count = 0;
        for (int i = 0, j = x.length - 1; i < x.length; j = i++) {
            if (y[i] > row == y[j] > row) continue;
            float at = x[j] + (row - y[j]) / (y[i] - y[j]) * (x[i] - x[j]);
            int place = count++;
            while (place > 0 && out[place - 1] > at) out[place] = out[--place];
            out[place] = at;
        }
        return count;
    }

    private static final class Sum {
        private long red;
        private long green;
        private long blue;
        private int pixels;
        private int saturated;

        void addRow(Frame frame, int row, float from, float to, int step) {
            byte[] bgr = frame.bgr();
            int first = Math.max(0, (int) Math.ceil(from - 0.5f));
            int last = Math.min(frame.width() - 1, (int) Math.floor(to - 0.5f));
            int at = 3 * (row * frame.width() + first);
            for (int column = first; column <= last; column += step, at += 3 * step) {
                int b = bgr[at] & 255;
                int g = bgr[at + 1] & 255;
                int r = bgr[at + 2] & 255;
                pixels++;
                if (Math.min(b, Math.min(g, r)) < LOWEST || Math.max(b, Math.max(g, r)) > HIGHEST) saturated++;
                blue += b;
                green += g;
                red += r;
            }
        }

        SkinPatch patch() {
            if (pixels == 0) return SkinPatch.UNSEEN;
            double n = pixels;
            return new SkinPatch(red / n, green / n, blue / n, pixels, saturated / n);
        }
    }
}
