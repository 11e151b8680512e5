package dev.attune.actor;

/// A point or direction in the axes of the rig: +x the person's left, +y up, +z out of the face.
record Vec3(double x, double y, double z) {
    static final Vec3 ZERO = new Vec3(0, 0, 0);

    static Vec3 at(float[] xyz, int vertex) {
        return new Vec3(xyz[3 * vertex], xyz[3 * vertex + 1], xyz[3 * vertex + 2]);
    }

    static Vec3 mean(float[] xyz, int[] vertices) {
        Vec3 sum = ZERO;
        for (int vertex : vertices) sum = sum.plus(at(xyz, vertex));
        return sum.times(1.0 / vertices.length);
    }

    /// @param azimuth degrees from straight ahead, positive to the person's left
    /// @param elevation degrees above the horizon
    static Vec3 towards(double azimuth, double elevation) {
        double a = Math.toRadians(azimuth), e = Math.toRadians(elevation);
        return new Vec3(Math.sin(a) * Math.cos(e), Math.sin(e), Math.cos(a) * Math.cos(e));
    }

    Vec3 plus(Vec3 b) {
        return new Vec3(x + b.x, y + b.y, z + b.z);
    }

    Vec3 minus(Vec3 b) {
        return new Vec3(x - b.x, y - b.y, z - b.z);
    }

    Vec3 times(double s) {
        return new Vec3(x * s, y * s, z * s);
    }

    double dot(Vec3 b) {
        return x * b.x + y * b.y + z * b.z;
    }

    Vec3 cross(Vec3 b) {
        return new Vec3(y * b.z - z * b.y, z * b.x - x * b.z, x * b.y - y * b.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    Vec3 unit() {
        return times(1 / Math.max(1e-9, length()));
    }

    void storeAt(float[] xyz, int vertex) {
        xyz[3 * vertex] = (float) x;
        xyz[3 * vertex + 1] = (float) y;
        xyz[3 * vertex + 2] = (float) z;
    }
}
