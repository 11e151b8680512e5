package dev.attune.decisions.warning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FallDetectorTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private final FallDetector detector = new FallDetector(7, 0.05);

    @Test
    void aFallByAStandardDeviationIsToldWithItsBeginning() {
        int told = 0;
        for (int seed = 0; seed < 40; seed++) {
            var random = new Random(seed);
            var state = FallDetector.State.FIRST;
            for (int i = 0; i < 140; i++) {
                var step = detector.next(state, (i < 100 ? 0.3 : 0) + 0.3 * random.nextGaussian(), at(i));
                state = step.state();
                if (step.alarm().isEmpty() || i < 100) continue;
                var alarm = step.alarm().get();
                assertThat(alarm.now()).isLessThan(alarm.before());
                assertThat(alarm.strength()).isGreaterThan(1);
                if (alarm.since().isAfter(at(85)) && alarm.since().isBefore(at(110))) told++;
                break;
            }
        }

        assertThat(told).isGreaterThan(34);
    }

    /// 100 people of 200 readings each: the rate is in docs/benchmarks/customers.md, its order of magnitude is
    /// kept here.
    @Test
    void steadyReadingsSeldomRaiseAnAlarm() {
        var random = new Random(1);
        int alarms = 0;
        for (int person = 0; person < 100; person++) alarms += alarms(random, 200, 0);

        assertThat(alarms).isLessThan(30); // 1.5 in 1000 readings
    }

    @Test
    void risingReadingsRaiseNone() {
        assertThat(alarms(new Random(2), 300, 0.01)).isZero();
    }

    @Test
    void oneReadingAloneRaisesNone() {
        var state = FallDetector.State.FIRST;
        for (int i = 0; i < 50; i++) state = detector.next(state, 0.5, at(i)).state();

        assertThat(detector.next(state, -1, at(50)).alarm()).isEmpty();
        assertThatThrownBy(() -> new FallDetector(2, 0.05)).hasMessageContaining("one reading alone");
        assertThatThrownBy(() -> detector.next(FallDetector.State.FIRST, Double.NaN, START))
                .hasMessageContaining("NaN");
    }

    @Test
    void afterAnAlarmTheNewLevelIsUsual() {
        var random = new Random(3);
        var state = FallDetector.State.FIRST;
        int alarms = 0;
        for (int i = 0; i < 160; i++) {
            var step = detector.next(state, (i < 60 ? 0.5 : -0.5) + 0.1 * random.nextGaussian(), at(i));
            state = step.state();
            if (step.alarm().isPresent()) alarms++;
        }

        assertThat(alarms).isEqualTo(1);
    }

    private int alarms(Random random, int readings, double rise) {
        var state = FallDetector.State.FIRST;
        int alarms = 0;
        for (int i = 0; i < readings; i++) {
            var step = detector.next(state, rise * i + 0.3 * random.nextGaussian(), at(i));
            state = step.state();
            if (step.alarm().isPresent()) alarms++;
        }
        return alarms;
    }

    private static Instant at(int hour) {
        return START.plus(Duration.ofHours(hour));
    }
}
