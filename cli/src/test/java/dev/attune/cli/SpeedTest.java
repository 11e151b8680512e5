package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpeedTest {
    private final AtomicLong clock = new AtomicLong();

    @Test
    void theLoadingOfTheNetworksIsNoPartOfTheSpeed() {
        var speed = new Speed(clock::get, 250);
        assertThat(speed.left()).isEmpty();
        passes(10_000);
        speed.frame(1);
        assertThat(speed.framesPerSecond()).isZero();
        assertThat(speed.left()).as("from one frame nobody can tell").isEmpty();
        for (int frame = 2; frame <= 51; frame++) {
            passes(40);
            speed.frame(frame);
        }
        assertThat(speed.framesPerSecond()).isCloseTo(25, within(1e-9));
        assertThat(speed.left()).contains(Duration.ofSeconds(8)); // 199 at 25 a second
    }

    @Test
    void aLengthThatNobodyKnowsIsNotEstimated() {
        var speed = new Speed(clock::get, 0);
        speed.frame(1);
        passes(5000);
        speed.frame(100);
        assertThat(speed.framesPerSecond()).isCloseTo(19.8, within(1e-9));
        assertThat(speed.left()).isEmpty();
    }

    private void passes(long milliseconds) {
        clock.addAndGet(milliseconds * 1_000_000);
    }
}
