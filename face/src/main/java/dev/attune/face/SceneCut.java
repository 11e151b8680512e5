package dev.attune.face;

import dev.attune.media.Frame;

/// Tells when the picture is suddenly another one, so that no track is carried over an edit.
///
/// Compares coarse thumbnails by correlation, which a flash or a change of exposure does not lower. Not thread-safe.
final class SceneCut {
    private static final int WIDTH = 32;
    private static final int HEIGHT = 18;
    private static final double LOWEST_CORRELATION = 0.5; // neighbouring frames of moving people stay above 0.9
    private static final double LOWEST_CONTRAST = 4; // grey levels; flatter pictures do not correlate with anything
    private static final double FLAT_CHANGE = 60; // grey levels between two pictures of which one is flat

    private float[] previous = new float[0];

    /// Whether `frame` shows another scene than the frame before it; false for the first.
    boolean isCut(Frame frame) {
        float[] current = thumbnail(frame);
        boolean cut = previous.length > 0 && differs(previous, current);
        previous = current;
        return cut;
    }

    private static float[] thumbnail(Frame frame) {
        var grey = new float[WIDTH * HEIGHT];
        for (int row = 0; row < HEIGHT; row++)
            for (int column = 0; column < WIDTH; column++) {
                int x = (2 * column + 1) * frame.width() / (2 * WIDTH);
                int y = (2 * row + 1) * frame.height() / (2 * HEIGHT);
                int at = (y * frame.width() + x) * 3;
                byte[] bgr = frame.bgr();
                grey[row * WIDTH + column] = ((bgr[at] & 255) + 2 * (bgr[at + 1] & 255) + (bgr[at + 2] & 255)) / 4f;
            }
        return grey;
    }

    private static boolean differs(float[] before, float[] after) {
        double meanBefore = mean(before);
        double meanAfter = mean(after);
        double product = 0;
        double squaresBefore = 0;
        double squaresAfter = 0;
        for (int i = 0; i < before.length; i++) {
            double b = before[i] - meanBefore;
            double a = after[i] - meanAfter;
            product += a * b;
            squaresBefore += b * b;
            squaresAfter += a * a;
        }
        double contrast = Math.sqrt(Math.min(squaresBefore, squaresAfter) / before.length);
        if (contrast < LOWEST_CONTRAST) return Math.abs(meanAfter - meanBefore) > FLAT_CHANGE;
        return product / Math.sqrt(squaresBefore * squaresAfter) < LOWEST_CORRELATION;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) sum += value;
        return sum / values.length;
    }
}
