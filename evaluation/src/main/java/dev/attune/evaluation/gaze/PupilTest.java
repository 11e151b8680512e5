package dev.attune.evaluation.gaze;

import dev.attune.actor.Colour;
import dev.attune.actor.Expression;
import dev.attune.actor.GroundTruth.Place;
import dev.attune.actor.Identity;
import dev.attune.actor.Renderer;
import dev.attune.actor.Rig;
import dev.attune.actor.Scene;
import dev.attune.actor.Scene.Framing;
import dev.attune.actor.Scene.Lighting;
import dev.attune.actor.Scene.Sensor;
import dev.attune.evaluation.gaze.PupilScores.Score;
import dev.attune.evaluation.robustness.Effects;
import dev.attune.evaluation.robustness.Picture;
import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.media.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Paints pupils of known width, or none, into eyes of six colours, and compares what is read with what was painted:
/// in five sizes, and one size blurred, noisy and compressed.
final class PupilTest {
    private static final int SIDE = 800;
    private static final int FIRST_PERSON = 5000; // others than those of the gaze
    private static final double[] PAINTED = {0, 0.25, 0.4, 0.55};
    private static final double IRIS_PER_EYE_DISTANCE = 11.7 / 63; // diameter; adults

    /// Linear light, from blue to nearly black.
    private static final Map<String, Colour> IRISES = irises();

    private static Map<String, Colour> irises() {
        var irises = new LinkedHashMap<String, Colour>();
        irises.put("blue", new Colour(0.10, 0.17, 0.26));
        irises.put("green", new Colour(0.11, 0.15, 0.08));
        irises.put("light brown", new Colour(0.16, 0.09, 0.045));
        irises.put("brown", new Colour(0.11, 0.06, 0.03));
        irises.put("dark brown", new Colour(0.05, 0.027, 0.014));
        irises.put("nearly black", new Colour(0.02, 0.012, 0.008));
        return irises;
    }

    private final FaceModels models;
    private final long seed;
    private final Consumer<String> progress;

    PupilTest(FaceModels models, long seed, Consumer<String> progress) {
        this.models = models;
        this.seed = seed;
        this.progress = progress;
    }

    /// @param people of each colour of iris
    List<Score> run(Rig rig, int people) {
        var scores = new ArrayList<Score>();
        int number = 0;
        for (int i = 0; i < people; i++)
            for (var iris : IRISES.entrySet()) {
                long person = FIRST_PERSON + 1000 * (seed - 1) + number++;
                scores.addAll(person(rig, person, iris.getKey(), iris.getValue()));
                progress.accept("pupils: person %d of %d".formatted(number, people * IRISES.size()));
            }
        return scores;
    }

    private List<Score> person(Rig rig, long person, String name, Colour iris) {
        var random = new Random(77 * person + 3); // any odd factor keeps neighbours apart
        var scene = Scene.portrait(SIDE, SIDE)
                .withSamplesPerSide(1)
                .withSeed(person)
                .withFraming(new Framing(2.4, 0.45))
                .withLighting(new Lighting(
                        -60 + 120 * random.nextDouble(),
                        5 + 40 * random.nextDouble(),
                        0.7 + 0.5 * random.nextDouble(),
                        0.7 + 0.6 * random.nextDouble()))
                .withSensor(new Sensor(1, 0.5, 0.8 + 0.4 * random.nextDouble(), false));
        var renderer = new Renderer(rig, Identity.seeded(person).withIris(iris), scene);
        var scores = new ArrayList<Score>();
        for (double painted : PAINTED) {
            var face = Expression.NEUTRAL
                    .withPupil(painted)
                    .withHead(5 * random.nextGaussian(), 4 * random.nextGaussian(), 5 * random.nextGaussian())
                    .withEyes(5 * random.nextGaussian(), 3 * random.nextGaussian());
            if (random.nextDouble() < 0.7) face = face.with(5, 4 * random.nextDouble());
            var shot = renderer.render(face, Duration.ZERO);
            var truth = shot.truth();
            double eyes = Math.hypot(
                    truth.point(Place.LEFT_IRIS).x()
                            - truth.point(Place.RIGHT_IRIS).x(),
                    truth.point(Place.LEFT_IRIS).y()
                            - truth.point(Place.RIGHT_IRIS).y());
            var picture = Picture.of(shot, eyes);
            conditions(person)
                    .forEach((condition, effect) -> scores.add(read(effect.apply(picture), name, painted, condition)));
        }
        return scores;
    }

    private static Map<String, UnaryOperator<Picture>> conditions(long person) {
        var conditions = new LinkedHashMap<String, UnaryOperator<Picture>>();
        for (int radius : new int[] {18, 12, 8, 6, 5})
            conditions.put("iris radius %d px".formatted(radius), picture -> withIris(picture, radius));
        conditions.put("12 px, noise of 6 grey levels", picture -> Effects.noisy(withIris(picture, 12), 6, person));
        conditions.put("12 px, boxes of 3 px over it thrice", picture -> Effects.blurred(withIris(picture, 12), 0.008));
        conditions.put("12 px, boxes of 5 px over it thrice", picture -> Effects.blurred(withIris(picture, 12), 0.015));
        conditions.put("12 px, JPEG .5", picture -> Effects.compressed(withIris(picture, 12), 0.5f));
        conditions.put("8 px, JPEG .5", picture -> Effects.compressed(withIris(picture, 8), 0.5f));
        return conditions;
    }

    private static Picture withIris(Picture picture, double radius) {
        double eyeDistance = 2 * radius / IRIS_PER_EYE_DISTANCE;
        return Effects.shrunk(picture, Picture.FACE_PER_EYE_DISTANCE * eyeDistance);
    }

    private Score read(Picture picture, String iris, double painted, String condition) {
        try (var analyzer = new FaceAnalyzer(models, FaceOptions.live())) {
            var faces = analyzer.analyze(new Frame(Duration.ZERO, picture.width(), picture.height(), picture.bgr()))
                    .faces();
            double read = faces.isEmpty()
                    ? Double.NaN
                    : faces.getFirst().eyes().pupils().both().optional().orElse(Double.NaN);
            return new Score(iris, painted, condition, read);
        }
    }
}
