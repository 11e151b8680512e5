package dev.attune.actor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The head as data: base mesh, shape targets, skeleton. Graphical assets of the MakeHuman project, CC0 1.0; they are
/// not part of this repository, see `docs/actor.md` for the layout of the directory.
public final class Rig {
    private static final double CROP_BELOW_Y = 4.85; // macro targets are cut there: lower vertices would tear off
    private static final double CROP_BESIDE_X = 2.9;

    private static final String[] TEETH = {"helper-upper-teeth", "helper-lower-teeth"};

    // details that shape the lips do not move the teeth, whose ends would show through the corners of the mouth
    private static final float TEETH_NARROWED = 0.93f, TEETH_SET_BACK = 0.03f;

    private final Path directory;
    private final ObjMesh base;
    private final Skeleton skeleton;
    private final HeadMesh mesh;
    private final Map<String, ShapeTarget> targets = new ConcurrentHashMap<>();

    private Rig(Path directory, ObjMesh base, Skeleton skeleton) {
        this.directory = directory;
        this.base = base;
        this.skeleton = skeleton;
        this.mesh = new HeadMesh(this);
    }

    /// @throws IOException when a file of the rig is missing or unreadable; targets are read when first needed
    public static Rig load(Path directory) throws IOException {
        if (!Files.isRegularFile(directory.resolve("base.obj")))
            throw new IOException(
                    "no head rig in %s: base.obj is missing. Maybe pass --rig with the folder that holds it."
                            .formatted(directory));
        ObjMesh base = ObjMesh.read(directory.resolve("base.obj"));
        return new Rig(directory, base, Skeleton.read(directory, base.vertexCount()));
    }

    Skeleton skeleton() {
        return skeleton;
    }

    HeadMesh mesh() {
        return mesh;
    }

    float[] basePositions() {
        return base.xyz();
    }

    ShapeTarget target(String name) {
        return targets.computeIfAbsent(name, key -> {
            try {
                return ShapeTarget.read(directory.resolve("targets").resolve(key + ".target"));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the shape target " + key, e);
            }
        });
    }

    /// The vertices of the base mesh shaped like this person, at rest.
    float[] shape(Identity identity) {
        float[] xyz = base.xyz().clone();
        var sexes = new TreeMap<>(Map.of("female", 1 - identity.masculinity(), "male", identity.masculinity()));
        var ages = new TreeMap<>(Map.of("young", 1 - identity.ageing(), "old", identity.ageing()));
        identity.families()
                .byFolder()
                .forEach((family, f) -> sexes.forEach((sex, s) -> ages.forEach((age, a) -> {
                    if (f * s * a > 0)
                        target("macrodetails/%s-%s-%s".formatted(family, sex, age))
                                .addTo(xyz, f * s * a);
                })));
        identity.details().forEach((name, weight) -> target(name).addTo(xyz, weight));
        for (int vertex : vertices(TEETH)) {
            xyz[3 * vertex] *= TEETH_NARROWED;
            xyz[3 * vertex + 2] -= TEETH_SET_BACK;
        }
        return xyz;
    }

    /// Adds the facial shape targets of an expression, in the mix of the person's shape families.
    void addExpression(float[] xyz, Identity.Families families, Map<String, Double> shapes) {
        shapes.forEach((name, weight) -> {
            if (weight == 0) return;
            // the asian right slit moves little more than half the vertices of its left twin
            Map<String, Double> mix = name.endsWith("-slit") ? Map.of("caucasian", 1.0) : families.byFolder();
            mix.forEach((family, share) ->
                    target("expression/units/" + family + "/" + name).addTo(xyz, weight * share));
        });
    }

    List<int[]> teethFaces() {
        return faces(TEETH);
    }

    List<int[]> skinFaces() {
        return base.group("body").stream().filter(this::inView).toList();
    }

    List<int[]> faces(String... groups) {
        var faces = new ArrayList<int[]>();
        for (String group : groups) faces.addAll(base.group(group));
        return faces;
    }

    private boolean inView(int[] face) {
        for (int vertex : face)
            if (base.xyz()[3 * vertex + 1] < CROP_BELOW_Y || Math.abs(base.xyz()[3 * vertex]) > CROP_BESIDE_X)
                return false;
        return true;
    }

    int[] vertices(String... groups) {
        Set<Integer> found = new HashSet<>();
        for (int[] face : faces(groups)) for (int vertex : face) found.add(vertex);
        int[] sorted = found.stream().mapToInt(Integer::intValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
