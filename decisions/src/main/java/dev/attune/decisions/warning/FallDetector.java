package dev.attune.decisions.warning;

import java.time.Instant;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/// Notices that readings fall below what was usual: a self-starting CUSUM [1], one-sided.
///
/// ```
/// t = (x − m) / (s · sqrt(1 + 1/n))          of the usual: n readings, mean m, standard deviation s
/// u = Φ⁻¹(F_t(n−1)(t)), kept within ±3        standard normal however few n are
/// S = max(0, S − u − 1/2)                     alarm when S > limit
/// ```
/// Readings join the usual only once `S` is back at 0, so that a slow fall does not become usual while
/// it is watched. The usual forgets beyond [#REMEMBERED] readings. One reading adds at most 2.5 to `S`:
/// none alone raises an alarm. After an alarm the new level is learned as usual. False alarms and
/// delays: docs/benchmarks/customers.md.
///
/// [1] Hawkins 1987, Self-starting CUSUM charts for location and scale, The Statistician 36; the allowance of 1/2 suits
/// a fall by one standard deviation (Page 1954)
///
/// @param limit how much must have gathered
/// @param leastSpread a standard deviation below this counts as this: readings that are all alike
public record FallDetector(double limit, double leastSpread) {
    static final int LEARNING = 10; // readings before the first judgement
    static final int REMEMBERED = 200;

    private static final double ALLOWANCE = 0.5;
    private static final double MOST = 3;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    public FallDetector {
        if (!(limit > MOST - ALLOWANCE))
            throw new IllegalArgumentException(
                    "the limit must be above %s, or one reading alone raises an alarm; got %s"
                            .formatted(MOST - ALLOWANCE, limit));
        if (!(leastSpread > 0)) throw new IllegalArgumentException("leastSpread must be positive, got " + leastSpread);
    }

    /// Some readings, summed up.
    ///
    /// @param squares sum of squared differences from the mean
    public record Sums(double n, double mean, double squares) {
        public static final Sums NONE = new Sums(0, 0, 0);

        public Sums {
            if (!(n >= 0 && squares >= 0))
                throw new IllegalArgumentException(
                        "n and squares must not be negative, got %s, %s".formatted(n, squares));
        }

        Sums with(double x) {
            return joined(new Sums(1, x, 0));
        }

        /// Chan, Golub, LeVeque 1979
        Sums joined(Sums other) {
            if (n == 0) return other;
            if (other.n == 0) return this;
            double all = n + other.n;
            double apart = other.mean - mean;
            return new Sums(
                    all, mean + apart * other.n / all, squares + other.squares + apart * apart * n * other.n / all);
        }

        Sums remembering(double most) {
            return n <= most ? this : new Sums(most, mean, squares * most / n);
        }
    }

    /// @param usual what readings are compared with
    /// @param lately readings since `gathered` left 0
    /// @param since time of the first of these; null when there is none
    /// @param gathered S
    public record State(Sums usual, Sums lately, @Nullable Instant since, double gathered) {
        public static final State FIRST = new State(Sums.NONE, Sums.NONE, null, 0);
    }

    /// @param before,now mean of the readings before the fall and in it
    /// @param since when the fall probably began
    /// @param usual,lately numbers of readings
    /// @param strength how far beyond the limit, 1 or more
    public record Alarm(double before, double now, Instant since, long usual, long lately, double strength) {}

    public record Step(State state, Optional<Alarm> alarm) {}

    public Step next(State state, double reading, Instant at) {
        if (!Double.isFinite(reading)) throw new IllegalArgumentException("a reading must be a number, got " + reading);
        var usual = state.usual();
        if (usual.n() < LEARNING) return new Step(new State(usual.with(reading), Sums.NONE, null, 0), Optional.empty());
        double gathered = Math.max(0, state.gathered() - standardised(usual, reading) - ALLOWANCE);
        var lately = state.lately().with(reading);
        var since = state.since() == null ? at : state.since();
        if (gathered == 0)
            return new Step(
                    new State(usual.joined(lately).remembering(REMEMBERED), Sums.NONE, null, 0), Optional.empty());
        if (gathered <= limit) return new Step(new State(usual, lately, since, gathered), Optional.empty());
        var alarm = new Alarm(
                usual.mean(), lately.mean(), since, Math.round(usual.n()), Math.round(lately.n()), gathered / limit);
        return new Step(new State(lately, Sums.NONE, null, 0), Optional.of(alarm));
    }

    /// As far as it can come without an alarm, for a reading that would raise one too early for other reasons.
    public State heldBack(State before, double reading, Instant at) {
        return new State(
                before.usual(), before.lately().with(reading), before.since() == null ? at : before.since(), limit);
    }

    private double standardised(Sums usual, double reading) {
        double spread = Math.max(leastSpread, Math.sqrt(usual.squares() / (usual.n() - 1)));
        double t = (reading - usual.mean()) / (spread * Math.sqrt(1 + 1 / usual.n()));
        double p = TDistribution.of(usual.n() - 1).cumulativeProbability(t);
        return Math.clamp(NORMAL.inverseCumulativeProbability(p), -MOST, MOST);
    }
}
