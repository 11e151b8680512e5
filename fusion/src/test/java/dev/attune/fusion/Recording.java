package dev.attune.fusion;

import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Frames of a scripted scene at 25 per second, and what fusion makes of them.
final class Recording {
    static final Duration FRAME = Duration.ofMillis(40);

    final List<FaceReading> readings = new ArrayList<>();
    private Duration now = Duration.ZERO;

    /// @param faces nobody is in the picture when there are none
    Recording shows(double seconds, AFace... faces) {
        var observed = Arrays.stream(faces).map(AFace::observed).toList();
        for (int i = 0; i < Math.round(seconds * 25); i++) {
            readings.add(new FaceReading(now, observed));
            now = now.plus(FRAME);
        }
        return this;
    }

    /// The clock is set, forwards or back.
    Recording jumpsTo(double seconds) {
        now = Duration.ofMillis(Math.round(seconds * 1000));
        return this;
    }

    List<AffectEvent> events() {
        var events = new ArrayList<AffectEvent>();
        events.addAll(AffectFusion.finish(play(FusionState.initial(), readings, events))
                .events());
        return events;
    }

    List<Affect> affects() {
        return affects(0);
    }

    List<Affect> affects(int trackId) {
        return events().stream()
                .filter(event -> event.trackId() == trackId)
                .filter(Affect.class::isInstance)
                .map(Affect.class::cast)
                .toList();
    }

    Affect last() {
        return affects().getLast();
    }

    List<Moment> moments() {
        return events().stream()
                .filter(Moment.class::isInstance)
                .map(Moment.class::cast)
                .toList();
    }

    static FusionState play(FusionState from, List<FaceReading> readings, List<AffectEvent> events) {
        var state = from;
        for (var reading : readings) {
            var step = AffectFusion.step(state, reading);
            state = step.state();
            events.addAll(step.events());
        }
        return state;
    }

    static double intensity(Affect affect, int actionUnit) {
        return affect.actionUnits().stream()
                .filter(unit -> unit.number() == actionUnit)
                .findFirst()
                .orElseThrow()
                .intensity();
    }
}
