package dev.attune.signals;

/// What action units are computed from: distances on the pose-removed mesh, in units of the outer-eye distance, and
/// the look of the skin where the mesh does not follow it.
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
    LOWER_LIP_TO_CHIN,
    /// Middle of the brow above the eye line: AU1 and AU2 together.
    MIDDLE_BROW_HEIGHT,
    /// Upper lid above the line of the eye corners: AU5 raises.
    UPPER_LID_HEIGHT,
    /// Lid opening near the nose, over eye width.
    INNER_EYE_OPENING,
    /// Lid opening near the temple, over eye width.
    OUTER_EYE_OPENING,
    /// Nose wing from the midline: AU9, AU10 and AU12 spread it.
    NOSE_HALF_WIDTH,
    /// Nose base to the upper lip halfway to the corner: AU10 shortens its own side.
    UPPER_LIP_SIDE_HEIGHT,
    /// Lower lip halfway to the corner below the nose base: AU16, AU25 lengthen.
    LOWER_LIP_SIDE_DROP,
    /// Visible red of the upper lip alone.
    UPPER_LIP_THICKNESS,
    /// Visible red of the lower lip alone.
    LOWER_LIP_THICKNESS,
    /// Nose base to mouth corner, downwards: AU12 shortens, AU15 lengthens, whatever the lips do.
    CORNER_DROP,
    /// Inner corner of the lips from the midline.
    INNER_MOUTH_HALF_WIDTH,
    /// How far the upper lip stands out before the nose's wings: AU18, AU22.
    UPPER_LIP_FORWARD,
    /// The same of the lower lip.
    LOWER_LIP_FORWARD,
    /// How far the mouth corner stands before the nose's wings: AU14, AU20 draw it back.
    CORNER_FORWARD,
    /// Cheek below the eye, above the eye line: AU6 raises.
    CHEEK_HEIGHT,
    /// Cheek beside the mouth from the midline: AU12 and AU14 move it.
    CHEEK_HALF_WIDTH,
    /// Jaw beside the chin from the midline.
    JAW_HALF_WIDTH,
    /// Distance of the nose tip from the eye line, downwards: AU9, and what pitch leaves.
    NOSE_LENGTH,
    /// How wrinkled the skin beside the nose looks: AU9. No unit; larger is more.
    NOSE_WRINKLES;

    /// Whether it comes from the look of the skin instead of the mesh.
    public boolean isAppearance() {
        return this == NOSE_WRINKLES;
    }
}
