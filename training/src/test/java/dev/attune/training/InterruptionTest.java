package dev.attune.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;

class InterruptionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30); // signals come on a thread of their own

    @Test
    void theFirstCtrlCIsAnsweredAtOnceAlthoughTheStepGoesOn() throws Exception {
        var told = new StringWriter();
        try (var interruption = Interruption.listen(new PrintWriter(told))) {
            assertThat(interruption.requested()).isFalse();

            Signal.raise(new Signal("INT"));

            var end = Instant.now().plus(PATIENCE);
            while (told.toString().isEmpty() && Instant.now().isBefore(end)) Thread.sleep(10);
            assertThat(interruption.requested()).isTrue();
            assertThat(told.toString()).contains("Stopping", "once more");
        }
    }
}
