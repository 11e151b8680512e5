package dev.attune.models.convert;

import dev.attune.models.CanonicalFace;
import dev.attune.models.CanonicalFace.PoseAnchor;
import dev.attune.models.CanonicalFace.Triangle;
import dev.attune.models.CanonicalFace.Vertex;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Cuts the canonical face out of MediaPipe's packed assets and reads it.
///
/// The message is `GeometryPipelineMetadata` of MediaPipe's face_geometry module: field 1 the mesh (1 vertex type,
/// 2 primitive type, 3 vertex values, 4 indices), field 2 repeated the Procrustes points (1 landmark, 2 weight).
final class FaceGeometry {
    // Where geometry_pipeline_metadata_landmarks.binarypb lies inside face_mesh_solution_packed_assets.data,
    // as stated in the package's face_mesh_solution_packed_assets_loader.js
    private static final int START = 3_737_848;
    private static final int END = 3_757_224;

    private static final int VALUES_PER_VERTEX = 5; // x, y, z in cm, and u, v of a texture

    private FaceGeometry() {}

    static CanonicalFace read(byte[] packedAssets) {
        if (packedAssets.length < END)
            throw new IllegalArgumentException(
                    "the packed assets should hold at least %d bytes, got %d".formatted(END, packedAssets.length));
        var metadata = new ProtobufReader(ByteBuffer.wrap(packedAssets, START, END - START));
        var values = new ArrayList<Float>();
        var indices = new ArrayList<Integer>();
        var anchors = new ArrayList<PoseAnchor>();
        while (metadata.next()) {
            switch (metadata.field()) {
                case 1 -> readMesh(metadata.message(), values, indices);
                case 2 -> anchors.add(readAnchor(metadata.message()));
                default -> metadata.skip();
            }
        }
        return new CanonicalFace(vertices(values), triangles(indices), anchors);
    }

    private static void readMesh(ProtobufReader mesh, List<Float> values, List<Integer> indices) {
        while (mesh.next()) {
            switch (mesh.field()) {
                case 3 -> values.add(mesh.real());
                case 4 -> indices.add(Math.toIntExact(mesh.integer()));
                default -> mesh.skip();
            }
        }
    }

    private static PoseAnchor readAnchor(ProtobufReader anchor) {
        int landmark = 0;
        double weight = 0;
        while (anchor.next()) {
            switch (anchor.field()) {
                case 1 -> landmark = Math.toIntExact(anchor.integer());
                case 2 -> weight = shortest(anchor.real());
                default -> anchor.skip();
            }
        }
        return new PoseAnchor(landmark, weight);
    }

    private static List<Vertex> vertices(List<Float> values) {
        var vertices = new ArrayList<Vertex>();
        for (int i = 0; i < values.size(); i += VALUES_PER_VERTEX)
            vertices.add(new Vertex(shortest(values.get(i)), shortest(values.get(i + 1)), shortest(values.get(i + 2))));
        return vertices;
    }

    private static List<Triangle> triangles(List<Integer> indices) {
        var triangles = new ArrayList<Triangle>();
        for (int i = 0; i < indices.size(); i += 3)
            triangles.add(new Triangle(indices.get(i), indices.get(i + 1), indices.get(i + 2)));
        return triangles;
    }

    /// The shortest decimal that reads back as the same float, so that the file shows -3.406404, not its double.
    private static double shortest(float value) {
        return Double.parseDouble(Float.toString(value));
    }
}
