package dev.attune.fusion;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.MuscleGroup;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// What [Spotter] keeps of one frame. The levels are never changed.
final class MovementFrame {
    private static final MuscleGroup[] GROUPS = MuscleGroup.values();

    final Duration at;
    final double[] levels; // by MuscleGroup.ordinal()
    final double opening; // of the eyes, mean of both
    final double yaw;
    final double pitch;
    final double gazePitch; // NaN when it cannot be told
    final List<ActionUnit> units;

    MovementFrame(Duration at, FaceObservation face, List<ActionUnit> units, MovementMeasure measure) {
        this.at = at;
        this.levels = new double[GROUPS.length];
        for (var group : GROUPS) levels[group.ordinal()] = measure.of(group, face);
        this.opening = face.measures().mean(FaceMeasure.EYE_OPENING);
        this.yaw = face.pose().yaw();
        this.pitch = face.pose().pitch();
        var gaze = face.gaze();
        this.gazePitch = gaze == null ? Double.NaN : gaze.pitch();
        this.units = units;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MovementFrame that
                && at.equals(that.at)
                && Arrays.equals(levels, that.levels)
                && Double.compare(opening, that.opening) == 0
                && Double.compare(yaw, that.yaw) == 0
                && Double.compare(pitch, that.pitch) == 0
                && Double.compare(gazePitch, that.gazePitch) == 0
                && units.equals(that.units);
    }

    @Override
    public int hashCode() {
        return 31 * at.hashCode() + Arrays.hashCode(levels);
    }

    double unit(int number, boolean left) {
        for (var unit : units) if (unit.number() == number) return left ? unit.left() : unit.right();
        return 0;
    }
}
