package dev.attune.server.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadsTest {

    @Test
    void fewAreCountedExactlyAndNobodyTwice() {
        var heads = new Heads();
        for (int round = 0; round < 3; round++) for (int i = 0; i < 40; i++) heads.add("p-" + i);

        assertThat(heads.estimate()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 20_000})
    void manyAreEstimated(int people) {
        double sum = 0;
        for (int seed = 0; seed < 20; seed++) {
            var heads = new Heads();
            for (int i = 0; i < people; i++) heads.add("p-" + seed + "-" + i);
            sum += heads.estimate();
        }

        assertThat(sum / 20).isCloseTo(people, within(0.12 * people)); // 13 % each, 3 % on average of 20
    }

    @Test
    void mergedSetsAreTheSetOfAll() {
        var one = new Heads();
        var other = new Heads();
        var all = new Heads();
        for (int i = 0; i < 300; i++) {
            if (i < 200) one.add("p-" + i);
            if (i > 100) other.add("p-" + i);
            all.add("p-" + i);
        }
        one.addAll(other.hashes());

        assertThat(one.hashes()).containsExactly(all.hashes());
    }
}
