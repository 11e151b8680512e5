package dev.attune.face;

import dev.attune.signals.Box;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Keeps the ids of faces: by place, motion and coarse head shape, without anything that could recognise a person. How
/// alike two sightings look can refuse an id, never give one.
///
/// A track is live, or lost and remembered for a short while. Ids count up and are never used twice in one stream.
final class FaceTracker {
    private static final double SAME_PLACE_OVERLAP = 0.5; // two meshes that share half their boxes sit on one face
    private static final double HALF_HIDDEN_OVERLAP = 0.05;
    private static final double MAX_COST = 0.5; // see Track.cost: a face that jumped by its own width costs 1

    /// See [FaceAppearance#likeness]: 8 % of pairs of two people's portraits reach it.
    private static final double ALIKE = 0.65;

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
                if (Math.abs(difference) >= CLEAR_DIFFERENCE) lose(difference < 0 ? other : one, at);
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
        var pairs = new ArrayList<Pair>();
        for (var sighting : sightings)
            for (var track : lost)
                if (mayBeOnePerson(track, sighting)) pairs.add(new Pair(sighting, track, track.cost(sighting, at)));
        pairs.removeIf(pair -> pair.cost() > MAX_COST);

        var admitted = new ArrayList<Track>();
        for (var sighting : sightings) {
            var known = pairs.stream()
                    .filter(pair -> pair.sighting() == sighting)
                    .filter(pair -> pairs.stream().allMatch(pair::isBetterThan))
                    .findFirst();
            if (known.isPresent()) {
                var track = known.get().track();
                track.seen(sighting, at);
                lost.remove(track);
                admitted.add(track);
            } else admitted.add(new Track(nextId++, sighting, at, new CoverDetector(facePattern)));
        }
        live.addAll(admitted);
        live.sort(Comparator.comparingInt(Track::id));
        return admitted;
    }

    /// Whoever comes out from behind another was walking, and the first fit of a mesh is too loose to be compared then.
    /// Who vanished for another reason may have left, and another may sit there now.
    private static boolean mayBeOnePerson(Track track, Sighting sighting) {
        return track.beside() != null || track.likeness(sighting) >= ALIKE;
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
