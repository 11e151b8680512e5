package dev.attune.face;

import dev.attune.signals.Box;

/// A face that is followed, before anything of it is read but where it is.
///
/// @param known whether it is known whose face is seen there; of another nothing is told
public record FollowedFace(int trackId, Box box, boolean known) {
    public FollowedFace {
        if (trackId < 0) throw new IllegalArgumentException("track ids count up from 0, got " + trackId);
    }
}
