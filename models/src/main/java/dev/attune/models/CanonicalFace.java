package dev.attune.models;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// The average face of the landmark mesh in metric space.
///
/// @param vertices 468, in the order of the face mesh's landmarks; irises have none
/// @param triangles 898, vertex indices, counter-clockwise seen from outside; enough to draw the mesh
/// @param poseAnchors the 33 landmarks, with weights, that MediaPipe's own Procrustes fit of the head pose uses
public record CanonicalFace(List<Vertex> vertices, List<Triangle> triangles, List<PoseAnchor> poseAnchors) {
    static final String ID = "canonical-face";

    /// Centimetres; x to the subject's left, y up, z out of the face towards the viewer.
    public record Vertex(double x, double y, double z) {}

    public record Triangle(int a, int b, int c) {}

    public record PoseAnchor(int landmark, double weight) {}

    public CanonicalFace {
        vertices = List.copyOf(vertices);
        triangles = List.copyOf(triangles);
        poseAnchors = List.copyOf(poseAnchors);
        for (var triangle : triangles) {
            checkIndex(triangle.a, vertices.size());
            checkIndex(triangle.b, vertices.size());
            checkIndex(triangle.c, vertices.size());
        }
        for (var anchor : poseAnchors) checkIndex(anchor.landmark, vertices.size());
    }

    static CanonicalFace parse(byte[] json) {
        return JsonMapper.builder().build().readValue(json, CanonicalFace.class);
    }

    private static void checkIndex(int index, int vertices) {
        if (index < 0 || index >= vertices)
            throw new IllegalArgumentException("vertex index must be in 0..%d, got %d".formatted(vertices - 1, index));
    }
}
