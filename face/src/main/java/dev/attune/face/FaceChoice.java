package dev.attune.face;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Whose faces of a picture are read. Asked once a frame; of the others nothing is computed beyond what it takes to
/// follow them.
@FunctionalInterface
public interface FaceChoice {
    FaceChoice EVERYBODY =
            (at, followed) -> followed.stream().map(FollowedFace::trackId).collect(Collectors.toSet());

    /// @param followed in ascending order of track id
    /// @return the track ids of those who may be read
    Set<Integer> of(Duration at, List<FollowedFace> followed);
}
