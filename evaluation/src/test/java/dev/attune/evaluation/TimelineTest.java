package dev.attune.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void twoHoursFitIntoTheSameBinsAndKeepMeanAndExtremes() {
        var timeline = new Timeline(1, 720, Duration.ofMillis(66));
        int frames = 2 * 3600 * 10;
        for (int i = 0; i < frames; i++) timeline.add(Duration.ofMillis(i * 100L), new double[] {i == 12_345 ? 9 : 1});
        assertThat(timeline.bins()).isBetween(360, 720);
        long total = 0;
        double most = 0;
        for (int bin = 0; bin < timeline.bins(); bin++) {
            total += timeline.count(0, bin);
            most = Math.max(most, timeline.most(0, bin));
            assertThat(timeline.least(0, bin)).isEqualTo(1);
        }
        assertThat(total).isEqualTo(frames);
        assertThat(most).isEqualTo(9);
    }

    @Test
    void whatWasNotMeasuredStaysMissing() {
        var timeline = new Timeline(2, 4, Duration.ofMillis(10));
        timeline.add(Duration.ZERO, new double[] {0.5, Double.NaN});
        timeline.add(Duration.ofMillis(35), new double[] {-0.5, -2});
        assertThat(timeline.count(1, 0)).isZero();
        assertThat(timeline.mean(1, 0)).isNaN();
        assertThat(timeline.mean(1, 3)).isEqualTo(-2);
        timeline.add(Duration.ofMillis(45), new double[] {0, -4}); // outgrows four bins: they are merged
        assertThat(timeline.binLength()).isEqualTo(Duration.ofMillis(20));
        assertThat(timeline.mean(1, 1)).isEqualTo(-2);
        assertThat(timeline.mean(0, 0)).isEqualTo(0.5, within(1e-6));
        assertThat(timeline.most(1, 2)).isEqualTo(-4);
    }
}
