package dev.attune.evaluation.robustness;

import dev.attune.actor.Expression;
import dev.attune.actor.GroundTruth.Place;
import dev.attune.actor.GroundTruth.Point;
import dev.attune.actor.Identity;
import dev.attune.actor.Renderer;
import dev.attune.actor.Rig;
import dev.attune.actor.Scene;
import dev.attune.evaluation.robustness.Encounter.Actor;
import dev.attune.evaluation.robustness.Encounter.Outcome;
import dev.attune.evaluation.robustness.Encounter.Path;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/// Synthetic people who hide, follow and replace one another: does everybody keep one track id, and nobody get
/// another's?
///
/// @param watched with which options of the analyzer
/// @param outcomes of each scenario's plays
record Encounters(String watched, Map<Scenario, Map<Outcome, Integer>> outcomes) {
    private static final int PAIRS = 2;
    private static final Expression RETURNED = Expression.NEUTRAL.with(12, 2).withHead(8, -5, 3);
    private static final double REACH = Encounter.WIDTH * 0.3; // pixels to either side of the middle
    private static final double STAY = 1.5; // seconds before and after, so that whoever comes out is searched for
    private static final double[] SECONDS = {1.5, 3};
    private static final double[] HEIGHT_DIFFERENCES = {0, 0.6}; // in eye distances
    private static final double[] GAPS = {0.4, 0.8, 1.2, 1.6}; // seconds

    /// Three people.
    ///
    /// @param returned who is behind, in another pose and smiling
    record Cast(Picture front, Picture back, Picture returned, Picture third) {
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
                        2 * STAY,
                        gap -> List.of(
                                cast.behind(hidden(STAY, Double.POSITIVE_INFINITY)),
                                cast.backAgain(hidden(0, STAY + gap))))),
        REPLACED(
                "one is not seen for .4 to 1.6 s, then another is in their place",
                cast -> atGaps(
                        2 * STAY,
                        gap -> List.of(
                                cast.behind(hidden(STAY, Double.POSITIVE_INFINITY)),
                                cast.inFront(hidden(0, STAY + gap))))),
        AT_THE_BORDER(
                "one walks out of the picture, .4 to 1.6 s later another comes in there",
                cast -> atGaps(
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

    /// Each scenario with two pairs of people, in every way it varies.
    static Encounters measure(
            Rig rig, FaceModels models, String watched, FaceOptions options, long seed, Set<Scenario> scenarios) {
        var casts = casts(rig, seed);
        var outcomes = new EnumMap<Scenario, Map<Outcome, Integer>>(Scenario.class);
        for (var scenario : scenarios) {
            var counts = new EnumMap<Outcome, Integer>(Outcome.class);
            for (var cast : casts)
                for (var play : scenario.plays(cast)) counts.merge(play.play(models, options), 1, Integer::sum);
            outcomes.put(scenario, counts);
        }
        return new Encounters(watched, outcomes);
    }

    private static List<Cast> casts(Rig rig, long seed) {
        var casts = new ArrayList<Cast>();
        for (int pair = 0; pair < PAIRS; pair++) {
            long first = seed + 100 + 2L * pair;
            casts.add(new Cast(
                    head(rig, first, Expression.NEUTRAL),
                    head(rig, first + 1, Expression.NEUTRAL),
                    head(rig, first + 1, RETURNED),
                    head(rig, first + 50, Expression.NEUTRAL)));
        }
        return casts;
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

    private interface Walk {
        /// @param lower pixels by which one stands lower
        List<Actor> of(double seconds, double lower);
    }

    private static List<Encounter> atSpeeds(Cast cast, Walk walk) {
        var plays = new ArrayList<Encounter>();
        for (double seconds : SECONDS)
            for (double difference : HEIGHT_DIFFERENCES)
                plays.add(
                        new Encounter(walk.of(seconds, difference * cast.back().eyeDistance()), seconds + STAY));
        return plays;
    }

    /// @param stays seconds beside the gap
    private static List<Encounter> atGaps(double stays, DoubleFunction<List<Actor>> actors) {
        return Arrays.stream(GAPS)
                .mapToObj(gap -> new Encounter(actors.apply(gap), stays + gap))
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
