package dev.attune.evaluation.robustness;

import dev.attune.actor.GroundTruth.Place;
import dev.attune.actor.GroundTruth.Point;
import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.models.CanonicalFace;
import dev.attune.signals.Landmarks;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// A real face, brought to the place and size in which the heads of an [Encounter] stand.
///
/// @param person the same for pictures of one person
record Portrait(String person, Picture picture, Landmarks landmarks) {
    private static final double EYE_DISTANCE = 60; // pixels, as the rendered heads have
    private static final Point BETWEEN_EYES = new Point(Encounter.WIDTH / 2.0, Encounter.HEIGHT * 0.44);
    private static final double FRONTAL_DEGREES = 20;
    private static final double SMALLEST = 0.5; // of the size it is brought to: smaller ones would be smooth only

    /// Empty unless the picture shows exactly one face, about from the front, and large enough.
    static Optional<Portrait> of(Still still, FaceModels models) {
        var frame = still.frame();
        try (var analyzer = new FaceAnalyzer(models, FaceOptions.still())) {
            var faces = analyzer.analyze(frame).faces();
            if (faces.size() != 1) return Optional.empty();
            var face = faces.getFirst();
            var found = new Picture(
                    frame.width(),
                    frame.height(),
                    frame.bgr(),
                    points(face.landmarks()),
                    face.quality().eyeDistancePixels() * StressTest.IRISES_PER_OUTER_CORNERS);
            double scale = EYE_DISTANCE / found.eyeDistance();
            if (Math.abs(face.pose().yaw()) > FRONTAL_DEGREES || scale > 1 / SMALLEST) return Optional.empty();
            return Optional.of(placed(still.person(), found, face.landmarks(), scale));
        }
    }

    private static Portrait placed(String person, Picture found, Landmarks landmarks, double scale) {
        Point eyes = found.betweenEyes();
        var bgr = new byte[3 * Encounter.WIDTH * Encounter.HEIGHT];
        for (int y = 0; y < Encounter.HEIGHT; y++)
            for (int x = 0; x < Encounter.WIDTH; x++)
                found.blend(
                        eyes.x() + (x - BETWEEN_EYES.x()) / scale,
                        eyes.y() + (y - BETWEEN_EYES.y()) / scale,
                        1,
                        bgr,
                        3 * (y * Encounter.WIDTH + x));
        var points = landmarks.toArray();
        for (int i = 0; i < points.length; i += 3) {
            points[i] = (float) (BETWEEN_EYES.x() + (points[i] - eyes.x()) * scale);
            points[i + 1] = (float) (BETWEEN_EYES.y() + (points[i + 1] - eyes.y()) * scale);
            points[i + 2] *= (float) scale;
        }
        return with(person, bgr, new Landmarks(points));
    }

    private static Portrait with(String person, byte[] bgr, Landmarks landmarks) {
        return new Portrait(
                person,
                new Picture(Encounter.WIDTH, Encounter.HEIGHT, bgr, points(landmarks), EYE_DISTANCE),
                landmarks);
    }

    private static Map<Place, Point> points(Landmarks landmarks) {
        var points = new EnumMap<Place, Point>(Place.class);
        for (var place : Place.values()) points.put(place, Sample.point(landmarks, place));
        return points;
    }

    /// The same person a moment later: turned, smiling a little, and lit from one side.
    Portrait later(CanonicalFace face) {
        var turn = new FaceTurn(face, 8, -5, 0.04);
        var moved = turn.moved(landmarks);
        var bgr = turn.drawn(picture, landmarks, moved);
        for (int i = 0; i < bgr.length; i++) {
            double across = (double) (i / 3 % Encounter.WIDTH) / Encounter.WIDTH - 0.5; // the face spans about a third
            bgr[i] = (byte) Math.round(Math.clamp((bgr[i] & 0xff) * (0.85 + 0.9 * across), 0, 255));
        }
        return with(person, bgr, moved);
    }
}
