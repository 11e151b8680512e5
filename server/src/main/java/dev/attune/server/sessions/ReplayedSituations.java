package dev.attune.server.sessions;

import dev.attune.decisions.Simulation;
import dev.attune.decisions.Situation;
import dev.attune.fusion.replay.ObservationTape;
import dev.attune.fusion.replay.Replay;
import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Observation;
import dev.attune.signals.StreamReading;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes a simulation through what a stored session observed.
final class ReplayedSituations {
    private final Simulation simulation;
    private final ReplayedPages pages;
    private @Nullable StreamReading streamed;
    private @Nullable Affect latest;

    private ReplayedSituations(Simulation simulation, ReplayedPages pages) {
        this.simulation = simulation;
        this.pages = pages;
    }

    static void play(List<ObservationTape> tapes, ReplayedPages pages, Simulation simulation) {
        Replay.play(tapes, new ReplayedSituations(simulation, pages)::observed);
    }

    private void observed(Observation observation, List<AffectEvent> events) {
        for (var event : events)
            if (event instanceof StreamReading stream) streamed = stream;
            else if (event instanceof Affect affect && isOfNearest(observation, affect)) latest = affect;
        var at = observation.at();
        simulation.step(new Situation(at, latest, streamed, pages.page(at), pages.facts(at)));
    }

    /// As in a live session, whoever is nearest to the camera is taken for the person who was asked.
    private static boolean isOfNearest(Observation observation, Affect affect) {
        return !(observation instanceof FaceReading reading)
                || reading.faces().stream()
                        .max(Comparator.comparingDouble((FaceObservation face) ->
                                face.box().width() * face.box().height()))
                        .filter(nearest -> nearest.trackId() == affect.trackId())
                        .isPresent();
    }
}
