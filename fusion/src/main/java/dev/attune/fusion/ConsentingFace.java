package dev.attune.fusion;

import dev.attune.face.FaceChoice;
import dev.attune.face.FollowedFace;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whose face a live stream may read: a consent belongs to the face that gave it.
///
/// That is the first face after the consent, the nearest of several. While it is followed it alone is read, whoever
/// else is in the picture. Once it is gone, a face that is not proven the same is somebody else, and nothing is read
/// until the one who agreed is proven to be back, or [#confirm] says that the consent holds for whoever is there. In
/// doubt it is somebody else. One thread at a time.
public final class ConsentingFace implements FaceChoice {
    /// Who stood beside the person all the time does not take their place by standing there a moment longer; the
    /// tracker's own memory, after which nobody could be proven to be back.
    private static final Duration ABSENCE = Duration.ofSeconds(2);

    private static final int NOBODY = -1; // track ids count up from 0

    private static final Comparator<FollowedFace> BY_SIZE =
            Comparator.comparingDouble(face -> face.box().width() * face.box().height());

    public enum Standing {
        /// No face was seen since the consent.
        AWAITED,
        /// Whoever agreed is followed.
        PRESENT,
        /// Nobody is there to be taken for them.
        AWAY,
        /// Somebody else is.
        ANOTHER
    }

    private @Nullable Integer agreed;
    private Set<Integer> company = Set.of(); // beside whoever agreed, when they were followed last
    private Duration followedAt = Duration.ZERO;
    private Standing standing = Standing.AWAITED;
    private int others;

    @Override
    public Set<Integer> of(Duration at, List<FollowedFace> followed) {
        var known = followed.stream().filter(FollowedFace::known).toList();
        if (agreed == null) known.stream().max(BY_SIZE).ifPresent(nearest -> agreed = nearest.trackId());
        int id = agreed == null ? NOBODY : agreed;
        var faces = known.stream().map(FollowedFace::trackId).collect(Collectors.toSet());
        boolean isRead = faces.remove(id);
        others = faces.size();
        if (followed.stream().anyMatch(face -> face.trackId() == id)) {
            standing = Standing.PRESENT;
            followedAt = at;
            company = Set.copyOf(faces);
        } else if (standing != Standing.AWAITED && standing != Standing.ANOTHER)
            standing =
                    faces.stream().anyMatch(face -> mayHaveTakenThePlace(face, at)) ? Standing.ANOTHER : Standing.AWAY;
        return isRead ? Set.of(id) : Set.of();
    }

    private boolean mayHaveTakenThePlace(int face, Duration at) {
        return !company.contains(face) || at.minus(followedAt).compareTo(ABSENCE) > 0;
    }

    /// The ids of the stream begin anew, so that nobody can be proven to be back: whoever agreed has to say that they
    /// are there.
    void idsBeginAnew() {
        if (agreed != null) agreed = NOBODY;
        company = Set.of();
    }

    /// As of the last frame.
    public Standing standing() {
        return standing;
    }

    /// Faces in the last frame that were not read.
    public int others() {
        return others;
    }

    /// The consent holds for whoever is seen next: it was given anew, or its person says that they are there.
    public void confirm() {
        agreed = null;
        company = Set.of();
        standing = Standing.AWAITED;
        others = 0;
    }
}
