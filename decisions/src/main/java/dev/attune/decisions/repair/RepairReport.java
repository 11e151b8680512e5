package dev.attune.decisions.repair;

import dev.attune.decisions.experiments.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.jspecify.annotations.Nullable;

/// What repair was worth. Every figure says of how many cases it is, and its interval.
///
/// What worked is told as observed, not as caused: whoever gets a call may differ from whoever gets a message. Only the
/// two styles of asking were assigned by chance.
///
/// @param repaired of those whose outcome is known
/// @param atOnce of those repaired: without going back to the first step
/// @param satisfied answers that count as repaired, of all answers
/// @param reContact of those whose window is over
/// @param repurchase of those whose window is over
/// @param worked by step and option, as taken last
/// @param styles what was answered by those asked in each style
public record RepairReport(
        int cases,
        Map<Outcome, Integer> outcomes,
        Rate repaired,
        Rate atOnce,
        Calm toCalm,
        Rate satisfied,
        Rate reContact,
        Rate repurchase,
        List<Worked> worked,
        List<Asked> styles) {

    /// @param repaired of the cases with a known outcome in which this was done
    public record Worked(Step step, String option, Rate repaired) {}

    /// @param answered of the cases that waited for an answer
    /// @param satisfied of the answers
    public record Asked(FollowUpStyle style, Rate answered, Rate satisfied) {}

    /// How long it took until somebody's words were calm again.
    ///
    /// @param n in how many cases that was observed
    /// @param median null when in none
    /// @param hours 95 % interval of the median by order statistics; its ends are infinite below six cases
    public record Calm(int n, @Nullable Duration median, Bounds hours) {}

    public RepairReport {
        outcomes = Map.copyOf(outcomes);
        worked = List.copyOf(worked);
        styles = List.copyOf(styles);
    }

    public static RepairReport of(RepairDefinition definition, Collection<FinishedCase> cases) {
        var outcomes = new EnumMap<Outcome, Integer>(Outcome.class);
        for (var one : cases) outcomes.merge(one.outcome(), 1, Integer::sum);
        double limit = definition.followUp().repairedFrom();
        return new RepairReport(
                cases.size(),
                outcomes,
                repaired(cases.stream()),
                rate(cases.stream().filter(one -> one.outcome() == Outcome.REPAIRED), FinishedCase::atOnce),
                calm(cases),
                satisfied(cases.stream(), limit),
                told(cases, FinishedCase::reContact),
                told(cases, FinishedCase::repurchase),
                worked(cases),
                styles(cases, limit));
    }

    private static List<Worked> worked(Collection<FinishedCase> cases) {
        var worked = new ArrayList<Worked>();
        for (var step : Step.values()) {
            var options = new TreeSet<String>();
            for (var one : cases) if (one.done().get(step) instanceof String option) options.add(option);
            for (var option : options)
                worked.add(new Worked(
                        step,
                        option,
                        repaired(cases.stream()
                                .filter(one -> option.equals(one.done().get(step))))));
        }
        return worked;
    }

    private static List<Asked> styles(Collection<FinishedCase> cases, double limit) {
        return Stream.of(FollowUpStyle.values())
                .map(style -> {
                    var asked = cases.stream()
                            .filter(one -> one.style() == style)
                            .filter(one -> one.satisfaction() != null || one.outcome() == Outcome.UNANSWERED)
                            .toList();
                    return new Asked(
                            style,
                            rate(asked.stream(), one -> one.satisfaction() != null),
                            satisfied(asked.stream(), limit));
                })
                .toList();
    }

    private static Rate repaired(Stream<FinishedCase> cases) {
        return rate(cases.filter(one -> one.outcome().known()), one -> one.outcome() == Outcome.REPAIRED);
    }

    private static Rate satisfied(Stream<FinishedCase> cases, double limit) {
        return rate(
                cases.filter(one -> one.satisfaction() != null),
                one -> one.satisfaction() instanceof Double answer && answer >= limit);
    }

    private static Rate told(Collection<FinishedCase> cases, Function<FinishedCase, @Nullable Boolean> fact) {
        return rate(cases.stream().filter(one -> fact.apply(one) != null), one -> Boolean.TRUE.equals(fact.apply(one)));
    }

    private static Rate rate(Stream<FinishedCase> cases, Predicate<FinishedCase> yes) {
        var all = cases.toList();
        return new Rate((int) all.stream().filter(yes).count(), all.size());
    }

    private static Calm calm(Collection<FinishedCase> cases) {
        var times = cases.stream()
                .map(FinishedCase::toCalm)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        int n = times.size();
        if (n == 0) return new Calm(0, null, Bounds.UNKNOWN);
        var median = times.get((n - 1) / 2).plus(times.get(n / 2)).dividedBy(2);
        // the largest rank j with P(fewer than j of n lie below the median) at most 2.5 %
        int rank = BinomialDistribution.of(n, 0.5).inverseCumulativeProbability(0.025);
        return new Calm(
                n,
                median,
                rank == 0 ? Bounds.UNKNOWN : new Bounds(hours(times.get(rank - 1)), hours(times.get(n - rank))));
    }

    private static double hours(Duration duration) {
        return duration.toMillis() / 3_600_000.0;
    }
}
