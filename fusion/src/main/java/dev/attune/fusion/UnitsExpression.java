package dev.attune.fusion;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Definition;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.ModelRef;
import java.util.Arrays;
import java.util.List;

/// The second opinion on the displayed expression, from action units alone; definition `units-expression/1`.
///
/// A multinomial logistic model on intensities and, for the units of contempt, the difference of the sides. Its weights
/// come from prototype lists, not from faces; the file says how it did on people.
public final class UnitsExpression {
    private static final Definition DEFINITION = Definition.load(UnitsExpression.class, "units-expression", "1");
    private static final Emotion[] EMOTIONS = Emotion.values();
    private static final int[] UNITS =
            DEFINITION.integers("units").stream().mapToInt(Integer::intValue).toArray();
    private static final int[] ONE_SIDED =
            DEFINITION.integers("oneSided").stream().mapToInt(Integer::intValue).toArray();
    private static final double[][] WEIGHTS = weights();

    private UnitsExpression() {}

    public static ModelRef ref() {
        return DEFINITION.ref();
    }

    /// A unit that is absent from the list counts as 0.
    public static EmotionDistribution of(List<ActionUnit> actionUnits) {
        var features = features(actionUnits);
        var scores = new double[EMOTIONS.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int e = 0; e < scores.length; e++) {
            for (int f = 0; f < features.length; f++) scores[e] += WEIGHTS[e][f] * features[f];
            largest = Math.max(largest, scores[e]);
        }
        double sum = 0;
        for (int e = 0; e < scores.length; e++) sum += scores[e] = Math.exp(scores[e] - largest);
        for (int e = 0; e < scores.length; e++) scores[e] /= sum;
        return EmotionDistribution.of(scores);
    }

    /// 1, then intensities, then differences of the sides, all over 5.
    static double[] features(List<ActionUnit> actionUnits) {
        var features = new double[1 + UNITS.length + ONE_SIDED.length];
        features[0] = 1;
        for (var unit : actionUnits) {
            int i = Arrays.binarySearch(UNITS, unit.number());
            if (i >= 0) features[1 + i] = unit.intensity() / ActionUnit.MAX_INTENSITY;
            int j = Arrays.binarySearch(ONE_SIDED, unit.number());
            if (j >= 0)
                features[1 + UNITS.length + j] = Math.abs(unit.left() - unit.right()) / ActionUnit.MAX_INTENSITY;
        }
        return features;
    }

    private static double[][] weights() {
        var weights = new double[EMOTIONS.length][];
        for (var emotion : EMOTIONS) {
            var row = new double[1 + UNITS.length + ONE_SIDED.length];
            row[0] = DEFINITION.number(emotion.id() + ".bias", 0);
            for (int i = 0; i < UNITS.length; i++) row[1 + i] = DEFINITION.number(emotion.id() + "." + UNITS[i], 0);
            for (int i = 0; i < ONE_SIDED.length; i++)
                row[1 + UNITS.length + i] = DEFINITION.number(emotion.id() + "." + ONE_SIDED[i] + ".oneSided", 0);
            weights[emotion.ordinal()] = row;
        }
        return weights;
    }
}
