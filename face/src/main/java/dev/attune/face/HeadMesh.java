package dev.attune.face;

/// The mesh as if the head looked straight into the camera: pose removed, outer eye corners at distance 1.
///
/// Head frame: x to the subject's left (the picture's right on a frontal face), y up, z towards the camera.
final class HeadMesh {
    private final double[] xyz;

    private HeadMesh(double[] xyz) {
        this.xyz = xyz;
    }

    /// @param points `[478, 3]`, pixels of the picture, y down, z away from the camera
    static HeadMesh of(float[] points, Rotation headToCamera) {
        var cameraToHead = headToCamera.inverse();
        double unit = 1 / outerEyeDistance(points);
        double[] xyz = new double[points.length];
        for (int i = 0; i < points.length; i += 3) {
            double x = points[i] * unit;
            double y = -points[i + 1] * unit;
            double z = -points[i + 2] * unit;
            xyz[i] = cameraToHead.x(x, y, z);
            xyz[i + 1] = cameraToHead.y(x, y, z);
            xyz[i + 2] = cameraToHead.z(x, y, z);
        }
        return new HeadMesh(xyz);
    }

    /// Three-dimensional distance of the outer eye corners in pixels; does not shrink when the head turns.
    static double outerEyeDistance(float[] points) {
        int right = 3 * MeshTopology.RIGHT_EYE_OUTER;
        int left = 3 * MeshTopology.LEFT_EYE_OUTER;
        double x = points[left] - points[right];
        double y = points[left + 1] - points[right + 1];
        double z = points[left + 2] - points[right + 2];
        return Math.max(1e-6, Math.sqrt(x * x + y * y + z * z));
    }

    double x(int point) {
        return xyz[3 * point];
    }

    double y(int point) {
        return xyz[3 * point + 1];
    }

    double z(int point) {
        return xyz[3 * point + 2];
    }

    /// Distance as seen from the front; the mesh's depth is too coarse for small distances.
    double frontalDistance(int a, int b) {
        return Math.hypot(x(a) - x(b), y(a) - y(b));
    }
}
