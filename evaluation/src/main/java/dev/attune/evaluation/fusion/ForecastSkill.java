package dev.attune.evaluation.fusion;

import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The Brier skill score of a forecast against stating the rate of what is judged, which nobody knows beforehand:
/// 1 - Σ (p - y)² / Σ (rate - y)². 0 is no better than the rate, 1 is certainty, below 0 is worse.
///
/// The interval draws people again, not seconds: the seconds of one person tell the same.
public final class ForecastSkill {
    private final TreeMap<Integer, Sums> people = new TreeMap<>();

    private record Sums(long n, long came, double error) {
        static final Sums NONE = new Sums(0, 0, 0);

        Sums plus(Sums other) {
            return new Sums(n + other.n, came + other.came, error + other.error);
        }

        double skill() {
            double byRate = came - (double) came * came / Math.max(1, n);
            return byRate == 0 ? Double.NaN : 1 - error / byRate;
        }
    }

    public void add(int person, double probability, boolean came) {
        double away = probability - (came ? 1 : 0);
        people.merge(person, new Sums(1, came ? 1 : 0, away * away), Sums::plus);
    }

    /// Empty when it always, or never, came.
    public OptionalDouble score() {
        double skill = people.values().stream().reduce(Sums.NONE, Sums::plus).skill();
        return Double.isNaN(skill) ? OptionalDouble.empty() : OptionalDouble.of(skill);
    }

    public Optional<Interval> interval(Bootstrap bootstrap) {
        var each = List.copyOf(people.values());
        return bootstrap.interval(each.size(), drawn -> {
            var sum = Sums.NONE;
            for (int i : drawn) sum = sum.plus(each.get(i));
            return sum.skill();
        });
    }

    int people() {
        return people.size();
    }
}
