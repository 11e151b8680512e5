package dev.attune.decisions.segments;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.clustering.Clusterable;
import org.hipparchus.clustering.KMeansPlusPlusClusterer;
import org.hipparchus.clustering.distance.EuclideanDistance;
import org.hipparchus.random.Well19937c;

/// Groups that show by themselves, each told as a condition that can be read, checked and taken over.
///
/// k-means++ (Arthur, Vassilvitskii 2007) over standardised variables, judged by the mean silhouette
/// (Rousseeuw 1987) beside that of as many people drawn from one cloud without groups: any cloud can be
/// cut up, and how many groups there are is where the people exceed the cloud most. A group is then
/// described by at most three limits, each chosen for the largest F1; what the description misses and
/// catches wrongly is part of the answer. The same people and seed give the same groups.
public final class Suggestions {
    private static final int MOST_GROUPS = 6;
    private static final int MOST_LIMITS = 3;
    private static final int STARTS = 5;
    private static final int ROUNDS = 100;
    private static final int JUDGED = 400; // people whose silhouette is computed; its cost is quadratic
    private static final int CUTS = 10;
    private static final double KNOWN_OF_MOST = 0.8;
    private static final double WORTH_A_LIMIT = 0.01; // of F1

    /// People whose silhouette exceeds the cloud's by less have no groups.
    public static final double LEAST_EXCESS = 0.05;

    private final long seed;
    private final int leastPeople;

    /// @param leastPeople no smaller group is told about
    public Suggestions(long seed, int leastPeople) {
        this.seed = seed;
        this.leastPeople = leastPeople;
    }

    /// @param people who were grouped
    /// @param leftOut who lacked one of the variables
    /// @param variables by which people were compared
    /// @param silhouette -1..1, how far apart the groups are
    /// @param ofOneCloud the same of people without groups, cut up as often
    /// @param groups empty when nothing stands apart
    public record Found(
            int people,
            int leftOut,
            List<String> variables,
            double silhouette,
            double ofOneCloud,
            List<Group> groups) {}

    /// @param people in the group
    /// @param condition what describes it
    /// @param precision share of those who meet the condition who are in the group
    /// @param recall share of the group who meet the condition
    /// @param features strongest difference first
    public record Group(int people, String condition, double precision, double recall, List<Feature> features) {}

    /// @param variable by its name in conditions
    /// @param group,others means
    /// @param apart difference in standard deviations of everybody
    public record Feature(String variable, double group, double others, double apart) {}

    private record Point(int index, double[] point) implements Clusterable {
        @Override
        public double[] getPoint() {
            return point;
        }
    }

    private record Limit(int variable, boolean atLeast, double cut) {
        boolean holds(double[] values) {
            return atLeast == values[variable] >= cut;
        }

        String text(List<String> names) {
            return "%s %s %s".formatted(names.get(variable), atLeast ? ">=" : "<", number(cut));
        }
    }

    /// @param people variables by name; what is not known is absent
    public Found of(List<Map<String, Double>> people) {
        var names = people.stream()
                .flatMap(person -> person.keySet().stream())
                .distinct()
                .sorted()
                .filter(name -> people.stream()
                                .filter(person -> person.containsKey(name))
                                .count()
                        >= KNOWN_OF_MOST * people.size())
                .toList();
        var known = people.stream()
                .filter(person -> person.keySet().containsAll(names))
                .map(person -> names.stream().mapToDouble(person::get).toArray())
                .toList();
        int leftOut = people.size() - known.size();
        if (names.isEmpty() || known.size() < 2 * leastPeople)
            return new Found(known.size(), leftOut, names, 0, 0, List.of());
        var points = standardised(known, names.size());
        var cloud = cloud(known.size(), names.size());
        var best = new int[0];
        double silhouette = 0;
        double ofOneCloud = 0;
        for (int groups = 2; groups <= MOST_GROUPS; groups++) {
            var assigned = assigned(points, groups);
            double quality = silhouette(points, assigned);
            double expected = silhouette(cloud, assigned(cloud, groups));
            if (best.length == 0 || quality - expected > silhouette - ofOneCloud) {
                silhouette = quality;
                ofOneCloud = expected;
                best = assigned;
            }
        }
        if (silhouette - ofOneCloud < LEAST_EXCESS)
            return new Found(known.size(), leftOut, names, silhouette, ofOneCloud, List.of());
        var found = new ArrayList<Group>();
        for (int group = 0; group < MOST_GROUPS; group++) {
            int wanted = group;
            var inside = IntStream.of(best).mapToObj(each -> each == wanted).toList();
            int size = (int) inside.stream().filter(each -> each).count();
            if (size >= leastPeople && size < known.size()) found.add(described(known, points, names, inside, size));
        }
        found.sort(Comparator.comparingInt(Group::people).reversed());
        return new Found(known.size(), leftOut, names, silhouette, ofOneCloud, List.copyOf(found));
    }

    private static List<Point> standardised(List<double[]> people, int variables) {
        var mean = new double[variables];
        var spread = new double[variables];
        for (var person : people) for (int v = 0; v < variables; v++) mean[v] += person[v] / people.size();
        for (var person : people)
            for (int v = 0; v < variables; v++) spread[v] += (person[v] - mean[v]) * (person[v] - mean[v]);
        var points = new ArrayList<Point>();
        for (int i = 0; i < people.size(); i++) {
            var point = new double[variables];
            for (int v = 0; v < variables; v++) {
                double deviation = Math.sqrt(spread[v] / people.size());
                point[v] = deviation == 0 ? 0 : (people.get(i)[v] - mean[v]) / deviation;
            }
            points.add(new Point(i, point));
        }
        return points;
    }

    private List<Point> cloud(int people, int variables) {
        var random = new Well19937c(seed);
        var points = new ArrayList<Point>();
        for (int i = 0; i < people; i++) {
            var point = new double[variables];
            for (int v = 0; v < variables; v++) point[v] = random.nextGaussian();
            points.add(new Point(i, point));
        }
        return points;
    }

    private int[] assigned(List<Point> points, int groups) {
        var random = new Well19937c(seed);
        var best = new int[points.size()];
        double least = Double.MAX_VALUE;
        for (int start = 0; start < STARTS; start++) {
            var clusters =
                    new KMeansPlusPlusClusterer<Point>(groups, ROUNDS, new EuclideanDistance(), random).cluster(points);
            var assigned = new int[points.size()];
            double within = 0;
            for (int group = 0; group < clusters.size(); group++) {
                var center = clusters.get(group).getCenter().getPoint();
                for (var point : clusters.get(group).getPoints()) {
                    assigned[point.index()] = group;
                    double distance = distance(point.point(), center);
                    within += distance * distance;
                }
            }
            if (within < least) {
                least = within;
                best = assigned;
            }
        }
        return best;
    }

    private static double silhouette(List<Point> points, int[] assigned) {
        int step = Math.max(1, points.size() / JUDGED);
        double total = 0;
        int judged = 0;
        for (int i = 0; i < points.size(); i += step) {
            var distance = new double[MOST_GROUPS];
            var number = new int[MOST_GROUPS];
            for (int j = 0; j < points.size(); j += step) {
                if (i == j) continue;
                distance[assigned[j]] +=
                        distance(points.get(i).point(), points.get(j).point());
                number[assigned[j]]++;
            }
            judged++;
            if (number[assigned[i]] == 0) continue; // alone: 0 by definition
            double own = distance[assigned[i]] / number[assigned[i]];
            double nearest = Double.MAX_VALUE;
            for (int group = 0; group < MOST_GROUPS; group++)
                if (group != assigned[i] && number[group] > 0)
                    nearest = Math.min(nearest, distance[group] / number[group]);
            double farther = Math.max(own, nearest);
            if (nearest < Double.MAX_VALUE && farther > 0) total += (nearest - own) / farther; // 0 where all are alike
        }
        return total / judged;
    }

    private static double distance(double[] one, double[] other) {
        double sum = 0;
        for (int v = 0; v < one.length; v++) sum += (one[v] - other[v]) * (one[v] - other[v]);
        return Math.sqrt(sum);
    }

    private static Group described(
            List<double[]> people, List<Point> points, List<String> names, List<Boolean> inside, int size) {
        var limits = new ArrayList<Limit>();
        double best = 0;
        while (limits.size() < MOST_LIMITS) {
            Limit better = null;
            double largest = best + WORTH_A_LIMIT;
            for (var limit : candidates(people, names.size())) {
                limits.add(limit);
                double quality = f1(people, inside, limits);
                limits.removeLast();
                if (quality > largest) {
                    largest = quality;
                    better = limit;
                }
            }
            if (better == null) break;
            limits.add(better);
            best = largest;
        }
        long meets = people.stream().filter(person -> holds(limits, person)).count();
        long both = IntStream.range(0, people.size())
                .filter(i -> inside.get(i) && holds(limits, people.get(i)))
                .count();
        var features = new ArrayList<Feature>();
        for (int v = 0; v < names.size(); v++) {
            double in = 0;
            double out = 0;
            double apart = 0;
            int outside = people.size() - size;
            for (int i = 0; i < people.size(); i++) {
                double value = people.get(i)[v];
                double standard = points.get(i).point()[v];
                if (inside.get(i)) {
                    in += value / size;
                    apart += standard / size;
                } else {
                    out += value / outside;
                    apart -= standard / outside;
                }
            }
            features.add(new Feature(names.get(v), in, out, apart));
        }
        features.sort(Comparator.comparingDouble((Feature each) -> Math.abs(each.apart()))
                .reversed());
        return new Group(
                size,
                String.join(
                        " && ", limits.stream().map(limit -> limit.text(names)).toList()),
                meets == 0 ? 0 : both / (double) meets,
                both / (double) size,
                List.copyOf(features));
    }

    private static List<Limit> candidates(List<double[]> people, int variables) {
        var limits = new ArrayList<Limit>();
        for (int v = 0; v < variables; v++) {
            int variable = v;
            var values = people.stream()
                    .mapToDouble(person -> person[variable])
                    .sorted()
                    .toArray();
            for (int part = 1; part < CUTS; part++) {
                double cut = rounded(values[values.length * part / CUTS]);
                limits.add(new Limit(v, true, cut));
                limits.add(new Limit(v, false, cut));
            }
        }
        return limits;
    }

    private static double f1(List<double[]> people, List<Boolean> inside, List<Limit> limits) {
        int hit = 0;
        int missed = 0;
        int wrong = 0;
        for (int i = 0; i < people.size(); i++) {
            boolean holds = holds(limits, people.get(i));
            if (holds && inside.get(i)) hit++;
            else if (holds) wrong++;
            else if (inside.get(i)) missed++;
        }
        return hit == 0 ? 0 : 2.0 * hit / (2.0 * hit + missed + wrong);
    }

    private static boolean holds(List<Limit> limits, double[] person) {
        for (var limit : limits) if (!limit.holds(person)) return false;
        return true;
    }

    private static double rounded(double cut) {
        return Math.round(cut * 100) / 100.0;
    }

    private static String number(double cut) {
        var text = String.format(Locale.ROOT, "%.2f", cut);
        return text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
    }
}
