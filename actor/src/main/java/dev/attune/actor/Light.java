package dev.attune.actor;

import java.util.stream.IntStream;

/// The light of a scene as a fixed set of directions, each with the light that comes from it.
///
/// The directions spread evenly by the golden angle [1]. Irradiance on a surface is the sum over directions of
/// visibility x radiance x cosine, where the cosine is wrapped around the terminator, red the farthest: a cheap
/// stand-in for light scattered in skin [2].
///
/// [1] Á. González: Measurement of areas on a sphere using Fibonacci and latitude-longitude lattices, 2010.
/// [2] S. Green: Real-time approximations to subsurface scattering, GPU Gems, 2004.
final class Light {
    static final int DIRECTIONS = 64;

    private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
    private static final double LOWEST_HEIGHT = -0.6; // nothing shines from the floor
    private static final double[] WRAP = {0.25, 0.12, 0.07}; // red, green, blue
    private static final Colour KEY_TINT = new Colour(1.05, 1.0, 0.93);
    private static final Colour FILL_TINT = new Colour(0.93, 0.99, 1.07);

    private final Vec3[] directions = new Vec3[DIRECTIONS];
    private final Colour[] radiance = new Colour[DIRECTIONS];
    private final Vec3 key;

    Light(Scene.Lighting lighting) {
        key = Vec3.towards(lighting.keyAzimuth(), lighting.keyElevation());
        Vec3 fill = Vec3.towards(-0.9 * lighting.keyAzimuth(), 5);
        Vec3 rim = Vec3.towards(lighting.keyAzimuth() + 180, 35);
        for (int k = 0; k < DIRECTIONS; k++) {
            double y = 1 - (1 - LOWEST_HEIGHT) * (k + 0.5) / DIRECTIONS;
            double ring = Math.sqrt(1 - y * y);
            Vec3 d = new Vec3(ring * Math.cos(k * GOLDEN_ANGLE), y, ring * Math.sin(k * GOLDEN_ANGLE));
            directions[k] = d;
            double keyLobe = 2.6 * lighting.key() * Math.exp(7 * (d.dot(key) - 1));
            double fillLobe = 0.55 * lighting.ambient() * Math.exp(3 * (d.dot(fill) - 1));
            double rimLobe = 1.1 * lighting.ambient() * Math.exp(9 * (d.dot(rim) - 1));
            double room = lighting.ambient() * (0.20 + 0.16 * (d.y() + 0.6));
            radiance[k] = KEY_TINT.times(keyLobe)
                    .plus(FILL_TINT.times(fillLobe + room + rimLobe))
                    .times(3.0 / DIRECTIONS);
        }
    }

    Vec3 direction(int k) {
        return directions[k];
    }

    Colour radiance(int k) {
        return radiance[k];
    }

    /// Towards the middle of the lamp.
    Vec3 key() {
        return key;
    }

    /// Irradiance per vertex, `[vertices, 3]`.
    float[] irradiance(float[] normals, Visibility visibility) {
        int vertices = normals.length / 3;
        float[] light = new float[normals.length];
        IntStream.range(0, vertices).parallel().forEach(v -> {
            double nx = normals[3 * v], ny = normals[3 * v + 1], nz = normals[3 * v + 2];
            double red = 0, green = 0, blue = 0;
            for (int k = 0; k < DIRECTIONS; k++) {
                double seen = visibility.of(v, k);
                if (seen == 0) continue;
                Vec3 d = directions[k];
                double cosine = nx * d.x() + ny * d.y() + nz * d.z();
                if (cosine < -WRAP[0]) continue;
                Colour from = radiance[k];
                red += seen * from.red() * wrapped(cosine, WRAP[0]);
                green += seen * from.green() * wrapped(cosine, WRAP[1]);
                blue += seen * from.blue() * wrapped(cosine, WRAP[2]);
            }
            light[3 * v] = (float) red;
            light[3 * v + 1] = (float) green;
            light[3 * v + 2] = (float) blue;
        });
        return light;
    }

    private static double wrapped(double cosine, double wrap) {
        return Math.max(0, (cosine + wrap) / (1 + wrap));
    }
}
