package dev.attune.evaluation.robustness;

import dev.attune.actor.GroundTruth.Place;
import dev.attune.actor.GroundTruth.Point;
import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.media.Frame;
import dev.attune.signals.FaceObservation;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// People who meet in front of one camera, as a film: whose track id is whose?
///
/// @param actors those in front come last
record Encounter(List<Actor> actors, double seconds) {
    static final int WIDTH = 640;
    static final int HEIGHT = 480;
    private static final int FRAMES_PER_SECOND = 15; // what pages are told to send
    private static final double CLEAR = 2; // eye distances between two faces that hide hardly anything of each other
    private static final double ON_FACE = 0.6; // eye distances

    Encounter {
        actors = List.copyOf(actors);
        if (!(seconds > 0))
            throw new IllegalArgumentException("an encounter takes some time, got %s s".formatted(seconds));
    }

    /// A head on its way.
    ///
    /// @param person whose head it is, any number; one person may be shown by several pictures one after the other
    record Actor(int person, Picture head, Path path) {
        /// Where the face is; empty before it comes, after it left and while it cannot be seen for another reason.
        Optional<Point> at(double second) {
            return path.at(second)
                    .map(off -> new Point(
                            head.betweenEyes().x() + off.x(), head.betweenEyes().y() + off.y()));
        }
    }

    /// From the place where the head was rendered, in pixels.
    interface Path {
        Optional<Point> at(double second);
    }

    enum Outcome {
        /// Everybody has one id throughout, whoever comes later one of their own.
        KEPT,
        /// Somebody ends under another id than they began with: a story ends, another begins.
        RENEWED,
        /// An id was of two people: one person's story, baseline and consent would go on as the other's.
        WRONG
    }

    Outcome play(FaceModels models, FaceOptions options) {
        var owners = new HashMap<Integer, Integer>(); // person by id
        var first = new HashMap<Integer, Integer>(); // id by person
        var last = new HashMap<Integer, OptionalInt>();
        try (var analyzer = new FaceAnalyzer(models, options)) {
            for (int i = 0; i <= seconds * FRAMES_PER_SECOND; i++) {
                double second = (double) i / FRAMES_PER_SECOND;
                var at = Duration.ofNanos(i * 1_000_000_000L / FRAMES_PER_SECOND);
                var faces = analyzer.analyze(new Frame(at, WIDTH, HEIGHT, picture(second)))
                        .faces();
                for (var actor : actors) {
                    if (!isClear(actor, second)) continue;
                    var id = idAt(actor.at(second).orElseThrow(), actor.head().eyeDistance(), faces);
                    int person = actor.person();
                    if (id.isPresent() || i + 1 > seconds * FRAMES_PER_SECOND) last.put(person, id);
                    if (id.isEmpty()) continue;
                    first.putIfAbsent(person, id.getAsInt());
                    if (owners.computeIfAbsent(id.getAsInt(), any -> person) != person) return Outcome.WRONG;
                }
            }
        }
        return actors.stream()
                        .map(Actor::person)
                        .allMatch(person -> first.containsKey(person)
                                && OptionalInt.of(first.get(person)).equals(last.get(person)))
                ? Outcome.KEPT
                : Outcome.RENEWED;
    }

    /// Whether the whole face is in the picture and no other near it.
    private boolean isClear(Actor actor, double second) {
        var place = actor.at(second);
        double unit = actor.head().eyeDistance();
        return place.filter(point -> point.x() > unit && point.x() < WIDTH - unit)
                .filter(point -> actors.stream()
                        .filter(other -> other != actor)
                        .flatMap(other -> other.at(second).stream())
                        .allMatch(other -> Math.hypot(other.x() - point.x(), other.y() - point.y()) > CLEAR * unit))
                .isPresent();
    }

    private static OptionalInt idAt(Point place, double eyeDistance, List<FaceObservation> faces) {
        var id = OptionalInt.empty();
        double nearest = ON_FACE * eyeDistance;
        for (var face : faces) {
            Point left = Sample.point(face.landmarks(), Place.LEFT_IRIS);
            Point right = Sample.point(face.landmarks(), Place.RIGHT_IRIS);
            double off = Math.hypot((left.x() + right.x()) / 2 - place.x(), (left.y() + right.y()) / 2 - place.y());
            if (off >= nearest) continue;
            nearest = off;
            id = OptionalInt.of(face.trackId());
        }
        return id;
    }

    private byte[] picture(double second) {
        var bgr = new byte[3 * WIDTH * HEIGHT];
        Arrays.fill(bgr, (byte) 120);
        for (var actor : actors) actor.path().at(second).ifPresent(off -> paste(actor.head(), off.x(), off.y(), bgr));
        return bgr;
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
