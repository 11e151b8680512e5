package dev.attune.face;

/// How one face differs from the average one: grey values at the mesh's points without exposure, contrast, a slope of
/// light and what all faces share. Tells whether a face that was away for a moment is still the same.
///
/// Kept in memory as long as a track, never written, never compared with anything outside the stream. Bounds: of pairs
/// of portraits of different people 1.7 % reach `SAME`, of a portrait and the same one moved, turned by 10 degrees,
/// smiling, darker, noisy or half as large 99.9 % do; see the benchmarks, "People who meet".
final class FaceLook {
    private static final double SAME = 0.54;

    /// A hand or a shadow leaves one half of a face as it was; two people's halves reach this less often than their
    /// wholes reach `SAME`.
    private static final double SAME_HALF = 0.68;

    /// Looser, for a mesh that was followed all the way: a fifth of the pairs of two people's portraits reach one of
    /// them.
    private static final double RELATED = 0.35;

    private static final double RELATED_HALF = 0.5;

    private final float[][] parts; // the whole face first, then its halves; each at mean 0 and length 1, or all zero

    private FaceLook(float[][] parts) {
        this.parts = parts;
    }

    /// @param difference `[468]` of a face and the average one, see [FacePattern]
    /// @param halves the points of each
    static FaceLook of(double[] difference, int[][] halves) {
        var parts = new float[1 + halves.length][];
        parts[0] = normalised(difference);
        for (int part = 1; part < parts.length; part++) {
            int[] points = halves[part - 1];
            var values = new double[points.length];
            for (int i = 0; i < points.length; i++) values[i] = difference[points[i]];
            parts[part] = normalised(values);
        }
        return new FaceLook(parts);
    }

    private static float[] normalised(double[] values) {
        double mean = 0, squares = 0;
        for (double value : values) mean += value / values.length;
        for (double value : values) squares += (value - mean) * (value - mean);
        var unit = new float[values.length];
        if (squares > 0)
            for (int i = 0; i < unit.length; i++) unit[i] = (float) ((values[i] - mean) / Math.sqrt(squares));
        return unit;
    }

    /// Of the whole face, -1..1; 0 where nothing was seen.
    double likeness(FaceLook other) {
        return product(parts[0], other.parts[0]);
    }

    /// In doubt, no.
    boolean isSameFaceAs(FaceLook other) {
        return reaches(other, SAME, SAME_HALF);
    }

    /// In doubt, yes.
    boolean mayBeSameFaceAs(FaceLook other) {
        return reaches(other, RELATED, RELATED_HALF);
    }

    private boolean reaches(FaceLook other, double whole, double half) {
        if (likeness(other) >= whole) return true;
        for (int part = 1; part < parts.length; part++)
            if (product(parts[part], other.parts[part]) >= half) return true;
        return false;
    }

    private static double product(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) sum += one[i] * other[i];
        return sum;
    }
}
