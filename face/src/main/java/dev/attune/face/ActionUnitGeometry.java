package dev.attune.face;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.HeadPose;
import java.util.Arrays;
import java.util.List;

/// Action units as deviations of the face's measures from a neutral face; formula `action-units-geometry/1`.
///
/// `intensity = 5 · (deviation - spread) / full`, cut off at 0 and 5. `full` is the deviation at the
/// strongest movement, taken from the mesh's response to rendered heads whose muscles were moved by
/// known amounts (30 identities, 5,490 frames), so 5 means "as far as a face goes", not a coder's E.
/// The neutral face's spread is subtracted first: a deviation as large as people or frames differ
/// anyway is no movement.
///
/// On real faces these intensities were never compared with coded ones. The reliabilities are our judgement from the
/// rendered response; units the mesh hardly sees (6, 9, 14, 17, 23, 24) are low. [Movement] lists all formulas.
public final class ActionUnitGeometry {
    public static final String FORMULA = "action-units-geometry";
    public static final String VERSION = "1";

    private static final double FREE_ANGLE_DEGREES = 15; // head pose leaks into the measures beyond
    private static final double LEAK_PER_DEGREE = 0.002; // outer-eye distances; brow and corner measures leak the most
    private static final double USELESS_ANGLE_DEGREES = 60;

    private ActionUnitGeometry() {}

    /// For a face that looks into the camera. In the order of the unit numbers.
    public static List<ActionUnit> intensities(FaceMeasures measures, NeutralFace neutral) {
        return intensities(measures, neutral, 0);
    }

    /// Beyond 15 degrees of yaw or pitch the spread grows and the reliability falls with the angle.
    public static List<ActionUnit> intensities(FaceMeasures measures, NeutralFace neutral, HeadPose pose) {
        return intensities(measures, neutral, Math.max(Math.abs(pose.yaw()), Math.abs(pose.pitch())));
    }

    private static List<ActionUnit> intensities(FaceMeasures measures, NeutralFace neutral, double angleDegrees) {
        double beyond = Math.max(0, angleDegrees - FREE_ANGLE_DEGREES);
        double trust = Math.clamp(1 - beyond / (USELESS_ANGLE_DEGREES - FREE_ANGLE_DEGREES), 0, 1);
        var left = HalfFace.left(measures, neutral, beyond * LEAK_PER_DEGREE);
        var right = HalfFace.right(measures, neutral, beyond * LEAK_PER_DEGREE);
        return Arrays.stream(Movement.values())
                .map(movement -> new ActionUnit(
                        movement.number(),
                        movement.intensity(left, right),
                        movement.intensity(right, left),
                        movement.reliability() * trust))
                .toList();
    }
}
