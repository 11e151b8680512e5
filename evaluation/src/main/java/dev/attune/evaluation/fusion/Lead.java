package dev.attune.evaluation.fusion;

import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Interval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// How far fusion is ahead of whichever other estimator is best in one scenario, figure by figure; below 0 it is
/// behind.
/// The intervals draw people again.
public record Lead(Margin stateF1, Margin valenceCcc, Margin arousalCcc) {

    /// @param interval of the difference from the one that is best over all people
    public record Margin(double by, Optional<Interval> interval) {}

    /// @param fusion one per person
    /// @param others likewise, of each single modality and of the average
    static Lead of(List<Tally> fusion, List<List<Tally>> others, Bootstrap bootstrap) {
        return new Lead(
                margin(fusion, others, bootstrap, Tally::states, Tally.States::plus, Tally.States::meanF1),
                margin(fusion, others, bootstrap, Tally::valence, Tally.Sums::plus, Lead::concordance),
                margin(fusion, others, bootstrap, Tally::arousal, Tally.Sums::plus, Lead::concordance));
    }

    private static <T> Margin margin(
            List<Tally> fusion,
            List<List<Tally>> others,
            Bootstrap bootstrap,
            Function<Tally, T> part,
            BinaryOperator<T> plus,
            ToDoubleFunction<T> figure) {
        int n = fusion.size();
        var everybody = IntStream.range(0, n).toArray();
        var ours = parts(fusion, part);
        var best = others.stream()
                .map(other -> parts(other, part))
                .max(Comparator.comparingDouble(other -> of(everybody, other, plus, figure)))
                .orElseThrow();
        return new Margin(
                of(everybody, ours, plus, figure) - of(everybody, best, plus, figure),
                bootstrap.interval(n, drawn -> of(drawn, ours, plus, figure) - of(drawn, best, plus, figure)));
    }

    private static <T> List<T> parts(List<Tally> people, Function<Tally, T> part) {
        return people.stream().map(part).toList();
    }

    private static <T> double of(int[] drawn, List<T> people, BinaryOperator<T> plus, ToDoubleFunction<T> figure) {
        return figure.applyAsDouble(
                Arrays.stream(drawn).mapToObj(people::get).reduce(plus).orElseThrow());
    }

    /// 0 where neither side varies: nothing was told.
    private static double concordance(Tally.Sums sums) {
        double concordance = sums.concordance();
        return Double.isNaN(concordance) ? 0 : concordance;
    }
}
