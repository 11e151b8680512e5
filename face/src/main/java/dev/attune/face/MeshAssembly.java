package dev.attune.face;

/// Puts the network's outputs together to one mesh and maps it from the crop to the picture.
///
/// The order matters: the refined lips and lids overwrite x and y of their base points; z stays the base mesh's.
final class MeshAssembly {
    private final Crop crop;
    private final double acrossX; // picture pixels per pixel of the network's input
    private final double acrossY;
    private final float[] points = new float[(MeshTopology.BASE_POINTS + 2 * MeshTopology.IRIS_POINTS) * 3];

    MeshAssembly(Crop crop) {
        this.crop = crop;
        this.acrossX = Math.cos(crop.roll()) * crop.side() / FaceMesh.INPUT_SIZE;
        this.acrossY = Math.sin(crop.roll()) * crop.side() / FaceMesh.INPUT_SIZE;
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
        double depths = 0;
        for (int i = 0; i < MeshTopology.LID_RIM_POINTS; i++) depths += points[3 * eye[i] + 2];
        double depth = depths / MeshTopology.LID_RIM_POINTS;
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
        double right = x - FaceMesh.INPUT_SIZE / 2.0;
        double down = y - FaceMesh.INPUT_SIZE / 2.0;
        points[3 * point] = (float) (crop.centreX() + right * acrossX - down * acrossY);
        points[3 * point + 1] = (float) (crop.centreY() + right * acrossY + down * acrossX);
    }
}
