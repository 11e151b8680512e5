package dev.attune.decisions.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepairReportTest {
    private final RepairDefinition definition = RepairDefinition.bundled();

    @Test
    void onlyKnownOutcomesCountAndEveryRateSaysOfHowMany() {
        var report = RepairReport.of(
                definition,
                List.of(
                        finished(Outcome.REPAIRED, "fix", 1.0),
                        finished(Outcome.REPAIRED, "explain", 0.75),
                        finished(Outcome.NOT_REPAIRED, "explain", 0.25),
                        finished(Outcome.UNANSWERED, "explain", null),
                        finished(Outcome.MISTAKEN, "explain", null)));

        assertThat(report.cases()).isEqualTo(5);
        assertThat(report.repaired()).isEqualTo(new Rate(2, 3));
        assertThat(report.satisfied()).isEqualTo(new Rate(2, 3));
        assertThat(report.reContact()).isEqualTo(new Rate(0, 5));
        assertThat(report.repurchase().n()).isZero();
        assertThat(report.worked())
                .containsExactly(
                        new RepairReport.Worked(Step.SOLVE, "explain", new Rate(1, 2)),
                        new RepairReport.Worked(Step.SOLVE, "fix", new Rate(1, 1)));
        assertThat(report.styles().getFirst().answered()).isEqualTo(new Rate(3, 4));
    }

    @Test
    void intervalsAreThoseOfTheTextbookAndOpenWhereNothingIsKnown() {
        // Brown, Cai, DasGupta 2001: Jeffreys for 3 of 10 is [0.093, 0.606]
        assertThat(new Rate(3, 10).bounds().low()).isCloseTo(0.093, within(0.001));
        assertThat(new Rate(3, 10).bounds().high()).isCloseTo(0.606, within(0.001));
        assertThat(new Rate(0, 0).bounds().low()).isZero();
        assertThat(new Rate(0, 0).bounds().high()).isOne();
        assertThat(new Rate(0, 0).share()).isNaN();
        assertThat(new Rate(4, 4).bounds().high()).isOne();
    }

    @Test
    void theIntervalOfTheMedianHoldsItAsOftenAsItSays() {
        var random = new Random(17);
        int held = 0;
        for (int run = 0; run < 1000; run++) {
            var cases = IntStream.range(0, 25)
                    .mapToObj(i -> calmAfter(-Math.log(1 - random.nextDouble()) * 24)) // median 24 ln 2
                    .toList();
            if (RepairReport.of(definition, cases).toCalm().hours().contains(24 * Math.log(2))) held++;
        }
        assertThat(held).isBetween(930, 990);
    }

    @Test
    void theMedianIsToldEvenWhereItsIntervalIsUnknown() {
        var calm =
                RepairReport.of(definition, List.of(calmAfter(2), calmAfter(4))).toCalm();

        assertThat(calm.n()).isEqualTo(2);
        assertThat(calm.median()).isEqualTo(Duration.ofHours(3));
        assertThat(calm.hours().high()).isInfinite();
    }

    @Test
    void aHoldOutIsAboutTheShareThatWasAskedForAndAlwaysTheSamePeople() {
        var styles = new ArrayList<FollowUpStyle>();
        for (int i = 0; i < 5000; i++) styles.add(FollowUpStyle.assigned(definition, 0.2, "p-" + i));

        long plain =
                styles.stream().filter(style -> style == FollowUpStyle.PLAIN).count();
        assertThat(plain / 5000.0).isCloseTo(0.2, within(0.02));
        assertThat(FollowUpStyle.assigned(definition, 0.2, "p-77")).isEqualTo(styles.get(77));
        assertThat(FollowUpStyle.assigned(definition, 0, "p-1")).isEqualTo(FollowUpStyle.STYLED);
        assertThatThrownBy(() -> FollowUpStyle.assigned(definition, 0.9, "p-1")).hasMessageContaining("0.9");
    }

    private static FinishedCase finished(Outcome outcome, String solved, @Nullable Double satisfaction) {
        return new FinishedCase(
                outcome, true, Map.of(Step.SOLVE, solved), null, false, satisfaction, null, FollowUpStyle.STYLED);
    }

    private static FinishedCase calmAfter(double hours) {
        return new FinishedCase(
                Outcome.REPAIRED,
                true,
                Map.of(),
                Duration.ofMillis(Math.round(hours * 3_600_000)),
                null,
                null,
                null,
                FollowUpStyle.STYLED);
    }
}
