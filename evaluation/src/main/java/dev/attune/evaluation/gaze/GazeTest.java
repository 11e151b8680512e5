package dev.attune.evaluation.gaze;

import dev.attune.actor.Expression;
import dev.attune.actor.GazeStage;
import dev.attune.actor.Identity;
import dev.attune.actor.Renderer;
import dev.attune.actor.Rig;
import dev.attune.actor.Scene;
import dev.attune.actor.Shot;
import dev.attune.evaluation.gaze.GazeResult.Look;
import dev.attune.evaluation.gaze.GazeResult.ScreenScore;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.face.GazeCalibration;
import dev.attune.face.GazeCalibration.Place;
import dev.attune.signals.GazeReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Plays people the gaze model was not trained on, and compares what is read with what was played.
///
/// The training people are 0 to 33 of [GazeStage]; held-out people begin at 34, another range for every seed.
public final class GazeTest {
    private static final int FIRST_HELD_OUT = 34;
    private static final int PEOPLE_PER_SEED = 1000;

    private static final double SCREEN_WIDTH = 1280;
    private static final double SCREEN_HEIGHT = 720;
    private static final double MILLIMETRES_PER_PIXEL = 25.4 / 96; // CSS
    private static final double CAMERA_ABOVE_SCREEN_MILLIMETRES = 10;
    private static final double EYES_TO_SCREEN_MILLIMETRES = 100 * Scene.CAMERA_DISTANCE; // decimetres
    private static final int FRAMES_PER_PLACE = 6;
    private static final double[] NINE = {0.1, 0.5, 0.9};
    private static final double[] FOUR = {0.3, 0.7};

    private final FaceModels models;
    private final long seed;
    private final Consumer<String> progress;

    /// @param seed at least 1
    public GazeTest(FaceModels models, long seed, Consumer<String> progress) {
        if (seed < 1) throw new IllegalArgumentException("the seed must be at least 1, got " + seed);
        this.models = models;
        this.seed = seed;
        this.progress = progress;
    }

    /// @param people of the gaze table
    /// @param frames of each of them
    /// @param screens people who look at screen places
    /// @param blinks people who blink, the first of them those before the screen
    /// @param pupils people of each of six colours of the iris
    public GazeResult run(Rig rig, int people, int frames, int screens, int blinks, int pupils) {
        var looks = looks(rig, people, frames);
        var pointed = new ArrayList<ScreenScore>();
        for (int i = 0; i < screens; i++) {
            pointed.add(screen(rig, person(people + i)));
            progress.accept("screen: person %d of %d".formatted(i + 1, screens));
        }
        var blinking =
                IntStream.range(0, blinks).mapToObj(i -> person(people + i)).toList();
        var lids = new BlinkScores(new BlinkTest(models, progress).run(rig, blinking));
        var widths = new PupilScores(new PupilTest(models, seed, progress).run(rig, pupils));
        return new GazeResult(seed, new Bootstrap(seed, Bootstrap.DEFAULT_DRAWS), looks, pointed, lids, widths);
    }

    private int person(int number) {
        return (int) (FIRST_HELD_OUT + PEOPLE_PER_SEED * (seed - 1) + number);
    }

    private List<Look> looks(Rig rig, int people, int frames) {
        var looks = new ArrayList<Look>();
        for (int i = 0; i < people; i++) {
            int person = person(i);
            GazeStage.play(rig, person, frames, (asked, shot) -> looks.add(look(person, asked, shot)));
            progress.accept("gaze: person %d of %d".formatted(i + 1, people));
        }
        return looks;
    }

    private Look look(int person, Expression asked, Shot shot) {
        try (var analyzer = new FaceAnalyzer(models, FaceOptions.still())) {
            var faces = analyzer.analyze(shot.frame()).faces();
            return new Look(
                    person,
                    asked.headYaw(),
                    asked.headPitch(),
                    asked.headRoll(),
                    asked.eyeYaw(),
                    asked.eyePitch(),
                    asked.level(43).left(),
                    shot.truth().gaze(),
                    faces.isEmpty() ? null : faces.getFirst().pose(),
                    faces.isEmpty() ? null : faces.getFirst().eyes().gaze());
        }
    }

    /// Nine places and four in between on a screen below the camera, the head moving a little, the eyes holding on.
    private ScreenScore screen(Rig rig, int person) {
        var scene = Scene.portrait(320, 320).withSamplesPerSide(1).withSeed(person);
        var renderer = new Renderer(rig, Identity.seeded(1000 + person), scene);
        var random = new Random(person);
        var places = new ArrayList<Place>();
        var samples = new ArrayList<GazeCalibration.Sample>();
        long at = 0;
        try (var analyzer = new FaceAnalyzer(models, FaceOptions.live())) {
            for (double[] grid : new double[][] {NINE, FOUR})
                for (double down : grid)
                    for (double across : grid) {
                        double x = across * SCREEN_WIDTH;
                        double y = down * SCREEN_HEIGHT;
                        // The picture's right is the person's left, where the screen's x falls.
                        double yaw = Math.toDegrees(
                                Math.atan((SCREEN_WIDTH / 2 - x) * MILLIMETRES_PER_PIXEL / EYES_TO_SCREEN_MILLIMETRES));
                        double pitch =
                                -Math.toDegrees(Math.atan((y * MILLIMETRES_PER_PIXEL + CAMERA_ABOVE_SCREEN_MILLIMETRES)
                                        / EYES_TO_SCREEN_MILLIMETRES));
                        long from = at;
                        for (int i = 0; i < FRAMES_PER_PLACE; i++, at += 40) {
                            double headYaw = 0.15 * yaw + 0.7 * random.nextGaussian();
                            double headPitch = 0.15 * pitch + 0.7 * random.nextGaussian();
                            var face = Expression.NEUTRAL
                                    .withHead(headYaw, headPitch, random.nextGaussian())
                                    .withEyes(yaw - headYaw, pitch - headPitch);
                            var time = Duration.ofMillis(at);
                            for (var seen : analyzer.analyze(
                                            renderer.render(face, time).frame())
                                    .faces())
                                if (seen.eyes().gaze() instanceof GazeReading.Seen gaze)
                                    samples.add(new GazeCalibration.Sample(
                                            time, gaze.both(), seen.pose(), gaze.confidence()));
                        }
                        places.add(new Place(x, y, Duration.ofMillis(from), Duration.ofMillis(at - 1)));
                    }
        }
        var result = GazeCalibration.fit(
                places.subList(0, 9),
                places.subList(9, places.size()),
                new GazeCalibration.Viewport(SCREEN_WIDTH, SCREEN_HEIGHT),
                samples);
        return switch (result) {
            case GazeCalibration.Calibrated good ->
                new ScreenScore(
                        person,
                        good.errorPx(),
                        Math.toDegrees(Math.atan(good.errorPx() * MILLIMETRES_PER_PIXEL / EYES_TO_SCREEN_MILLIMETRES)),
                        "");
            case GazeCalibration.Refused refused -> new ScreenScore(person, Double.NaN, Double.NaN, refused.reason());
        };
    }
}
