package dev.attune.evaluation.gaze;

import dev.attune.actor.GroundTruth.Place;
import dev.attune.actor.Identity;
import dev.attune.actor.Renderer;
import dev.attune.actor.Rig;
import dev.attune.actor.Scene;
import dev.attune.actor.Script;
import dev.attune.evaluation.gaze.BlinkScores.Kind;
import dev.attune.evaluation.gaze.BlinkScores.Played;
import dev.attune.evaluation.gaze.BlinkScores.Score;
import dev.attune.evaluation.gaze.BlinkScores.Span;
import dev.attune.evaluation.robustness.Effects;
import dev.attune.evaluation.robustness.Picture;
import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.fusion.AffectFusion;
import dev.attune.fusion.FusionState;
import dev.attune.media.Frame;
import dev.attune.signals.Affect;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/// Films of people who blink, blink by half, glance down and shut their eyes for a while, in good light, in the dark
/// and
/// behind glasses.
final class BlinkTest {
    private static final int HZ = 30;
    private static final int SECONDS = 62; // PERCLOS is told after a minute, and is of the last one
    private static final int LAST_MINUTE = (SECONDS - 60) * HZ;
    private static final int SIDE = 224;
    private static final Map<String, Integer> EVERY = every(); // n-th frame of the clean film

    private static final int BLINK = 45;
    private static final double FULL = 5;
    private static final double HALF = 3;
    private static final double SHUT = 4; // at least 80 % closed
    private static final double DOWN_DEGREES = -15;

    private static Map<String, Integer> every() {
        var every = new LinkedHashMap<String, Integer>();
        every.put("30 frames/s", 1);
        every.put("15 frames/s", 2);
        every.put("10 frames/s", 3);
        return every;
    }

    private final FaceModels models;
    private final Consumer<String> progress;

    BlinkTest(FaceModels models, Consumer<String> progress) {
        this.models = models;
        this.progress = progress;
    }

    /// @param people numbers of theirs; identity and film follow from it
    List<Score> run(Rig rig, List<Integer> people) {
        return people.parallelStream()
                .map(person -> {
                    var scores = film(rig, person);
                    progress.accept("blinks: person %d is read".formatted(person));
                    return scores;
                })
                .toList()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private interface Effect {
        Picture on(Picture picture, long seed);
    }

    /// One film seen in one condition.
    ///
    /// @param every names of its rows, each with how many of its frames make one that is read
    private record View(Map<String, Integer> every, Effect effect, FaceAnalyzer analyzer, List<FaceReading> readings) {}

    private List<View> views() {
        return List.of(
                view(EVERY, (picture, seed) -> picture),
                view(Map.of("30 frames/s, dark × 0.08", 1), (picture, seed) -> Effects.exposed(picture, 0.08, seed)),
                view(Map.of("30 frames/s, glasses", 1), (picture, seed) -> Effects.withGlasses(picture)));
    }

    private View view(Map<String, Integer> every, Effect effect) {
        return new View(every, effect, new FaceAnalyzer(models, FaceOptions.live()), new ArrayList<>());
    }

    private List<Score> film(Rig rig, int person) {
        var played = new ArrayList<Played>();
        var script = script(person, played);
        var renderer = new Renderer(
                rig,
                Identity.seeded(1000 + person),
                Scene.portrait(SIDE, SIDE).withSamplesPerSide(1).withSeed(person));
        var views = views();
        var shut = new boolean[SECONDS * HZ];
        try {
            for (int i = 0; i < shut.length; i++) {
                var at = Duration.ofNanos(Math.round(i * 1e9 / HZ));
                var expression = script.at(at);
                shut[i] = expression.level(BLINK).left() >= SHUT;
                var shot = renderer.render(expression, at);
                var left = shot.truth().point(Place.LEFT_IRIS);
                var right = shot.truth().point(Place.RIGHT_IRIS);
                var picture = Picture.of(shot, Math.hypot(left.x() - right.x(), left.y() - right.y()));
                for (var view : views) {
                    var seen = view.effect().on(picture, (long) person * shut.length + i);
                    view.readings()
                            .add(view.analyzer().analyze(new Frame(at, seen.width(), seen.height(), seen.bgr())));
                }
            }
        } finally {
            views.forEach(view -> view.analyzer().close());
        }
        var scores = new ArrayList<Score>();
        for (var view : views)
            view.every().forEach((name, step) -> scores.add(score(name, played, shut, view.readings(), step)));
        return scores;
    }

    /// A calm film: something with the lids every two seconds or so, half of it an ordinary blink.
    private static Script script(int person, List<Played> played) {
        var random = new Random(31L * person + 7); // any odd factor keeps neighbours apart
        var script = Script.lasting(Duration.ofSeconds(SECONDS)).sway(2, person);
        double at = 1.5;
        while (at < SECONDS - 4) {
            double kind = random.nextDouble();
            double length;
            if (kind < 0.5) {
                length = 0.18 + 0.2 * random.nextDouble();
                act(script, FULL, at, length, played, Kind.BLINK);
            } else if (kind < 0.7) {
                length = 0.18 + 0.2 * random.nextDouble();
                act(script, HALF, at, length, played, Kind.HALF_BLINK);
            } else if (kind < 0.85) {
                length = 0.25 + 0.5 * random.nextDouble();
                script.glance(0, DOWN_DEGREES, at, at + length);
                played.add(new Played(Kind.GLANCE_DOWN, new Span(at, at + length)));
            } else {
                length = 0.8 + 1.7 * random.nextDouble();
                act(script, FULL, at, length, played, Kind.LONG_CLOSURE);
            }
            at += length + 1 + 1.2 * random.nextDouble();
        }
        return script.build();
    }

    private static void act(
            Script.Builder script, double intensity, double at, double length, List<Played> played, Kind kind) {
        double closing = Math.min(0.12, 0.33 * length);
        double opening = Math.min(0.2, 0.55 * length);
        script.act(BLINK, intensity, at, at + length, closing, opening);
        played.add(new Played(kind, new Span(at, at + length)));
    }

    /// The mesh follows the face through every frame; fusion sees every `step`-th.
    private static Score score(
            String condition, List<Played> played, boolean[] shut, List<FaceReading> readings, int step) {
        var state = FusionState.initial();
        var told = new ArrayList<Span>();
        double perclos = Double.NaN;
        int frames = 0;
        int closed = 0;
        for (int i = 0; i < readings.size(); i += step) {
            if (i >= LAST_MINUTE) {
                frames++;
                if (shut[i]) closed++;
            }
            var next = AffectFusion.step(state, readings.get(i));
            state = next.state();
            for (var event : next.events()) {
                if (event instanceof Moment.Blink blink)
                    told.add(new Span(
                            blink.episode().onset().toNanos() / 1e9,
                            blink.episode().offset().toNanos() / 1e9));
                if (event instanceof Affect affect)
                    perclos = affect.eyes().perclos().optional().orElse(Double.NaN);
            }
        }
        return Score.of(condition, played, told, SECONDS, (double) closed / frames, perclos);
    }
}
