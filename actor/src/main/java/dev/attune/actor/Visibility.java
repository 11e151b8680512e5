package dev.attune.actor;

import dev.attune.actor.HeadMesh.Material;
import java.util.stream.IntStream;

/// From which directions of the light each vertex and each hair is seen: shadows and ambient occlusion in one.
///
/// Found once per identity on the resting head with lips a little open, and carried along by the vertices. So a raised
/// brow casts no new shadow; that is the price for a frame in a fraction of a second.
final class Visibility {
    private static final double SKIN_NEAR = 0.03, SKIN_FAR = 0.11;
    private static final double EYE_NEAR = 0.012, EYE_FAR = 0.05; // lids stand only a little off the eyeball
    private static final double HAIR_NEAR = 0.03, HAIR_FAR = 0.22; // light seeps into hair
    private static final Vec3 MIDDLE_BELOW_EYES = new Vec3(0, -0.5, -0.8);

    private final float[] seen; // [vertices, directions]

    private Visibility(float[] seen) {
        this.seen = seen;
    }

    double of(int vertex, int direction) {
        return seen[vertex * Light.DIRECTIONS + direction];
    }

    /// Lights the hair on the way, because hair and skin shade each other.
    static Visibility find(Person person, Light light, Hair hair) {
        HeadMesh mesh = person.mesh();
        float[] fine = person.pose(Expression.NEUTRAL.with(25, 1).with(26, 1)).fine();
        float[] seen = new float[mesh.vertexCount() * Light.DIRECTIONS];
        Vec3 centre = person.origin().plus(MIDDLE_BELOW_EYES);
        int[] triangles = mesh.triangles();
        int firstEyeVertex = mesh.firstEyeVertex();
        DepthMap[] maps = new DepthMap[Light.DIRECTIONS];
        IntStream.range(0, Light.DIRECTIONS).parallel().forEach(k -> {
            var map = new DepthMap(light.direction(k), centre);
            for (int t = 0; t < triangles.length; t += 3)
                if (mesh.material(t / 3) != Material.TONGUE)
                    map.addTriangle(
                            Vec3.at(fine, triangles[t]),
                            Vec3.at(fine, triangles[t + 1]),
                            Vec3.at(fine, triangles[t + 2]));
            hair.castInto(map);
            for (int v = 0; v < mesh.vertexCount(); v++) {
                boolean eye = v >= firstEyeVertex;
                seen[v * Light.DIRECTIONS + k] = (float)
                        map.visibility(Vec3.at(fine, v), eye ? EYE_NEAR : SKIN_NEAR, eye ? EYE_FAR : SKIN_FAR, 1);
            }
            maps[k] = map;
        });
        hair.light(light, (direction, p) -> maps[direction].visibility(p, HAIR_NEAR, HAIR_FAR, 0));
        return new Visibility(seen);
    }
}
