package dev.attune.actor;

import java.util.Random;

/// A room far out of focus: a warm wall, a window's glow, a shelf and a plant as soft shapes.
final class Backdrop {
    private Backdrop() {}

    /// `[height, width, 3]` linear light.
    static float[] paint(int width, int height, long seed, double exposure) {
        var random = new Random(seed);
        double phase = 50 * random.nextDouble();
        float[] picture = new float[3 * width * height];
        for (int row = 0; row < height; row++)
            for (int column = 0; column < width; column++) {
                double u = (column + 0.5) / width, v = (row + 0.5) / height;
                Colour colour = at(u, v, phase).times(exposure);
                int at = 3 * (row * width + column);
                picture[at] = (float) colour.red();
                picture[at + 1] = (float) colour.green();
                picture[at + 2] = (float) colour.blue();
            }
        return picture;
    }

    private static Colour at(double u, double v, double phase) {
        Colour wall = new Colour(0.40, 0.37, 0.335).times(0.72 + 0.30 * (1 - v));
        double window = Curve.bell(u - 0.06, 0.34) * Curve.bell(v - 0.25, 0.62);
        Colour colour = wall.plus(new Colour(0.50, 0.55, 0.60).times(0.75 * window));
        double shelf = soft(v, 0.60, 0.66, 0.03) * Curve.smoothStep(0.66, 0.78, u);
        colour = colour.mixed(new Colour(0.20, 0.13, 0.08), 0.65 * shelf);
        double books = soft(v, 0.36, 0.60, 0.03) * Curve.smoothStep(0.72, 0.80, u);
        double hue = Noise.at(14 * u + phase, 0.3, 0);
        Colour book = new Colour(0.16 + 0.25 * hue, 0.20 + 0.06 * hue, 0.24 - 0.14 * hue);
        colour = colour.mixed(book, 0.55 * books);
        double leaves = Curve.smoothStep(0.45, 0.75, Noise.at(7 * u + phase, 7 * v, 2))
                * Curve.bell(u - 0.10, 0.13)
                * Curve.bell(v - 0.78, 0.30);
        return colour.mixed(new Colour(0.06, 0.13, 0.06), 0.7 * leaves);
    }

    /// 1 between `from` and `to`, with soft edges.
    private static double soft(double x, double from, double to, double edge) {
        return Curve.smoothStep(from - edge, from + edge, x) * (1 - Curve.smoothStep(to - edge, to + edge, x));
    }
}
