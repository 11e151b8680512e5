package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.attune.server.sessions.SessionLog;
import dev.attune.signals.Affect;
import dev.attune.signals.Baseline;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.EyeActivity;
import dev.attune.signals.Measurement;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AggregatorTest {
    private final Aggregator aggregator = new Aggregator();
    private final List<SessionLog.Second> told = new ArrayList<>();

    @Test
    void aSecondIsToldOnceWithTheMeanOfItsEstimates() {
        hear(100, 0.2);
        hear(900, 0.4);
        hear(1_100, -1);
        finish();

        assertThat(told).extracting(SessionLog.Second::second).containsExactly(0, 1);
        assertThat(told.getFirst().frames()).isEqualTo(2);
        assertThat(told.getFirst().valence()).isCloseTo(0.3, offset(1e-9));
    }

    /// A call centre's transcript comes behind the voice. Of two rows for one second only the first is kept.
    @Test
    void whatIsToldOfAnEarlierSecondTakesNothingFromThePresentOne() {
        hear(12_100, 0.5);
        hear(9_500, -0.5);
        hear(12_600, 0.5);
        hear(11_900, -0.5);
        hear(12_900, 0.5);
        finish();

        assertThat(told).extracting(SessionLog.Second::second).containsExactly(9, 11, 12);
        assertThat(told.getLast().frames()).isEqualTo(3);
    }

    @Test
    void aTimeFarAheadEndsNothing() {
        hear(12_100, 0.5);
        hear(9_000_000, -0.5);
        hear(12_600, 0.5);
        hear(13_100, 0.5);
        finish();

        assertThat(told).extracting(SessionLog.Second::second).containsExactlyInAnyOrder(12, 13, 9_000);
        assertThat(told)
                .filteredOn(second -> second.second() == 12)
                .singleElement()
                .satisfies(second -> assertThat(second.frames()).isEqualTo(2));
    }

    @Test
    void whatIsOverIsWrittenWhileTheSessionGoesOn() {
        for (int second = 0; second < 60; second++) hear(1_000L * second, 0);

        assertThat(told).hasSize(57);
    }

    private void hear(long atMs, double valence) {
        told.addAll(aggregator.add(anEstimate(Duration.ofMillis(atMs), valence)));
    }

    private void finish() {
        told.addAll(aggregator.finish());
    }

    private static Affect anEstimate(Duration at, double valence) {
        var missing = new Measurement.NotMeasurable(Reason.NO_FACE);
        var abstained = new DisplayPattern.Abstained(Reason.NO_FACE);
        return new Affect(
                at,
                Affect.UNSEEN,
                new Measurement.Measured(valence, 0.5),
                missing,
                abstained,
                abstained,
                null,
                Map.of(),
                List.of(),
                EyeActivity.notMeasurable(Reason.NO_FACE, 1),
                Baseline.POPULATION,
                Quality.PERFECT,
                Duration.ZERO,
                List.of(),
                new ModelRef("test", "1"));
    }
}
