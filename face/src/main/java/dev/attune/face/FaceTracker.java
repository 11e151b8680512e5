package dev.attune.face;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/// Keeps the ids of faces: by place, motion and coarse head shape, without anything that could recognise a person.
///
/// A track is live, or lost and remembered for a short while. Ids count up and are never used twice in one stream.
final class FaceTracker {
    private static final double SAME_PLACE_OVERLAP = 0.5; // two meshes that share half their boxes sit on one face
    private static final double MAX_COST = 1.6; // see Track.cost: a face that jumped by its own width costs 1

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

    void lose(Track track) {
        if (live.remove(track)) lost.add(track);
    }

    /// Of two tracks that drifted onto one face, loses the one whose course and shape fit worse.
    void separate(Duration at) {
        for (var one : live())
            for (var other : live()) {
                if (one.id() >= other.id() || !live.contains(one) || !live.contains(other)) continue;
                if (one.motion().box().overlap(other.motion().box()) < SAME_PLACE_OVERLAP) continue;
                lose(one.surprise() <= other.surprise() ? other : one);
            }
        forget(at);
    }

    /// Gives every sighting a live track: a remembered one where place and shape fit, else a new one.
    ///
    /// @return the tracks in the order of the sightings
    List<Track> admit(List<Sighting> sightings, Duration at) {
        forget(at);
        record Pair(int sighting, Track track, double cost) {}
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < sightings.size(); i++)
            for (var track : lost) pairs.add(new Pair(i, track, track.cost(sightings.get(i), at)));
        pairs.sort(Comparator.comparingDouble(Pair::cost));

        var admitted = new Track[sightings.size()];
        var taken = new HashSet<Track>();
        for (var pair : pairs) {
            if (pair.cost() > MAX_COST || admitted[pair.sighting()] != null || !taken.add(pair.track())) continue;
            admitted[pair.sighting()] = pair.track();
        }
        for (int i = 0; i < admitted.length; i++) {
            var sighting = sightings.get(i);
            var known = admitted[i];
            if (known == null) {
                admitted[i] = new Track(nextId++, sighting, at, new CoverDetector(facePattern));
            } else {
                known.seen(sighting, at);
                lost.remove(known);
            }
            live.add(admitted[i]);
        }
        live.sort(Comparator.comparingInt(Track::id));
        return List.of(admitted);
    }

    /// After a cut nothing of the picture before is left to follow.
    void reset() {
        live.clear();
        lost.clear();
    }

    private void forget(Duration at) {
        lost.removeIf(track -> at.minus(track.motion().at()).compareTo(memory) > 0);
    }
}
