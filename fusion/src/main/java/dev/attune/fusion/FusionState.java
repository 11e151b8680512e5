package dev.attune.fusion;

import dev.attune.signals.Modality;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What [AffectFusion] remembers of one stream. Immutable; start with [#initial].
public final class FusionState {
    private static final FusionState INITIAL =
            new FusionState(null, Map.of(), Map.of(), Set.of(), TrackState.initial(), null);

    private final @Nullable Duration at;
    private final Map<Integer, AffectTrack> tracks;
    private final Map<Integer, UnitsTrack> told;
    private final Set<Integer> inView;
    private final TrackState person;
    private final @Nullable Body body;

    /// @param tracks faces of pictures
    /// @param told faces that a phone, a headset or another tool tells
    /// @param inView tracks whose faces the last frame or reading showed
    FusionState(
            @Nullable Duration at,
            Map<Integer, AffectTrack> tracks,
            Map<Integer, UnitsTrack> told,
            Set<Integer> inView,
            TrackState person,
            @Nullable Body body) {
        this.at = at;
        this.tracks = Map.copyOf(tracks);
        this.told = Map.copyOf(told);
        this.inView = Set.copyOf(inView);
        this.person = person;
        this.body = body;
    }

    public static FusionState initial() {
        return INITIAL;
    }

    /// A stream of somebody of whom something is known, or for whom a display rule was declared.
    ///
    /// @param person before the first cue
    public static FusionState of(TrackState person) {
        return INITIAL.with(person);
    }

    /// Media time of the last frame or reading of a face, null before the first.
    @Nullable
    Duration at() {
        return at;
    }

    /// In ascending order of track id.
    Collection<AffectTrack> tracks() {
        return new TreeMap<>(tracks).values();
    }

    /// In ascending order of track id.
    Collection<UnitsTrack> told() {
        return new TreeMap<>(told).values();
    }

    @Nullable
    AffectTrack track(int id) {
        return tracks.get(id);
    }

    /// The stream of the person whom the voice, the words and the only face in view belong to.
    public TrackState person() {
        return person;
    }

    /// Null without sensors.
    @Nullable
    Body body() {
        return body;
    }

    FusionState with(TrackState other) {
        return new FusionState(at, tracks, told, inView, other, body);
    }

    FusionState with(@Nullable Body other) {
        return new FusionState(at, tracks, told, inView, person, other);
    }

    /// The same without anything that was learnt from faces.
    FusionState withoutFaces() {
        return new FusionState(null, Map.of(), Map.of(), Set.of(), AffectStream.forget(person, Modality.FACE), body);
    }

    /// After a reading of faces that another source tells.
    FusionState withTold(Duration now, Map<Integer, UnitsTrack> others, Set<Integer> shown) {
        return new FusionState(now, tracks, others, shown, person, body);
    }

    FusionState withTracks(Collection<AffectTrack> others) {
        var byId = new TreeMap<Integer, AffectTrack>();
        for (var track : others) byId.put(track.id(), track);
        return new FusionState(at, byId, told, inView, person, body);
    }

    /// Whether exactly one face was seen shortly before: it is the face of whoever speaks at this time.
    boolean showsOnePerson(Duration now) {
        return at != null && inView.size() == 1 && now.minus(at).compareTo(ModalityPool.inView()) <= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FusionState that
                && Objects.equals(at, that.at)
                && tracks.equals(that.tracks)
                && told.equals(that.told)
                && inView.equals(that.inView)
                && person.equals(that.person)
                && Objects.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(at, tracks, told, inView, person, body);
    }
}
