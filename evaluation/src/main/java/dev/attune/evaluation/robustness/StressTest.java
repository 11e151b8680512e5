package dev.attune.evaluation.robustness;

import dev.attune.actor.Expression;
import dev.attune.actor.GroundTruth.Place;
import dev.attune.actor.GroundTruth.Point;
import dev.attune.actor.Identity;
import dev.attune.actor.Renderer;
import dev.attune.actor.Rig;
import dev.attune.actor.Scene;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.fusion.PerceptionResult;
import dev.attune.fusion.PerceptionSession;
import dev.attune.media.Frame;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Affect;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// Shows pictures under every [Condition] and collects what was read.
public final class StressTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    /// Irises lie about so much closer together than the outer corners of the eyes (63 mm and 90 mm, adults).
    static final double IRISES_PER_OUTER_CORNERS = 0.7;

    /// Prototypes (EMFACS) at a clear strength, so that the clean picture has something to lose.
    private static final List<Expression> EXPRESSIONS = List.of(
            Expression.NEUTRAL,
            Expression.NEUTRAL.with(6, 3).with(12, 4).with(25, 2), // joy
            Expression.NEUTRAL.with(1, 4).with(2, 4).with(5, 3).with(26, 3), // surprise
            Expression.NEUTRAL.with(4, 4).with(7, 3).with(23, 3)); // anger

    private static final String ENCOUNTERS = "encounters";
    private static final Map<String, FaceOptions> LIVE = Map.of("live", FaceOptions.live());
    private static final Map<String, FaceOptions> RECORDING_AND_LIVE =
            new TreeMap<>(Map.of("recording", FaceOptions.recording(), "live", FaceOptions.live()));

    private final FaceModels models;
    private final long seed;
    private final Set<String> only;
    private final Consumer<String> progress;

    /// @param only of [#conditions]; empty for everything
    /// @param progress told each condition as it begins
    public StressTest(FaceModels models, long seed, Set<String> only, Consumer<String> progress) {
        this.models = models;
        this.seed = seed;
        this.only = Set.copyOf(only);
        this.progress = progress;
    }

    /// What can be asked for by name: every family of conditions, `covers` for all that hide a part of the face, and
    /// `encounters` for people who meet.
    public static List<String> conditions() {
        return Stream.concat(
                        Condition.all().stream()
                                .filter(condition -> !condition.equals(Condition.CLEAN))
                                .map(Condition::family),
                        Stream.of(Condition.ALL_COVERS, ENCOUNTERS))
                .distinct()
                .toList();
    }

    private List<Condition> wanted() {
        return Condition.all().stream()
                .filter(condition -> condition.isAmong(only))
                .toList();
    }

    /// A picture before anything happens to it.
    ///
    /// @param units what is true of the face, or was read from the untouched picture
    private record Base(int person, Picture picture, List<ActionUnit> units) {}

    /// The synthetic person in all conditions, and several who meet.
    ///
    /// @param people seeded identities, each with every expression
    public RobustnessResult synthetic(Rig rig, int people) {
        var cast = new ArrayList<Model>();
        for (int person = 0; person < people; person++) cast.add(model(rig, Identity.seeded(seed + person)));
        var clean = rendered(rig, cast, Condition.CLEAN);
        var samples = inParallel(
                wanted(),
                condition -> read(condition, condition.needsRendering() ? rendered(rig, cast, condition) : clean));
        return new RobustnessResult(
                "synthetic person, %d seeded identities x %d expressions".formatted(people, EXPRESSIONS.size()),
                "against the rig's truth",
                seed,
                samples,
                only.isEmpty() || only.contains(ENCOUNTERS)
                        ? encounters("rendered heads", Encounters.rendered(rig, seed), RECORDING_AND_LIVE)
                        : List.of());
    }

    private List<Encounters> encounters(String people, List<Encounters.Cast> casts, Map<String, FaceOptions> watched) {
        var everything = EnumSet.allOf(Encounters.Scenario.class);
        var encounters = new ArrayList<Encounters>();
        watched.forEach((name, options) -> {
            progress.accept("%s, %s, watched as %s".formatted(ENCOUNTERS, people, name));
            encounters.add(Encounters.measure(people, casts, models, name, options, everything));
        });
        return encounters;
    }

    /// Pictures of people, as far as a face is found in them; errors are changes against the untouched picture.
    ///
    /// @param stills one face each
    public RobustnessResult stills(List<Still> stills) {
        var bases = new ArrayList<Base>();
        if (!only.equals(Set.of(ENCOUNTERS)))
            for (var still : stills) untouched(bases.size(), still.frame()).ifPresent(bases::add);
        var samples = inParallel(
                wanted().stream()
                        .filter(condition -> !condition.needsRendering())
                        .toList(),
                condition -> read(condition, bases));
        return new RobustnessResult(
                "%d stills, a face found in %d".formatted(stills.size(), bases.size()),
                "change against the untouched picture",
                seed,
                samples,
                only.contains(ENCOUNTERS)
                        ? encounters("portraits", Encounters.portrayed(stills, models, seed), LIVE)
                        : List.of());
    }

    /// In the order of the conditions, however many cores there are.
    private Map<Condition, List<Sample>> inParallel(
            List<Condition> conditions, Function<Condition, List<Sample>> measure) {
        var samples = new LinkedHashMap<Condition, List<Sample>>();
        var running = new LinkedHashMap<Condition, Future<List<Sample>>>();
        try (var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (var condition : conditions)
                running.put(condition, threads.submit(() -> {
                    progress.accept(condition.name());
                    return measure.apply(condition);
                }));
            for (var entry : running.entrySet())
                samples.put(entry.getKey(), entry.getValue().get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a condition could not be measured", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return samples;
    }

    /// One sample a pixel: a quarter of the time of a clip's pictures, and no condition here is as fine as that.
    private static Scene portrait() {
        return Scene.portrait(WIDTH, HEIGHT).withSamplesPerSide(1);
    }

    private record Model(Identity identity, double eyeDistance) {}

    private static Model model(Rig rig, Identity identity) {
        var front = new Renderer(rig, identity, portrait())
                .render(Expression.NEUTRAL, Duration.ZERO)
                .truth();
        Point left = front.point(Place.LEFT_IRIS), right = front.point(Place.RIGHT_IRIS);
        return new Model(identity, Math.hypot(left.x() - right.x(), left.y() - right.y()));
    }

    private static List<Base> rendered(Rig rig, List<Model> people, Condition condition) {
        var bases = new ArrayList<Base>();
        for (int person = 0; person < people.size(); person++) {
            var identity = people.get(person).identity();
            var renderer = new Renderer(rig, identity, condition.scene().apply(portrait()));
            for (var expression : EXPRESSIONS) {
                var shot = renderer.render(condition.pose().apply(expression), Duration.ZERO);
                bases.add(new Base(
                        person,
                        Picture.of(shot, people.get(person).eyeDistance()),
                        shot.truth().actionUnits()));
            }
        }
        return bases;
    }

    private Optional<Base> untouched(int person, Frame still) {
        var read = read(still);
        if (read.reading().faces().size() != 1) return Optional.empty();
        var face = read.reading().faces().getFirst();
        var points = new EnumMap<Place, Point>(Place.class);
        for (var place : Place.values()) points.put(place, Sample.point(face.landmarks(), place));
        var picture = new Picture(
                still.width(),
                still.height(),
                still.bgr().clone(),
                points,
                face.quality().eyeDistancePixels() * IRISES_PER_OUTER_CORNERS);
        var units = affects(read).stream().findFirst().map(Affect::actionUnits).orElse(face.actionUnits());
        return Optional.of(new Base(person, picture, units));
    }

    private List<Sample> read(Condition condition, List<Base> bases) {
        var samples = new ArrayList<Sample>();
        for (var base : bases) {
            var picture = condition.effect().on(base.picture(), seed + samples.size());
            var read = read(new Frame(Duration.ZERO, picture.width(), picture.height(), picture.bgr()));
            samples.add(Sample.of(base.person(), picture, base.units(), read.reading(), affects(read)));
        }
        return samples;
    }

    private static List<Affect> affects(PerceptionResult.Read read) {
        return read.events().stream()
                .filter(Affect.class::isInstance)
                .map(Affect.class::cast)
                .toList();
    }

    /// Every picture stands alone.
    private PerceptionResult.Read read(Frame frame) {
        var question = new Gate.Question("robustness", Purpose.RESEARCH, Modality.FACE);
        Gate ownPictures = asked -> new Gate.Verdict.Allowed("a picture made or brought for this measurement");
        try (var session = new PerceptionSession(models, FaceOptions.still(), ownPictures, question)) {
            return switch (session.accept(frame)) {
                case PerceptionResult.Read read -> read;
                case PerceptionResult.Refused refused -> throw new IllegalStateException(refused.reason());
            };
        }
    }
}
