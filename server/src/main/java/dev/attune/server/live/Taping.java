package dev.attune.server.live;

import dev.attune.decisions.PageContext;
import dev.attune.fusion.AffectFusion;
import dev.attune.fusion.FusionState;
import dev.attune.fusion.PersonalBaseline;
import dev.attune.fusion.TrackState;
import dev.attune.fusion.replay.ObservationTape;
import dev.attune.fusion.replay.Take;
import dev.attune.server.sessions.ObservationLog;
import dev.attune.server.sessions.ObservationLog.PageTurned;
import dev.attune.server.vault.SessionRef;
import dev.attune.signals.Eyes;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceReading;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.Modality;
import dev.attune.signals.Observation;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.Reason;
import dev.attune.signals.TextObservation;
import dev.attune.signals.UnitsReading;
import dev.attune.signals.VoiceObservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Keeps what one session observes, number for number, while the person allows it for analytics.
///
/// A modality they did not allow for analytics is not on the tape, although the session itself reads it: what stands
/// beside the observations is what fusion makes of those that are kept. A modality that was kept and is no longer
/// allowed ends the tape; what was kept is erased by whoever hears of the withdrawal.
final class Taping {
    private static final Duration STRETCH = Duration.ofSeconds(2);
    private static final int MOST_TAKES = 500; // of a stretch, whatever its media time
    private static final int MOST_PAGES = 2_000; // of a session; a page may tell a fact every second

    private final ObservationLog log;
    private final SessionRef session;
    private final Predicate<Modality> allowed;
    private final BooleanSupplier pagesAllowed;
    private final Set<Modality> kept = EnumSet.noneOf(Modality.class);
    private final List<Take> waiting = new ArrayList<>();
    private PersonalBaseline beginning; // unknown once it stands on the first tape
    private FusionState state;
    private final List<PageTurned> turned = new ArrayList<>(); // not written yet
    private int number;
    private int pages;
    private long bytes;
    private boolean over;

    /// @param known of the person when the session begins
    /// @param allowed whether this modality may be kept for analytics, now
    /// @param pagesAllowed whether it may be kept where the person was, now
    Taping(
            ObservationLog log,
            SessionRef session,
            PersonalBaseline known,
            Predicate<Modality> allowed,
            BooleanSupplier pagesAllowed) {
        this.pagesAllowed = pagesAllowed;
        this.log = log;
        this.session = session;
        this.allowed = allowed;
        this.beginning = known.within(allowed);
        this.state = FusionState.of(TrackState.returning(beginning));
    }

    void add(Observation observation) {
        if (over) return;
        if (!kept.stream().allMatch(allowed)) {
            stop();
            return;
        }
        var rest = permitted(observation);
        if (rest == null) return;
        var step = AffectFusion.step(state, rest);
        waiting.add(Take.of(rest, state, step));
        state = step.state();
        var length = rest.at().minus(waiting.getFirst().observation().at());
        if (length.abs().compareTo(STRETCH) >= 0 || waiting.size() >= MOST_TAKES) write();
    }

    /// The person is on another page, or the page knows more. Kept beside observations only: alone it explains nothing.
    void turned(Duration at, PageContext page, Map<String, Object> facts) {
        if (over || page.equals(PageContext.UNKNOWN) || !pagesAllowed.getAsBoolean()) return;
        if (pages + turned.size() < MOST_PAGES) turned.add(new PageTurned(at.toNanos() / 1e6, page.kind(), facts));
    }

    /// The session is over.
    void finish() {
        if (over) return;
        if (kept.stream().allMatch(allowed)) write();
        stop();
    }

    /// What waits is dropped, and nothing more is kept.
    void stop() {
        over = true;
        waiting.clear();
        turned.clear();
        state = FusionState.initial();
    }

    private void write() {
        if (waiting.isEmpty()) return;
        byte[] tape = new ObservationTape(AffectFusion.formulas(), beginning, waiting).toBytes();
        bytes += tape.length;
        if (bytes > log.mostBytes()) {
            stop();
            return;
        }
        var onTape = Set.copyOf(kept);
        log.keep(session, number++, waiting.size(), tape, () -> onTape.stream().allMatch(allowed));
        beginning = PersonalBaseline.unknown();
        waiting.clear();
        if (pagesAllowed.getAsBoolean()) for (var page : turned) log.keep(session, pages++, page, pagesAllowed);
        turned.clear();
    }

    private boolean keeps(Modality modality) {
        if (!allowed.test(modality)) return false;
        kept.add(modality);
        return true;
    }

    /// Null when nothing of it may be kept.
    private @Nullable Observation permitted(Observation observation) {
        return switch (observation) {
            case FaceReading reading ->
                keeps(Modality.FACE)
                        ? new FaceReading(
                                reading.at(),
                                reading.faces().stream().map(this::permitted).toList())
                        : null;
            case UnitsReading reading ->
                keeps(Modality.FACE)
                        ? new UnitsReading(
                                reading.at(),
                                reading.faces().stream().map(this::permitted).toList())
                        : null;
            case VoiceObservation voice -> keeps(Modality.VOICE) ? voice : null;
            case TextObservation words -> keeps(Modality.TEXT) ? words : null;
            case PhysiologyObservation body -> keeps(Modality.PHYSIOLOGY) ? body : null;
        };
    }

    /// Without the gaze and the skin's colour, unless they may be kept too.
    private FaceObservation permitted(FaceObservation face) {
        return new FaceObservation(
                face.trackId(),
                face.box(),
                face.presence(),
                face.landmarks(),
                face.pose(),
                keeps(Modality.GAZE) ? face.eyes() : Eyes.notMeasurable(Reason.CONSENT_MISSING),
                face.measures(),
                face.actionUnits(),
                face.expression(),
                face.quality(),
                keeps(Modality.PHYSIOLOGY) ? face.skin() : null,
                face.models());
    }

    private FaceUnits permitted(FaceUnits face) {
        return face.gaze() == null || keeps(Modality.GAZE)
                ? face
                : new FaceUnits(
                        face.trackId(),
                        face.actionUnits(),
                        face.expression(),
                        face.head(),
                        null,
                        face.quality(),
                        face.models());
    }
}
