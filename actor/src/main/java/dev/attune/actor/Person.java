package dev.attune.actor;

import dev.attune.actor.HeadMesh.Material;
import java.util.Arrays;
import java.util.stream.IntStream;

/// One identity on the rig: shaped once, then posed for every frame.
final class Person {
    private static final Vec3 AHEAD = new Vec3(0, 0, 1);
    private static final double SHIRT_TOP = 6.1; // nothing of it is higher at rest

    private final Rig rig;
    private final Identity identity;
    private final float[] shape;
    private final Vec3 leftEye, rightEye;
    private final double eyeRadius;
    private final double[] shirtThickness;
    private final int[] shirtVertices;

    Person(Rig rig, Identity identity) {
        this.rig = rig;
        this.identity = identity;
        shape = rig.shape(identity);
        Anatomy anatomy = rig.mesh().anatomy();
        leftEye = Vec3.mean(shape, anatomy.leftEye().ball());
        rightEye = Vec3.mean(shape, anatomy.rightEye().ball());
        eyeRadius = Arrays.stream(anatomy.leftEye().ball())
                .mapToDouble(v -> Vec3.at(shape, v).minus(leftEye).length())
                .average()
                .orElseThrow();
        HeadMesh mesh = rig.mesh();
        shirtThickness = new double[mesh.skinVertexCount()];
        for (int v = 0; v < shirtThickness.length; v++) {
            Vec3 r = Vec3.at(mesh.rest(), v);
            if (r.y() < SHIRT_TOP) shirtThickness[v] = Shirt.thickness(r.x(), r.y(), r.z());
        }
        shirtVertices = IntStream.range(0, shirtThickness.length)
                .filter(v -> shirtThickness[v] > 0)
                .toArray();
    }

    Identity identity() {
        return identity;
    }

    HeadMesh mesh() {
        return rig.mesh();
    }

    /// Vertices of the base mesh before anybody was shaped.
    float[] baseMesh() {
        return rig.basePositions();
    }

    /// Between the eyes of the resting head: the origin of head positions and the point the camera is aimed from.
    Vec3 origin() {
        return leftEye.plus(rightEye).times(0.5);
    }

    double eyeRadius() {
        return eyeRadius;
    }

    Pose pose(Expression expression) {
        ActionUnitRecipe.Weights weights = ActionUnitRecipe.weights(expression);
        float[] xyz = shape.clone();
        rig.addExpression(xyz, identity.families(), weights.shapes());
        Rotation turn = Rotation.ofHead(expression.headYaw(), expression.headPitch(), expression.headRoll());
        Skeleton.Motion motion = rig.skeleton().move(shape, weights.bones(), turn);
        float[] coarse = rig.skeleton().skin(xyz, motion);

        HeadMesh mesh = rig.mesh();
        float[] fine = mesh.subdivided(coarse);
        dress(fine);
        Vec3 left = motion.carriedByHead(leftEye), right = motion.carriedByHead(rightEye);
        mesh.placeEye(fine, Material.LEFT_EYE, left, eyeRadius, motion.headRotation());
        mesh.placeEye(fine, Material.RIGHT_EYE, right, eyeRadius, motion.headRotation());
        return new Pose(
                expression,
                motion,
                coarse,
                fine,
                normals(fine, mesh.triangles()),
                left,
                right,
                Rotation.ofHead(expression.eyeYaw(), expression.eyePitch(), 0),
                Math.toDegrees(Math.atan2(leftEye.x(), Scene.CAMERA_DISTANCE)));
    }

    /// The shirt stands a little off the body.
    private void dress(float[] fine) {
        HeadMesh mesh = rig.mesh();
        float[] bare = normals(fine, mesh.triangles());
        for (int v : shirtVertices)
            Vec3.at(fine, v).plus(Vec3.at(bare, v).times(shirtThickness[v])).storeAt(fine, v);
    }

    /// A posed head.
    ///
    /// @param coarse vertices of the base mesh, `[19158, 3]`
    /// @param fine vertices of the [HeadMesh]
    /// @param normals of the fine vertices, unit length
    /// @param leftEye centre of the eyeball
    /// @param eyeTurn of the gaze in the head, midway between the eyes
    /// @param vergence degrees each eye turns inwards from it, so that both meet at the camera's distance
    record Pose(
            Expression expression,
            Skeleton.Motion motion,
            float[] coarse,
            float[] fine,
            float[] normals,
            Vec3 leftEye,
            Vec3 rightEye,
            Rotation eyeTurn,
            double vergence) {

        Vec3 gazeDirection() {
            return motion.headRotation().apply(eyeTurn.apply(AHEAD));
        }

        Rotation leftEyeTurn() {
            return eyeTurn.times(Rotation.aboutY(-vergence));
        }

        Rotation rightEyeTurn() {
            return eyeTurn.times(Rotation.aboutY(vergence));
        }

        /// Where an eye looks in the scene.
        Vec3 direction(Rotation eye) {
            return motion.headRotation().apply(eye.apply(AHEAD));
        }
    }

    /// Area-weighted mean of the normals of the triangles around each vertex.
    private static float[] normals(float[] xyz, int[] triangles) {
        float[] normals = new float[xyz.length];
        for (int t = 0; t < triangles.length; t += 3) {
            int a = 3 * triangles[t], b = 3 * triangles[t + 1], c = 3 * triangles[t + 2];
            float ux = xyz[b] - xyz[a], uy = xyz[b + 1] - xyz[a + 1], uz = xyz[b + 2] - xyz[a + 2];
            float vx = xyz[c] - xyz[a], vy = xyz[c + 1] - xyz[a + 1], vz = xyz[c + 2] - xyz[a + 2];
            float x = uy * vz - uz * vy, y = uz * vx - ux * vz, z = ux * vy - uy * vx;
            for (int k = 0; k < 3; k++) {
                int v = 3 * triangles[t + k];
                normals[v] += x;
                normals[v + 1] += y;
                normals[v + 2] += z;
            }
        }
        for (int v = 0; v < normals.length / 3; v++) Vec3.at(normals, v).unit().storeAt(normals, v);
        return normals;
    }
}
