package dev.attune.fusion;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What [AffectFusion] remembers of one stream. Immutable; start with [#initial].
public final class FusionState {
    private static final FusionState INITIAL = new FusionState(null, Map.of());

    private final @Nullable Duration at;
    private final Map<Integer, AffectTrack> tracks;

    FusionState(@Nullable Duration at, Map<Integer, AffectTrack> tracks) {
        this.at = at;
        this.tracks = Map.copyOf(tracks);
    }

    public static FusionState initial() {
        return INITIAL;
    }

    /// Media time of the last observation, null before the first.
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

    @Override
    public boolean equals(Object other) {
        return other instanceof FusionState that && Objects.equals(at, that.at) && tracks.equals(that.tracks);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(at) + tracks.hashCode();
    }
}
