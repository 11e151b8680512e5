package dev.attune.face;

import dev.attune.face.PupilSight.Circle;
import dev.attune.face.PupilSight.Hidden;
import dev.attune.face.PupilSight.Seen;
import dev.attune.signals.Reason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the rim of the iris and the pupil in it: the two circles across which the picture brightens most, after
/// Daugman's integro-differential operator ("High confidence visual recognition of persons by a test of statistical
/// independence", 1993). The rim is looked for at its left and right alone, the pupil between the lids; reflections of
/// lamps are left out. What does not stand out clearly of the iris is not called a pupil.
///
/// Bounds were set on rendered eyes with and without a pupil and on half of the press portraits. Not thread-safe; keeps
/// its buffers.
final class PupilFinder {
    /// Side of the patch; in its middle stands the mesh's iris, with a radius of [#EXPECTED_RADIUS].
    static final int SIZE = 72;

    static final double EXPECTED_RADIUS = 20;

    private static final int ANGLES = 32;
    private static final double[] COS = new double[ANGLES];
    private static final double[] SIN = new double[ANGLES];

    private static final int RIM_SHIFT_ACROSS = 5; // the mesh is off by up to a quarter of the radius
    private static final int RIM_SHIFT_DOWN = 3;
    private static final int RIM_SMALLEST = 16;
    private static final int RIM_LARGEST = 25;
    private static final int RIM_SIDE = 4; // from the rim to where iris and white are compared
    private static final double RIM_LATERAL = Math.cos(Math.toRadians(45)); // lids hide the rest of the rim
    private static final int RIM_ANGLES_PER_SIDE = ANGLES / 4;
    private static final int RIM_FEWEST_ANGLES = 3;
    private static final double LEAST_RIM = 12; // grey levels from iris to white
    private static final int HALF_STEP = 2; // from a circle to either side, pixels of the patch

    private static final double PUPIL_SHIFT = 0.12; // of the iris' radius, from its middle
    private static final double SMALLEST = 0.16; // pupil over iris; people's lie between about .17 and .7
    private static final double LARGEST = 0.78;
    private static final double LARGEST_TOLD = 0.62; // beyond, a whole blurred iris in a grey eye passes for one
    private static final double RADIUS_STEP = 0.5;
    private static final int REFLECTION_REACH = 3; // its glow, pixels of the patch
    private static final double LIGHT_OF_IRIS = 0.8; // quantile: a reflection covers less than a fifth

    private static final double SEARCHED_SEEN = 0.35; // of the circle; lids and reflections hide the rest
    private static final double LEAST_STEP = 5; // grey levels
    private static final double LEAST_CONTRAST = 0.45; // 48 irises without a pupil, in five sizes, stayed below
    private static final double LEAST_SNR = 8;
    private static final double LEAST_POSITIVE = 0.9; // of the angles
    private static final double LEAST_LEAD = 2.5; // over the next best circle about the same middle

    /// Of a circle about a corner of pixels, by radius and angle: what to add to that corner's index.
    private static final int[][] RIM_PIXELS = new int[RIM_LARGEST + RIM_SIDE + 2][ANGLES];

    static {
        for (int k = 0; k < ANGLES; k++) {
            COS[k] = Math.cos(2 * Math.PI * (k + 0.5) / ANGLES);
            SIN[k] = Math.sin(2 * Math.PI * (k + 0.5) / ANGLES);
        }
        for (int radius = 0; radius < RIM_PIXELS.length; radius++)
            for (int k = 0; k < ANGLES; k++)
                RIM_PIXELS[radius][k] = (int) Math.floor(SIN[k] * radius) * SIZE + (int) Math.floor(COS[k] * radius);
    }

    private final float[] smooth = new float[SIZE * SIZE];
    private final boolean[] open = new boolean[SIZE * SIZE];
    private final boolean[] reflected = new boolean[SIZE * SIZE];
    private final float[] levels = new float[SIZE * SIZE];
    private final double[] steps = new double[ANGLES];

    /// @param grey `[SIZE, SIZE]`, 0..255
    /// @param lidTop `[SIZE]`, for each column the row at which the open eye begins
    /// @param lidBottom `[SIZE]`, likewise where it ends
    PupilSight find(float[] grey, double[] lidTop, double[] lidBottom) {
        blur(grey);
        for (int row = 0; row < SIZE; row++)
            for (int column = 0; column < SIZE; column++)
                open[row * SIZE + column] = row >= lidTop[column] && row < lidBottom[column];
        var rim = rim();
        if (rim == null || !(rim.white() - rim.dark() > LEAST_RIM)) return new Hidden(Reason.LOW_CONTRAST);
        dimReflections(rim);
        var pupil = darkest(rim.circle());
        return pupil == null ? new Hidden(Reason.OCCLUDED) : judged(rim.circle(), pupil);
    }

    private void blur(float[] grey) {
        for (int row = 0; row < SIZE; row++)
            for (int column = 0; column < SIZE; column++) {
                float sum = 0;
                for (int y = Math.max(0, row - 1); y <= Math.min(SIZE - 1, row + 1); y++)
                    for (int x = Math.max(0, column - 1); x <= Math.min(SIZE - 1, column + 1); x++)
                        sum += grey[y * SIZE + x];
                int width = Math.min(SIZE - 1, column + 1) - Math.max(0, column - 1) + 1;
                int height = Math.min(SIZE - 1, row + 1) - Math.max(0, row - 1) + 1;
                smooth[row * SIZE + column] = sum / (width * height);
            }
    }

    /// @param dark mean grey of the iris beside its rim
    /// @param white of the eye's white beyond it
    private record Rim(Circle circle, double dark, double white) {}

    private @Nullable Rim rim() {
        double best = 0;
        int bestCentre = -1;
        int bestRadius = 0;
        for (int down = -RIM_SHIFT_DOWN; down <= RIM_SHIFT_DOWN; down++)
            for (int across = -RIM_SHIFT_ACROSS; across <= RIM_SHIFT_ACROSS; across++)
                for (int radius = RIM_SMALLEST; radius <= RIM_LARGEST; radius++) {
                    int centre = (SIZE / 2 + down) * SIZE + SIZE / 2 + across;
                    double score = rimScore(centre, radius);
                    if (!(score > best)) continue;
                    best = score;
                    bestCentre = centre;
                    bestRadius = radius;
                }
        if (bestCentre < 0) return null;
        double radius = bestRadius
                + vertex(
                        brightening(bestCentre, bestRadius - 1),
                        brightening(bestCentre, bestRadius),
                        brightening(bestCentre, bestRadius + 1));
        return new Rim(
                new Circle(bestCentre % SIZE, bestCentre / SIZE, radius),
                beside(bestCentre, (int) Math.round(radius) - RIM_SIDE),
                beside(bestCentre, (int) Math.round(radius) + RIM_SIDE));
    }

    /// High where it brightens on both sides, for the nose and the lids cast shadows on one, and is bright outside: a
    /// pupil's edge is a rim too, but leads to the iris. NaN where too little is seen.
    private double rimScore(int centre, int radius) {
        double left = side(centre, radius, -1);
        double right = side(centre, radius, 1);
        double brightness = beside(centre, radius + HALF_STEP) - 0.5 * beside(centre, radius - HALF_STEP);
        return (2 * Math.min(left, right) + left + right) * brightness;
    }

    private double brightening(int centre, int radius) {
        return side(centre, radius, -1) + side(centre, radius, 1);
    }

    /// Mean brightening outwards, in the picture to the right (1) or left (-1) of the iris.
    private double side(int centre, int radius, int side) {
        double sum = 0;
        int n = 0;
        int[] outer = RIM_PIXELS[radius + HALF_STEP];
        int[] inner = RIM_PIXELS[radius - HALF_STEP];
        int first = (side > 0 ? 0 : ANGLES / 2) - RIM_ANGLES_PER_SIDE / 2 + ANGLES;
        for (int i = first; i < first + RIM_ANGLES_PER_SIDE; i++) {
            int outside = centre + outer[i % ANGLES];
            int inside = centre + inner[i % ANGLES];
            if (!open[outside] || !open[inside]) continue;
            sum += smooth[outside] - smooth[inside];
            n++;
        }
        return n < RIM_FEWEST_ANGLES ? Double.NaN : sum / n;
    }

    /// Mean grey of both sides of a circle.
    private double beside(int centre, int radius) {
        double sum = 0;
        int n = 0;
        for (int k = 0; k < ANGLES; k++) {
            int at = centre + RIM_PIXELS[radius][k];
            if (Math.abs(COS[k]) < RIM_LATERAL || !open[at]) continue;
            sum += smooth[at];
            n++;
        }
        return sum / n; // NaN when nothing is seen
    }

    /// Where a parabola through three equally spaced values is highest, in steps from the middle one.
    private static double vertex(double before, double at, double after) {
        double bend = before - 2 * at + after;
        return bend < 0 ? Math.clamp((before - after) / (2 * bend), -0.5, 0.5) : 0;
    }

    /// What is brighter than the iris is a lamp in it: it is left out with its glow, and nothing stays brighter than
    /// the iris.
    private void dimReflections(Rim rim) {
        var iris = rim.circle();
        int n = 0;
        for (int at = 0; at < levels.length; at++) if (open[at] && isWithin(iris, at)) levels[n++] = smooth[at];
        if (n == 0) return;
        Arrays.sort(levels, 0, n);
        float light = levels[(int) (LIGHT_OF_IRIS * n)];
        double bright = light + Math.max(15, 0.4 * (rim.white() - light));
        Arrays.fill(reflected, false);
        for (int row = REFLECTION_REACH; row < SIZE - REFLECTION_REACH; row++)
            for (int column = REFLECTION_REACH; column < SIZE - REFLECTION_REACH; column++) {
                int at = row * SIZE + column;
                if (smooth[at] < bright || !isWithin(iris, at)) continue;
                for (int dy = -REFLECTION_REACH; dy <= REFLECTION_REACH; dy++)
                    Arrays.fill(
                            reflected, at + dy * SIZE - REFLECTION_REACH, at + dy * SIZE + REFLECTION_REACH + 1, true);
            }
        for (int at = 0; at < open.length; at++) {
            if (reflected[at]) open[at] = false;
            smooth[at] = Math.min(smooth[at], light);
        }
    }

    private static boolean isWithin(Circle iris, int at) {
        double dx = at % SIZE + 0.5 - iris.x();
        double dy = at / SIZE + 0.5 - iris.y();
        double inner = 0.85 * iris.radius(); // clear of the rim's own slope
        return dx * dx + dy * dy < inner * inner;
    }

    /// The circle it brightens across most; null when none shows enough of itself.
    private @Nullable Circle darkest(Circle iris) {
        int shift = (int) (PUPIL_SHIFT * iris.radius());
        double best = 0;
        Circle found = null;
        for (int down = -shift; down <= shift; down++)
            for (int across = -shift; across <= shift; across++)
                for (double radius = SMALLEST * iris.radius(); radius <= LARGEST * iris.radius(); radius++) {
                    double step = step(iris.x() + across, iris.y() + down, radius);
                    if (!(step > best)) continue;
                    best = step;
                    found = new Circle(iris.x() + across, iris.y() + down, radius);
                }
        if (found == null) return null;
        for (double radius : new double[] {found.radius() - RADIUS_STEP, found.radius() + RADIUS_STEP}) {
            double step = step(found.x(), found.y(), radius);
            if (!(step > best)) continue;
            best = step;
            found = new Circle(found.x(), found.y(), radius);
        }
        double fine = vertex(
                step(found.x(), found.y(), found.radius() - RADIUS_STEP),
                best,
                step(found.x(), found.y(), found.radius() + RADIUS_STEP));
        return new Circle(found.x(), found.y(), found.radius() + RADIUS_STEP * fine);
    }

    private PupilSight judged(Circle iris, Circle pupil) {
        double ratio = pupil.radius() / iris.radius();
        int n = takeSteps(pupil.x(), pupil.y(), pupil.radius());
        if (n < 2) return new Hidden(Reason.OCCLUDED);
        double mean = Arrays.stream(steps, 0, n).average().orElseThrow();
        double squares = Arrays.stream(steps, 0, n)
                .map(step -> (step - mean) * (step - mean))
                .sum();
        double positive =
                (double) Arrays.stream(steps, 0, n).filter(step -> step > 0).count() / n;
        double error = Math.max(0.1, Math.sqrt(squares / (n - 1) / n)); // a drawn edge has none
        double contrast = 1
                - ring(pupil, 0.5, pupil.radius() - HALF_STEP)
                        / ring(pupil, pupil.radius() + HALF_STEP, pupil.radius() + 2 * HALF_STEP);
        boolean isClear = ratio > SMALLEST + RADIUS_STEP / iris.radius()
                && ratio < LARGEST_TOLD
                && mean >= LEAST_STEP
                && contrast >= LEAST_CONTRAST
                && mean / error >= LEAST_SNR
                && positive >= LEAST_POSITIVE
                && mean >= LEAST_LEAD * nextBest(iris, pupil);
        return isClear ? new Seen(iris, pupil, Math.min(1, contrast), mean / error) : new Hidden(Reason.LOW_CONTRAST);
    }

    /// Of circles about the same middle that are clearly another: a blurred eye brightens evenly from the middle to the
    /// rim.
    private double nextBest(Circle iris, Circle pupil) {
        double best = 0;
        for (double radius = SMALLEST * iris.radius(); radius <= LARGEST * iris.radius(); radius += RADIUS_STEP) {
            if (Math.abs(radius - pupil.radius()) <= 2.2 * HALF_STEP) continue;
            double step = step(pupil.x(), pupil.y(), radius);
            if (step > best) best = step;
        }
        return best;
    }

    /// Mean grey between two radii.
    private double ring(Circle pupil, double from, double to) {
        double sum = 0;
        int n = 0;
        for (double radius = from; radius <= Math.max(from, to); radius++)
            for (int k = 0; k < ANGLES; k += 2) {
                double value = value(pupil.x() + COS[k] * radius, pupil.y() + SIN[k] * radius);
                if (Double.isNaN(value)) continue;
                sum += value;
                n++;
            }
        return sum / n; // NaN when nothing is seen: then nothing is clear
    }

    /// Mean brightening across a circle, outwards; NaN when too little of it is seen.
    private double step(double x, double y, double radius) {
        int n = takeSteps(x, y, radius);
        if (n < SEARCHED_SEEN * ANGLES) return Double.NaN;
        double sum = 0;
        for (int k = 0; k < n; k++) sum += steps[k];
        return sum / n;
    }

    private int takeSteps(double x, double y, double radius) {
        int n = 0;
        double outer = radius + HALF_STEP;
        double inner = Math.max(0, radius - HALF_STEP);
        for (int k = 0; k < ANGLES; k++) {
            double step = value(x + COS[k] * outer, y + SIN[k] * outer) - value(x + COS[k] * inner, y + SIN[k] * inner);
            if (!Double.isNaN(step)) steps[n++] = step;
        }
        return n;
    }

    /// Between four pixels; NaN where a lid or a reflection is.
    private double value(double x, double y) {
        double across = x - 0.5;
        double down = y - 0.5;
        int column = (int) across;
        int row = (int) down;
        if (across < 0 || down < 0 || column >= SIZE - 1 || row >= SIZE - 1) return Double.NaN;
        int at = row * SIZE + column;
        if (!(open[at] && open[at + 1] && open[at + SIZE] && open[at + SIZE + 1])) return Double.NaN;
        double fx = across - column;
        double fy = down - row;
        return (smooth[at] * (1 - fx) + smooth[at + 1] * fx) * (1 - fy)
                + (smooth[at + SIZE] * (1 - fx) + smooth[at + SIZE + 1] * fx) * fy;
    }
}
