package dev.attune.fusion;

import dev.attune.face.NeutralFace;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Definition;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.ModelRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far the lids are open of a face that another source tells, as a picture would measure it; definition
/// `told-lids/1`.
///
/// @param left,right the subject's own; opening over eye width
record ToldLids(double left, double right) {
    private static final Definition DEFINITION = Definition.load(ToldLids.class, "told-lids", "1");
    private static final List<Integer> UNITS = DEFINITION.integers("units");
    private static final double FULL = DEFINITION.number("full");
    private static final NeutralFace POPULATION = NeutralFace.population();
    private static final double LEFT_OPEN = POPULATION.centre().left(FaceMeasure.EYE_OPENING);
    private static final double RIGHT_OPEN = POPULATION.centre().right(FaceMeasure.EYE_OPENING);

    static ModelRef ref() {
        return DEFINITION.ref();
    }

    /// Null when the source tells nothing of the lids.
    static @Nullable ToldLids of(FaceUnits face) {
        for (int number : UNITS)
            for (var unit : face.actionUnits())
                if (unit.number() == number) {
                    double full = full(face);
                    return new ToldLids(
                            opening(LEFT_OPEN, unit.left() / full), opening(RIGHT_OPEN, unit.right() / full));
                }
        return null;
    }

    private static double opening(double open, double intensity) {
        double closure = Math.min(1, intensity / ActionUnit.MAX_INTENSITY);
        return Eyelids.SHUT + (open - Eyelids.SHUT) * (1 - closure);
    }

    /// What the source tells of a lid that is shut.
    private static double full(FaceUnits face) {
        for (var model : face.models()) {
            var key = "full." + model.id();
            if (DEFINITION.has(key)) return DEFINITION.number(key);
        }
        return FULL;
    }
}
