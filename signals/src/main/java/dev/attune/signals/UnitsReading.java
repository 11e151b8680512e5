package dev.attune.signals;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/// All faces that a phone, a headset or another tool told at one media time, in ascending order of
/// track id; an empty list is the result "no face". What a camera's frame shows is a [FaceReading].
public record UnitsReading(Duration at, List<FaceUnits> faces) implements Observation {
    public UnitsReading {
        Check.mediaTime("at", at);
        faces = List.copyOf(faces);
        var seen = new HashSet<Integer>();
        for (var face : faces)
            if (!seen.add(face.trackId()))
                throw new IllegalArgumentException("track %d appears twice at %s".formatted(face.trackId(), at));
    }
}
