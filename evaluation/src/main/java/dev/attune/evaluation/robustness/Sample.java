package dev.attune.evaluation.robustness;

import dev.attune.actor.GroundTruth.Place;
import dev.attune.actor.GroundTruth.Point;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Affect;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Landmarks;
import dev.attune.signals.Measurement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What was read from one picture, against what is true of it.
///
/// @param person whose pictures belong together
/// @param found whether a face was read where there is one
/// @param ghosts faces read where there is none
/// @param landmarkError mean distance of irises, lids and mouth corners, in eye distances; empty when not found
/// @param unitError mean absolute error of the action units, 0..5; empty when not found
/// @param confidence the quality score of the face in [0, 1]; empty when not found
/// @param expression the displayed expression answered; empty when abstained or not found
/// @param valence the valence answered; empty when not measurable or not found
record Sample(
        int person,
        boolean found,
        int ghosts,
        OptionalDouble landmarkError,
        OptionalDouble unitError,
        OptionalDouble confidence,
        Optional<Emotion> expression,
        OptionalDouble valence) {
    /// Indices of the mesh, MediaPipe's numbering; left and right are the person's own.
    private static final Map<Place, Integer> LANDMARK = Map.of(
            Place.LEFT_IRIS, 473,
            Place.RIGHT_IRIS, 468,
            Place.LEFT_UPPER_LID, 386,
            Place.LEFT_LOWER_LID, 374,
            Place.RIGHT_UPPER_LID, 159,
            Place.RIGHT_LOWER_LID, 145,
            Place.LEFT_MOUTH_CORNER, 291,
            Place.RIGHT_MOUTH_CORNER, 61);

    /// A face whose eyes lie further from the true ones than this, in eye distances, is another thing.
    private static final double SAME_FACE = 0.6;

    /// @param truth the true action units
    /// @param affects one per face of the reading
    static Sample of(int person, Picture picture, List<ActionUnit> truth, FaceReading reading, List<Affect> affects) {
        var face = reading.faces().stream()
                .filter(each -> eyesOff(picture, each.landmarks()) < SAME_FACE)
                .findFirst();
        int ghosts = reading.faces().size() - (face.isPresent() ? 1 : 0);
        if (face.isEmpty())
            return new Sample(
                    person,
                    false,
                    ghosts,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    OptionalDouble.empty());
        FaceObservation found = face.get();
        var affect = affects.stream()
                .filter(each -> each.trackId() == found.trackId())
                .findFirst();
        return new Sample(
                person,
                true,
                ghosts,
                OptionalDouble.of(landmarkError(picture, found.landmarks())),
                unitError(truth, affect.map(Affect::actionUnits).orElse(found.actionUnits())),
                OptionalDouble.of(found.quality().overall().score()),
                affect.flatMap(each -> top(each.expression())),
                affect.map(Affect::valence).map(Measurement::optional).orElse(OptionalDouble.empty()));
    }

    /// Where the mesh of a well-read face puts the places.
    static Point point(Landmarks landmarks, Place place) {
        int index = LANDMARK.getOrDefault(place, 0);
        return new Point(landmarks.x(index), landmarks.y(index));
    }

    private static Optional<Emotion> top(DisplayPattern pattern) {
        return switch (pattern) {
            case DisplayPattern.Displayed displayed ->
                Optional.of(displayed.probabilities().top());
            case DisplayPattern.Abstained abstained -> Optional.empty();
        };
    }

    private static double eyesOff(Picture picture, Landmarks landmarks) {
        Point left = point(landmarks, Place.LEFT_IRIS), right = point(landmarks, Place.RIGHT_IRIS);
        var middle = new Point((left.x() + right.x()) / 2, (left.y() + right.y()) / 2);
        return distance(middle, picture.betweenEyes()) / picture.eyeDistance();
    }

    private static double landmarkError(Picture picture, Landmarks landmarks) {
        double sum = 0;
        for (var place : Place.values()) sum += distance(point(landmarks, place), picture.point(place));
        return sum / Place.values().length / picture.eyeDistance();
    }

    private static OptionalDouble unitError(List<ActionUnit> truth, List<ActionUnit> read) {
        return read.stream()
                .flatMapToDouble(unit -> truth.stream()
                        .filter(known -> known.number() == unit.number())
                        .mapToDouble(known -> Math.abs(known.intensity() - unit.intensity())))
                .average();
    }

    private static double distance(Point one, Point other) {
        return Math.hypot(one.x() - other.x(), one.y() - other.y());
    }
}
