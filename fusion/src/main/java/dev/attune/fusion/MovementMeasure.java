package dev.attune.fusion;

import static dev.attune.signals.FaceMeasure.BROW_GAP;
import static dev.attune.signals.FaceMeasure.CHIN_DISTANCE;
import static dev.attune.signals.FaceMeasure.CORNER_RISE;
import static dev.attune.signals.FaceMeasure.EYE_OPENING;
import static dev.attune.signals.FaceMeasure.INNER_BROW_HEIGHT;
import static dev.attune.signals.FaceMeasure.LIP_GAP;
import static dev.attune.signals.FaceMeasure.LIP_THICKNESS;
import static dev.attune.signals.FaceMeasure.LOWER_LIP_TO_CHIN;
import static dev.attune.signals.FaceMeasure.MOUTH_HALF_WIDTH;
import static dev.attune.signals.FaceMeasure.NOSE_WING_DISTANCE;
import static dev.attune.signals.FaceMeasure.OUTER_BROW_HEIGHT;
import static dev.attune.signals.FaceMeasure.UPPER_LIP_HEIGHT;

import dev.attune.signals.FaceObservation;
import dev.attune.signals.MuscleGroup;

/// How far a group of muscles has moved one face: unsmoothed, in outer-eye distances, larger when the group acts.
/// Only differences in time mean anything.
interface MovementMeasure {
    double of(MuscleGroup group, FaceObservation face);

    /// From the measures on the pose-removed mesh. The jaw pulls the corners of the mouth along by .37 of the lips' gap
    /// (synthetic heads); that share is taken off.
    MovementMeasure GEOMETRY = (group, face) -> {
        var m = face.measures();
        double corner = m.mean(CORNER_RISE) + 0.37 * m.mean(LIP_GAP);
        return switch (group) {
            case BROW_RAISE -> (m.mean(INNER_BROW_HEIGHT) + m.mean(OUTER_BROW_HEIGHT)) / 2;
            case BROW_LOWER -> -m.mean(INNER_BROW_HEIGHT) - 0.5 * m.mean(BROW_GAP);
            case LIDS -> m.mean(EYE_OPENING);
            case NOSE_AND_UPPER_LIP -> -m.mean(UPPER_LIP_HEIGHT) - m.mean(NOSE_WING_DISTANCE);
            case SMILE -> corner;
            case CORNER_DOWN -> -corner;
            case CHIN -> -m.mean(LOWER_LIP_TO_CHIN);
            case LIPS -> -m.mean(MOUTH_HALF_WIDTH) - m.mean(LIP_THICKNESS);
            case JAW -> m.mean(LIP_GAP) + m.mean(CHIN_DISTANCE);
        };
    };
}
