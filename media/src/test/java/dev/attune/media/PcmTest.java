package dev.attune.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PcmTest {

    @Test
    void soundEndsWhereItsLastSampleDoes() {
        var sound = new Pcm(Duration.ofMillis(500), 16_000, new float[512]);
        assertThat(sound.length()).isEqualTo(Duration.ofMillis(32));
        assertThat(sound.end()).isEqualTo(Duration.ofMillis(532));
    }

    @Test
    void aSampleThatIsNoNumberOrTooLoudIsRefusedWithItsValueAndPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pcm(Duration.ZERO, 16_000, new float[] {0, Float.NaN}))
                .withMessageContaining("NaN at index 1 of 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pcm(Duration.ZERO, 16_000, new float[] {0, 0, -1.5f}))
                .withMessageContaining("-1.5 at index 2 of 3");
    }

    @Test
    void impossibleTimesAndRatesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pcm(Duration.ofMillis(-1), 16_000, new float[1]))
                .withMessageContaining("PT-0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pcm(Duration.ZERO, 0, new float[1]))
                .withMessageContaining("got 0");
    }

    @Test
    void itsNameTellsNothingOfWhatWasSaid() {
        assertThat(new Pcm(Duration.ofSeconds(1), 8_000, new float[] {0.125f}))
                .hasToString("Pcm[1 samples at 8000 Hz from PT1S]");
    }
}
