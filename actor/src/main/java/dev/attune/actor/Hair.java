package dev.attune.actor;

import dev.attune.actor.HeadMesh.Material;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// The hair of the head as thousands of strands, grown once on the resting head and carried by the head bone.
///
/// A strand starts along the skin's normal, is bent step by step towards the flow of the style, and is kept outside
/// the skull at a lift of its own, which gives the hair its volume. Light on a strand follows Kajiya and Kay [1]: the
/// diffuse part goes with the sine between strand and light, the two highlights with the sine between strand and half
/// vector.
///
/// [1] J. Kajiya, T. Kay: Rendering fur with three dimensional textures, 1989.
final class Hair {
    private static final double STEP = 0.055; // decimetres between points of a strand
    private static final double STRANDS_PER_SQUARE_DECIMETRE = 1300;
    private static final float OPACITY = 0.75f;

    private final List<float[]> strands; // each [points, 3]
    private final List<float[]> colours; // each [points, 3], lit; filled by light()
    private final List<Colour> tints;

    Hair(Person person) {
        var grower = new Grower(person);
        strands = grower.strands;
        tints = grower.tints;
        colours = new ArrayList<>(strands.size());
        for (float[] strand : strands) colours.add(new float[strand.length]);
    }

    void castInto(DepthMap map) {
        for (float[] strand : strands) for (int i = 0; i < strand.length / 3; i++) map.addPoint(Vec3.at(strand, i));
    }

    /// How much of a direction's light reaches a point, 0..1.
    interface Shadow {
        double seen(int direction, Vec3 point);
    }

    void light(Light light, Shadow shadow) {
        Vec3 towardsCamera = new Vec3(0, 0, 1);
        IntStream.range(0, strands.size()).parallel().forEach(s -> {
            float[] strand = strands.get(s), lit = colours.get(s);
            Colour tint = tints.get(s);
            int points = strand.length / 3;
            for (int i = 0; i < points; i++) {
                Vec3 p = Vec3.at(strand, i);
                Vec3 along = Vec3.at(strand, Math.min(i + 1, points - 1))
                        .minus(Vec3.at(strand, Math.max(i - 1, 0)))
                        .unit();
                double red = 0, green = 0, blue = 0;
                for (int k = 0; k < Light.DIRECTIONS; k++) {
                    double seen = shadow.seen(k, p);
                    if (seen < 0.01) continue;
                    Vec3 d = light.direction(k);
                    Colour from = light.radiance(k);
                    double across = sine(along.dot(d));
                    double half = sine(along.dot(d.plus(towardsCamera).unit()));
                    double gloss = 0.05 * power(half, 6), sheen = 0.9 * power(half, 4);
                    red += seen * from.red() * (tint.red() * (0.55 * across + sheen) + gloss);
                    green += seen * from.green() * (tint.green() * (0.55 * across + sheen) + gloss);
                    blue += seen * from.blue() * (tint.blue() * (0.55 * across + sheen) + gloss);
                }
                lit[3 * i] = (float) red;
                lit[3 * i + 1] = (float) green;
                lit[3 * i + 2] = (float) blue;
            }
        });
    }

    private static double sine(double cosine) {
        return Math.sqrt(Math.max(0, 1 - cosine * cosine));
    }

    /// `x` to the power of `2^doublings`.
    private static double power(double x, int doublings) {
        for (int i = 0; i < doublings; i++) x *= x;
        return x;
    }

    void draw(Canvas canvas, Camera camera, Skeleton.Motion motion) {
        for (int s = 0; s < strands.size(); s++) {
            float[] strand = strands.get(s), lit = colours.get(s);
            float x = 0, y = 0, near = 0;
            for (int i = 0; i < strand.length / 3; i++) {
                Vec3 p = motion.carriedByHead(Vec3.at(strand, i));
                double n = camera.inverseDistance(p.z());
                float nextX = (float) camera.column(p.x(), n), nextY = (float) camera.row(p.y(), n);
                if (i > 0)
                    canvas.thickLine(
                            x, y, near, nextX, nextY, (float) n, lit[3 * i], lit[3 * i + 1], lit[3 * i + 2], OPACITY);
                x = nextX;
                y = nextY;
                near = (float) n;
            }
        }
    }

    private static final class Grower {
        final List<float[]> strands = new ArrayList<>();
        final List<Colour> tints = new ArrayList<>();
        private final Person person;
        private final Random random;
        private final SkullMap skull;
        private final Vec3 eyes;

        Grower(Person person) {
            this.person = person;
            random = new Random(person.identity().seed());
            eyes = person.origin();
            HeadMesh mesh = person.mesh();
            Person.Pose pose = person.pose(Expression.NEUTRAL);
            skull = new SkullMap(eyes.plus(new Vec3(0, 0.28, -0.95)), pose.fine(), mesh.skinVertexCount(), mesh.rest());
            int[] triangles = mesh.triangles();
            for (int t = 0; t < triangles.length; t += 3)
                if (mesh.material(t / 3) == Material.SKIN) plant(pose, mesh.rest(), triangles, t);
        }

        private void plant(Person.Pose pose, float[] rest, int[] triangles, int t) {
            int ia = triangles[t], ib = triangles[t + 1], ic = triangles[t + 2];
            Vec3 a = Vec3.at(pose.fine(), ia), b = Vec3.at(pose.fine(), ib), c = Vec3.at(pose.fine(), ic);
            double area = b.minus(a).cross(c.minus(a)).length() / 2;
            double wanted = area * STRANDS_PER_SQUARE_DECIMETRE;
            int count = (int) wanted + (random.nextDouble() < wanted % 1 ? 1 : 0);
            for (int i = 0; i < count; i++) {
                double u = random.nextDouble(), v = random.nextDouble();
                if (u + v > 1) {
                    u = 1 - u;
                    v = 1 - v;
                }
                Vec3 r = between(rest, ia, ib, ic, u, v);
                if (random.nextDouble() > Scalp.cover(r.x(), r.y(), r.z())) continue;
                grow(
                        between(pose.fine(), ia, ib, ic, u, v),
                        between(pose.normals(), ia, ib, ic, u, v).unit());
            }
        }

        private static Vec3 between(float[] xyz, int a, int b, int c, double u, double v) {
            return Vec3.at(xyz, a)
                    .times(1 - u - v)
                    .plus(Vec3.at(xyz, b).times(u))
                    .plus(Vec3.at(xyz, c).times(v));
        }

        private void grow(Vec3 root, Vec3 normal) {
            HairStyle style = person.identity().looks().hairStyle();
            Vec3 seat = root.minus(eyes);
            double side = seat.x() < partingX(style) ? -1 : 1;
            double lift = lift(style, seat);
            double length = length(style, seat);
            double lowest = eyes.y() - 1.22 + 0.10 * random.nextGaussian();
            var points = new ArrayList<Vec3>();
            Vec3 p = root,
                    direction = normal.times(0.3).plus(flow(style, seat, side)).unit();
            for (int i = 0; i * STEP < length && p.y() > lowest; i++) {
                points.add(p);
                if (inFace(p.minus(eyes))) return;
                Vec3 wander = new Vec3(
                        Noise.at(2.2 * p.x(), 2.2 * p.y(), 2.2 * p.z() + 40) - 0.5,
                        0,
                        Noise.at(2.2 * p.x(), 2.2 * p.y(), 2.2 * p.z() + 80) - 0.5);
                Vec3 wanted = flow(style, p.minus(eyes), side).plus(wander.times(0.5));
                direction = direction.times(0.72).plus(wanted.times(0.28)).unit();
                Vec3 free = p.plus(direction.times(STEP));
                p = skull.outside(free, lift * Math.min(1, (i + 1) / 4.0));
                direction = p.minus(points.getLast()).unit();
            }
            if (points.size() < 2) return;
            float[] strand = new float[3 * points.size()];
            for (int i = 0; i < points.size(); i++) points.get(i).storeAt(strand, i);
            strands.add(strand);
            tints.add(person.identity().looks().hair().times(0.7 + 0.6 * random.nextDouble()));
        }

        /// A strand that strays over the face is not kept.
        private static boolean inFace(Vec3 place) {
            return place.z() > -0.45 && place.y() < 0.40 && Math.abs(place.x()) < 0.75;
        }

        private static double partingX(HairStyle style) {
            return switch (style) {
                case BOB -> 0.22;
                case SHORT -> 0.35;
            };
        }

        private double lift(HairStyle style, Vec3 seat) {
            return switch (style) {
                case BOB -> 0.02 + 0.11 * Math.sqrt(random.nextDouble());
                case SHORT -> (0.02 + 0.10 * random.nextDouble()) * (seat.y() > 0.5 ? 1.4 : 0.6);
            };
        }

        private double length(HairStyle style, Vec3 seat) {
            return switch (style) {
                case BOB -> 2.9;
                case SHORT -> (0.25 + 0.45 * Curve.smoothStep(0.2, 0.8, seat.y())) * (0.8 + 0.4 * random.nextDouble());
            };
        }

        /// Where hair wants to go at a place given relative to the eyes.
        private static Vec3 flow(HairStyle style, Vec3 place, double side) {
            // over the crown hair runs sideways; where the head falls away, so does the hair
            double onTop =
                    Curve.smoothStep(0.45, 0.95, place.y()) * (1 - Curve.smoothStep(0.40, 0.80, Math.abs(place.x())));
            return switch (style) {
                case BOB -> {
                    // sideways over the top, down the sides, and back from the face in front of the ears
                    double forward = Curve.smoothStep(-0.85, -0.30, place.z()) * (1 - 0.5 * onTop);
                    Vec3 over = new Vec3(0.9 * side, -0.22, -0.40).times(onTop);
                    Vec3 down = new Vec3(0.05 * side, -1, 0).times(1 - onTop);
                    yield over.plus(down).plus(new Vec3(0, 0, -1.3 * forward)).unit();
                }
                case SHORT -> {
                    Vec3 over = new Vec3(0.8 * side, 0.35, -0.5).times(onTop);
                    Vec3 down = new Vec3(0, -0.8, -0.6).times(1 - onTop);
                    yield over.plus(down).unit();
                }
            };
        }
    }
}
