package dev.attune.actor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Places of the base mesh that are asked for by name. Vertex indices from 0; left and right are the person's own.
record Anatomy(Eye leftEye, Eye rightEye, int leftMouthCorner, int rightMouthCorner) {

    /// @param ball vertices of the eyeball helper
    /// @param upperLashRoots along the lid from the nose outwards
    record Eye(int[] ball, int[] upperLashRoots, int[] lowerLashRoots) {
        int upperLid() {
            return upperLashRoots[upperLashRoots.length / 2];
        }

        int lowerLid() {
            return lowerLashRoots[lowerLashRoots.length / 2];
        }
    }

    private static final int LASH_COLUMNS = 13; // the lash helpers are strips of 13 columns

    static Anatomy find(Rig rig, float[] lipShare) {
        float[] xyz = rig.basePositions();
        int[] lips = IntStream.range(0, lipShare.length)
                .filter(v -> lipShare[v] > 0.5)
                .toArray();
        Comparator<Integer> byX = Comparator.comparingDouble(v -> xyz[3 * v]);
        return new Anatomy(
                eye(rig, "l"),
                eye(rig, "r"),
                Arrays.stream(lips).boxed().max(byX).orElseThrow(),
                Arrays.stream(lips).boxed().min(byX).orElseThrow());
    }

    private static Eye eye(Rig rig, String side) {
        int[] ball = rig.vertices("helper-" + side + "-eye");
        Vec3 centre = Vec3.mean(rig.basePositions(), ball);
        return new Eye(
                ball,
                lashRoots(rig, "helper-" + side + "-eyelashes-2", centre),
                lashRoots(rig, "helper-" + side + "-eyelashes-1", centre));
    }

    /// The row of a lash strip that lies on the lid is the one nearest to the eyeball.
    private static int[] lashRoots(Rig rig, String group, Vec3 eyeCentre) {
        float[] xyz = rig.basePositions();
        return Arrays.stream(rig.vertices(group))
                .boxed()
                .sorted(Comparator.comparingDouble(
                        v -> Vec3.at(xyz, v).minus(eyeCentre).length()))
                .limit(LASH_COLUMNS)
                .sorted(Comparator.comparingDouble(v -> Math.abs(xyz[3 * v])))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
