package dev.attune.server.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeopleCountTest {
    private static final int K = 10;

    private final PeopleCount counts = new PeopleCount(K);

    /// Fourteen who are known to meet a condition, or nine, and somebody else about whom one wants to know.
    @Test
    void noCountShowsWhetherOnePersonIsAmongThoseWhoMeetACondition() {
        var random = new Random(5);
        for (int others : new int[] {9, 14, 19, 24, 104}) {
            var without = shares(others, random);
            var with = shares(others + 1, random);
            var answers = new TreeSet<>(without.keySet());
            answers.addAll(with.keySet());
            double apart = answers.stream()
                            .mapToDouble(
                                    each -> Math.abs(without.getOrDefault(each, 0.0) - with.getOrDefault(each, 0.0)))
                            .sum()
                    / 2;

            assertThat(apart)
                    .as("%d and one more; with fixed edges 1".formatted(others))
                    .isLessThan(0.15);
        }
        assertThat(IntStream.range(0, 1_000)
                        .filter(i ->
                                counts.estimate(14, random.nextLong(), 500, 500).about() != null)
                        .count())
                .as("nobody knows where the floor is")
                .isBetween(400L, 600L);
    }

    /// How often each answer is given for so many people; 0 stands for none.
    private Map<Long, Double> shares(int met, Random random) {
        var shares = new TreeMap<Long, Double>();
        for (int i = 0; i < 10_000; i++) {
            Long about = counts.estimate(met, random.nextLong(), 500, 500).about();
            shares.merge(about == null ? 0 : about, 1e-4, Double::sum);
        }
        return shares;
    }

    @Test
    void theSamePeopleGiveTheSameAnswer() {
        assertThat(counts.estimate(57, 4711, 500, 500)).isEqualTo(counts.estimate(57, 4711, 500, 500));
    }

    @Test
    void fewerThanTheFloorNeverShow() {
        var random = new Random(6);
        for (int met = 0; met < K; met++)
            for (int i = 0; i < 200; i++)
                assertThat(counts.estimate(met, random.nextLong(), 500, 500).about())
                        .isNull();
    }

    /// One of two thousand sampled stands for five hundred of a million; it is still one.
    @Test
    void oneOfASampleIsNotShownAsHundreds() {
        assertThat(counts.estimate(1, 0, 2_000, 1_000_000).about()).isNull();
        assertThat(counts.estimate(1, 0, 2_000, 1_000_000).high()).isNull();
        assertThat(counts.estimate(0, 0, 2_000, 1_000_000).high()).isNull();
    }

    @Test
    void onAverageACountIsRight() {
        var random = new Random(7);
        double mean = IntStream.range(0, 20_000)
                .mapToObj(i -> counts.estimate(57, random.nextLong(), 500, 500).about())
                .mapToDouble(about -> about == null ? Double.NaN : about)
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(57, within(0.2));
    }

    @Test
    void theIntervalHoldsTheTruthWhateverIsDrawn() {
        var random = new Random(8);
        int held = 0;
        for (int i = 0; i < 2_000; i++) {
            int met = (int) IntStream.range(0, 2_000)
                    .filter(n -> random.nextDouble() < 0.03)
                    .count();
            var estimate = counts.estimate(met, random.nextLong(), 2_000, 100_000);
            Long low = estimate.low();
            Long high = estimate.high();
            if (high != null && (low == null || low <= 3_000) && 3_000 <= high) held++;
        }

        assertThat(held).isGreaterThanOrEqualTo(1_900); // 95 %
    }
}
