package dev.attune.evaluation.actionunits;

import dev.attune.actor.Rehearsal.Kind;
import dev.attune.fusion.AffectFusion;
import dev.attune.fusion.FusionState;
import dev.attune.signals.Affect;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceReading;
import java.time.Duration;
import java.util.List;

/// What the product says of a face it has known for a while: fusion with its own personal baseline, smoothing and
/// presence. The neutral takes of a person are shown first, then one take as if the person kept still.
final class ProductReading {
    private static final Duration BETWEEN_FRAMES = Duration.ofMillis(100);
    private static final int FRAMES_AT_REST = 80; // 8 s: the baseline calls itself personal after 3
    private static final int FRAMES_TO_SETTLE = 20; // 2 s: eight times the smoothing

    private final FusionState known;
    private final Duration from;

    private ProductReading(FusionState known, Duration from) {
        this.known = known;
        this.from = from;
    }

    static ProductReading after(RehearsedPerson person) {
        var neutral = person.faces(Kind.NEUTRAL);
        var state = FusionState.initial();
        var at = Duration.ZERO;
        for (int i = 0; i < FRAMES_AT_REST; i++, at = at.plus(BETWEEN_FRAMES))
            state = AffectFusion.step(
                            state, reading(neutral.get(i % neutral.size()).observation(), at))
                    .state();
        return new ProductReading(state, at);
    }

    /// The estimate once the face has been like this for two seconds.
    Affect of(FaceObservation face) {
        return of(face, FRAMES_TO_SETTLE);
    }

    /// The estimate once the face has been like this for so long: what a baseline learnt from it would take away.
    Affect after(FaceObservation face, Duration held) {
        return of(face, (int) held.dividedBy(BETWEEN_FRAMES));
    }

    private Affect of(FaceObservation face, int frames) {
        var state = known;
        var at = from;
        Affect latest = null;
        for (int i = 0; i < frames; i++, at = at.plus(BETWEEN_FRAMES)) {
            var step = AffectFusion.step(state, reading(face, at));
            state = step.state();
            for (var event : step.events()) if (event instanceof Affect affect) latest = affect;
        }
        if (latest == null) throw new IllegalStateException("fusion said nothing of a face in view");
        return latest;
    }

    private static FaceReading reading(FaceObservation face, Duration at) {
        return new FaceReading(at, List.of(face));
    }
}
