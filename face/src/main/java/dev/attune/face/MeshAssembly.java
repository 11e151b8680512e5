package dev.attune.face;

import java.util.Arrays;

/// Puts the network's outputs together to one mesh and maps it from the crop to the picture.
///
/// The order matters: the refined lips and lids overwrite x and y of their base points; z stays the base mesh's.
final class MeshAssembly {
    private final Crop crop;
    private final float[] points = new float[(MeshTopology.BASE_POINTS + 2 * MeshTopology.IRIS_POINTS) * 3];

    MeshAssembly(Crop crop) {
        this.crop = crop;
    }

    /// @param mesh `[468, 3]`, pixels of the network's input
    MeshAssembly base(float[] mesh) {
        for (int i = 0; i < MeshTopology.BASE_POINTS; i++) {
            place(i, mesh[3 * i], mesh[3 * i + 1]);
            points[3 * i + 2] = (float) (mesh[3 * i + 2] / FaceMesh.INPUT_SIZE * crop.side());
        }
        return this;
    }

    /// @param refined `[targets, 2]`
    MeshAssembly refine(int[] targets, float[] refined) {
        for (int i = 0; i < targets.length; i++) place(targets[i], refined[2 * i], refined[2 * i + 1]);
        return this;
    }

    /// The irises have no depth of their own: they take the mean depth of the lid rim around them.
    MeshAssembly iris(int firstPoint, int[] eye, float[] iris) {
        double depth = Arrays.stream(eye, 0, MeshTopology.LID_RIM_POINTS)
                .mapToDouble(point -> points[3 * point + 2])
                .average()
                .orElseThrow();
        for (int i = 0; i < MeshTopology.IRIS_POINTS; i++) {
            place(firstPoint + i, iris[2 * i], iris[2 * i + 1]);
            points[3 * (firstPoint + i) + 2] = (float) depth;
        }
        return this;
    }

    float[] points() {
        return points;
    }

    private void place(int point, float x, float y) {
        double u = x / FaceMesh.INPUT_SIZE;
        double v = y / FaceMesh.INPUT_SIZE;
        points[3 * point] = (float) crop.pictureX(u, v);
        points[3 * point + 1] = (float) crop.pictureY(u, v);
    }
}
