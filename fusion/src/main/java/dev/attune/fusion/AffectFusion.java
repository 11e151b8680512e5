package dev.attune.fusion;

import dev.attune.face.ActionUnitReader;
import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Observation;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.TextObservation;
import dev.attune.signals.UnitsReading;
import dev.attune.signals.VoiceObservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// Observations of one stream → [dev.attune.signals.Affect] per face and frame, and
/// [dev.attune.signals.Moment]s once they are over. Pure: `(state, observation) -> (state, events)`.
///
/// Only the past is used, so live and replayed numbers are equal. A second observation at the same
/// media time is ignored. A clock that runs back ends every open moment and starts smoothing anew;
/// neutral faces are kept. A face that stays away is forgotten after half a minute, its neutral face
/// with it.
public final class AffectFusion {
    private AffectFusion() {}

    /// The versioned definitions behind the numbers: replayed under others, the numbers may differ.
    public static List<ModelRef> formulas() {
        var formulas = new ArrayList<ModelRef>(List.of(
                new ModelRef(ActionUnitReader.FORMULA, ActionUnitReader.VERSION),
                AffectFormula.ref(),
                UnitsExpression.ref(),
                StateWindow.definition().ref(),
                SlowStates.definition().ref(),
                Eyelids.definition().ref(),
                ToldLids.ref(),
                Posture.ref(),
                PersonalUsual.definition().ref()));
        formulas.addAll(AffectStream.formulas());
        return List.copyOf(formulas);
    }

    public static FusionStep step(FusionState before, Observation observation) {
        return switch (observation) {
            case FaceReading reading -> step(before, reading);
            case UnitsReading told -> step(before, told);
            case VoiceObservation voice -> hear(before, Cue.of(voice), voice.at());
            case TextObservation words -> hear(before, Cue.of(words), words.at());
            case PhysiologyObservation observed -> {
                var known = before.body();
                if (known != null && observed.at().compareTo(known.at()) < 0) yield new FusionStep(before, List.of());
                var body = known == null ? Body.of(observed) : known.with(observed);
                yield hear(before.with(body), Cue.of(body), body.at());
            }
        };
    }

    /// The same state without what this modality told of the person, as after a withdrawn consent.
    /// Open moments of a forgotten face are not reported.
    public static FusionState forget(FusionState before, Modality modality) {
        return switch (modality) {
            case FACE -> before.withoutFaces();
            case VOICE, TEXT -> before.with(AffectStream.forget(before.person(), modality));
            case PHYSIOLOGY ->
                before.withTracks(before.tracks().stream()
                                .map(AffectTrack::withoutPulse)
                                .toList())
                        .with(AffectStream.forget(before.person(), modality))
                        .with((Body) null);
            case GAZE ->
                before.withTracks(before.tracks().stream()
                                .map(AffectTrack::withoutGaze)
                                .toList())
                        .with(AffectStream.forget(before.person(), Modality.FACE)); // its attention came from the gaze
            case BEHAVIOUR -> before; // never comes here
        };
    }

    /// Ends every open moment at the last media time. The state starts over.
    public static FusionStep finish(FusionState before) {
        var events = new ArrayList<AffectEvent>();
        var at = before.at();
        if (at != null) for (var track : before.tracks()) track.close(at, events);
        if (at != null) for (var track : before.told()) track.close(at, events);
        events.addAll(AffectStream.finish(before.person()).moments());
        return new FusionStep(FusionState.initial(), events);
    }

    private static FusionStep step(FusionState before, FaceReading reading) {
        var last = before.at();
        var now = reading.at();
        if (last != null && now.equals(last)) return new FusionStep(before, List.of());
        var events = new ArrayList<AffectEvent>();
        boolean jumpedBack = last != null && now.compareTo(last) < 0;
        var tracks = last != null && jumpedBack ? onNewClock(before, last, now, events) : byId(before);
        for (var face : reading.faces()) {
            var known = tracks.get(face.trackId());
            var track = known == null ? AffectTrack.begin(face.trackId(), now) : known;
            tracks.put(face.trackId(), track.seen(now, face, events));
        }
        var seen = reading.faces().stream().map(face -> face.trackId()).collect(Collectors.toSet());
        for (var track : List.copyOf(tracks.values())) if (!seen.contains(track.id())) miss(track, now, tracks, events);
        var person = see(
                jumpedBack ? before.person().onNewClock() : before.person(),
                seen,
                id -> Objects.requireNonNull(tracks.get(id)).posture(),
                now,
                events);
        var body = jumpedBack ? null : before.body();
        var told = last != null && jumpedBack ? toldOnNewClock(before, last, now, events) : toldBy(before);
        return new FusionStep(new FusionState(now, tracks, told, seen, person, body), events);
    }

    /// The same for faces that a phone, a headset or another tool tells.
    private static FusionStep step(FusionState before, UnitsReading reading) {
        var last = before.at();
        var now = reading.at();
        if (last != null && now.equals(last)) return new FusionStep(before, List.of());
        var events = new ArrayList<AffectEvent>();
        boolean jumpedBack = last != null && now.compareTo(last) < 0;
        var told = last != null && jumpedBack ? toldOnNewClock(before, last, now, events) : toldBy(before);
        var state = before;
        if (last != null && jumpedBack)
            state = before.withTracks(onNewClock(before, last, now, events).values())
                    .with(before.person().onNewClock())
                    .with((Body) null);
        var seen = new HashSet<Integer>();
        for (var face : reading.faces()) {
            var known = told.get(face.trackId());
            var track = known == null ? UnitsTrack.begin(face.trackId(), now) : known;
            told.put(face.trackId(), track.seen(now, face, events));
            seen.add(face.trackId());
        }
        for (var track : List.copyOf(told.values()))
            if (!seen.contains(track.id())) {
                var after = track.missed(now, events);
                if (after.isForgotten(now)) {
                    after.close(now, events);
                    told.remove(track.id());
                } else told.put(track.id(), after);
            }
        var person = see(
                state.person(), seen, id -> Objects.requireNonNull(told.get(id)).posture(), now, events);
        return new FusionStep(state.with(person).withTold(now, told, seen), events);
    }

    /// The only face in view is the person's: what it displays joins their stream, and its estimate
    /// becomes that of all modalities.
    ///
    /// @param postures of those who were seen
    /// @param events of this frame; pooled in place
    private static TrackState see(
            TrackState before,
            Set<Integer> seen,
            IntFunction<Posture> postures,
            Duration now,
            List<AffectEvent> events) {
        if (seen.size() != 1) return before.hasFaceAt(now) ? unknown(before, now, events) : before;
        int id = seen.iterator().next();
        var person = before.isSeenAs(id)
                ? before.of(id)
                : AffectStream.forget(before, Modality.FACE).of(id);
        for (int i = 0; i < events.size(); i++)
            if (events.get(i) instanceof Affect face && face.trackId() == id) {
                var step = AffectStream.step(person, Cue.of(face, postures.apply(id)));
                person = step.state();
                events.set(i, ModalityPool.pool(face, person));
                events.addAll(step.moments());
                events.add(person.reading());
                return person;
            }
        return person;
    }

    /// Nobody, or nobody knows which of several faces: what was seen before says nothing any more.
    private static TrackState unknown(TrackState before, Duration now, List<AffectEvent> events) {
        var step = AffectStream.step(before, Cue.nothing(Modality.FACE, now));
        events.addAll(step.moments());
        return step.state();
    }

    /// A face in view takes what was said with its next frame; without one there is an estimate at once.
    private static FusionStep hear(FusionState before, Cue cue, Duration at) {
        var step = AffectStream.step(before.person(), cue);
        var events = new ArrayList<AffectEvent>(step.moments());
        if (!before.showsOnePerson(at)) {
            var unseen = ModalityPool.unseen(step.state(), at);
            if (unseen != null) {
                events.add(unseen);
                events.add(step.state().of(Affect.UNSEEN).reading());
            }
        }
        return new FusionStep(before.with(step.state()), events);
    }

    private static void miss(
            AffectTrack track, Duration now, Map<Integer, AffectTrack> tracks, List<AffectEvent> events) {
        var after = track.missed(now, events);
        if (after.isForgotten(now)) {
            after.close(now, events);
            tracks.remove(track.id());
        } else tracks.put(track.id(), after);
    }

    private static Map<Integer, AffectTrack> onNewClock(
            FusionState before, Duration last, Duration now, List<AffectEvent> events) {
        var tracks = new TreeMap<Integer, AffectTrack>();
        for (var track : before.tracks()) {
            track.close(last, events);
            tracks.put(track.id(), track.onNewClock(now));
        }
        return tracks;
    }

    private static Map<Integer, UnitsTrack> toldOnNewClock(
            FusionState before, Duration last, Duration now, List<AffectEvent> events) {
        var told = new TreeMap<Integer, UnitsTrack>();
        for (var track : before.told()) {
            track.close(last, events);
            told.put(track.id(), track.onNewClock(now));
        }
        return told;
    }

    private static Map<Integer, UnitsTrack> toldBy(FusionState before) {
        var told = new TreeMap<Integer, UnitsTrack>();
        for (var track : before.told()) told.put(track.id(), track);
        return told;
    }

    private static Map<Integer, AffectTrack> byId(FusionState before) {
        var tracks = new TreeMap<Integer, AffectTrack>();
        for (var track : before.tracks()) tracks.put(track.id(), track);
        return tracks;
    }
}
