package dev.attune.actor;

import dev.attune.actor.Expression.Level;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Emotion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// One synthetic person who plays action units in front of one camera, all drawn from a seed: alone at several
/// levels, in random combinations, as prototypes of expressions and as blends of two prototypes. Head, eyes, light,
/// lens and sensor differ too, so that what is learnt from many rehearsals is learnt about the face.
///
/// @param takes neutral ones first: the person's own zero
public record Rehearsal(Identity identity, Scene scene, List<Take> takes) {
    private static final int PIXELS = 240; // the mesh's crop of a face is 192 pixels wide
    private static final int NEUTRALS = 5;
    private static final int SINGLES = 14;
    private static final int COMBINATIONS = 18;
    private static final int PROTOTYPES = 5;
    private static final int BLENDS = 3;
    private static final double[] TURNS = {0, 15, 30, 45}; // degrees of yaw, to either side
    private static final int TAKES_PER_TURN = 4;
    private static final double EVEN_LEVEL = 2.5; // FACS B to C

    /// Units with muscles on both sides that the rig can move apart.
    private static final List<Integer> SIDED = List.of(1, 2, 4, 5, 6, 7, 12, 14, 15, 20, 43);

    private static final List<Integer> MIDDLE = List.of(9, 10, 17, 18, 22, 23, 24, 25, 26, 27, 28);
    private static final double ONE_SIDED = 0.25; // share of sided units
    private static final double[] LEVELS = {1.25, 2.5, 3.75, 5};

    /// What one mouth, one jaw, one pair of lids cannot do at once.
    private static final List<Set<Integer>> EXCLUSIVE = List.of(
            Set.of(5, 43),
            Set.of(5, 7),
            Set.of(7, 43),
            Set.of(26, 27),
            Set.of(12, 15),
            Set.of(12, 18),
            Set.of(18, 20),
            Set.of(20, 22),
            Set.of(12, 22),
            Set.of(14, 18),
            Set.of(24, 25),
            Set.of(24, 26),
            Set.of(24, 27),
            Set.of(24, 22),
            Set.of(23, 22),
            Set.of(28, 22),
            Set.of(28, 25),
            Set.of(28, 27),
            Set.of(17, 27),
            Set.of(18, 27));

    /// Expressions as action units, after the lists of `fusion`'s prototypes; the last ones of each may be left out.
    private static final Map<Emotion, List<Integer>> PROTOTYPE = new EnumMap<>(Map.of(
            Emotion.JOY, List.of(12, 6, 25),
            Emotion.SADNESS, List.of(15, 1, 4, 17),
            Emotion.SURPRISE, List.of(26, 2, 1, 5, 25),
            Emotion.FEAR, List.of(20, 1, 5, 4, 2, 25, 26),
            Emotion.ANGER, List.of(4, 7, 23, 5, 24),
            Emotion.DISGUST, List.of(9, 10, 15, 17, 4),
            Emotion.CONTEMPT, List.of(14, 12)));

    private static final List<List<Emotion>> PAIRS = List.of(
            List.of(Emotion.JOY, Emotion.SURPRISE),
            List.of(Emotion.ANGER, Emotion.DISGUST),
            List.of(Emotion.SADNESS, Emotion.FEAR),
            List.of(Emotion.SADNESS, Emotion.ANGER),
            List.of(Emotion.FEAR, Emotion.SURPRISE),
            List.of(Emotion.JOY, Emotion.DISGUST));

    private static final double[] FIRST_WEIGHTS = {0.5, 0.6, 0.7};
    private static final double BLEND_STRENGTH = 1.5; // each part of a half-and-half blend at three quarters

    public Rehearsal {
        takes = List.copyOf(takes);
    }

    /// How a take was drawn.
    public enum Kind {
        NEUTRAL,
        SINGLE,
        COMBINATION,
        PROTOTYPE,
        BLEND,
        /// One unit on both sides at intensity 2.5, looking into the camera: the same for everybody.
        LEVEL,
        /// A combination with the head turned by exactly 0, 15, 30 or 45 degrees.
        TURNED
    }

    /// @param shares of prototypes and blends: the expressions played, adding up to 1; empty for other kinds
    public record Take(Kind kind, Expression expression, Map<Emotion, Double> shares) {
        public Take {
            shares = Collections.unmodifiableMap(new TreeMap<>(shares));
        }
    }

    /// What to fit on. The same seed gives the same person, camera and takes.
    public static Rehearsal forFitting(long seed) {
        var random = random(seed);
        return new Rehearsal(Identity.seeded(seed), scene(seed, random), takes(random));
    }

    /// What to measure on: the same kinds of takes, and every unit alone at one level, and heads turned by set angles.
    public static Rehearsal forMeasuring(long seed) {
        var random = random(seed);
        var scene = scene(seed, random);
        var takes = takes(random);
        for (int unit : units())
            takes.add(take(Kind.LEVEL, Expression.NEUTRAL.with(unit, EVEN_LEVEL), 4, random)); // as neutral ones
        var shuffled = units();
        for (double turn : TURNS)
            for (int i = 0; i < TAKES_PER_TURN; i++) {
                Collections.shuffle(shuffled, random);
                double yaw = random.nextBoolean() ? turn : -turn;
                var face = combination(shuffled, 2 + random.nextInt(3), random).withHead(yaw, 0, 0);
                takes.add(new Take(Kind.TURNED, face, Map.of()));
            }
        return new Rehearsal(Identity.seeded(seed), scene, takes);
    }

    /// Every unit a rehearsal plays, ascending. A blink (45) moves as closed eyes (43) do.
    public static List<Integer> units() {
        var units = new ArrayList<>(SIDED);
        units.addAll(MIDDLE);
        Collections.sort(units);
        return units;
    }

    private static Random random(long seed) {
        return new Random(seed * 0x9E3779B97F4A7C15L + 1); // keeps neighbouring seeds apart
    }

    private static List<Take> takes(Random random) {
        var takes = new ArrayList<Take>();
        for (int i = 0; i < NEUTRALS; i++)
            takes.add(take(Kind.NEUTRAL, Expression.NEUTRAL, 4, random)); // near the camera, as a baseline is learnt
        var all = units();
        Collections.shuffle(all, random);
        for (int i = 0; i < SINGLES; i++)
            takes.add(take(Kind.SINGLE, play(Expression.NEUTRAL, all.get(i), level(random), random), 8, random));
        for (int i = 0; i < COMBINATIONS; i++) {
            Collections.shuffle(all, random);
            takes.add(take(Kind.COMBINATION, combination(all, 2 + random.nextInt(4), random), 22, random));
        }
        var emotions = new ArrayList<>(PROTOTYPE.keySet());
        Collections.shuffle(emotions, random);
        for (var emotion : emotions.subList(0, PROTOTYPES))
            takes.add(take(Kind.PROTOTYPE, blend(Map.of(emotion, 1.0), 1, random), 10, random, Map.of(emotion, 1.0)));
        for (int i = 0; i < BLENDS; i++) {
            var pair = PAIRS.get(random.nextInt(PAIRS.size()));
            double first = FIRST_WEIGHTS[random.nextInt(FIRST_WEIGHTS.length)];
            boolean swapped = random.nextBoolean();
            var shares = Map.of(pair.get(swapped ? 1 : 0), first, pair.get(swapped ? 0 : 1), 1 - first);
            takes.add(take(Kind.BLEND, blend(shares, BLEND_STRENGTH, random), 10, random, shares));
        }
        return takes;
    }

    private static Scene scene(long seed, Random random) {
        return Scene.portrait(PIXELS, PIXELS)
                .withFraming(new Scene.Framing(3.0 + random.nextDouble(), 0.44))
                .withLighting(new Scene.Lighting(
                        between(-60, 60, random),
                        between(5, 45, random),
                        between(0.6, 1.3, random),
                        between(0.5, 1.3, random)))
                .withSensor(new Scene.Sensor(
                        between(0.5, 4, random),
                        between(0, 1.2, random),
                        between(0.6, 1.3, random),
                        random.nextDouble() < 0.1))
                .withSeed(seed);
    }

    private static Take take(Kind kind, Expression face, double degrees, Random random) {
        return take(kind, face, degrees, random, Map.of());
    }

    /// @param degrees the largest yaw; pitch goes half as far, roll a third
    private static Take take(Kind kind, Expression face, double degrees, Random random, Map<Emotion, Double> shares) {
        var posed = face.withHead(
                        between(-degrees, degrees, random),
                        between(-degrees / 2, degrees / 2, random),
                        between(-degrees / 3, degrees / 3, random))
                .withEyes(between(-degrees, degrees, random), between(-degrees / 2, degrees / 2, random));
        return new Take(kind, posed, shares);
    }

    private static Expression combination(List<Integer> shuffled, int count, Random random) {
        var face = Expression.NEUTRAL;
        int played = 0;
        for (int unit : shuffled) {
            if (played == count) break;
            if (excluded(unit, face)) continue;
            face = play(face, unit, level(random), random);
            played++;
        }
        return face;
    }

    private static boolean excluded(int unit, Expression face) {
        for (var pair : EXCLUSIVE)
            if (pair.contains(unit))
                for (int other : pair) if (other != unit && face.units().containsKey(other)) return true;
        return false;
    }

    private static Expression play(Expression face, int unit, double level, Random random) {
        if (!SIDED.contains(unit) || random.nextDouble() >= ONE_SIDED) return face.with(unit, level);
        return random.nextBoolean() ? face.with(unit, level, 0) : face.with(unit, 0, level);
    }

    private static double level(Random random) {
        return LEVELS[random.nextInt(LEVELS.length)];
    }

    private static Expression blend(Map<Emotion, Double> shares, double strength, Random random) {
        var levels = new TreeMap<Integer, Level>();
        new TreeMap<>(shares).forEach((emotion, share) -> {
            var units = PROTOTYPE.getOrDefault(emotion, List.of());
            for (int i = 0; i < units.size(); i++) {
                if (i >= 2 && random.nextDouble() < 0.25) continue; // people seldom show all of a prototype
                double level = ActionUnit.MAX_INTENSITY * between(0.5, 1, random) * share * strength;
                boolean oneSided = emotion == Emotion.CONTEMPT;
                levels.merge(
                        units.get(i),
                        new Level(
                                Math.min(ActionUnit.MAX_INTENSITY, level),
                                oneSided ? 0 : Math.min(ActionUnit.MAX_INTENSITY, level)),
                        Level::max);
            }
        });
        if (random.nextBoolean()) levels.replaceAll((unit, level) -> new Level(level.right(), level.left()));
        return Expression.of(levels);
    }

    private static double between(double least, double most, Random random) {
        return least + (most - least) * random.nextDouble();
    }
}
