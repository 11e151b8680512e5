package dev.attune.fusion;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What [AffectFusion] remembers of one stream. Immutable; start with [#initial].
public final class FusionState {
    private static final FusionState INITIAL = new FusionState(null, Map.of(), Set.of(), Heard.NOTHING);

    private final @Nullable Duration at;
    private final Map<Integer, AffectTrack> tracks;
    private final Set<Integer> inView;
    private final Heard heard;

    /// @param inView tracks whose faces the last frame showed
    FusionState(@Nullable Duration at, Map<Integer, AffectTrack> tracks, Set<Integer> inView, Heard heard) {
        this.at = at;
        this.tracks = Map.copyOf(tracks);
        this.inView = Set.copyOf(inView);
        this.heard = heard;
    }

    public static FusionState initial() {
        return INITIAL;
    }

    /// Media time of the last frame, null before the first.
    @Nullable
    Duration at() {
        return at;
    }

    /// In ascending order of track id.
    Collection<AffectTrack> tracks() {
        return new TreeMap<>(tracks).values();
    }

    @Nullable
    AffectTrack track(int id) {
        return tracks.get(id);
    }

    Heard heard() {
        return heard;
    }

    FusionState with(Heard other) {
        return new FusionState(at, tracks, inView, other);
    }

    /// The same without anything that was learnt from faces.
    FusionState withoutFaces() {
        return new FusionState(null, Map.of(), Set.of(), heard);
    }

    FusionState withTracks(Collection<AffectTrack> others) {
        var byId = new TreeMap<Integer, AffectTrack>();
        for (var track : others) byId.put(track.id(), track);
        return new FusionState(at, byId, inView, heard);
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
                && inView.equals(that.inView)
                && heard.equals(that.heard);
    }

    @Override
    public int hashCode() {
        return Objects.hash(at, tracks, inView, heard);
    }
}
