package dev.attune.actor;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Gaze;
import dev.attune.signals.HeadPose;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What is true of a rendered frame, because the frame was made from it.
///
/// @param actionUnits every unit this rig plays, in the order of their numbers, with reliability 1; the intensity is
///     what was asked of the rig (see [Expression]), not a FACS coder's reading
/// @param head degrees; position of the point between the eyes
/// @param gaze of both eyes in the camera's frame
/// @param points pixels of the picture, x to the right, y down, pixel centres at .5
public record GroundTruth(
        Duration at, List<ActionUnit> actionUnits, HeadPose head, Gaze gaze, Map<Place, Point> points) {

    /// Left and right are the person's own.
    public enum Place {
        LEFT_IRIS,
        RIGHT_IRIS,
        LEFT_UPPER_LID,
        LEFT_LOWER_LID,
        RIGHT_UPPER_LID,
        RIGHT_LOWER_LID,
        LEFT_MOUTH_CORNER,
        RIGHT_MOUTH_CORNER
    }

    public record Point(double x, double y) {}

    public GroundTruth {
        actionUnits = List.copyOf(actionUnits);
        points = Collections.unmodifiableMap(new EnumMap<>(points));
        if (points.size() != Place.values().length)
            throw new IllegalArgumentException("every place needs a point, got only " + points.keySet());
    }

    public Point point(Place place) {
        return Objects.requireNonNull(points.get(place));
    }

    /// @throws IllegalArgumentException for a unit this rig does not play
    public ActionUnit actionUnit(int number) {
        for (ActionUnit unit : actionUnits) if (unit.number() == number) return unit;
        throw new IllegalArgumentException("this rig cannot play AU" + number);
    }
}
