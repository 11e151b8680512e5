package dev.attune.evaluation.statistics;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// What only the order of values tells.
public final class RankOrder {
    private RankOrder() {}

    /// Area under the receiver operating curve: the share of pairs in which the positive scores higher, ties count half
    /// (Hanley and McNeil 1982). Empty without positives or without negatives.
    public static OptionalDouble area(double[] positives, double[] negatives) {
        if (positives.length == 0 || negatives.length == 0) return OptionalDouble.empty();
        var all = new double[positives.length + negatives.length];
        System.arraycopy(positives, 0, all, 0, positives.length);
        System.arraycopy(negatives, 0, all, positives.length, negatives.length);
        var ranks = ranks(all);
        double sum = 0;
        for (int i = 0; i < positives.length; i++) sum += ranks[i];
        double least = (positives.length - 1) * positives.length / 2.0; // all positives below all negatives
        return OptionalDouble.of((sum - least) / ((double) positives.length * negatives.length));
    }

    /// From 0; equal values share their mean rank.
    public static double[] ranks(double[] values) {
        var order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .toList();
        var ranks = new double[values.length];
        for (int start = 0; start < order.size(); ) {
            int end = start;
            while (end < order.size() && values[order.get(end)] == values[order.get(start)]) end++;
            for (int i = start; i < end; i++) ranks[order.get(i)] = (start + end - 1) / 2.0;
            start = end;
        }
        return ranks;
    }
}
