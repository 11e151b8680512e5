package dev.attune.fusion;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Definition;
import dev.attune.signals.Emotion;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How far the action units of each expression's prototype are present; list `emfacs-a/1`.
final class Prototypes {
    private static final Definition DEFINITION = Definition.load(Prototypes.class, "emfacs-a", "1");

    private final Map<Emotion, List<Integer>> units = new EnumMap<>(Emotion.class);
    private final double full;

    /// @param full intensity from which a unit counts as fully present
    Prototypes(double full) {
        this.full = full;
        for (var emotion : Emotion.values())
            if (emotion != Emotion.NEUTRAL) units.put(emotion, DEFINITION.integers(emotion.id()));
    }

    /// For every emotion but neutral, in [0, 1]: the reliability-weighted mean presence of its units. A unit that is
    /// not measured counts as absent.
    Map<Emotion, Double> presence(List<ActionUnit> actionUnits) {
        var byNumber = new HashMap<Integer, ActionUnit>();
        for (var unit : actionUnits) byNumber.put(unit.number(), unit);
        var presence = new EnumMap<Emotion, Double>(Emotion.class);
        units.forEach((emotion, numbers) -> {
            double sum = 0;
            double weights = 0;
            for (int number : numbers) {
                var unit = byNumber.get(number);
                double reliability = unit == null ? 0 : unit.reliability();
                weights += reliability;
                if (unit != null) sum += reliability * Math.min(1, strength(emotion, unit) / full);
            }
            presence.put(emotion, weights > 0 ? sum / weights : 0);
        });
        return presence;
    }

    /// Contempt is one-sided: what both sides share is a smile.
    private static double strength(Emotion emotion, ActionUnit unit) {
        return emotion == Emotion.CONTEMPT ? Math.abs(unit.left() - unit.right()) : unit.intensity();
    }
}
