package dev.attune.face;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.HeadPose;
import dev.attune.signals.Presence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/// The weights and thresholds of one `action-units` data file, ready to read faces: the packed one behind
/// [ActionUnitReader], or one that has just been fitted and is to be compared with it.
public final class ActionUnitFormula {
    private static final double YAW_UNIT = 30; // degrees that count as 1 in the pose terms
    private static final double PITCH_UNIT = 20;
    private static final double FREE_ANGLE_DEGREES = 15; // head pose leaks into the measures beyond
    private static final double USELESS_ANGLE_DEGREES = 60;
    private static final double LEAK_PER_DEGREE = 0.04; // intensity; rendered heads, what the pose terms leave
    private static final double SPREAD_SHARE = 0.7; // measures of one face vary together: less than all of it is noise

    private final ActionUnitData data;

    private ActionUnitFormula(ActionUnitData data) {
        this.data = data;
    }

    /// The one that comes with this build.
    public static ActionUnitFormula packed() {
        return new ActionUnitFormula(ActionUnitData.packed());
    }

    /// @param csv lines `unit,term,value`, as `attune train action-units` writes them
    public static ActionUnitFormula parse(Reader csv) throws IOException {
        return new ActionUnitFormula(ActionUnitData.parse(new BufferedReader(csv)));
    }

    /// The numbers of all units, ascending; the order of [#read].
    public List<Integer> numbers() {
        return data.numbers();
    }

    /// Intensity from which a unit that was absent becomes present.
    public double enter(int number) {
        return data.unit(number).enter();
    }

    /// Intensity below which a unit that was present becomes absent.
    public double leave(int number) {
        return data.unit(number).leave();
    }

    /// Where the intensity comes from: `fit`, `rule`, `hand` or `none`.
    public String source(int number) {
        return data.unit(number).source().id();
    }

    /// In the order of [#numbers]; presence without memory, by [#enter].
    public List<ActionUnit> read(FaceMeasures measures, NeutralFace neutral, HeadPose pose) {
        double beyond = Math.max(0, Math.max(Math.abs(pose.yaw()), Math.abs(pose.pitch())) - FREE_ANGLE_DEGREES);
        double trust = Math.clamp(1 - beyond / (USELESS_ANGLE_DEGREES - FREE_ANGLE_DEGREES), 0, 1);
        var face = new Face(measures, neutral, pose, beyond * LEAK_PER_DEGREE);
        var rules = ActionUnitGeometry.intensities(measures, neutral, pose);
        var units = new ArrayList<ActionUnit>(data.units().size());
        for (var unit : data.units()) {
            double left = 0;
            double right = 0;
            switch (unit.source()) {
                case FIT, HAND -> {
                    left = face.left(unit);
                    right = face.right(unit);
                }
                case RULE -> {
                    var rule = rule(unit.rule(), rules);
                    left = rule.left();
                    right = rule.right();
                }
                case NONE -> {}
            }
            units.add(new ActionUnit(
                    unit.number(),
                    left,
                    right,
                    unit.reliability() * trust,
                    unit.evidence(),
                    ActionUnit.tellsPresence(unit.evidence(), unit.reliability() * trust)
                            ? Presence.of(left >= unit.enter(), right >= unit.enter())
                            : Presence.UNKNOWN));
        }
        return units;
    }

    private static ActionUnit rule(int number, List<ActionUnit> rules) {
        for (var rule : rules) if (rule.number() == number) return rule;
        throw new IllegalStateException("no rule for AU" + number);
    }

    /// Both halves of one face as deviations from its neutral.
    private static final class Face {
        private final double[] left;
        private final double[] right;
        private final double[] leftSpread;
        private final double[] rightSpread;
        private final double yaw;
        private final double pitch;
        private final double leak;

        Face(FaceMeasures measures, NeutralFace neutral, HeadPose pose, double leak) {
            var all = ActionUnitData.MEASURES;
            left = new double[all.length];
            right = new double[all.length];
            leftSpread = new double[all.length];
            rightSpread = new double[all.length];
            for (int i = 0; i < all.length; i++) {
                left[i] = measures.left(all[i]) - neutral.centre().left(all[i]);
                right[i] = measures.right(all[i]) - neutral.centre().right(all[i]);
                leftSpread[i] = neutral.spread().left(all[i]);
                rightSpread[i] = neutral.spread().right(all[i]);
            }
            yaw = pose.yaw() / YAW_UNIT;
            pitch = pose.pitch() / PITCH_UNIT;
            this.leak = leak;
        }

        double left(ActionUnitData.Unit unit) {
            return intensity(unit, left, right, leftSpread, rightSpread, yaw);
        }

        double right(ActionUnitData.Unit unit) {
            return intensity(unit, right, left, rightSpread, leftSpread, -yaw);
        }

        /// @param towards positive when the head turns to this side
        private double intensity(
                ActionUnitData.Unit unit,
                double[] own,
                double[] other,
                double[] ownSpread,
                double[] otherSpread,
                double towards) {
            double sum = unit.bias() + unit.yaw() * towards + unit.turn() * towards * towards + unit.pitch() * pitch;
            double variance = 0;
            for (int i = 0; i < own.length; i++) {
                double a = unit.own()[i];
                double b = unit.other()[i];
                sum += a * own[i] + b * other[i];
                variance += square(a * ownSpread[i]) + square(b * otherSpread[i]);
            }
            double movement = unit.gain() * (sum - SPREAD_SHARE * Math.sqrt(variance)) - leak;
            return Math.clamp(movement, 0, ActionUnit.MAX_INTENSITY);
        }

        private static double square(double value) {
            return value * value;
        }
    }
}
