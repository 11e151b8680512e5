package dev.attune.signals;

/// Distances on the pose-removed mesh from which action units are computed, in units of the outer-eye distance.
///
/// Each exists for the subject's own left and right; a measure of the middle has the same value on both sides.
/// Heights are positive upwards.
public enum FaceMeasure {
    /// Inner brow above the eye line: AU1 raises, AU4 lowers.
    INNER_BROW_HEIGHT,
    /// Outer brow above the eye line: AU2.
    OUTER_BROW_HEIGHT,
    /// Distance of the inner brow from the midline: AU4 shortens.
    BROW_GAP,
    /// Lid opening over eye width: AU5 opens; AU7, AU43, AU45 close.
    EYE_OPENING,
    /// Lower lid above the line of the eye corners: AU6, AU7.
    LOWER_LID_HEIGHT,
    /// Inner eye corner to nose wing: AU9 shortens.
    NOSE_WING_DISTANCE,
    /// Nose base to upper lip: AU10 shortens.
    UPPER_LIP_HEIGHT,
    /// Mouth corner from the midline: AU12 and AU20 widen; AU18 and AU23 narrow.
    MOUTH_HALF_WIDTH,
    /// Mouth corner above the upper lip's middle: AU12 rises, AU15 falls.
    CORNER_RISE,
    /// Gap between the inner lips: AU25.
    LIP_GAP,
    /// Nose tip to chin: AU26, AU27 lengthen; AU17 shortens.
    CHIN_DISTANCE,
    /// Thickness of the visible red of both lips: AU24, AU28 thin it.
    LIP_THICKNESS,
    /// Lower lip to chin: AU17 shortens.
    LOWER_LIP_TO_CHIN
}
