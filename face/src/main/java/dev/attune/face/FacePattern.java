package dev.attune.face;

import dev.attune.models.CanonicalFace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The pattern of light and dark of each [FaceRegion], independent of exposure, contrast and a slope of light.
///
/// A pattern is the grey values at the region's mesh points minus the plane that fits them best, scaled to length 1.
/// Two patterns compare by their dot product: 1 is the same, 0 unrelated. Immutable.
final class FacePattern {
    private static final String POPULATION = "face-pattern-population-1.csv";
    private static final String MODES = "face-look-modes-1.csv";
    private static final double FLAT = 1e-3; // shorter than this there is no pattern to compare

    private final Map<FaceRegion, Projection> projections = new EnumMap<>(FaceRegion.class);
    private final Map<FaceRegion, double[]> population = new EnumMap<>(FaceRegion.class);
    private final Projection whole;
    private final double[] averageFace = new double[MeshTopology.BASE_POINTS]; // mean of the whole faces' patterns
    private final double[][] modes; // [mode, 468], each of length 1 and square to the others
    private final double[] kept; // of each mode
    private final int[][] halves;

    FacePattern(CanonicalFace face) {
        float[] average = populationLuma();
        for (var region : FaceRegion.values()) {
            var projection = Projection.of(region.points(face), face);
            projections.put(region, projection);
            population.put(region, Objects.requireNonNull(projection.pattern(average), "no pattern in " + region));
        }
        whole = Projection.of(IntStream.range(0, MeshTopology.BASE_POINTS).toArray(), face);
        halves = halves(face);
        var rows = rows(MODES);
        modes = new double[rows.getFirst().length - 2][MeshTopology.BASE_POINTS];
        kept = new double[modes.length];
        for (var cells : rows) {
            boolean shares = cells[0].equals("kept");
            int point = shares ? -1 : Integer.parseInt(cells[0]);
            if (!shares) averageFace[point] = Double.parseDouble(cells[1]);
            for (int mode = 0; mode < modes.length; mode++)
                if (shares) kept[mode] = Double.parseDouble(cells[mode + 2]);
                else modes[mode][point] = Double.parseDouble(cells[mode + 2]);
        }
    }

    /// Upper and lower, right and left.
    private static int[][] halves(CanonicalFace face) {
        double middle = face.vertices().stream()
                .mapToDouble(CanonicalFace.Vertex::y)
                .sorted()
                .skip(MeshTopology.BASE_POINTS / 2)
                .findFirst()
                .orElseThrow();
        return new int[][] {
            points(face, vertex -> vertex.y() > middle),
            points(face, vertex -> vertex.y() <= middle),
            points(face, vertex -> vertex.x() < 0),
            points(face, vertex -> vertex.x() >= 0)
        };
    }

    private static int[] points(CanonicalFace face, Predicate<CanonicalFace.Vertex> where) {
        return IntStream.range(0, MeshTopology.BASE_POINTS)
                .filter(point -> where.test(face.vertices().get(point)))
                .toArray();
    }

    /// The pattern of the whole face; null when it is flat or reaches out of the crop.
    double @Nullable [] whole(float[] luma) {
        return whole.pattern(luma);
    }

    /// What sets the face apart from the average one, and little of what most faces differ in: light from one side,
    /// beards, brows. Where the crop ends it is taken to be as bright as the rest.
    ///
    /// @param luma `[468]`, see [FaceAppearance]
    FaceLook look(float[] luma) {
        double sum = 0;
        int seen = 0;
        for (float value : luma)
            if (!Float.isNaN(value)) {
                sum += value;
                seen++;
            }
        var filled = luma.clone();
        for (int i = 0; i < filled.length; i++) if (Float.isNaN(filled[i])) filled[i] = (float) (sum / seen);
        double[] difference = whole.pattern(filled);
        if (difference == null) return FaceLook.of(new double[luma.length], halves);
        for (int i = 0; i < difference.length; i++) difference[i] -= averageFace[i];
        for (int mode = 0; mode < modes.length; mode++) {
            double damped = (1 - kept[mode]) * similarity(difference, modes[mode]);
            for (int i = 0; i < difference.length; i++) difference[i] -= damped * modes[mode][i];
        }
        return FaceLook.of(difference, halves);
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

    static float[] populationLuma() {
        var luma = new float[MeshTopology.BASE_POINTS];
        for (var cells : rows(POPULATION)) luma[Integer.parseInt(cells[0])] = Float.parseFloat(cells[1]);
        return luma;
    }

    /// Cells of a table whose header begins with `point`; `#` starts a comment.
    private static List<String[]> rows(String table) {
        var stream = Objects.requireNonNull(FacePattern.class.getResourceAsStream(table), table);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("point,"))
                    .map(line -> line.split(","))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
