package dev.attune.evaluation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.models.ModelStore;
import dev.attune.text.TextReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextSpeedTest {
    private final TextReader reader = TextReader.open(ModelStore.bundled());

    @Test
    void theSlowestHundredthTakesNoLessThanTheMedian() throws InterruptedException {
        var speed = TextSpeed.of(reader, List.of("good", "плохо", "不错", "a long story about a parcel that never came"));

        assertThat(speed.texts()).isEqualTo(4);
        assertThat(speed.p99Micros()).isGreaterThanOrEqualTo(speed.medianMicros());
        assertThat(speed.perCpuSecond()).isPositive();
        assertThat(speed.perSecond()).isPositive();
    }

    @Test
    void withoutATextThereIsNoSpeed() {
        assertThatThrownBy(() -> TextSpeed.of(reader, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
