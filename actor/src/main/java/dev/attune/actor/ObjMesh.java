package dev.attune.actor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Vertices and faces by group of a Wavefront obj file; texture coordinates and normals are not read.
///
/// @param xyz `[vertices, 3]` row-major
/// @param groups group name to faces, each a polygon of vertex indices from 0
record ObjMesh(float[] xyz, Map<String, List<int[]>> groups) {

    static ObjMesh read(Path file) throws IOException {
        var coordinates = new ArrayList<Float>();
        var groups = new LinkedHashMap<String, List<int[]>>();
        String group = "";
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\\s+");
            switch (fields[0]) {
                case "v" -> {
                    for (int k = 1; k <= 3; k++) coordinates.add(Float.parseFloat(fields[k]));
                }
                case "g" -> group = fields[1];
                case "f" ->
                    groups.computeIfAbsent(group, name -> new ArrayList<>()).add(polygon(fields));
                default -> {} // comments, texture coordinates, materials
            }
        }
        float[] xyz = new float[coordinates.size()];
        for (int i = 0; i < xyz.length; i++) xyz[i] = coordinates.get(i);
        return new ObjMesh(xyz, groups);
    }

    /// `f 1/7 2/8 3/9`: vertex/texture, counted from 1.
    private static int[] polygon(String[] fields) {
        int[] vertices = new int[fields.length - 1];
        for (int k = 0; k < vertices.length; k++) {
            String field = fields[k + 1];
            int slash = field.indexOf('/');
            vertices[k] = Integer.parseInt(slash < 0 ? field : field.substring(0, slash)) - 1;
        }
        return vertices;
    }

    int vertexCount() {
        return xyz.length / 3;
    }

    List<int[]> group(String name) {
        return groups.getOrDefault(name, List.of());
    }
}
