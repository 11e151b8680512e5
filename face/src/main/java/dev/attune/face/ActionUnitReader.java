package dev.attune.face;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.HeadPose;
import java.util.List;

/// All action units of a face against a neutral face; definition `action-units/4`.
///
/// Most are a regression on the measures' deviations and the head's pose, fitted on rendered people whose muscles
/// were moved by known amounts: `intensity = gain · (bias + Σ weight · deviation + pose
/// terms - spread)`, cut off at 0 and 5. 5 is the rig's full movement, not a coder's E. Some keep a rule of
/// [ActionUnitGeometry] where that does better; 6 has weights set by hand, 9 is read from the skin beside the nose
/// ([SkinTexture]). Which one, how reliable it proved on people it was not fitted on, and where presence begins stands
/// in the data file, which
/// `attune train action-units` writes.
///
/// What the neutral face leaves uncertain is subtracted first: against the population's neutral face only what
/// people do not differ by at rest counts as movement.
public final class ActionUnitReader {
    public static final String FORMULA = "action-units";
    public static final String VERSION = "4";

    private static final ActionUnitFormula PACKED = ActionUnitFormula.packed();

    private ActionUnitReader() {}

    /// See [ActionUnitFormula#numbers].
    public static List<Integer> numbers() {
        return PACKED.numbers();
    }

    /// See [ActionUnitFormula#enter].
    public static double enter(int number) {
        return PACKED.enter(number);
    }

    /// See [ActionUnitFormula#leave].
    public static double leave(int number) {
        return PACKED.leave(number);
    }

    /// See [ActionUnitFormula#read].
    public static List<ActionUnit> read(FaceMeasures measures, NeutralFace neutral, HeadPose pose) {
        return PACKED.read(measures, neutral, pose);
    }
}
