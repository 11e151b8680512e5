package dev.attune.face;

import dev.attune.models.CanonicalFace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The pattern of light and dark of each [FaceRegion], independent of exposure, contrast and a slope of light.
///
/// A pattern is the grey values at the region's mesh points minus the plane that fits them best, scaled to length 1.
/// Two patterns compare by their dot product: 1 is the same, 0 unrelated. Immutable.
final class FacePattern {
    private static final String POPULATION = "face-pattern-population-1.csv";
    private static final double FLAT = 1e-3; // shorter than this there is no pattern to compare

    private final Map<FaceRegion, Projection> projections = new EnumMap<>(FaceRegion.class);
    private final Map<FaceRegion, double[]> population = new EnumMap<>(FaceRegion.class);

    FacePattern(CanonicalFace face) {
        float[] average = populationLuma();
        for (var region : FaceRegion.values()) {
            var projection = Projection.of(region.points(face), face);
            projections.put(region, projection);
            population.put(region, Objects.requireNonNull(projection.pattern(average), "no pattern in " + region));
        }
    }

    /// The region's pattern in one frame; null when it is flat or reaches out of the crop.
    ///
    /// @param luma `[468]`, see [FaceAppearance]
    double @Nullable [] of(FaceRegion region, float[] luma) {
        return projection(region).pattern(luma);
    }

    /// Standard deviation of the region's grey values over their mean; NaN when it reaches out of the crop.
    ///
    /// @param luma `[468]`, see [FaceAppearance]
    double contrast(FaceRegion region, float[] luma) {
        int[] points = projection(region).points();
        double sum = 0;
        double squares = 0;
        for (int point : points) {
            sum += luma[point];
            squares += luma[point] * luma[point];
        }
        double mean = sum / points.length;
        double variance = squares / points.length - mean * mean;
        return Double.isNaN(variance) ? Double.NaN : Math.sqrt(Math.max(0, variance)) / mean;
    }

    /// Similarity to the average face, in [-1, 1].
    double likePopulation(FaceRegion region, double[] pattern) {
        return similarity(pattern, Objects.requireNonNull(population.get(region)));
    }

    static double similarity(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) sum += one[i] * other[i];
        return sum;
    }

    private Projection projection(FaceRegion region) {
        return Objects.requireNonNull(projections.get(region));
    }

    /// Lines `point,luma` after a header; `#` starts a comment.
    private static float[] populationLuma() {
        var stream = Objects.requireNonNull(FacePattern.class.getResourceAsStream(POPULATION), POPULATION);
        var luma = new float[MeshTopology.BASE_POINTS];
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("point,"))
                    .map(line -> line.split(","))
                    .forEach(cells -> luma[Integer.parseInt(cells[0])] = Float.parseFloat(cells[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return luma;
    }

    /// Removes the best-fitting plane over the region's points.
    ///
    /// @param basis three orthonormal vectors over the points that span constant, slope across and slope down
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Projection(int[] points, double[][] basis) {

        static Projection of(int[] points, CanonicalFace face) {
            double[][] basis = new double[3][points.length];
            for (int i = 0; i < points.length; i++) {
                basis[0][i] = 1;
                basis[1][i] = face.vertices().get(points[i]).x();
                basis[2][i] = face.vertices().get(points[i]).y();
            }
            for (int i = 0; i < basis.length; i++) { // Gram-Schmidt
                for (int j = 0; j < i; j++) subtract(basis[i], basis[j]);
                scale(basis[i], 1 / length(basis[i]));
            }
            return new Projection(points, basis);
        }

        double @Nullable [] pattern(float[] luma) {
            var values = new double[points.length];
            for (int i = 0; i < points.length; i++) {
                values[i] = luma[points[i]];
                if (Double.isNaN(values[i])) return null;
            }
            for (double[] direction : basis) subtract(values, direction);
            double length = length(values);
            if (length < FLAT) return null;
            scale(values, 1 / length);
            return values;
        }

        private static void subtract(double[] vector, double[] direction) {
            double along = similarity(vector, direction);
            for (int i = 0; i < vector.length; i++) vector[i] -= along * direction[i];
        }

        private static void scale(double[] vector, double factor) {
            for (int i = 0; i < vector.length; i++) vector[i] *= factor;
        }

        private static double length(double[] vector) {
            return Math.sqrt(similarity(vector, vector));
        }
    }
}
