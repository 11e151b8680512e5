package dev.attune.evaluation.actionunits;

import dev.attune.actor.Expression.Level;
import dev.attune.actor.Rehearsal;
import dev.attune.face.NeutralFace;
import dev.attune.signals.FaceObservation;
import java.util.List;

/// One person of a [Rehearsal] as Attune saw them, beside what was played.
///
/// @param seed of the rehearsal
/// @param takes that were rendered, with a face found or not
/// @param own the person's own neutral face, from the neutral takes
/// @param faces the takes in which a face was found
public record RehearsedPerson(long seed, List<Rehearsal.Take> takes, NeutralFace own, List<Face> faces) {
    public RehearsedPerson {
        takes = List.copyOf(takes);
        faces = List.copyOf(faces);
    }

    /// @param observation with track id 0, whichever picture it came from
    public record Face(Rehearsal.Take take, FaceObservation observation) {

        /// What was played, 0..5 on each side.
        public Level truth(int actionUnit) {
            return take.expression().level(actionUnit);
        }
    }

    public List<Face> faces(Rehearsal.Kind kind) {
        return faces.stream().filter(face -> face.take().kind() == kind).toList();
    }
}
