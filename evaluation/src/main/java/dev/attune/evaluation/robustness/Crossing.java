package dev.attune.evaluation.robustness;

import dev.attune.actor.Expression;
import dev.attune.actor.GroundTruth.Place;
import dev.attune.actor.GroundTruth.Point;
import dev.attune.actor.Identity;
import dev.attune.actor.Renderer;
import dev.attune.actor.Rig;
import dev.attune.actor.Scene;
import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.media.Frame;
import dev.attune.signals.FaceObservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Two synthetic people walk past each other, one in front: does each keep the track id?
///
/// @param swapped the ids changed places: one person's story would go on as the other's
/// @param renewed somebody came back under a new id: a story ends, another begins
/// @param kept both kept their id
public record Crossing(int passes, int kept, int renewed, int swapped) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int FRAMES_PER_SECOND = 15; // what pages are told to send
    private static final double[] SECONDS = {1.5, 3};
    private static final double[] HEIGHT_DIFFERENCES = {0, 0.6}; // in eye distances
    private static final int PAIRS = 2;

    /// Each pair of people at each speed and difference in height.
    static Crossing measure(Rig rig, FaceModels models, long seed) {
        int kept = 0, renewed = 0, swapped = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            var front = head(rig, seed + 100 + 2L * pair);
            var back = head(rig, seed + 101 + 2L * pair);
            for (double seconds : SECONDS)
                for (double difference : HEIGHT_DIFFERENCES)
                    switch (walk(front, back, seconds, difference, models)) {
                        case KEPT -> kept++;
                        case RENEWED -> renewed++;
                        case SWAPPED -> swapped++;
                    }
        }
        return new Crossing(kept + renewed + swapped, kept, renewed, swapped);
    }

    private enum Outcome {
        KEPT,
        RENEWED,
        SWAPPED
    }

    private static Picture head(Rig rig, long seed) {
        var shot = new Renderer(
                        rig,
                        Identity.seeded(seed),
                        Scene.portrait(WIDTH, HEIGHT)
                                .withFraming(new Scene.Framing(5, 0.44))
                                .withSamplesPerSide(1))
                .render(Expression.NEUTRAL, Duration.ZERO);
        Point left = shot.truth().point(Place.LEFT_IRIS), right = shot.truth().point(Place.RIGHT_IRIS);
        return Picture.of(shot, Math.hypot(left.x() - right.x(), left.y() - right.y()));
    }

    private static Outcome walk(Picture front, Picture back, double seconds, double difference, FaceModels models) {
        int frames = (int) Math.round(seconds * FRAMES_PER_SECOND);
        double reach = WIDTH * 0.3;
        Optional<Integer> frontId = Optional.empty(), backId = Optional.empty();
        Optional<Integer> frontEnd = Optional.empty(), backEnd = Optional.empty();
        try (var analyzer = new FaceAnalyzer(models, FaceOptions.recording())) {
            for (int i = 0; i <= frames; i++) {
                double x = reach * (2.0 * i / frames - 1);
                double lower = difference * back.eyeDistance();
                var bgr = new byte[3 * WIDTH * HEIGHT];
                Arrays.fill(bgr, (byte) 120);
                paste(back, -x, lower, bgr);
                paste(front, x, 0, bgr);
                var at = Duration.ofNanos(i * 1_000_000_000L / FRAMES_PER_SECOND);
                var faces = analyzer.analyze(new Frame(at, WIDTH, HEIGHT, bgr)).faces();
                if (i <= frames / 4) {
                    frontId = nearest(faces, front, x, 0);
                    backId = nearest(faces, back, -x, lower);
                }
                if (i >= frames * 3 / 4) {
                    frontEnd = nearest(faces, front, x, 0);
                    backEnd = nearest(faces, back, -x, lower);
                }
            }
        }
        if (frontEnd.isPresent() && frontEnd.equals(backId) || backEnd.isPresent() && backEnd.equals(frontId))
            return Outcome.SWAPPED;
        return frontId.isPresent() && frontId.equals(frontEnd) && backId.isPresent() && backId.equals(backEnd)
                ? Outcome.KEPT
                : Outcome.RENEWED;
    }

    /// The track that sits where this head is.
    private static Optional<Integer> nearest(List<FaceObservation> faces, Picture head, double dx, double dy) {
        Point eyes = head.betweenEyes();
        var candidates = new ArrayList<Integer>();
        for (var face : faces) {
            Point left = Sample.point(face.landmarks(), Place.LEFT_IRIS);
            Point right = Sample.point(face.landmarks(), Place.RIGHT_IRIS);
            double off =
                    Math.hypot((left.x() + right.x()) / 2 - eyes.x() - dx, (left.y() + right.y()) / 2 - eyes.y() - dy);
            if (off < 0.6 * head.eyeDistance()) candidates.add(face.trackId());
        }
        return candidates.stream().findFirst();
    }

    /// An ellipse about the head, with a soft rim.
    private static void paste(Picture head, double dx, double dy, byte[] bgr) {
        Point eyes = head.betweenEyes(), mouth = head.mouth();
        double cx = (eyes.x() + mouth.x()) / 2 + dx, cy = (eyes.y() + mouth.y()) / 2 + dy;
        double across = 1.5 * head.eyeDistance(), down = 2.1 * head.eyeDistance();
        int left = (int) Math.max(0, cx - 1.1 * across), right = (int) Math.min(WIDTH, cx + 1.1 * across);
        int top = (int) Math.max(0, cy - 1.1 * down), bottom = (int) Math.min(HEIGHT, cy + 1.1 * down);
        for (int y = top; y < bottom; y++)
            for (int x = left; x < right; x++) {
                double opacity = Math.clamp((1.05 - Math.hypot((x - cx) / across, (y - cy) / down)) / 0.1, 0, 1);
                int i = 3 * (y * WIDTH + x);
                for (int channel = 0; channel < 3 && opacity > 0; channel++) {
                    int value = head.value((int) Math.round(x - dx), (int) Math.round(y - dy), channel);
                    bgr[i + channel] = (byte) Math.round(opacity * value + (1 - opacity) * (bgr[i + channel] & 0xff));
                }
            }
    }
}
