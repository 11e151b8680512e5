package dev.attune.actor;

/// A rotation matrix, row by row.
record Rotation(double xx, double xy, double xz, double yx, double yy, double yz, double zx, double zy, double zz) {
    static final Rotation NONE = new Rotation(1, 0, 0, 0, 1, 0, 0, 0, 1);

    /// Right-handed about +x, degrees: positive turns +y towards +z.
    static Rotation aboutX(double degrees) {
        double c = Math.cos(Math.toRadians(degrees)), s = Math.sin(Math.toRadians(degrees));
        return new Rotation(1, 0, 0, 0, c, -s, 0, s, c);
    }

    static Rotation aboutY(double degrees) {
        double c = Math.cos(Math.toRadians(degrees)), s = Math.sin(Math.toRadians(degrees));
        return new Rotation(c, 0, s, 0, 1, 0, -s, 0, c);
    }

    static Rotation aboutZ(double degrees) {
        double c = Math.cos(Math.toRadians(degrees)), s = Math.sin(Math.toRadians(degrees));
        return new Rotation(c, -s, 0, s, c, 0, 0, 0, 1);
    }

    /// Yaw, pitch and roll with the signs of `signals`: to the person's left, chin up, towards the left shoulder.
    static Rotation ofHead(double yaw, double pitch, double roll) {
        return aboutY(yaw).times(aboutX(-pitch)).times(aboutZ(-roll));
    }

    Rotation times(Rotation b) {
        return new Rotation(
                xx * b.xx + xy * b.yx + xz * b.zx,
                xx * b.xy + xy * b.yy + xz * b.zy,
                xx * b.xz + xy * b.yz + xz * b.zz,
                yx * b.xx + yy * b.yx + yz * b.zx,
                yx * b.xy + yy * b.yy + yz * b.zy,
                yx * b.xz + yy * b.yz + yz * b.zz,
                zx * b.xx + zy * b.yx + zz * b.zx,
                zx * b.xy + zy * b.yy + zz * b.zy,
                zx * b.xz + zy * b.yz + zz * b.zz);
    }

    Vec3 apply(Vec3 p) {
        return new Vec3(
                xx * p.x() + xy * p.y() + xz * p.z(),
                yx * p.x() + yy * p.y() + yz * p.z(),
                zx * p.x() + zy * p.y() + zz * p.z());
    }

    Rotation inverse() {
        return new Rotation(xx, yx, zx, xy, yy, zy, xz, yz, zz);
    }

    /// The same axis with `weight` times the angle (Rodrigues' formula).
    Rotation scaled(double weight) {
        double angle = Math.acos(Math.clamp((xx + yy + zz - 1) / 2, -1, 1));
        if (angle < 1e-6) return NONE;
        double k = 1 / (2 * Math.sin(angle));
        double x = (zy - yz) * k, y = (xz - zx) * k, z = (yx - xy) * k;
        double c = Math.cos(angle * weight), s = Math.sin(angle * weight), v = 1 - c;
        return new Rotation(
                c + x * x * v,
                x * y * v - z * s,
                x * z * v + y * s,
                y * x * v + z * s,
                c + y * y * v,
                y * z * v - x * s,
                z * x * v - y * s,
                z * y * v + x * s,
                c + z * z * v);
    }
}
