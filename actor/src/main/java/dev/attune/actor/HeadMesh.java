package dev.attune.actor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The surfaces that are drawn: their triangles, and what is known of every vertex before anybody is shaped.
///
/// Skin, teeth and tongue are subdivided once from the base mesh. The eyes are spheres of our own that stay fixed in
/// the head; gaze moves the paint on them, so that light and lid shadow stay where they are.
final class HeadMesh {
    /// What a triangle is made of.
    enum Material {
        SKIN,
        TEETH,
        TONGUE,
        LEFT_EYE,
        RIGHT_EYE
    }

    private static final int EYE_RINGS = 18, EYE_SECTORS = 36;
    private static final double EYE_VISIBLE_ANGLE = Math.toRadians(110); // from the pole that looks ahead
    private static final List<String> LIP_TARGETS =
            List.of("mouth/mouth-lowerlip-volume-incr", "mouth/mouth-upperlip-volume-incr");

    private final Subdivision skin, teeth, tongue;
    private final int teethFrom, tongueFrom, leftEyeFrom, rightEyeFrom, vertexCount;
    private final int[] triangles;
    private final Material[] materials;
    private final float[] rest;
    private final float[] lips;
    private final Anatomy anatomy;

    HeadMesh(Rig rig) {
        skin = new Subdivision(rig.skinFaces());
        teeth = new Subdivision(rig.teethFaces());
        tongue = new Subdivision(rig.faces("helper-tongue"));
        teethFrom = skin.vertexCount();
        tongueFrom = teethFrom + teeth.vertexCount();
        leftEyeFrom = tongueFrom + tongue.vertexCount();
        rightEyeFrom = leftEyeFrom + eyeVertices();
        vertexCount = rightEyeFrom + eyeVertices();

        var builder = new TriangleList();
        builder.add(skin.triangles(), 0, Material.SKIN);
        builder.add(flipped(teeth.triangles()), teethFrom, Material.TEETH);
        builder.add(tongue.triangles(), tongueFrom, Material.TONGUE);
        builder.add(eyeTriangles(), leftEyeFrom, Material.LEFT_EYE);
        builder.add(eyeTriangles(), rightEyeFrom, Material.RIGHT_EYE);
        triangles = builder.indices.stream().flatMapToInt(Arrays::stream).toArray();
        materials = builder.materials.toArray(Material[]::new);

        rest = subdivided(rig.basePositions());
        for (int i = 0; i < eyeVertices(); i++) {
            eyeDirection(i).storeAt(rest, leftEyeFrom + i);
            eyeDirection(i).storeAt(rest, rightEyeFrom + i);
        }
        float[] coarseLips = lipShare(rig);
        lips = new float[vertexCount];
        skin.apply(coarseLips, 1, lips, 0);
        anatomy = Anatomy.find(rig, coarseLips);
    }

    /// The rig's teeth face inwards.
    private static int[] flipped(int[] triangles) {
        int[] turned = triangles.clone();
        for (int t = 0; t < turned.length; t += 3) {
            turned[t + 1] = triangles[t + 2];
            turned[t + 2] = triangles[t + 1];
        }
        return turned;
    }

    private static final class TriangleList {
        final List<int[]> indices = new ArrayList<>();
        final List<Material> materials = new ArrayList<>();

        void add(int[] triangles, int firstVertex, Material material) {
            indices.add(Arrays.stream(triangles).map(v -> v + firstVertex).toArray());
            for (int t = 0; t < triangles.length / 3; t++) materials.add(material);
        }
    }

    /// 0..1 per base vertex: how much it belongs to the red of the lips, told by what the lip volume targets move.
    private static float[] lipShare(Rig rig) {
        float[] share = new float[rig.basePositions().length / 3];
        for (String name : LIP_TARGETS) {
            ShapeTarget target = rig.target(name);
            float[] motion = target.relativeMotion();
            for (int i = 0; i < motion.length; i++) {
                int vertex = target.vertices()[i];
                share[vertex] = Math.max(share[vertex], (float) Curve.smoothStep(0.12, 0.5, motion[i]));
            }
        }
        return share;
    }

    /// Fine positions of skin, teeth and tongue; the eyes are left at zero.
    float[] subdivided(float[] coarse) {
        float[] fine = new float[3 * vertexCount];
        skin.apply(coarse, 3, fine, 0);
        teeth.apply(coarse, 3, fine, teethFrom);
        tongue.apply(coarse, 3, fine, tongueFrom);
        return fine;
    }

    void placeEye(float[] fine, Material eye, Vec3 centre, double radius, Rotation head) {
        int from = eye == Material.LEFT_EYE ? leftEyeFrom : rightEyeFrom;
        for (int i = 0; i < eyeVertices(); i++)
            centre.plus(head.apply(eyeDirection(i)).times(radius)).storeAt(fine, from + i);
    }

    private static int eyeVertices() {
        return (EYE_RINGS + 1) * (EYE_SECTORS + 1);
    }

    private static Vec3 eyeDirection(int vertex) {
        double polar = EYE_VISIBLE_ANGLE * (vertex / (EYE_SECTORS + 1)) / EYE_RINGS;
        double around = 2 * Math.PI * (vertex % (EYE_SECTORS + 1)) / EYE_SECTORS;
        return new Vec3(Math.sin(polar) * Math.cos(around), Math.sin(polar) * Math.sin(around), Math.cos(polar));
    }

    private static int[] eyeTriangles() {
        int[] indices = new int[6 * EYE_RINGS * EYE_SECTORS];
        int next = 0;
        for (int ring = 0; ring < EYE_RINGS; ring++)
            for (int sector = 0; sector < EYE_SECTORS; sector++) {
                int a = ring * (EYE_SECTORS + 1) + sector, below = a + EYE_SECTORS + 1;
                for (int v : new int[] {a, below, a + 1, a + 1, below, below + 1}) indices[next++] = v;
            }
        return indices;
    }

    int vertexCount() {
        return vertexCount;
    }

    int firstEyeVertex() {
        return leftEyeFrom;
    }

    int skinVertexCount() {
        return teethFrom;
    }

    /// `[triangles, 3]`, counter-clockwise seen from outside.
    int[] triangles() {
        return triangles;
    }

    Material material(int triangle) {
        return materials[triangle];
    }

    /// Undeformed positions, by which everything is painted; for the eyes unit directions from the eye's centre.
    float[] rest() {
        return rest;
    }

    /// 0..1 per vertex: the red of the lips.
    float[] lips() {
        return lips;
    }

    Anatomy anatomy() {
        return anatomy;
    }
}
