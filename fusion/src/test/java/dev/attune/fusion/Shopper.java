package dev.attune.fusion;

import dev.attune.decisions.Decider;
import dev.attune.decisions.DeciderState;
import dev.attune.decisions.Decision;
import dev.attune.decisions.DecisionEvent;
import dev.attune.decisions.PageContext;
import dev.attune.decisions.Playbooks;
import dev.attune.decisions.Situation;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.media.MediaException;
import dev.attune.media.MediaFile;
import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Moment;
import dev.attune.signals.PulseReading;
import dev.attune.signals.Purpose;
import dev.attune.signals.SpottingStatus;
import dev.attune.signals.StreamReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Somebody on a page of the shop, played from a recording through the whole chain as a live session would.
final class Shopper {
    final List<Affect> affects = new ArrayList<>();
    final List<Moment> moments = new ArrayList<>();
    final List<PulseReading> pulses = new ArrayList<>();
    final List<SpottingStatus> spotting = new ArrayList<>();
    final List<Decision> decisions = new ArrayList<>();

    private final Decider decider = new Decider(Playbooks.bundled(Playbooks.RETAIL));
    private final PageContext page;
    private DeciderState state = DeciderState.initial(1);

    private Shopper(PageContext page) {
        this.page = page;
    }

    /// Plays every third frame: about 8 a second, as a live page on an ordinary machine.
    static Shopper watched(Path recording, String pageKind, FaceModels models) throws MediaException {
        return watched(recording, 3, pageKind, models);
    }

    /// @param nth of 25 frames a second only every nth is seen
    static Shopper watched(Path recording, int nth, String pageKind, FaceModels models) throws MediaException {
        var shopper = new Shopper(new PageContext(pageKind, "any"));
        var question = new Gate.Question("synthetic", Purpose.RESEARCH, Modality.FACE);
        Gate gate = asked -> asked.modality() == Modality.PHYSIOLOGY
                ? new Gate.Verdict.Refused("nobody asked for the pulse")
                : new Gate.Verdict.Allowed("a test");
        try (var frames = MediaFile.open(recording);
                var session = new PerceptionSession(models, FaceOptions.live(), gate, question)) {
            int number = 0;
            for (var frame = frames.next(); frame != null; frame = frames.next())
                if (number++ % nth == 0 && session.accept(frame) instanceof PerceptionResult.Read read)
                    read.events().forEach(shopper::experience);
            session.finish().forEach(shopper::experience);
        }
        return shopper;
    }

    /// The same display on another page.
    Shopper elsewhere(String pageKind) {
        var shopper = new Shopper(new PageContext(pageKind, "any"));
        affects.forEach(shopper::experience);
        return shopper;
    }

    List<String> actions() {
        return decisions.stream().map(decision -> decision.action().id()).toList();
    }

    List<Affect> between(double fromSeconds, double toSeconds) {
        return affects.stream()
                .filter(affect -> Seconds.of(affect.at()) >= fromSeconds && Seconds.of(affect.at()) < toSeconds)
                .toList();
    }

    private void experience(AffectEvent event) {
        switch (event) {
            case Affect affect -> {
                affects.add(affect);
                decide(affect);
            }
            case StreamReading stream -> {} // the shop decides on what the face displays
            case Moment moment -> moments.add(moment);
            case PulseReading pulse -> pulses.add(pulse);
            case SpottingStatus status -> spotting.add(status);
        }
    }

    private void decide(Affect affect) {
        long secondsOnPage = affect.at().plus(Duration.ofSeconds(5)).toSeconds();
        var step =
                decider.step(state, new Situation(affect.at(), affect, page, Map.of("secondsOnPage", secondsOnPage)));
        state = step.state();
        for (var event : step.events())
            if (event instanceof DecisionEvent.Decided decided) decisions.add(decided.decision());
    }
}
