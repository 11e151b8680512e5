package dev.attune.actor;

import dev.attune.actor.Expression.Level;
import dev.attune.signals.ActionUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How this rig plays an action unit: weights of its shape targets and bone poses at full intensity.
///
/// The mapping is our judgement from looking at renders; no certified FACS coder checked it, and it is linear in the
/// motion of vertices, which FACS A..E is not. `*` stands for the side; a name without it moves the middle.
enum ActionUnitRecipe {
    AU1(1, bone("*InnerBrowUp", 0.9)),
    AU2(2, bone("*OuterBrowUp", 0.9)),
    AU4(4, bone("*BrowDown", 1.0), shape("eyebrows-*-down", 0.5)),
    AU5(5, bone("*UpperLidOpen", 0.9)),
    AU6(6, bone("*CheekUp", 1.0), bone("*LowerLidUp", 0.5)),
    AU7(7, shape("eye-*-slit", 0.35), bone("*LowerLidUp", 0.5)),
    AU9(9, bone("NoseWrinkler", 0.8), shape("nose-*-elevation", 1.0)),
    AU10(10, bone("UpperLipUp", 0.7), bone("NasolabialDeepener", 1.0)),
    AU12(12, bone("Mouth*PullUp", 0.7), bone("Mouth*PullSide", 0.4)),
    /// The rig has no dimpler: corners drawn aside a little and hollow cheeks come nearest.
    AU14(14, bone("Mouth*PullSide", 0.45), bone("CheeksSuck", 0.5)),
    AU15(15, bone("Mouth*PullDown", 1.0)),
    AU17(17, bone("lowerLipUp", 1.0)),
    AU18(18, bone("LipsKiss", 0.8)),
    AU20(20, bone("Mouth*PullSide", 1.0)),
    AU22(22, shape("mouth-protusion", 0.5), shape("mouth-eversion", 0.5)),
    AU23(23, shape("mouth-pursing", 0.35)),
    AU24(24, shape("mouth-compression", 0.5), bone("Mouth*PullDown", 0.35)),
    AU25(25, shape("mouth-parling", 0.8), bone("lowerLipDown", 0.4)),
    AU26(26, bone("JawDrop", 0.7)),
    AU27(27, shape("mouth-open", 1.0)),
    AU28(28, bone("UpperLipBackward", 1.0), bone("lowerLipBackward", 1.0)),
    AU43(43, shape("eye-*-closure", 1.0)),
    AU45(45, shape("eye-*-closure", 1.0));

    private final int number;
    private final List<Part> parts;

    ActionUnitRecipe(int number, Part... parts) {
        this.number = number;
        this.parts = List.of(parts);
    }

    private record Part(boolean isBone, String name, double weight) {}

    private static Part bone(String name, double weight) {
        return new Part(true, name, weight);
    }

    private static Part shape(String name, double weight) {
        return new Part(false, name, weight);
    }

    int number() {
        return number;
    }

    static void requireKnown(int number) {
        for (ActionUnitRecipe recipe : values()) if (recipe.number == number) return;
        throw new IllegalArgumentException(
                "this rig cannot play AU%d. Maybe one of %s.".formatted(number, List.of(values())));
    }

    /// Weights for the rig: shape targets of `expression/units` and bone poses, by name.
    record Weights(Map<String, Double> shapes, Map<String, Double> bones) {}

    /// A parted smile is more than AU12 plus AU25: the upper lip is drawn back over the teeth. The rig has one target
    /// for that, which plays the share the two have in common.
    private static final String OPEN_SMILE = "mouth-upward-retraction";

    private static final double OPEN_SMILE_WEIGHT = 0.9;

    static Weights weights(Expression expression) {
        var weights = new Weights(new TreeMap<>(), new TreeMap<>());
        double smile = expression.level(12).middle() / ActionUnit.MAX_INTENSITY;
        double parted = expression.level(25).middle() / ActionUnit.MAX_INTENSITY;
        double openSmile = Math.min(smile, parted);
        weights.shapes.merge(OPEN_SMILE, OPEN_SMILE_WEIGHT * openSmile, Double::sum);
        for (ActionUnitRecipe recipe : values()) {
            Level level = expression.level(recipe.number);
            double taken = switch (recipe) {
                case AU12 -> 0.4 * openSmile;
                case AU25 -> openSmile;
                default -> 0;
            };
            for (Part part : recipe.parts) recipe.add(part, level, taken, weights);
        }
        followGaze(expression.eyePitch(), weights.shapes);
        weights.shapes.replaceAll((name, weight) -> Math.min(1, weight));
        weights.bones.replaceAll((name, weight) -> Math.min(1.2, weight));
        return weights;
    }

    private void add(Part part, Level level, double taken, Weights weights) {
        Map<String, Double> into = part.isBone ? weights.bones : weights.shapes;
        String left = part.isBone ? "Left" : "left", right = part.isBone ? "Right" : "right";
        if (part.name.contains("*")) {
            into.merge(part.name.replace("*", left), play(level.left(), part, taken), Double::sum);
            into.merge(part.name.replace("*", right), play(level.right(), part, taken), Double::sum);
        } else {
            into.merge(part.name, play(level.middle(), part, taken), Double::sum);
        }
    }

    private static double play(double intensity, Part part, double taken) {
        return part.weight * Math.max(0, intensity / ActionUnit.MAX_INTENSITY - taken);
    }

    /// The upper lid rides on the eyeball: shares of full closure and of full opening at 30 degrees, by eye.
    private static void followGaze(double pitch, Map<String, Double> shapes) {
        for (String side : List.of("left", "right")) {
            if (pitch < 0) shapes.merge("eye-" + side + "-closure", Math.min(0.45, 0.45 * -pitch / 30), Double::sum);
            else shapes.merge("eye-" + side + "-opened-up", Math.min(0.6, 0.6 * pitch / 30), Double::sum);
        }
    }
}
