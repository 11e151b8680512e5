package dev.attune.fusion;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.FaceObservation;
import java.time.Duration;
import java.util.List;

/// What one face does on its own clock: the pulse of its skin, and short movements. Immutable.
record Rhythm(PulseState pulse, Spotter spotter) {
    static final Rhythm NONE = new Rhythm(PulseState.initial(), Spotter.NONE);

    /// A frame in which the face was read.
    ///
    /// @param units unsmoothed
    Rhythm next(Duration at, FaceObservation face, List<ActionUnit> units, List<AffectEvent> out) {
        var spotted = spotter.next(at, face, units, out);
        var sample = PulseSample.of(at, face);
        if (sample.isEmpty()) return new Rhythm(PulseState.initial(), spotted);
        var step = PulseMonitor.step(pulse, face.trackId(), sample.get());
        if (step.reading() != null) out.add(step.reading());
        return new Rhythm(step.state(), spotted);
    }

    Rhythm withoutPulse() {
        return new Rhythm(PulseState.initial(), spotter);
    }

    /// The face could not be read: a movement must be seen whole. The pulse tells by itself how long a gap may be.
    Rhythm interrupted() {
        return new Rhythm(pulse, spotter.interrupted());
    }
}
