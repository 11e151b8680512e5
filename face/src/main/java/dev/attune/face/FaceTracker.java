package dev.attune.face;

import dev.attune.signals.Box;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps the ids of faces: by place, motion, coarse head shape and look, for as long as a track is remembered. In doubt
/// an id is new: one that is another's carries their consent and their usual face along.
///
/// A track is live, or lost and remembered for a short while. A live one that looks unlike itself, or may be somebody
/// lost, is followed and nothing of it is told. Ids count up, may leave one out, and are never used twice in one
/// stream.
final class FaceTracker {
    private static final double SAME_PLACE_OVERLAP = 0.5; // two meshes that share half their boxes sit on one face
    private static final double HALF_HIDDEN_OVERLAP = 0.05;
    private static final double MAX_COST = 0.5; // see Track.cost: a face that jumped by its own width costs 1

    private static final Duration DOUBT = Duration.ofMillis(300); // of newcomers; a mesh rests by then
    private static final double CLEARLY_SEEN = 0.75; // of the face, see CoverDetector; less under most hands

    private static final double CLEAR_DIFFERENCE = 0.15; // of costs; below, either could be it

    private final Duration memory;
    private final FacePattern facePattern;
    private final List<Track> live = new ArrayList<>(); // in ascending order of id
    private final List<Track> lost = new ArrayList<>();
    private int nextId;

    FaceTracker(Duration memory, FacePattern facePattern) {
        this.memory = memory;
        this.facePattern = facePattern;
    }

    /// In ascending order of id. A copy: losing a track while walking through it is fine.
    List<Track> live() {
        return List.copyOf(live);
    }

    void lose(Track track, Duration at) {
        if (!live.remove(track)) return;
        track.lost(at);
        lost.add(track);
    }

    /// Whether somebody may come out from behind another any moment.
    boolean hidesSomebody() {
        return lost.stream().anyMatch(track -> track.beside() != null);
    }

    /// Whether the face may be somebody who is still half hidden: too little of them is seen to tell who they are.
    boolean isComingOut(Sighting sighting) {
        return hidesSomebody()
                && live.stream().anyMatch(track -> track.motion().box().overlap(sighting.box()) > HALF_HIDDEN_OVERLAP);
    }

    /// Of two tracks that slid onto one face, loses the one whose course before they met and whose shape fit worse.
    /// Where both fit, neither is remembered: the face gets a new id rather than another person's.
    void separate(Duration at) {
        for (var one : live())
            for (var other : live()) {
                if (one.id() >= other.id() || !live.contains(one) || !live.contains(other)) continue;
                if (one.motion().box().overlap(other.motion().box()) < SAME_PLACE_OVERLAP) continue;
                double difference = one.surprise() - other.surprise();
                if (one.strays() != other.strays()) lose(one.strays() ? one : other, at);
                else if (Math.abs(difference) >= CLEAR_DIFFERENCE) lose(difference < 0 ? other : one, at);
                else live.removeAll(List.of(one, other));
            }
        for (var track : live)
            live.stream()
                    .filter(other -> other != track
                            && touch(track.motion().box(), other.motion().box()))
                    .findFirst()
                    .ifPresentOrElse(track::isBeside, track::isAlone);
        forget(at);
    }

    private static boolean touch(Box one, Box other) {
        return Math.abs(one.centreX() - other.centreX()) < (one.width() + other.width()) / 2
                && Math.abs(one.centreY() - other.centreY()) < (one.height() + other.height()) / 2;
    }

    /// Gives every sighting a live track: a remembered one where place, motion and shape fit and no other does, else a
    /// new one.
    ///
    /// @return the tracks in the order of the sightings
    List<Track> admit(List<Sighting> sightings, Duration at) {
        forget(at);
        var known = known(sightings, at);
        var admitted = new ArrayList<Track>();
        for (var sighting : sightings) {
            var track = known.get(sighting);
            if (track == null) {
                track = new Track(nextId++, sighting, at, new CoverDetector(facePattern));
                if (mayBeSomebodyLost(sighting, null, at)) track.doubt(at);
            } else {
                track.seen(sighting, at);
                lost.remove(track);
            }
            admitted.add(track);
        }
        live.addAll(admitted);
        live.sort(Comparator.comparingInt(Track::id));
        return admitted;
    }

    /// Whom each sighting shows again: by place, motion, shape, look and colours, where no other fits as well.
    private Map<Sighting, Track> known(List<Sighting> sightings, Duration at) {
        var pairs = new ArrayList<Pair>();
        for (var sighting : sightings)
            for (var track : lost)
                if (track.isSameFaceAs(sighting, at) && track.hasTintOf(sighting))
                    pairs.add(new Pair(sighting, track, track.cost(sighting, at)));
        pairs.removeIf(pair -> pair.cost() > MAX_COST);
        var known = new IdentityHashMap<Sighting, Track>();
        for (var pair : pairs)
            if (pairs.stream().allMatch(pair::isBetterThan)) known.put(pair.sighting(), pair.track());
        return known;
    }

    /// @param not who it surely is not
    private boolean mayBeSomebodyLost(Sighting sighting, @Nullable Track not, Duration at) {
        return !memory.isZero() && lost.stream().anyMatch(track -> track != not && track.way(sighting, at) <= MAX_COST);
    }

    /// What the mesh of a live track shows now. A face that is clearly seen and unlike the track's for some frames is
    /// somebody else: the track is lost. Until then, and while a hand or whoever passes hides who it is, it goes on
    /// untold.
    ///
    /// @return whether it goes on
    boolean follow(Track track, Sighting sighting, Duration at) {
        boolean goesOn = track.isSameFaceAs(sighting, at) && (!track.strays() || track.hasTintOf(sighting));
        if (track.inDoubtSince() != null || goesOn) {
            track.seen(sighting, at);
            return true;
        }
        track.strays(sighting, isClear(sighting, at), at);
        if (!track.hasGone(at) && !memory.isZero()) return true;
        lose(track, at);
        return false;
    }

    private boolean isClear(Sighting sighting, Duration at) {
        return new CoverDetector(facePattern)
                        .visible(
                                sighting.fit().appearance(),
                                sighting.pose().pose().yaw(),
                                at)
                >= CLEARLY_SEEN;
    }

    /// Whoever turned out to be another than the one whose mesh was followed there.
    void replace(Track gone, Sighting sighting, Duration at) {
        var track = new Track(nextId++, sighting, at, new CoverDetector(facePattern));
        if (mayBeSomebodyLost(sighting, gone, at)) track.doubt(at);
        live.add(track);
    }

    /// Faces in doubt that turn out to be somebody lost take their track up again; who is clearly seen and unlike
    /// them is new. What is half hidden, by a hand or by whoever passes, stays in doubt as long as anybody lost is
    /// remembered.
    void settle(Duration at) {
        forget(at);
        for (var track : live()) {
            var since = track.inDoubtSince();
            if (since == null) continue;
            var sighting = track.sighting();
            var known = known(List.of(sighting), at).get(sighting);
            if (known != null) {
                known.seen(sighting, at);
                lost.remove(known);
                live.remove(track);
                live.add(known);
            } else {
                double seen = track.cover()
                        .visible(
                                sighting.fit().appearance(),
                                sighting.pose().pose().yaw(),
                                at);
                boolean isSomebodyElse = seen >= CLEARLY_SEEN && at.minus(since).compareTo(DOUBT) >= 0;
                if (isSomebodyElse || !mayBeSomebodyLost(sighting, null, at)) track.trust();
            }
        }
        live.sort(Comparator.comparingInt(Track::id));
    }

    private record Pair(Sighting sighting, Track track, double cost) {
        /// Than what stands in its way; a pair of others does not.
        boolean isBetterThan(Pair other) {
            boolean rivals = (sighting == other.sighting) != (track == other.track);
            return !rivals || cost + CLEAR_DIFFERENCE <= other.cost;
        }
    }

    /// After a cut nothing of the picture before is left to follow.
    void reset() {
        live.clear();
        lost.clear();
    }

    private void forget(Duration at) {
        lost.removeIf(track -> at.minus(track.lostAt()).compareTo(memory) > 0);
    }
}
