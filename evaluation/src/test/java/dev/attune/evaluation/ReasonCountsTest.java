package dev.attune.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReasonCountsTest {

    @Test
    void equallyFrequentReasonsKeepOneOrderHoweverTheyCame() {
        var came = new ArrayList<>(Arrays.asList(Reason.values()));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(came, new Random(seed));
            var counts = new ReasonCounts();
            came.forEach(counts::add);
            assertThat(counts.mostFirst())
                    .extracting(ReasonCounts.Count::reason)
                    .containsExactly(Reason.values());
        }
    }

    @Test
    void theMostFrequentComesFirst() {
        var counts = new ReasonCounts();
        assertThat(counts.main()).isEmpty();
        counts.add(Reason.NO_FACE);
        counts.add(Reason.OCCLUDED);
        counts.add(Reason.OCCLUDED);
        assertThat(counts.main()).contains(Reason.OCCLUDED);
        assertThat(counts.total()).isEqualTo(3);
    }

    @Test
    void countsOfSeveralPeopleAddUp() {
        var one = new ReasonCounts();
        one.add(Reason.OCCLUDED);
        var other = new ReasonCounts();
        other.add(Reason.OCCLUDED);
        one.addAll(other);
        assertThat(one.mostFirst()).containsExactly(new ReasonCounts.Count(Reason.OCCLUDED, 2));
    }
}
