package dev.attune.actor;

import dev.attune.actor.HeadMesh.Material;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Brows and lashes: short hairs that ride on the skin and the lids.
final class FineHair {
    private static final int HAIRS_PER_BROW = 420;
    private static final int LASHES_ABOVE = 70, LASHES_BELOW = 40;
    private static final Colour LASH = Colour.grey(0.012);

    private final Person person;
    private final List<BrowHair> brows = new ArrayList<>();
    private final List<Lash> lashes = new ArrayList<>();

    /// A place on the skin: a triangle, the weights of its corners, and a height above it.
    private record Seat(int a, int b, int c, double wa, double wb, double wc, double height) {
        Vec3 on(Person.Pose pose) {
            Vec3 p = mix(pose.fine());
            return p.plus(mix(pose.normals()).unit().times(height));
        }

        Vec3 mix(float[] values) {
            return Vec3.at(values, a)
                    .times(wa)
                    .plus(Vec3.at(values, b).times(wb))
                    .plus(Vec3.at(values, c).times(wc));
        }
    }

    private record BrowHair(Seat root, Seat middle, Seat tip, Colour colour, float opacity) {}

    /// @param along 0..1 along the lid from the nose outwards
    /// @param spread sideways lean
    private record Lash(boolean left, boolean upper, double along, double length, double spread) {}

    FineHair(Person person) {
        this.person = person;
        var random = new Random(person.identity().seed() + 1);
        plantBrows(random);
        for (boolean left : new boolean[] {true, false}) {
            for (int i = 0; i < LASHES_ABOVE; i++) {
                double along = (i + random.nextDouble()) / LASHES_ABOVE;
                double length = (0.060 + 0.035 * along) * (0.75 + 0.35 * random.nextDouble());
                lashes.add(new Lash(left, true, along, length, 0.9 * (along - 0.4) + 0.12 * random.nextGaussian()));
            }
            for (int i = 0; i < LASHES_BELOW; i++) {
                double along = (i + random.nextDouble()) / LASHES_BELOW;
                lashes.add(
                        new Lash(left, false, along, 0.028 * (0.7 + 0.5 * random.nextDouble()), 0.9 * (along - 0.4)));
            }
        }
    }

    private void plantBrows(Random random) {
        var skin = new FrontSkin(person.mesh());
        double half = person.identity().looks().browThickness();
        Colour hair = person.identity().looks().hair().times(0.8);
        for (int side = -1; side <= 1; side += 2)
            for (int i = 0; i < HAIRS_PER_BROW; i++) {
                double along = random.nextDouble(), across = 2 * random.nextDouble() - 1;
                double x = Brow.INNER + (Brow.OUTER - Brow.INNER) * along;
                double y = Brow.height(x) + across * half * Brow.taper(along);
                // upright at the nose, leaning outwards later; hairs above and below lean to the middle line
                double lean = Math.toRadians(62 - 72 * Math.min(1, 1.5 * along) - 16 * across * Math.min(1, 3 * along));
                double length = (0.055 + 0.035 * random.nextDouble()) * (1 - 0.35 * along);
                Seat root = skin.seat(side * x, y, 0.004);
                Seat middle =
                        skin.seat(side * (x + 0.5 * length * Math.cos(lean)), y + 0.5 * length * Math.sin(lean), 0.014);
                double bent = lean - Math.toRadians(18);
                Seat tip = skin.seat(side * (x + length * Math.cos(bent)), y + length * Math.sin(bent), 0.010);
                if (root == null || middle == null || tip == null) continue;
                float opacity = (float) (0.45 + 0.4 * random.nextDouble());
                brows.add(new BrowHair(root, middle, tip, hair.times(0.6 + 0.8 * random.nextDouble()), opacity));
            }
    }

    /// @param light irradiance per vertex
    void draw(Canvas canvas, Camera camera, Person.Pose pose, float[] light) {
        for (BrowHair hair : brows) {
            Vec3 lit = hair.root.mix(light);
            Colour colour = hair.colour.times(new Colour(lit.x(), lit.y(), lit.z()));
            Vec3 root = hair.root.on(pose), middle = hair.middle.on(pose), tip = hair.tip.on(pose);
            line(canvas, camera, root, middle, colour, hair.opacity);
            line(canvas, camera, middle, tip, colour, 0.7f * hair.opacity);
        }
        for (Lash lash : lashes) drawLash(canvas, camera, pose, lash);
    }

    private void drawLash(Canvas canvas, Camera camera, Person.Pose pose, Lash lash) {
        Anatomy anatomy = person.mesh().anatomy();
        Anatomy.Eye eye = lash.left ? anatomy.leftEye() : anatomy.rightEye();
        Vec3 centre = lash.left ? pose.leftEye() : pose.rightEye();
        int[] roots = lash.upper ? eye.upperLashRoots() : eye.lowerLashRoots();
        double place = lash.along * (roots.length - 1);
        int i = Math.min(roots.length - 2, (int) place);
        Vec3 root = Vec3.at(pose.coarse(), roots[i])
                .times(1 - (place - i))
                .plus(Vec3.at(pose.coarse(), roots[i + 1]).times(place - i));
        Rotation head = pose.motion().headRotation();
        Vec3 outwards = root.minus(centre).unit();
        Vec3 beside = head.apply(new Vec3(lash.left ? lash.spread : -lash.spread, 0, 0));
        Vec3 curl = head.apply(new Vec3(0, lash.upper ? 0.75 : -0.9, 0));
        Vec3 middle = root.plus(outwards.plus(beside.times(0.6)).unit().times(0.55 * lash.length));
        Vec3 tip =
                middle.plus(outwards.times(0.5).plus(beside).plus(curl).unit().times(0.6 * lash.length));
        line(canvas, camera, root, middle, LASH, 0.85f);
        line(canvas, camera, middle, tip, LASH, 0.55f);
    }

    private static void line(Canvas canvas, Camera camera, Vec3 from, Vec3 to, Colour colour, float opacity) {
        double n0 = camera.inverseDistance(from.z()), n1 = camera.inverseDistance(to.z());
        canvas.line(
                (float) camera.column(from.x(), n0),
                (float) camera.row(from.y(), n0),
                (float) n0,
                (float) camera.column(to.x(), n1),
                (float) camera.row(to.y(), n1),
                (float) n1,
                (float) colour.red(),
                (float) colour.green(),
                (float) colour.blue(),
                opacity);
    }

    /// The skin seen from the front in rest position; finds what lies at a given x and y.
    private static final class FrontSkin {
        private static final double FRONT_Z = 0.9;

        private final HeadMesh mesh;
        private final List<Integer> candidates = new ArrayList<>();

        FrontSkin(HeadMesh mesh) {
            this.mesh = mesh;
            int[] triangles = mesh.triangles();
            for (int t = 0; t < triangles.length; t += 3) {
                Vec3 a = Vec3.at(mesh.rest(), triangles[t]);
                boolean browRegion = a.z() > FRONT_Z && a.y() > 7.2 && a.y() < 7.8 && Math.abs(a.x()) < 0.9;
                if (browRegion && mesh.material(t / 3) == Material.SKIN) candidates.add(t);
            }
        }

        @Nullable
        Seat seat(double x, double y, double height) {
            Seat best = null;
            double bestZ = FRONT_Z;
            int[] triangles = mesh.triangles();
            for (int t : candidates) {
                int ia = triangles[t], ib = triangles[t + 1], ic = triangles[t + 2];
                Vec3 a = Vec3.at(mesh.rest(), ia), b = Vec3.at(mesh.rest(), ib), c = Vec3.at(mesh.rest(), ic);
                double area = (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
                if (area <= 1e-12) continue; // seen from behind
                double wa = ((b.x() - x) * (c.y() - y) - (b.y() - y) * (c.x() - x)) / area;
                double wb = ((c.x() - x) * (a.y() - y) - (c.y() - y) * (a.x() - x)) / area;
                double wc = 1 - wa - wb;
                double z = wa * a.z() + wb * b.z() + wc * c.z();
                if (wa < 0 || wb < 0 || wc < 0 || z <= bestZ) continue;
                bestZ = z;
                best = new Seat(ia, ib, ic, wa, wb, wc, height);
            }
            return best;
        }
    }
}
