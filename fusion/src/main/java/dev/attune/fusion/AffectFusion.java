package dev.attune.fusion;

import dev.attune.signals.AffectEvent;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Observations of one stream → [dev.attune.signals.Affect] per face and frame, and
/// [dev.attune.signals.Moment]s once they are over. Pure: `(state, observation) -> (state, events)`.
///
/// Only the past is used, so live and replayed numbers are equal. A second observation at the same media time is
/// ignored. A clock that runs back ends every open moment and starts smoothing anew; neutral faces are kept. A face
/// that stays away is forgotten after half a minute, its neutral face with it.
public final class AffectFusion {
    private AffectFusion() {}

    public static FusionStep step(FusionState before, Observation observation) {
        return switch (observation) {
            case FaceReading reading -> step(before, reading);
        };
    }

    /// Ends every open moment at the last media time. The state starts over.
    public static FusionStep finish(FusionState before) {
        var events = new ArrayList<AffectEvent>();
        var at = before.at();
        if (at != null) for (var track : before.tracks()) track.close(at, events);
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
        var seen = reading.faces().stream().map(face -> face.trackId()).toList();
        for (var track : List.copyOf(tracks.values())) if (!seen.contains(track.id())) miss(track, now, tracks, events);
        return new FusionStep(new FusionState(now, tracks), events);
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

    private static Map<Integer, AffectTrack> byId(FusionState before) {
        var tracks = new TreeMap<Integer, AffectTrack>();
        for (var track : before.tracks()) tracks.put(track.id(), track);
        return tracks;
    }
}
