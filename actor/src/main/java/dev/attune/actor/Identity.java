package dev.attune.actor;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who is seen: the shape of an adult head and its colours. Nobody in particular; a seed gives the same person again.
///
/// The shape is a mix of the rig's macro shapes (three shape families, two sexes, young and old) plus detail targets.
/// The families are coarse statistics of the rig's authors, not a statement about people.
///
/// @param families shares of the rig's shape families; they add up to 1
/// @param masculinity 0..1 between the rig's female and male shapes
/// @param ageing 0 = the rig's young adult, 1 = its old one
/// @param details weights of detail targets by their path under `targets`, 0..1
public record Identity(
        long seed,
        Families families,
        double masculinity,
        double ageing,
        SortedMap<String, Double> details,
        Looks looks) {

    public record Families(double african, double asian, double caucasian) {
        public Families {
            double sum = african + asian + caucasian;
            if (!(african >= 0 && asian >= 0 && caucasian >= 0 && Math.abs(sum - 1) < 1e-6))
                throw new IllegalArgumentException("shares of shape families must add up to 1, got " + sum);
        }

        /// In a fixed order, so that sums come out the same in every run.
        SortedMap<String, Double> byFolder() {
            return new TreeMap<>(Map.of("african", african, "asian", asian, "caucasian", caucasian));
        }
    }

    /// @param browThickness half height of a brow, decimetres
    /// @param stubble 0..1
    /// @param freckles 0..1
    /// @param lipTint 0 = skin tone, 1 = clearly red
    public record Looks(
            Colour skin,
            Colour hair,
            Colour iris,
            Colour shirt,
            HairStyle hairStyle,
            double browThickness,
            double lipTint,
            double stubble,
            double freckles) {}

    /// The same person with other eyes.
    public Identity withIris(Colour iris) {
        return new Identity(
                seed,
                families,
                masculinity,
                ageing,
                details,
                new Looks(
                        looks.skin(),
                        looks.hair(),
                        iris,
                        looks.shirt(),
                        looks.hairStyle(),
                        looks.browThickness(),
                        looks.lipTint(),
                        looks.stubble(),
                        looks.freckles()));
    }

    public Identity {
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
        if (!(masculinity >= 0 && masculinity <= 1 && ageing >= 0 && ageing <= 1))
            throw new IllegalArgumentException(
                    "masculinity and ageing must be in [0, 1], got %s and %s".formatted(masculinity, ageing));
    }

    /// The person of the bundled clips.
    public static Identity shopper() {
        return new Identity(
                11,
                new Families(0.18, 0.22, 0.60),
                0.05,
                0,
                new TreeMap<>(Map.ofEntries(
                        Map.entry("cheek/l-cheek-bones-incr", 0.2),
                        Map.entry("cheek/r-cheek-bones-incr", 0.2),
                        Map.entry("eyebrows/eyebrows-trans-down", 0.2),
                        Map.entry("eyes/l-eye-height1-decr", 0.3),
                        Map.entry("eyes/l-eye-height2-decr", 0.35),
                        Map.entry("eyes/l-eye-height3-decr", 0.3),
                        Map.entry("eyes/r-eye-height1-decr", 0.3),
                        Map.entry("eyes/r-eye-height2-decr", 0.35),
                        Map.entry("eyes/r-eye-height3-decr", 0.3),
                        Map.entry("head/head-fat-decr", 0.2),
                        Map.entry("head/head-oval", 0.45),
                        Map.entry("mouth/mouth-angles-up", 0.5),
                        Map.entry("mouth/mouth-scale-depth-decr", 0.3),
                        Map.entry("nose/nose-scale-horiz-decr", 0.2))),
                new Looks(
                        new Colour(0.56, 0.345, 0.235),
                        new Colour(0.060, 0.030, 0.015),
                        new Colour(0.10, 0.052, 0.022),
                        new Colour(0.045, 0.14, 0.16),
                        HairStyle.BOB,
                        0.036,
                        0.62,
                        0,
                        0.1));
    }

    /// Detail targets that come as a pair; `*` stands for both sides of the face.
    private static final List<String[]> PAIRS = List.of(
            new String[] {"forehead/forehead-scale-vert-", "decr", "incr"},
            new String[] {"nose/nose-scale-horiz-", "decr", "incr"},
            new String[] {"nose/nose-scale-vert-", "decr", "incr"},
            new String[] {"nose/nose-hump-", "decr", "incr"},
            new String[] {"nose/nose-point-", "down", "up"},
            new String[] {"mouth/mouth-scale-horiz-", "decr", "incr"},
            new String[] {"mouth/mouth-upperlip-volume-", "decr", "incr"},
            new String[] {"mouth/mouth-lowerlip-volume-", "decr", "incr"},
            new String[] {"mouth/mouth-trans-", "down", "up"},
            new String[] {"chin/chin-width-", "decr", "incr"},
            new String[] {"chin/chin-height-", "decr", "incr"},
            new String[] {"chin/chin-prominent-", "decr", "incr"},
            new String[] {"cheek/*-cheek-volume-", "decr", "incr"},
            new String[] {"cheek/*-cheek-bones-", "decr", "incr"},
            new String[] {"eyes/*-eye-scale-", "decr", "incr"},
            new String[] {"eyes/*-eye-height2-", "decr", "incr"},
            new String[] {"eyes/*-eye-corner1-", "down", "up"},
            new String[] {"eyes/*-eye-trans-", "in", "out"},
            new String[] {"eyebrows/eyebrows-trans-", "down", "up"},
            new String[] {"eyebrows/eyebrows-angle-", "down", "up"},
            new String[] {"head/head-fat-", "decr", "incr"},
            new String[] {"head/head-scale-horiz-", "decr", "incr"});

    private static final List<String> HEAD_FORMS =
            List.of("head/head-oval", "head/head-round", "head/head-square", "head/head-diamond");

    private static final double MOST_DETAIL = 0.35; // beyond this, sums of targets begin to look like caricatures

    /// An adult drawn at random.
    public static Identity seeded(long seed) {
        var random = new Random(seed);
        double[] share = new double[3];
        double sum = 0;
        for (int k = 0; k < 3; k++) sum += share[k] = Math.pow(random.nextDouble(), 3) + 1e-3;
        var families = new Families(share[0] / sum, share[1] / sum, 1 - share[0] / sum - share[1] / sum);
        boolean male = random.nextBoolean();
        double ageing = Math.pow(random.nextDouble(), 2);

        var details = new TreeMap<String, Double>();
        details.put(HEAD_FORMS.get(random.nextInt(HEAD_FORMS.size())), 0.4 * random.nextDouble());
        for (String[] pair : PAIRS) {
            double weight = MOST_DETAIL * (2 * random.nextDouble() - 1);
            String name = pair[0] + (weight < 0 ? pair[1] : pair[2]);
            for (String side : name.contains("*") ? List.of("l", "r") : List.of(""))
                details.put(name.replace("*", side), Math.abs(weight));
        }
        return new Identity(
                seed,
                families,
                male ? 0.8 + 0.2 * random.nextDouble() : 0.15 * random.nextDouble(),
                ageing,
                details,
                looks(families, male, ageing, random));
    }

    private static Looks looks(Families families, boolean male, double ageing, Random random) {
        double depth = random.nextDouble();
        Colour skin = new Colour(0.66, 0.44, 0.33)
                .times(families.caucasian())
                .plus(new Colour(0.58, 0.39, 0.27).times(families.asian()))
                .plus(new Colour(0.24, 0.13, 0.08).times(families.african()))
                .times(1 - 0.2 * depth);
        Colour dark = new Colour(0.014, 0.011, 0.009);
        Colour natural = families.caucasian() < 0.6
                ? dark
                : List.of(dark, new Colour(0.060, 0.033, 0.018), new Colour(0.26, 0.17, 0.08))
                        .get(random.nextInt(3));
        Colour hair = natural.mixed(Colour.grey(0.31), Math.max(0, ageing - 0.4) * 1.4);
        Colour brown = new Colour(0.11, 0.06, 0.03);
        Colour iris = families.caucasian() < 0.6
                ? brown
                : List.of(brown, new Colour(0.10, 0.17, 0.26), new Colour(0.11, 0.15, 0.08))
                        .get(random.nextInt(3));
        Colour shirt = new Colour(0.5 * random.nextDouble(), 0.5 * random.nextDouble(), 0.5 * random.nextDouble());
        return new Looks(
                skin,
                hair,
                iris,
                shirt,
                male ? HairStyle.SHORT : HairStyle.BOB,
                male ? 0.046 : 0.036,
                male ? 0.25 : 0.4 + 0.4 * random.nextDouble(),
                male ? 0.7 * random.nextDouble() : 0,
                0.3 * random.nextDouble());
    }
}
