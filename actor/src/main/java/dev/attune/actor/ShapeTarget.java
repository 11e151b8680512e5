package dev.attune.actor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A shape change of the base mesh: `vertex += weight * offset` for the vertices it names.
///
/// @param offsets `[vertices, 3]` row-major, decimetres
record ShapeTarget(int[] vertices, float[] offsets) {

    /// Lines `vertexIndex dx dy dz`, index from 0; `#` starts a comment.
    static ShapeTarget read(Path file) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file))
            if (!line.isBlank() && !line.startsWith("#")) rows.add(line.trim().split("\\s+"));
        int[] vertices = new int[rows.size()];
        float[] offsets = new float[3 * rows.size()];
        for (int i = 0; i < vertices.length; i++) {
            String[] row = rows.get(i);
            vertices[i] = Integer.parseInt(row[0]);
            for (int k = 0; k < 3; k++) offsets[3 * i + k] = Float.parseFloat(row[k + 1]);
        }
        return new ShapeTarget(vertices, offsets);
    }

    void addTo(float[] xyz, double weight) {
        float w = (float) weight;
        for (int i = 0; i < vertices.length; i++)
            for (int k = 0; k < 3; k++) xyz[3 * vertices[i] + k] += w * offsets[3 * i + k];
    }

    /// How far each named vertex moves, as a share of the vertex that moves most.
    float[] relativeMotion() {
        float[] motion = new float[vertices.length];
        float most = 0;
        for (int i = 0; i < motion.length; i++) {
            motion[i] = (float) Vec3.at(offsets, i).length();
            most = Math.max(most, motion[i]);
        }
        for (int i = 0; i < motion.length; i++) motion[i] /= most;
        return motion;
    }
}
