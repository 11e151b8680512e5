package dev.attune.decisions.warning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NegativeShareTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private final NegativeShare rule = new NegativeShare(Duration.ofHours(24), 0.3, 20);

    @Test
    void aShareIsToldOnceChanceDoesNotExplainIt() {
        var state = NegativeShare.State.FIRST;
        int alarms = 0;
        for (int i = 0; i < 60; i++) {
            var step = rule.next(state, i % 2 == 0, START.plus(Duration.ofMinutes(i)));
            state = step.state();
            if (step.alarm().isPresent()) {
                alarms++;
                assertThat(step.alarm().get().readings()).isGreaterThan(20);
            }
        }

        assertThat(alarms).isEqualTo(1);
    }

    @Test
    void whatIsOlderThanTheWindowDoesNotCount() {
        var state = NegativeShare.State.FIRST;
        for (int i = 0; i < 19; i++) state = rule.next(state, true, START).state();

        assertThat(rule.next(state, true, START.plus(Duration.ofHours(26))).alarm())
                .isEmpty();
        assertThat(rule.next(state, true, START.plus(Duration.ofMinutes(1))).alarm())
                .isPresent();
    }

    @Test
    void aWindowOfOneHourDoesNotBeginAnewWithEveryHourOfTheClock() {
        var lastHour = new NegativeShare(Duration.ofHours(1), 0.3, 20);
        var state = NegativeShare.State.FIRST;
        int alarms = 0;
        for (int i = 0; i < 20; i++) {
            var step = lastHour.next(state, true, START.plus(Duration.ofMinutes(50 + i)));
            state = step.state();
            if (step.alarm().isPresent()) alarms++;
        }

        assertThat(alarms).isEqualTo(1);
    }

    @Test
    void impossibleRulesAreRefused() {
        assertThatThrownBy(() -> new NegativeShare(Duration.ofMinutes(5), 0.3, 20))
                .hasMessageContaining("PT5M");
        assertThatThrownBy(() -> new NegativeShare(Duration.ofHours(5), 1.3, 20))
                .hasMessageContaining("1.3");
    }
}
