package dev.attune.evaluation.actionunits;

import dev.attune.actor.Expression;
import dev.attune.actor.Rehearsal.Kind;
import dev.attune.actor.Rehearsal.Take;
import dev.attune.face.NeutralFace;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Box;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Eyes;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceQuality;
import dev.attune.signals.GazeReading;
import dev.attune.signals.HeadPose;
import dev.attune.signals.Landmarks;
import dev.attune.signals.Pupils;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Faces without pixels, for figures that are worked out by hand.
final class MadeUpPerson {
    private MadeUpPerson() {}

    static RehearsedPerson.Face playing(Expression expression) {
        return new RehearsedPerson.Face(new Take(Kind.SINGLE, expression, Map.of()), face(List.of()));
    }

    static FaceObservation face(List<ActionUnit> units) {
        return new FaceObservation(
                0,
                new Box(10, 10, 100, 120),
                1,
                new Landmarks(new float[3 * Landmarks.COUNT]),
                new HeadPose(0, 0, 0, 0, 0, 600),
                new Eyes(
                        new GazeReading.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE),
                        Pupils.notMeasurable(Reason.NOT_ENOUGH_EVIDENCE)),
                NeutralFace.population().centre(),
                units,
                EmotionDistribution.of(Map.of(Emotion.NEUTRAL, 1.0)),
                new FaceQuality(70, 210, 0.5, 11, 1, new Quality(1, Set.of())),
                null,
                List.of());
    }
}
