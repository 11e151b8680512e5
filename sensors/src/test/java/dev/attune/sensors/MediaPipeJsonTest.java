package dev.attune.sensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.signals.UnitsReading;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MediaPipeJsonTest {
    private final MediaPipeJson results = new MediaPipeJson();

    /// It was taken for the time 0, before the first frame.
    @Test
    void aTimeThatIsNullIsNoTime() {
        read("{'timestampMs': 1000, 'faceBlendshapes': []}");

        assertThatThrownBy(() -> read("{'timestampMs': null, 'faceBlendshapes': []}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no time beside faceBlendshapes");
    }

    @Test
    void aTimeByAnotherNameStandsInForANullOne() {
        read("{'timestampMs': 1000, 'faceBlendshapes': []}");

        assertThat(read("{'timestampMs': null, 'atMs': 1040, 'faceBlendshapes': []}")
                        .at())
                .isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void aWallClocksTimeBecomesTimeSinceTheFirstFrame() {
        read("{'timestampMs': 1764000000000, 'faceBlendshapes': []}");

        assertThat(read("{'timestampMs': 1764000000040, 'faceBlendshapes': []}").at())
                .isEqualTo(Duration.ofMillis(40));
    }

    private UnitsReading read(String result) {
        return results.read(JsonMapper.builder().build().readTree(result.replace('\'', '"')));
    }
}
