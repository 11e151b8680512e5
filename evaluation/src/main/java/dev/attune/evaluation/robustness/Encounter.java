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
import java.util.Random;

/// People who meet in front of one camera, as a film: whose track id is whose?
///
/// @param actors those in front come last
/// @param liveliness what happens beside the walks
record Encounter(List<Actor> actors, double seconds, Liveliness liveliness) {
    static final int WIDTH = 640;
    static final int HEIGHT = 480;
    private static final int FRAMES_PER_SECOND = 15; // what pages are told to send
    private static final double CLEAR = 2; // eye distances between two faces that hide hardly anything of each other
    private static final double ON_FACE = 0.6; // eye distances

    /// Noise of one standard deviation; each frame begins elsewhere in it.
    private static final float[] GRAIN = grain();

    private static float[] grain() {
        var random = new Random(1);
        var grain = new float[1_000_003];
        for (int i = 0; i < grain.length; i++) grain[i] = (float) random.nextGaussian();
        return grain;
    }

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

    /// Heads that sway and lean, a light that drifts, a sensor that is noisy.
    ///
    /// @param lean degrees
    /// @param size share
    /// @param light share
    /// @param noise standard deviation in 8-bit levels
    record Liveliness(double lean, double size, double light, double noise, long seed) {
        /// Pictures cut out and moved.
        static final Liveliness NONE = new Liveliness(0, 0, 0, 0, 0);

        static Liveliness of(long seed) {
            return new Liveliness(4, 0.05, 0.15, 4, seed);
        }

        /// -1..1, of periods between 2 and 4 seconds.
        private double wave(double second, int which) {
            double phase = new Random(seed + 31L * which).nextDouble();
            return Math.sin(2 * Math.PI * (second / (2 + 2 * phase) + phase));
        }
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

    byte[] picture(double second) {
        var bgr = new byte[3 * WIDTH * HEIGHT];
        Arrays.fill(bgr, (byte) 120);
        for (var actor : actors) actor.path().at(second).ifPresent(off -> paste(actor, off, second, bgr));
        if (liveliness.equals(Liveliness.NONE)) return bgr;
        double light = 1 + liveliness.light() * liveliness.wave(second, 0);
        int grain = new Random(liveliness.seed() + Math.round(second * FRAMES_PER_SECOND)).nextInt(GRAIN.length);
        for (int i = 0; i < bgr.length; i++, grain++) {
            double value = light * (bgr[i] & 0xff) + liveliness.noise() * GRAIN[grain % GRAIN.length];
            bgr[i] = (byte) Math.clamp(Math.round(value), 0, 255);
        }
        return bgr;
    }

    /// An ellipse about the head, with a soft rim.
    private void paste(Actor actor, Point off, double second, byte[] bgr) {
        var head = actor.head();
        Point eyes = head.betweenEyes(), mouth = head.mouth();
        double cx = (eyes.x() + mouth.x()) / 2, cy = (eyes.y() + mouth.y()) / 2;
        double across = 1.5 * head.eyeDistance(), down = 2.1 * head.eyeDistance();
        double size = 1 + liveliness.size() * liveliness.wave(second, 1 + 2 * actor.person());
        double lean = Math.toRadians(liveliness.lean() * liveliness.wave(second, 2 + 2 * actor.person()));
        double cos = Math.cos(lean) / size, sin = Math.sin(lean) / size;
        double reach = 1.2 * size; // of the ellipse, which leans
        double eyesX = eyes.x() + off.x(), eyesY = eyes.y() + off.y();
        int left = (int) Math.max(0, cx + off.x() - reach * across);
        int right = (int) Math.min(WIDTH, cx + off.x() + reach * across);
        int top = (int) Math.max(0, cy + off.y() - reach * down);
        int bottom = (int) Math.min(HEIGHT, cy + off.y() + reach * down);
        for (int y = top; y < bottom; y++)
            for (int x = left; x < right; x++) {
                double headX = eyes.x() + (x - eyesX) * cos + (y - eyesY) * sin;
                double headY = eyes.y() + (y - eyesY) * cos - (x - eyesX) * sin;
                double opacity =
                        Math.clamp((1.05 - Math.hypot((headX - cx) / across, (headY - cy) / down)) / 0.1, 0, 1);
                if (opacity > 0) head.blend(headX, headY, opacity, bgr, 3 * (y * WIDTH + x));
            }
    }
}
