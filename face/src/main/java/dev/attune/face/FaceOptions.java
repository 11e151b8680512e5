package dev.attune.face;

import java.time.Duration;

/// How much work the analyzer puts into finding and fitting faces.
///
/// @param maxFaces the largest faces win when there are more
/// @param tileLevels how often the picture is split into smaller tiles for the detector; 0 = the whole picture only.
///     Level 1 finds faces of half the size and costs about six more detector runs
/// @param smallestFacePixels faces narrower than this are not searched for
/// @param searchInterval media time between searches for new faces while at least one is tracked
/// @param settlingPasses most fits of the mesh to a newly found face; a tracked face always takes one
/// @param turnsPerSearch how many turned copies of the picture are searched when nothing is found upright, 0..3:
///     quarter turns to both sides and the half turn, going on with the next one at the next frame
/// @param memory how long a lost face may stay away and still return with its track id. Whoever is there later may be
///     another, who must not get the first one's story
public record FaceOptions(
        int maxFaces,
        int tileLevels,
        double smallestFacePixels,
        Duration searchInterval,
        int settlingPasses,
        int turnsPerSearch,
        Duration memory) {
    public FaceOptions {
        if (maxFaces < 1) throw new IllegalArgumentException("at least one face must be allowed, got " + maxFaces);
        if (tileLevels < 0 || tileLevels > 4)
            throw new IllegalArgumentException("tile levels must be in 0..4, got " + tileLevels);
        if (!(smallestFacePixels > 0))
            throw new IllegalArgumentException("the smallest face must be positive, got " + smallestFacePixels);
        if (searchInterval.isNegative())
            throw new IllegalArgumentException("the search interval must not be negative, got " + searchInterval);
        if (settlingPasses < 1) throw new IllegalArgumentException("at least one fit is needed, got " + settlingPasses);
        if (turnsPerSearch < 0 || turnsPerSearch > 3)
            throw new IllegalArgumentException("turns per search must be in 0..3, got " + turnsPerSearch);
        if (memory.isNegative()) throw new IllegalArgumentException("memory must not be negative, got " + memory);
    }

    /// A camera in front of a person: few, large faces; the detector rests while a face is tracked.
    public static FaceOptions live() {
        return new FaceOptions(3, 0, 40, Duration.ofSeconds(1), 2, 1, Duration.ofSeconds(2));
    }

    /// A file that need not keep up with a clock: more and smaller faces, searched more often.
    public static FaceOptions recording() {
        return new FaceOptions(8, 1, 28, Duration.ofMillis(500), 2, 1, Duration.ofSeconds(2));
    }

    /// One picture: every face that is large enough to read, fitted until the crop rests. Every frame stands alone.
    public static FaceOptions still() {
        return new FaceOptions(32, 2, 20, Duration.ZERO, 3, 3, Duration.ZERO);
    }
}
