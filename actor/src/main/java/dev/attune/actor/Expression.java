package dev.attune.actor;

import dev.attune.signals.ActionUnit;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the face does at one moment: action units, head turn, eye turn, pupils.
///
/// @param units FACS number to intensity on each side, 0..5 as in `signals`; absent means 0. Units of the middle of
///     the face take the mean of both sides.
/// @param headYaw degrees, positive to the person's own left
/// @param headPitch degrees, positive chin up
/// @param headRoll degrees, positive towards the person's left shoulder
/// @param eyeYaw degrees of the eyeballs in the head, positive to the person's own left
/// @param eyePitch degrees, positive up; the lids follow
/// @param pupil diameter over that of the iris as far as half of its rim is white; 0 paints none
public record Expression(
        SortedMap<Integer, Level> units,
        double headYaw,
        double headPitch,
        double headRoll,
        double eyeYaw,
        double eyePitch,
        double pupil) {

    /// Intensity of one action unit on the person's own left and right, 0..5.
    public record Level(double left, double right) {
        public Level {
            if (!(left >= 0 && left <= ActionUnit.MAX_INTENSITY && right >= 0 && right <= ActionUnit.MAX_INTENSITY))
                throw new IllegalArgumentException(
                        "intensities must be in [0, 5], got left %s and right %s".formatted(left, right));
        }

        Level max(Level other) {
            return new Level(Math.max(left, other.left), Math.max(right, other.right));
        }

        double middle() {
            return (left + right) / 2;
        }
    }

    public static final Expression NEUTRAL = new Expression(new TreeMap<>(), 0, 0, 0, 0, 0, EyePaint.RESTING_PUPIL);

    private static final Level NONE = new Level(0, 0);

    public Expression {
        units.forEach((number, level) -> ActionUnitRecipe.requireKnown(number));
        if (!(pupil >= 0 && pupil <= 0.8))
            throw new IllegalArgumentException("a pupil must be in [0, 0.8] of the iris, got " + pupil);
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
    }

    public static Expression of(Map<Integer, Level> units) {
        return new Expression(new TreeMap<>(units), 0, 0, 0, 0, 0, EyePaint.RESTING_PUPIL);
    }

    public Level level(int actionUnit) {
        return units.getOrDefault(actionUnit, NONE);
    }

    public Expression with(int actionUnit, double intensity) {
        return with(actionUnit, intensity, intensity);
    }

    public Expression with(int actionUnit, double left, double right) {
        var changed = new TreeMap<>(units);
        changed.put(actionUnit, new Level(left, right));
        return new Expression(changed, headYaw, headPitch, headRoll, eyeYaw, eyePitch, pupil);
    }

    public Expression withHead(double yaw, double pitch, double roll) {
        return new Expression(units, yaw, pitch, roll, eyeYaw, eyePitch, pupil);
    }

    public Expression withEyes(double yaw, double pitch) {
        return new Expression(units, headYaw, headPitch, headRoll, yaw, pitch, pupil);
    }

    public Expression withPupil(double share) {
        return new Expression(units, headYaw, headPitch, headRoll, eyeYaw, eyePitch, share);
    }
}
