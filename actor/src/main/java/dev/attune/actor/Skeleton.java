package dev.attune.actor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Bones, their hold on the vertices, and the named bone poses of the face.
///
/// A bone turns about its head joint, which is the mean of the vertices listed for it *after* the identity has
/// shaped them; children ride on their parents; vertices follow by linear blend skinning.
final class Skeleton {
    private static final List<String> BONES_SHARING_HEAD_TURN = List.of("neck01", "neck02", "neck03", "head");

    private final int[] parent; // -1 for a root; parents stand before their children
    private final int[][] jointVertices;
    private final int[][] bonesOfVertex;
    private final float[][] weightsOfVertex;
    private final Map<String, Map<Integer, Rotation>> poses;
    private final List<Integer> turning;
    private final int head;

    private Skeleton(
            int[] parent,
            int[][] jointVertices,
            int[][] bonesOfVertex,
            float[][] weightsOfVertex,
            Map<String, Map<Integer, Rotation>> poses,
            List<Integer> turning,
            int head) {
        this.parent = parent;
        this.jointVertices = jointVertices;
        this.bonesOfVertex = bonesOfVertex;
        this.weightsOfVertex = weightsOfVertex;
        this.poses = poses;
        this.turning = turning;
        this.head = head;
    }

    static Skeleton read(Path rigDirectory, int vertexCount) throws IOException {
        var json = JsonMapper.builder().build();
        JsonNode skeleton = json.readTree(rigDirectory.resolve("rigs/default.mhskel"));
        JsonNode bones = skeleton.get("bones"), joints = skeleton.get("joints");
        Map<String, Integer> order = parentsFirst(bones);

        int[] parent = new int[order.size()];
        int[][] jointVertices = new int[order.size()][];
        order.forEach((name, index) -> {
            JsonNode bone = bones.get(name);
            parent[index] = bone.get("parent").isNull()
                    ? -1
                    : known(order, bone.get("parent").asString());
            jointVertices[index] = joints.get(bone.get("head").asString())
                    .valueStream()
                    .mapToInt(JsonNode::asInt)
                    .toArray();
        });

        int[][] bonesOfVertex = new int[vertexCount][0];
        float[][] weightsOfVertex = new float[vertexCount][0];
        JsonNode weights =
                json.readTree(rigDirectory.resolve("rigs/default_weights.mhw")).get("weights");
        weights.properties().forEach(entry -> {
            int bone = known(order, entry.getKey());
            for (JsonNode pair : entry.getValue()) {
                int vertex = pair.get(0).asInt();
                bonesOfVertex[vertex] = appended(bonesOfVertex[vertex], bone);
                weightsOfVertex[vertex] =
                        appended(weightsOfVertex[vertex], (float) pair.get(1).asDouble());
            }
        });
        for (float[] shares : weightsOfVertex) normalise(shares);

        return new Skeleton(
                parent,
                jointVertices,
                bonesOfVertex,
                weightsOfVertex,
                readPoses(rigDirectory.resolve("poseunits"), json, order),
                BONES_SHARING_HEAD_TURN.stream().map(name -> known(order, name)).toList(),
                known(order, "head"));
    }

    private static int known(Map<String, Integer> bones, String name) {
        Integer index = bones.get(name);
        if (index == null) throw new IllegalArgumentException("the skeleton has no bone named " + name);
        return index;
    }

    private static Map<String, Integer> parentsFirst(JsonNode bones) {
        var order = new LinkedHashMap<String, Integer>();
        var waiting = new ArrayDeque<>(bones.propertyNames());
        while (!waiting.isEmpty()) {
            String name = waiting.poll();
            JsonNode parent = bones.get(name).get("parent");
            if (parent.isNull() || order.containsKey(parent.asString())) order.put(name, order.size());
            else waiting.add(name);
        }
        return order;
    }

    /// Frame k of the bvh file is the k-th name of `framemapping` in the json file.
    private static Map<String, Map<Integer, Rotation>> readPoses(
            Path directory, JsonMapper json, Map<String, Integer> bones) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("face-poseunits.bvh"));
        var joints = new ArrayList<String>();
        var channels = new ArrayList<Integer>();
        int motion = 0;
        while (!lines.get(motion).startsWith("MOTION")) {
            String[] fields = lines.get(motion++).trim().split("\\s+");
            if (fields[0].equals("ROOT") || fields[0].equals("JOINT")) joints.add(fields[1]);
            if (fields[0].equals("CHANNELS")) channels.add(Integer.parseInt(fields[1]));
        }
        int firstFrame = motion + 3; // after MOTION, Frames and Frame Time
        JsonNode names = json.readTree(directory.resolve("face-poseunits.json")).get("framemapping");
        var poses = new HashMap<String, Map<Integer, Rotation>>();
        for (int frame = 0; frame < names.size(); frame++) {
            String[] values = lines.get(firstFrame + frame).trim().split("\\s+");
            var rotations = new HashMap<Integer, Rotation>();
            int column = 0;
            for (int j = 0; j < joints.size(); j++) {
                if (channels.get(j) == 6) column += 3; // a root has its position first
                Rotation rotation = fromZUp(
                        Double.parseDouble(values[column]),
                        Double.parseDouble(values[column + 1]),
                        Double.parseDouble(values[column + 2]));
                column += 3;
                Integer bone = bones.get(joints.get(j));
                if (bone != null && !rotation.scaled(1).equals(Rotation.NONE)) rotations.put(bone, rotation);
            }
            poses.put(names.get(frame).asString(), rotations);
        }
        return poses;
    }

    /// The bvh turns about x, y, z in this order with z up; the mesh has y up: its (x, y, z) is (x, z, -y) there.
    private static Rotation fromZUp(double x, double y, double z) {
        Rotation zUp = Rotation.aboutX(x).times(Rotation.aboutY(y)).times(Rotation.aboutZ(z));
        Rotation toYUp = Rotation.aboutX(-90);
        return toYUp.times(zUp).times(toYUp.inverse());
    }

    /// Where each bone has gone: `p -> rotation * p + shift`.
    record Motion(Rotation[] rotations, Vec3[] shifts, int head) {
        Rotation headRotation() {
            return rotations[head];
        }

        Vec3 carriedByHead(Vec3 p) {
            return rotations[head].apply(p).plus(shifts[head]);
        }
    }

    /// @param shape the vertices of the identity at rest; joints are taken from it
    /// @param poseWeights named bone poses, weight 1 = the full pose
    /// @param headTurn shared evenly by the neck and the head bone
    Motion move(float[] shape, Map<String, Double> poseWeights, Rotation headTurn) {
        int count = parent.length;
        Rotation[] rotations = new Rotation[count];
        Vec3[] shifts = new Vec3[count];
        Rotation share = headTurn.scaled(1.0 / turning.size());
        for (int bone = 0; bone < count; bone++) {
            Rotation local = turning.contains(bone) ? share : Rotation.NONE;
            for (var entry : poseWeights.entrySet()) {
                Rotation pose = pose(entry.getKey()).get(bone);
                if (pose != null) local = local.times(pose.scaled(entry.getValue()));
            }
            Rotation above = parent[bone] < 0 ? Rotation.NONE : rotations[parent[bone]];
            Vec3 aboveShift = parent[bone] < 0 ? Vec3.ZERO : shifts[parent[bone]];
            rotations[bone] = above.times(local);
            Vec3 joint = Vec3.mean(shape, jointVertices[bone]);
            shifts[bone] = aboveShift.plus(above.apply(joint)).minus(rotations[bone].apply(joint));
        }
        return new Motion(rotations, shifts, head);
    }

    private Map<Integer, Rotation> pose(String name) {
        Map<Integer, Rotation> pose = poses.get(name);
        if (pose == null) throw new IllegalArgumentException("the rig has no bone pose named " + name);
        return pose;
    }

    float[] skin(float[] xyz, Motion motion) {
        float[] moved = xyz.clone();
        for (int vertex = 0; vertex < bonesOfVertex.length; vertex++) {
            int[] bones = bonesOfVertex[vertex];
            if (bones.length == 0) continue; // helper vertices no bone holds
            Vec3 p = Vec3.at(xyz, vertex);
            Vec3 sum = Vec3.ZERO;
            for (int k = 0; k < bones.length; k++) {
                Vec3 q = motion.rotations[bones[k]].apply(p).plus(motion.shifts[bones[k]]);
                sum = sum.plus(q.times(weightsOfVertex[vertex][k]));
            }
            sum.storeAt(moved, vertex);
        }
        return moved;
    }

    private static int[] appended(int[] values, int value) {
        int[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = value;
        return longer;
    }

    private static float[] appended(float[] values, float value) {
        float[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = value;
        return longer;
    }

    private static void normalise(float[] shares) {
        float sum = 0;
        for (float share : shares) sum += share;
        for (int k = 0; k < shares.length; k++) shares[k] /= sum;
    }
}
