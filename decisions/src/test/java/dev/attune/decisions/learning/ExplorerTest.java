package dev.attune.decisions.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorerTest {
    static List<Explorer> explorers() {
        return List.of(
                new Explorer.EpsilonGreedy(0.05),
                new Explorer.LinUcb(1),
                new Explorer.Thompson(0.3),
                new Explorer.SquareCb(10));
    }

    @ParameterizedTest
    @MethodSource("explorers")
    void whenNothingIsKnownEveryActionIsEquallyLikely(Explorer explorer) {
        var unknown = IntStream.range(0, 5).mapToObj(i -> new Estimate(0, 1)).toList();

        assertThat(explorer.probabilities(unknown, 0))
                .containsExactly(new double[] {0.2, 0.2, 0.2, 0.2, 0.2}, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("explorers")
    void whateverIsBelievedTheProbabilitiesSumTo1AndTheBestIsNotBehind(Explorer explorer) {
        var random = new Random(2);
        for (int trial = 0; trial < 200; trial++) {
            var estimates = new ArrayList<Estimate>();
            int k = 1 + random.nextInt(12);
            for (int i = 0; i < k; i++) estimates.add(new Estimate(random.nextGaussian(), 0.2));
            var p = explorer.probabilities(estimates, random.nextInt(10_000));

            assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-9));
            int best = IntStream.range(0, k)
                    .reduce((one, other) ->
                            estimates.get(other).mean() > estimates.get(one).mean() ? other : one)
                    .orElseThrow();
            assertThat(p[best]).isEqualTo(Arrays.stream(p).max().orElseThrow());
        }
    }

    @Test
    void squareCbFollowsItsFormula() {
        var p = new Explorer.SquareCb(10)
                .probabilities(List.of(new Estimate(0.5, 1), new Estimate(0.3, 1), new Estimate(0.1, 1)), 4);

        // γ = 10·sqrt(4) = 20
        assertThat(p[1]).isCloseTo(1 / (3 + 20 * 0.2), within(1e-12));
        assertThat(p[2]).isCloseTo(1 / (3 + 20 * 0.4), within(1e-12));
        assertThat(p[0]).isCloseTo(1 - p[1] - p[2], within(1e-12));
    }

    @Test
    void linUcbTakesTheUnknownBeforeTheMediocre() {
        var p = new Explorer.LinUcb(1).probabilities(List.of(new Estimate(0.5, 0.1), new Estimate(0.2, 0.9)), 10);

        assertThat(p).containsExactly(0, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void thompsonsProbabilitiesAreTheIntegral(long seed) {
        var random = new Random(seed);
        int k = 2 + random.nextInt(13);
        var means = random.doubles(k).toArray();
        // from equally sure to one a hundred times surer than another
        var deviations = random.doubles(k)
                .map(u -> 0.2 * Math.pow(100, -u * (seed % 3) / 2.0))
                .toArray();

        assertThat(GaussianRace.winning(means, deviations)).containsExactly(integral(means, deviations), within(1e-4));
    }

    /// A race does not know in which unit it is run, nor where its zero lies.
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-8, 1e-12, 1e-17, 1e-100, 1e-320, 1e100})
    void aVerySmallScaleIsARaceToo(double scale) {
        var thompson = new Explorer.Thompson(scale);

        assertThat(thompson.probabilities(List.of(new Estimate(0.5, 1), new Estimate(0.5, 1)), 1))
                .as("two alike")
                .containsExactly(new double[] {0.5, 0.5}, within(1e-4));
        assertThat(thompson.probabilities(
                        List.of(new Estimate(0, 1), new Estimate(scale, 1), new Estimate(-scale, 0.5)), 1))
                .as("apart by as much as they are uncertain")
                .containsExactly(integral(new double[] {0.5, 0.6, 0.4}, new double[] {0.1, 0.1, 0.05}), within(1e-4));
    }

    @Test
    void whoIsSureAmongTheUnsureWinsAsOftenAsTheIntegralSays() {
        for (double narrow : new double[] {1e-2, 1e-4, 1e-8, 1e-12}) {
            var means = new double[14];
            var deviations = new double[14];
            for (int i = 0; i < 14; i++) {
                means[i] = 0.3 + 0.03 * i;
                deviations[i] = 0.2 + 0.01 * i;
            }
            means[5] = 0.9;
            deviations[5] = narrow;
            double alone = 1; // the others all stay below a contender that is as good as a number
            for (int i = 0; i < 14; i++) if (i != 5) alone *= normal((0.9 - means[i]) / deviations[i]);

            assertThat(GaussianRace.winning(means, deviations)[5])
                    .as("deviation %s", narrow)
                    .isCloseTo(alone, within(2e-3));
        }
    }

    /// The edges of so many are thinned: what is lost of somebody's own is bounded.
    @ParameterizedTest
    @ValueSource(ints = {30, 100, 500})
    void whoIsSureIsNotLostAmongVeryManyUnsure(int others) {
        for (double narrow : new double[] {1e-2, 1e-4}) {
            var means = new double[others + 1];
            var deviations = new double[others + 1];
            for (int i = 0; i < others; i++) {
                means[i] = 0.3 + 0.2 * i / others;
                deviations[i] = 0.1 + 0.1 * i / others;
            }
            means[others] = 0.9;
            deviations[others] = narrow;
            double alone = 1;
            for (int i = 0; i < others; i++) alone *= normal((0.9 - means[i]) / deviations[i]);

            assertThat(GaussianRace.winning(means, deviations)[others])
                    .as("%d others, deviation %s", others, narrow)
                    .isCloseTo(alone, within(0.05));
        }
    }

    @Test
    void theTabledNormalDistributionIsTheNormalDistribution() {
        for (int step = 0; step < 16 * GaussianRace.STEPS_PER_UNIT; step++) {
            double t = (step + 0.37) / GaussianRace.STEPS_PER_UNIT - GaussianRace.END;
            assertThat(GaussianRace.cumulative(step, 0.37)).isCloseTo(normal(t), within(1e-9));
            assertThat(GaussianRace.density(step, 0.37))
                    .isCloseTo(Math.exp(-t * t / 2) / Math.sqrt(2 * Math.PI), within(1e-9));
        }
    }

    private static double normal(double t) {
        return (1 + Erf.value(t / Math.sqrt(2))) / 2;
    }

    @Test
    void tenThousandActionsAreAnswered() {
        var random = new Random(1);
        var many = IntStream.range(0, 10_000)
                .mapToObj(i -> new Estimate(random.nextDouble() / 10, 0.1 + random.nextDouble() / 10))
                .toList();

        var p = new Explorer.Thompson(0.3).probabilities(many, 100);

        assertThat(p).hasSize(10_000);
        assertThat(Arrays.stream(p)).allMatch(share -> share >= 0);
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void betaThompsonPrefersWhatWorkedAndForgets() {
        var model = BetaModel.EMPTY;
        for (int i = 0; i < 50; i++)
            model = model.learn("good", i % 2).learn("bad", i % 10 == 0 ? 1 : 0).learn("mixed", 0.4);
        var actions = List.of("good", "bad", "mixed", "untried");

        var p = model.probabilities(actions);
        var drawn = new double[4];
        var random = new Random(3);
        for (int i = 0; i < 40_000; i++) drawn[thompsonDraw(model, actions, random)] += 1 / 40_000.0;

        assertThat(p).containsExactly(drawn, within(0.012));
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
        assertThat(BetaModel.EMPTY.learn("a", 0.3).unlearn("a", 0.3).probabilities(List.of("a", "b")))
                .containsExactly(0.5, 0.5);
        assertThatThrownBy(() -> BetaModel.EMPTY.learn("a", Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> BetaModel.EMPTY.unlearn("a", 1)).hasMessageContaining("at least 0");
        assertThatThrownBy(() -> new BetaModel(Map.of(), Map.of()).probabilities(List.of()))
                .hasMessageContaining("no action");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void limitsAreKeptAndWhatIsFreeKeepsItsProportions(long seed) {
        var random = new Random(seed);
        for (int trial = 0; trial < 300; trial++) {
            int k = 1 + random.nextInt(8);
            var p = new Explorer.Thompson(1)
                    .probabilities(
                            random.doubles(k)
                                    .mapToObj(mean -> new Estimate(mean, 0.3))
                                    .toList(),
                            1);
            var floors = random.doubles(k).map(u -> u / k).toArray();
            var ceilings = Arrays.stream(floors)
                    .map(floor -> Math.min(1, Math.max(floor, 1.0 / k) + random.nextDouble()))
                    .toArray();

            var kept = Shares.within(p, floors, ceilings);

            assertThat(Arrays.stream(kept).sum()).isCloseTo(1, within(1e-12));
            for (int i = 0; i < k; i++) assertThat(kept[i]).isBetween(floors[i] - 1e-9, ceilings[i] + 1e-9);
            for (int i = 0; i < k; i++)
                for (int j = 0; j < k; j++)
                    if (inside(kept[i], floors[i], ceilings[i]) && inside(kept[j], floors[j], ceilings[j]))
                        assertThat(kept[i] * p[j]).isCloseTo(kept[j] * p[i], within(1e-9));
        }
    }

    @Test
    void limitsThatCannotAllBeMetAreRefused() {
        var half = new double[] {0.5, 0.5};
        assertThatThrownBy(() -> Shares.within(half, new double[] {0.6, 0.6}, new double[] {1, 1}))
                .hasMessageContaining("floors must not exceed 1 together, got 1.2");
        assertThatThrownBy(() -> Shares.within(half, new double[2], new double[] {0.4, 0.4}))
                .hasMessageContaining("ceilings must allow 1 together, got 0.8");
        assertThatThrownBy(() -> Shares.within(half, new double[] {0.5, 0}, new double[] {0.4, 1}))
                .hasMessageContaining("floor <= ceiling");
    }

    @Test
    void theSameEventAndPolicyDrawTheSameAndAnotherPolicyDrawsAnew() {
        var p = new double[] {0.25, 0.25, 0.25, 0.25};
        assertThat(Draw.of("event-7", "v3").from(p))
                .isEqualTo(Draw.of("event-7", "v3").from(p));
        var draw = Draw.of("event-7", "v3");
        assertThat(Draw.ofSeed(draw.seed()).from(p)).isEqualTo(draw.from(p));
        assertThat(IntStream.range(0, 50)
                        .filter(i -> Draw.of("event-" + i, "v3").from(p)
                                != Draw.of("event-" + i, "v4").from(p)))
                .hasSizeBetween(20, 50);
    }

    @Test
    void whatIsDrawnFollowsTheLoggedProbabilities() {
        var p = Shares.withFloor(
                new Explorer.Thompson(0.4)
                        .probabilities(List.of(new Estimate(0.5, 1), new Estimate(0.7, 1), new Estimate(0.1, 1)), 9),
                0.05);
        int n = 30_000;
        var counts = new int[3];
        for (int i = 0; i < n; i++) counts[Draw.of("e" + i, "v1").from(p)]++;

        double chiSquare = 0;
        for (int i = 0; i < 3; i++) chiSquare += Math.pow(counts[i] - n * p[i], 2) / (n * p[i]);
        assertThat(ChiSquaredDistribution.of(2).survivalProbability(chiSquare)).isGreaterThan(0.001);
    }

    @Test
    void anActionOfProbability0IsNeverDrawnAndAVectorThatIsNoneIsRefused() {
        for (int i = 0; i < 500; i++)
            assertThat(Draw.of("e" + i, "v").from(new double[] {0, 1, 0})).isEqualTo(1);
        assertThatThrownBy(() -> Draw.of("e", "v").from(new double[] {0.5, 0.4}))
                .hasMessageContaining("0.9");
        assertThatThrownBy(() -> Draw.of("e", "v").from(new double[] {Double.NaN, 1}))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Draw.of("e", "v").from(new double[0])).hasMessageContaining("sum to 1");
    }

    private static boolean inside(double value, double floor, double ceiling) {
        return value > floor + 1e-9 && value < ceiling - 1e-9;
    }

    private static int thompsonDraw(BetaModel model, List<String> actions, Random random) {
        int best = 0;
        double top = -1;
        for (int i = 0; i < actions.size(); i++) {
            double won = gamma(1 + model.successes().getOrDefault(actions.get(i), 0.0), random);
            double lost = gamma(1 + model.failures().getOrDefault(actions.get(i), 0.0), random);
            if (won / (won + lost) > top) {
                top = won / (won + lost);
                best = i;
            }
        }
        return best;
    }

    /// Marsaglia and Tsang 2000, for shapes of at least 1.
    private static double gamma(double shape, Random random) {
        double d = shape - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) return d * v;
        }
    }

    /// By brute force: 20,000 midpoints.
    private static double[] integral(double[] means, double[] deviations) {
        int k = means.length;
        var result = new double[k];
        double low = -2;
        double width = 5.0 / 20_000;
        for (int step = 0; step < 20_000; step++) {
            double z = low + (step + 0.5) * width;
            for (int a = 0; a < k; a++) {
                double t = (z - means[a]) / deviations[a];
                if (Math.abs(t) > 9) continue;
                double value = Math.exp(-t * t / 2) / Math.sqrt(2 * Math.PI) / deviations[a] * width;
                for (int j = 0; j < k && value > 1e-300; j++)
                    if (j != a) value *= normal((z - means[j]) / deviations[j]);
                result[a] += value;
            }
        }
        return result;
    }
}
