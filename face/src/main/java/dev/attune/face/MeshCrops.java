package dev.attune.face;

/// Which square of the picture the mesh network is shown: MediaPipe's rules.
final class MeshCrops {
    private static final double SIDE_PER_DETECTION = 1.8; // tolerates the detector's loose boxes on the first pass
    static final double SIDE_PER_MESH = 1.5;

    /// Data sets cut faces to about this many times the mesh's bounding square.
    private static final double MESHES_PER_FACE_CUT = 1.1;

    private MeshCrops() {}

    static Crop of(Detection detection) {
        double side = SIDE_PER_DETECTION
                * Math.max(detection.box().width(), detection.box().height());
        return new Crop(detection.box().centreX(), detection.box().centreY(), Math.max(1, side), detection.roll());
    }

    /// For a picture that was cut to a face and is `side` wide: the crop that reaches over its border.
    static Crop ofFaceCut(double centreX, double centreY, double side) {
        return new Crop(centreX, centreY, SIDE_PER_MESH / MESHES_PER_FACE_CUT * side, 0);
    }

    /// Upright by the outer eye corners, about the bounding square of the mesh in that frame.
    ///
    /// @param points `[478, 3]`, pixels of the picture
    static Crop around(float[] points) {
        int right = 3 * MeshTopology.RIGHT_EYE_OUTER;
        int left = 3 * MeshTopology.LEFT_EYE_OUTER;
        double roll = Math.atan2(points[left + 1] - points[right + 1], points[left] - points[right]);
        double cos = Math.cos(roll);
        double sin = Math.sin(roll);
        double minU = Double.POSITIVE_INFINITY;
        double maxU = Double.NEGATIVE_INFINITY;
        double minV = Double.POSITIVE_INFINITY;
        double maxV = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 3 * MeshTopology.BASE_POINTS; i += 3) {
            double u = points[i] * cos + points[i + 1] * sin;
            double v = points[i + 1] * cos - points[i] * sin;
            minU = Math.min(minU, u);
            maxU = Math.max(maxU, u);
            minV = Math.min(minV, v);
            maxV = Math.max(maxV, v);
        }
        double u = (minU + maxU) / 2;
        double v = (minV + maxV) / 2;
        double side = SIDE_PER_MESH * Math.max(maxU - minU, maxV - minV);
        return new Crop(u * cos - v * sin, u * sin + v * cos, Math.max(1, side), roll);
    }
}
