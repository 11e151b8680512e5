package dev.attune.evaluation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.models.ModelStore;
import dev.attune.text.TextReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextSpeedTest {
    private final TextReader reader = TextReader.open(ModelStore.bundled());

    @Test
    void theSlowestHundredthTakesNoLessThanTheMedian() throws InterruptedException {
        var texts = List.of("good", "плохо", "不错", "a long story about a parcel that never came");

        var speed = TextSpeed.of(reader, texts, Duration.ofMillis(5));

        assertThat(speed.reads()).isPositive();
        assertThat(speed.reads() % texts.size()).as("whole passes").isZero();
        assertThat(speed.p99Micros()).isGreaterThanOrEqualTo(speed.medianMicros());
        assertThat(speed.perCpuSecond()).isPositive();
        assertThat(speed.perSecond()).isPositive();
    }

    @Test
    void withoutATextThereIsNoSpeed() {
        assertThatThrownBy(() -> TextSpeed.of(reader, List.of(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
