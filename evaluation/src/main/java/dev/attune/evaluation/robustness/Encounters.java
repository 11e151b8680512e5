package dev.attune.evaluation.robustness;

import dev.attune.actor.Expression;
import dev.attune.actor.GroundTruth.Place;
import dev.attune.actor.GroundTruth.Point;
import dev.attune.actor.Identity;
import dev.attune.actor.Renderer;
import dev.attune.actor.Rig;
import dev.attune.actor.Scene;
import dev.attune.evaluation.robustness.Encounter.Actor;
import dev.attune.evaluation.robustness.Encounter.Liveliness;
import dev.attune.evaluation.robustness.Encounter.Outcome;
import dev.attune.evaluation.robustness.Encounter.Path;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.models.ModelStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/// People who hide, follow and replace one another: does everybody keep one track id, and nobody get
/// another's?
///
/// @param cast who meets
/// @param watched with which options of the analyzer
/// @param outcomes of each scenario's plays
record Encounters(String cast, String watched, Map<Scenario, Map<Outcome, Integer>> outcomes) {
    private static final int PAIRS = 2;
    private static final Expression RETURNED = Expression.NEUTRAL.with(12, 2).withHead(8, -5, 3);
    private static final double REACH = Encounter.WIDTH * 0.3; // pixels to either side of the middle
    private static final double STAY = 1.5; // seconds before and after, so that whoever comes out is searched for
    private static final double[] SECONDS = {1.5, 3};
    private static final double[] HEIGHT_DIFFERENCES = {0, 0.6}; // in eye distances
    private static final double[] GAPS = {0.4, 0.8, 1.2, 1.6}; // seconds
    private static final double[] SHORT_GAPS = {0, 0.1, 0.2, 0.4};
    private static final int PORTRAIT_CASTS = 25; // of four plays each

    /// Three people.
    ///
    /// @param returned who is behind, in another pose and smiling
    record Cast(Picture front, Picture back, Picture returned, Picture third, Liveliness liveliness) {
        Actor inFront(Path path) {
            return new Actor(0, front, path);
        }

        Actor behind(Path path) {
            return new Actor(1, back, path);
        }

        Actor backAgain(Path path) {
            return new Actor(1, returned, path);
        }

        Actor another(Path path) {
            return new Actor(2, third, path);
        }
    }

    private interface Walk {
        /// @param lower pixels by which one stands lower
        List<Actor> of(double seconds, double lower);
    }

    /// What people do.
    enum Scenario {
        CROSSING(
                "two walk past each other, one in front",
                cast -> atSpeeds(
                        cast,
                        (seconds, lower) -> List.of(
                                cast.behind(across(REACH, -REACH, 0, seconds, lower)),
                                cast.inFront(across(-REACH, REACH, 0, seconds, 0))))),
        PASSING(
                "one stands, another walks past in front",
                cast -> atSpeeds(
                        cast,
                        (seconds, lower) -> List.of(
                                cast.behind(across(0, 0, 0, seconds, lower)),
                                cast.inFront(across(-REACH, REACH, 0, seconds, 0))))),
        TURNING_BACK(
                "two meet, one hides the other, and both go back",
                cast -> atSpeeds(
                        cast,
                        (seconds, lower) -> List.of(
                                cast.behind(thereAndBack(REACH, seconds, lower)),
                                cast.inFront(thereAndBack(-REACH, seconds, 0))))),
        RETURNING(
                "one is not seen for .4 to 1.6 s and is back in place",
                cast -> atGaps(
                        cast,
                        GAPS,
                        2 * STAY,
                        gap -> List.of(
                                cast.behind(hidden(STAY, Double.POSITIVE_INFINITY)),
                                cast.backAgain(hidden(0, STAY + gap))))),
        REPLACED(
                "one is not seen for .4 to 1.6 s, then another is in their place",
                cast -> atGaps(
                        cast,
                        GAPS,
                        2 * STAY,
                        gap -> List.of(
                                cast.behind(hidden(STAY, Double.POSITIVE_INFINITY)),
                                cast.inFront(hidden(0, STAY + gap))))),
        REPLACED_AT_ONCE(
                "one is in the place of another after 0 to .4 s",
                cast -> atGaps(
                        cast,
                        SHORT_GAPS,
                        2 * STAY,
                        gap -> List.of(
                                cast.behind(hidden(STAY, Double.POSITIVE_INFINITY)),
                                cast.inFront(hidden(0, STAY + gap))))),
        AT_THE_BORDER(
                "one walks out of the picture, .4 to 1.6 s later another comes in there",
                cast -> atGaps(
                        cast,
                        GAPS,
                        3 * STAY,
                        gap -> List.of(
                                cast.behind(across(0, 2.2 * REACH, 0, STAY, 0)),
                                cast.inFront(across(2.2 * REACH, 0, STAY + gap, STAY, 0))))),
        REPLACED_BEHIND(
                "one stands, and while a third walks past in front another takes the place",
                cast -> atSpeeds(
                        cast,
                        (seconds, lower) -> List.of(
                                cast.behind(hidden(seconds / 2, Double.POSITIVE_INFINITY)),
                                cast.inFront(hidden(0, seconds / 2)),
                                cast.another(across(-REACH, REACH, 0, seconds, lower)))));

        private final String words;
        private final Function<Cast, List<Encounter>> plays;

        Scenario(String words, Function<Cast, List<Encounter>> plays) {
            this.words = words;
            this.plays = plays;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String words() {
            return words;
        }

        /// In every way it varies.
        List<Encounter> plays(Cast cast) {
            return plays.apply(cast);
        }
    }

    /// Each scenario with every cast, in every way it varies.
    static Encounters measure(
            String people,
            List<Cast> casts,
            FaceModels models,
            String watched,
            FaceOptions options,
            Set<Scenario> scenarios) {
        var outcomes = new EnumMap<Scenario, Map<Outcome, Integer>>(Scenario.class);
        for (var scenario : scenarios)
            outcomes.put(
                    scenario,
                    casts.parallelStream()
                            .flatMap(cast -> scenario.plays(cast).stream())
                            .map(play -> play.play(models, options))
                            .collect(Collectors.toMap(Function.identity(), any -> 1, Integer::sum)));
        return new Encounters(people, watched, outcomes);
    }

    /// Rendered heads on a plain wall under one light.
    static List<Cast> rendered(Rig rig, long seed) {
        var casts = new ArrayList<Cast>();
        for (int pair = 0; pair < PAIRS; pair++) {
            long first = seed + 100 + 2L * pair;
            casts.add(new Cast(
                    head(rig, first, Expression.NEUTRAL),
                    head(rig, first + 1, Expression.NEUTRAL),
                    head(rig, first + 1, RETURNED),
                    head(rig, first + 50, Expression.NEUTRAL),
                    Liveliness.NONE));
        }
        return casts;
    }

    /// Real faces that sway and lean while the light drifts. Nobody is in two casts.
    static List<Cast> portrayed(List<Still> stills, FaceModels models, long seed) {
        var drawn = new ArrayList<>(stills);
        Collections.shuffle(drawn, new Random(seed));
        var people = new LinkedHashMap<String, Portrait>();
        for (var still : drawn) {
            if (people.size() == 3 * PORTRAIT_CASTS) break;
            if (!people.containsKey(still.person()))
                Portrait.of(still, models).ifPresent(portrait -> people.put(portrait.person(), portrait));
        }
        var portraits = List.copyOf(people.values());
        try (var store = ModelStore.bundled()) {
            var face = store.canonicalFace();
            var casts = new ArrayList<Cast>();
            for (int i = 0; i + 2 < portraits.size(); i += 3)
                casts.add(new Cast(
                        portraits.get(i).picture(),
                        portraits.get(i + 1).picture(),
                        portraits.get(i + 1).later(face).picture(),
                        portraits.get(i + 2).picture(),
                        Liveliness.of(seed + i)));
            return casts;
        }
    }

    int count(Scenario scenario, Outcome outcome) {
        return outcomes.getOrDefault(scenario, Map.of()).getOrDefault(outcome, 0);
    }

    int plays(Scenario scenario) {
        return outcomes.getOrDefault(scenario, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static Picture head(Rig rig, long seed, Expression expression) {
        var shot = new Renderer(
                        rig,
                        Identity.seeded(seed),
                        Scene.portrait(Encounter.WIDTH, Encounter.HEIGHT)
                                .withFraming(new Scene.Framing(5, 0.44))
                                .withSamplesPerSide(1))
                .render(expression, Duration.ZERO);
        Point left = shot.truth().point(Place.LEFT_IRIS), right = shot.truth().point(Place.RIGHT_IRIS);
        return Picture.of(shot, Math.hypot(left.x() - right.x(), left.y() - right.y()));
    }

    private static List<Encounter> atSpeeds(Cast cast, Walk walk) {
        var plays = new ArrayList<Encounter>();
        for (double seconds : SECONDS)
            for (double difference : HEIGHT_DIFFERENCES)
                plays.add(new Encounter(
                        walk.of(seconds, difference * cast.back().eyeDistance()), seconds + STAY, cast.liveliness()));
        return plays;
    }

    /// @param stays seconds beside the gap
    private static List<Encounter> atGaps(Cast cast, double[] gaps, double stays, DoubleFunction<List<Actor>> actors) {
        return Arrays.stream(gaps)
                .mapToObj(gap -> new Encounter(actors.apply(gap), stays + gap, cast.liveliness()))
                .toList();
    }

    /// A straight walk that begins after `start` seconds; nowhere before, and at rest afterwards.
    private static Path across(double from, double to, double start, double seconds, double lower) {
        return second -> second < start
                ? Optional.empty()
                : Optional.of(new Point(from + (to - from) * Math.min(1, (second - start) / seconds), lower));
    }

    /// To the middle and back.
    private static Path thereAndBack(double from, double seconds, double lower) {
        return second -> Optional.of(new Point(from * Math.min(1, Math.abs(2 * second / seconds - 1)), lower));
    }

    /// In the middle, but not seen from one second to another.
    private static Path hidden(double from, double to) {
        return second -> second >= from && second < to ? Optional.empty() : Optional.of(new Point(0, 0));
    }
}
