package dev.attune.evaluation.expressions;

import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.GroupDifference;
import dev.attune.evaluation.statistics.Interval;
import dev.attune.evaluation.statistics.Wilson;
import dev.attune.policy.aggregates.SmallCells;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Emotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// Whether groups of people are read alike: faces found, mean scores, negative labels, and negative labels at equal
/// smile. Differences between groups say nothing about the people: they may come from the pictures.
///
/// @param column of the index that names the groups
/// @param groups in alphabetical order
/// @param found largest difference in the share of pictures with a face; empty with fewer than two groups of
///     [#SMALL_GROUP] pictures
/// @param negative largest difference in the share of faces read as negative; likewise
/// @param matched each group of [#SMALL_GROUP] faces or more against all other faces, at equal smile
record GroupComparison(
        String column,
        List<Group> groups,
        Optional<Largest> found,
        Optional<Largest> negative,
        List<MatchedSmile> matched) {
    static final Set<Emotion> NEGATIVE =
            EnumSet.of(Emotion.ANGER, Emotion.DISGUST, Emotion.FEAR, Emotion.SADNESS, Emotion.CONTEMPT);

    /// Smaller groups are reported and flagged, but no difference is stated for them.
    static final int SMALL_GROUP = 30;

    /// Upper ends of the bins of AU12: half steps about the FACS grades trace, A, B, C; the last bin is D and more.
    static final List<Double> SMILE_BINS = List.of(0.5, 1.5, 2.5, 3.5, ActionUnit.MAX_INTENSITY);

    private static final int LIP_CORNER_PULLER = 12;

    /// One group.
    ///
    /// @param n pictures
    /// @param faces in which one was found
    /// @param negative faces whose most probable expression is one of [#NEGATIVE]
    /// @param means of each score over the faces, with their intervals
    record Group(
            String name,
            int n,
            int faces,
            Optional<Interval> foundInterval,
            int negative,
            Optional<Interval> negativeInterval,
            Map<Emotion, Mean> means) {
        boolean isSmall() {
            return n < SMALL_GROUP;
        }

        /// Of so few nothing is shown: the figures would be about single people.
        boolean isHidden() {
            return n < SmallCells.USUAL_FLOOR;
        }
    }

    record Mean(double value, Optional<Interval> interval) {}

    /// The two groups furthest apart.
    ///
    /// @param interval of the difference between these two, chosen after looking: too narrow
    /// @param pValue of the permutation test over all groups, which allows for the choice
    record Largest(String highest, String lowest, double difference, Optional<Interval> interval, double pValue) {}

    /// The matched-smile test (after Rhue 2018): share of negative labels in this group minus that in all others, at
    /// equal AU12. Bins weigh by the smaller of both counts.
    ///
    /// @param compared faces of the group in bins where others are too
    record MatchedSmile(String group, int compared, double difference, Optional<Interval> interval) {}

    static GroupComparison of(String column, LabelledIndex index, List<Answer> answers, Bootstrap bootstrap) {
        var members = new TreeMap<String, List<Answer>>();
        for (int i = 0; i < answers.size(); i++)
            members.computeIfAbsent(index.rows().get(i).group(), name -> new ArrayList<>())
                    .add(answers.get(i));
        var groups = new ArrayList<Group>();
        members.forEach((name, its) -> groups.add(group(name, its, bootstrap)));
        return new GroupComparison(
                column,
                groups,
                largest(values(members, answer -> true, answer -> answer instanceof Answer.Read ? 1 : 0), bootstrap),
                largest(
                        values(
                                members,
                                Answer.Read.class::isInstance,
                                answer -> isNegative((Answer.Read) answer) ? 1 : 0),
                        bootstrap),
                matched(members, bootstrap));
    }

    private static Group group(String name, List<Answer> answers, Bootstrap bootstrap) {
        var faces = faces(answers);
        int negative = (int) faces.stream().filter(GroupComparison::isNegative).count();
        var means = new EnumMap<Emotion, Mean>(Emotion.class);
        if (!faces.isEmpty())
            for (var emotion : Emotion.values()) {
                var scores = faces.stream()
                        .mapToDouble(face -> face.expression().of(emotion))
                        .toArray();
                means.put(emotion, new Mean(Arrays.stream(scores).average().orElseThrow(), bootstrap.ofMean(scores)));
            }
        return new Group(
                name,
                answers.size(),
                faces.size(),
                Wilson.interval(faces.size(), answers.size()),
                negative,
                Wilson.interval(negative, faces.size()),
                means);
    }

    /// Faces that the mesh aligned, or crops read whole.
    private static List<Answer.Read> faces(List<Answer> answers) {
        return answers.stream()
                .filter(Answer.Read.class::isInstance)
                .map(Answer.Read.class::cast)
                .toList();
    }

    private static boolean isNegative(Answer.Read face) {
        return NEGATIVE.contains(face.expression().top());
    }

    /// Of the groups with at least [#SMALL_GROUP] values.
    private static TreeMap<String, double[]> values(
            Map<String, List<Answer>> members, Predicate<Answer> counts, ToDoubleFunction<Answer> value) {
        var values = new TreeMap<String, double[]>();
        members.forEach((name, its) -> {
            var each = its.stream().filter(counts).mapToDouble(value).toArray();
            if (each.length >= SMALL_GROUP) values.put(name, each);
        });
        return values;
    }

    private static Optional<Largest> largest(TreeMap<String, double[]> values, Bootstrap bootstrap) {
        if (values.size() < 2) return Optional.empty();
        var names = List.copyOf(values.keySet());
        var each = values.values().toArray(double[][]::new);
        var difference = GroupDifference.of(each, bootstrap.seed(), bootstrap.draws());
        return Optional.of(new Largest(
                names.get(difference.highest()),
                names.get(difference.lowest()),
                difference.difference(),
                bootstrap.ofDifference(each[difference.highest()], each[difference.lowest()]),
                difference.pValue()));
    }

    private static List<MatchedSmile> matched(TreeMap<String, List<Answer>> members, Bootstrap bootstrap) {
        var tests = new ArrayList<MatchedSmile>();
        for (var name : members.keySet()) {
            var own = new ArrayList<Smile>();
            var others = new ArrayList<Smile>();
            members.forEach((group, answers) -> (group.equals(name) ? own : others).addAll(smiles(answers)));
            if (own.size() < SMALL_GROUP || others.size() < SMALL_GROUP) continue;
            var all = new MatchedRates(own, others, all(own.size()), all(others.size()));
            if (all.compared() == 0) continue;
            tests.add(new MatchedSmile(
                    name,
                    all.compared(),
                    all.difference(),
                    bootstrap.ofTwo(
                            own.size(), others.size(), (a, b) -> new MatchedRates(own, others, a, b).difference())));
        }
        return tests;
    }

    private record Smile(int bin, boolean negative) {}

    private static List<Smile> smiles(List<Answer> answers) {
        var smiles = new ArrayList<Smile>();
        for (var face : faces(answers))
            face.actionUnits().stream()
                    .filter(unit -> unit.number() == LIP_CORNER_PULLER)
                    .findFirst()
                    .ifPresent(unit -> smiles.add(new Smile(bin(unit.intensity()), isNegative(face))));
        return smiles;
    }

    static int bin(double intensity) {
        int bin = 0;
        while (intensity >= SMILE_BINS.get(bin) && bin < SMILE_BINS.size() - 1) bin++;
        return bin;
    }

    private static int[] all(int n) {
        var all = new int[n];
        for (int i = 0; i < n; i++) all[i] = i;
        return all;
    }

    /// Counts per bin of AU12, of the faces given by index.
    private static final class MatchedRates {
        private final int[][] own = new int[SMILE_BINS.size()][2]; // negative ones, all of them
        private final int[][] others = new int[SMILE_BINS.size()][2];

        MatchedRates(List<Smile> own, List<Smile> others, int[] ofOwn, int[] ofOthers) {
            count(own, ofOwn, this.own);
            count(others, ofOthers, this.others);
        }

        private static void count(List<Smile> smiles, int[] at, int[][] counts) {
            for (int i : at) {
                var smile = smiles.get(i);
                if (smile.negative()) counts[smile.bin()][0]++;
                counts[smile.bin()][1]++;
            }
        }

        int compared() {
            int compared = 0;
            for (int bin = 0; bin < own.length; bin++) if (others[bin][1] > 0) compared += own[bin][1];
            return compared;
        }

        /// NaN when no bin has faces of both.
        double difference() {
            double sum = 0;
            double weights = 0;
            for (int bin = 0; bin < own.length; bin++) {
                double weight = Math.min(own[bin][1], others[bin][1]);
                if (weight == 0) continue;
                sum += weight * ((double) own[bin][0] / own[bin][1] - (double) others[bin][0] / others[bin][1]);
                weights += weight;
            }
            return sum / weights;
        }
    }
}
