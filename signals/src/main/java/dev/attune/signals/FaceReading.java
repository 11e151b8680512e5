package dev.attune.signals;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/// All faces of one frame, in ascending order of track id; an empty list is the result "no face".
public record FaceReading(Duration at, List<FaceObservation> faces) implements Observation {
    public FaceReading {
        Check.mediaTime("at", at);
        faces = List.copyOf(faces);
        var seen = new HashSet<Integer>();
        for (var face : faces)
            if (!seen.add(face.trackId()))
                throw new IllegalArgumentException("track %d appears twice in one frame".formatted(face.trackId()));
    }
}
