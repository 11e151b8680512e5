package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.Measurement;
import dev.attune.signals.Measurement.Measured;
import dev.attune.signals.Pupils;
import dev.attune.signals.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PupilMedianTest {
    private final PupilMedian median = new PupilMedian();

    @Test
    void aSingleFrameIsItsOwnMedian() {
        assertThat(next(0.4, 0)).isEqualTo(new Measured(0.4, 0.7));
    }

    @Test
    void oneFrameOffDoesNotCountAndItsEyesStillSayWhatTheyShow() {
        for (int i = 0; i < 5; i++) next(0.4, 40 * i);
        var off = median.next(pupils(0.6), Duration.ofMillis(200));

        assertThat(off.both()).isEqualTo(new Measured(0.4, 0.7));
        assertThat(off.left()).isEqualTo(new Measured(0.6, 0.7));
    }

    @Test
    void whatIsASecondOldIsForgotten() {
        for (int i = 0; i < 9; i++) next(0.3, 10 * i);

        assertThat(next(0.5, 1080)).isEqualTo(new Measured(0.5, 0.7));
    }

    @Test
    void aBlinkStaysAGap() {
        next(0.4, 0);

        assertThat(median.next(Pupils.notMeasurable(Reason.EYES_CLOSED), Duration.ofMillis(40)))
                .isEqualTo(Pupils.notMeasurable(Reason.EYES_CLOSED));
        assertThat(next(0.42, 80)).isEqualTo(new Measured((0.4 + 0.42) / 2, 0.7));
    }

    private Measurement next(double share, long ms) {
        return median.next(pupils(share), Duration.ofMillis(ms)).both();
    }

    private static Pupils pupils(double share) {
        var measured = new Measured(share, 0.7);
        return new Pupils(measured, measured, measured);
    }
}
