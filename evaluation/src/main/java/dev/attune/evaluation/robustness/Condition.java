package dev.attune.evaluation.robustness;

import dev.attune.actor.Expression;
import dev.attune.actor.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// One way in which a picture is worse than a portrait at a desk.
///
/// @param family conditions of one kind, from mild to hard
/// @param pose how the head is held
/// @param scene how it is filmed
/// @param effect on the finished picture
record Condition(
        String family, String level, UnaryOperator<Expression> pose, UnaryOperator<Scene> scene, Effect effect) {

    interface Effect {
        Picture on(Picture picture, long seed);
    }

    /// Names all families of [#COVERS] at once.
    static final String ALL_COVERS = "covers";

    private static final Set<String> COVERS = Set.of(
            "medical mask",
            "cloth mask",
            "glasses",
            "sunglasses",
            "fingers over the mouth",
            "palm over one eye",
            "hair over one eye");

    static final Condition CLEAN = afterwards("clean", "", (picture, seed) -> picture);

    String name() {
        return level.isEmpty() ? family : family + " " + level;
    }

    /// Whether somebody who asked for these families wants it. The clean picture is always wanted: the others are
    /// compared with it.
    ///
    /// @param families of conditions, or [#ALL_COVERS]; empty for everything
    boolean isAmong(Set<String> families) {
        return families.isEmpty()
                || equals(CLEAN)
                || families.contains(family)
                || COVERS.contains(family) && families.contains(ALL_COVERS);
    }

    /// Whether the picture has to be rendered anew.
    boolean needsRendering() {
        return family.equals("yaw") || family.equals("pitch") || family.equals("medical mask");
    }

    /// All that are measured, in the order of the table; the clean picture first.
    static List<Condition> all() {
        var all = new ArrayList<Condition>();
        all.add(CLEAN);
        for (int yaw : new int[] {15, 30, 45, 60}) all.add(posed("yaw", yaw + "°", yaw, 0));
        for (int pitch : new int[] {-25, 25}) all.add(posed("pitch", pitch + "°", 0, pitch));
        for (int roll : new int[] {30, 60, 90, 180})
            all.add(afterwards("roll", roll + "°", (picture, seed) -> Effects.turned(picture, roll)));
        for (double gain : new double[] {0.25, 0.08, 0.03})
            all.add(afterwards("dark", "× " + gain, (picture, seed) -> Effects.exposed(picture, gain, seed)));
        all.add(afterwards("over-exposed", "× 4", (picture, seed) -> Effects.exposed(picture, 4, seed)));
        for (double gain : new double[] {0.25, 0.06})
            all.add(afterwards("back-lit", "face × " + gain, (picture, seed) -> Effects.backLit(picture, gain)));
        all.add(afterwards("tint", "blue", (picture, seed) -> Effects.tinted(picture, 1.6, 0.8, 0.35)));
        all.add(afterwards("tint", "orange", (picture, seed) -> Effects.tinted(picture, 0.3, 0.75, 1.4)));
        all.add(afterwards("infrared-like", "", (picture, seed) -> Effects.infrared(picture)));
        for (int deviation : new int[] {10, 25, 50})
            all.add(afterwards("noise", "σ " + deviation, (picture, seed) -> Effects.noisy(picture, deviation, seed)));
        for (double share : new double[] {0.03, 0.06, 0.12})
            all.add(afterwards(
                    "blur", "σ " + share + " eye distances", (picture, seed) -> Effects.blurred(picture, share)));
        for (int quality : new int[] {30, 10, 3})
            all.add(afterwards(
                    "JPEG", "quality " + quality, (picture, seed) -> Effects.compressed(picture, quality / 100f)));
        for (int width : new int[] {100, 60, 40, 28, 20})
            all.add(afterwards("face width", width + " px", (picture, seed) -> Effects.shrunk(picture, width)));
        all.add(new Condition(
                "medical mask",
                "",
                UnaryOperator.identity(),
                scene -> scene.withCover(Scene.Cover.MEDICAL_MASK),
                (picture, seed) -> picture));
        all.add(afterwards("cloth mask", "", (picture, seed) -> Effects.withClothMask(picture)));
        all.add(afterwards("glasses", "", (picture, seed) -> Effects.withGlasses(picture)));
        all.add(afterwards("sunglasses", "", (picture, seed) -> Effects.withSunglasses(picture)));
        all.add(afterwards("fingers over the mouth", "", (picture, seed) -> Effects.withHandOverMouth(picture)));
        all.add(afterwards("palm over one eye", "", (picture, seed) -> Effects.withHandOverEye(picture)));
        all.add(afterwards("hair over one eye", "", (picture, seed) -> Effects.withHairOverEye(picture)));
        return List.copyOf(all);
    }

    private static Condition posed(String family, String level, double yaw, double pitch) {
        return new Condition(
                family,
                level,
                expression -> expression.withHead(yaw, pitch, 0),
                UnaryOperator.identity(),
                (picture, seed) -> picture);
    }

    private static Condition afterwards(String family, String level, Effect effect) {
        return new Condition(family, level, UnaryOperator.identity(), UnaryOperator.identity(), effect);
    }
}
