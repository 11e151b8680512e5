package dev.attune.actor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// One step of Catmull-Clark subdivision as a sparse linear map from coarse to fine vertices, so that it is
/// computed once per mesh and applied to every frame.
///
/// With n faces about an inner vertex: `(mean face point + 2 * mean edge midpoint + (n - 3) * vertex) / n`; an edge
/// point is the mean of its ends and its two face points; on a border the curve rule (1, 6, 1) / 8 holds.
///
/// E. Catmull, J. Clark: Recursively generated B-spline surfaces on arbitrary topological meshes, 1978.
final class Subdivision {
    private final int[] rowStart;
    private final int[] columns;
    private final float[] weights;
    private final int[] triangles;

    /// @param faces polygons over the vertices of a coarse mesh; vertices outside the faces are left out
    Subdivision(List<int[]> faces) {
        var builder = new Builder(faces);
        int count = builder.rows.size();
        int entries = builder.rows.stream().mapToInt(Map::size).sum();
        rowStart = new int[count + 1];
        columns = new int[entries];
        weights = new float[entries];
        int next = 0;
        for (int row = 0; row < count; row++) {
            rowStart[row] = next;
            for (var entry : builder.rows.get(row).entrySet()) {
                columns[next] = entry.getKey();
                weights[next++] = entry.getValue().floatValue();
            }
        }
        rowStart[count] = next;
        triangles = builder.triangles.stream().mapToInt(Integer::intValue).toArray();
    }

    int vertexCount() {
        return rowStart.length - 1;
    }

    /// `[triangles, 3]` over the fine vertices.
    int[] triangles() {
        return triangles;
    }

    /// Writes `[vertexCount, width]` from row `firstRow` of `fine` on.
    void apply(float[] coarse, int width, float[] fine, int firstRow) {
        for (int row = 0; row < vertexCount(); row++)
            for (int k = 0; k < width; k++) {
                float sum = 0;
                for (int e = rowStart[row]; e < rowStart[row + 1]; e++)
                    sum += weights[e] * coarse[width * columns[e] + k];
                fine[width * (firstRow + row) + k] = sum;
            }
    }

    private record Edge(int low, int high) {
        static Edge of(int a, int b) {
            return new Edge(Math.min(a, b), Math.max(a, b));
        }
    }

    private static final class Builder {
        final List<Map<Integer, Double>> rows = new ArrayList<>();
        final List<Integer> triangles = new ArrayList<>();
        private final Map<Edge, List<int[]>> facesOfEdge = new LinkedHashMap<>();
        private final Map<Integer, List<int[]>> facesOfVertex = new LinkedHashMap<>();
        private final Map<Integer, List<Edge>> edgesOfVertex = new LinkedHashMap<>();

        Builder(List<int[]> faces) {
            for (int[] face : faces)
                for (int k = 0; k < face.length; k++) {
                    facesOfVertex
                            .computeIfAbsent(face[k], v -> new ArrayList<>())
                            .add(face);
                    facesOfEdge
                            .computeIfAbsent(Edge.of(face[k], face[(k + 1) % face.length]), e -> new ArrayList<>())
                            .add(face);
                }
            for (Edge edge : facesOfEdge.keySet()) {
                edgesOfVertex.computeIfAbsent(edge.low, v -> new ArrayList<>()).add(edge);
                edgesOfVertex.computeIfAbsent(edge.high, v -> new ArrayList<>()).add(edge);
            }
            var fineOfVertex = new LinkedHashMap<Integer, Integer>();
            var fineOfEdge = new LinkedHashMap<Edge, Integer>();
            for (int vertex : facesOfVertex.keySet()) fineOfVertex.put(vertex, add(vertexPoint(vertex)));
            for (Edge edge : facesOfEdge.keySet()) fineOfEdge.put(edge, add(edgePoint(edge)));
            for (int[] face : faces) {
                int centre = add(facePoint(face));
                for (int k = 0; k < face.length; k++) {
                    int corner = known(fineOfVertex, face[k]);
                    int after = known(fineOfEdge, Edge.of(face[k], face[(k + 1) % face.length]));
                    int before = known(fineOfEdge, Edge.of(face[k], face[(k + face.length - 1) % face.length]));
                    triangles.addAll(List.of(corner, after, centre, corner, centre, before));
                }
            }
        }

        private static <K, V> V known(Map<K, V> map, K key) {
            return Objects.requireNonNull(map.get(key));
        }

        private int add(Map<Integer, Double> row) {
            rows.add(row);
            return rows.size() - 1;
        }

        private static Map<Integer, Double> facePoint(int[] face) {
            var row = new TreeMap<Integer, Double>();
            for (int vertex : face) row.merge(vertex, 1.0 / face.length, Double::sum);
            return row;
        }

        private Map<Integer, Double> edgePoint(Edge edge) {
            var row = new TreeMap<Integer, Double>();
            List<int[]> faces = known(facesOfEdge, edge);
            double end = faces.size() == 2 ? 0.25 : 0.5;
            row.merge(edge.low, end, Double::sum);
            row.merge(edge.high, end, Double::sum);
            if (faces.size() == 2) for (int[] face : faces) blend(row, facePoint(face), 0.25);
            return row;
        }

        private Map<Integer, Double> vertexPoint(int vertex) {
            var row = new TreeMap<Integer, Double>();
            List<Edge> border = known(edgesOfVertex, vertex).stream()
                    .filter(edge -> known(facesOfEdge, edge).size() != 2)
                    .toList();
            if (border.size() == 2) {
                row.merge(vertex, 0.75, Double::sum);
                for (Edge edge : border) row.merge(edge.low == vertex ? edge.high : edge.low, 0.125, Double::sum);
            } else if (!border.isEmpty()) { // a corner where borders meet stays
                row.put(vertex, 1.0);
            } else {
                List<int[]> faces = known(facesOfVertex, vertex);
                double n = faces.size();
                row.merge(vertex, (n - 3) / n, Double::sum);
                for (int[] face : faces) blend(row, facePoint(face), 1 / (n * n));
                for (Edge edge : known(edgesOfVertex, vertex)) {
                    row.merge(edge.low, 1 / (n * n), Double::sum); // 2/n x mean of midpoints = 1/n^2 per end
                    row.merge(edge.high, 1 / (n * n), Double::sum);
                }
            }
            return row;
        }

        private static void blend(Map<Integer, Double> row, Map<Integer, Double> other, double weight) {
            other.forEach((vertex, w) -> row.merge(vertex, w * weight, Double::sum));
        }
    }
}
