package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerTimerTest {
    private static final String BEFORE = """
            # TYPE attune_live_stage_seconds histogram
            attune_live_stage_seconds_bucket{stage="fuse",le="0.001"} 10
            attune_live_stage_seconds_bucket{stage="fuse",le="0.005"} 10
            attune_live_stage_seconds_bucket{stage="fuse",le="+Inf"} 10
            attune_live_stage_seconds_bucket{stage="send",le="0.001"} 7
            attune_live_stage_seconds_bucket{stage="send",le="+Inf"} 7
            attune_live_stage_seconds_count{stage="fuse"} 10
            """;
    private static final String AFTER = BEFORE.replace("\"0.001\"} 10", "\"0.001\"} 80")
            .replace("\"0.005\"} 10", "\"0.005\"} 108")
            .replace("\"+Inf\"} 10", "\"+Inf\"} 110");

    @Test
    void tellsWhatWasTimedSinceAnEarlierLook() {
        var since = timer(AFTER).since(timer(BEFORE));

        assertThat(since.count()).isEqualTo(100);
        assertThat(since.quantile(0.5)).hasValue(0.001);
        assertThat(since.quantile(0.95)).hasValue(0.005);
        assertThat(since.quantile(0.99)).hasValue(Double.POSITIVE_INFINITY);
        assertThat(since.shareWithin(0.005)).isEqualTo(0.98);
    }

    @Test
    void saysNothingWhereNothingWasTimed() {
        assertThat(ServerTimer.of(BEFORE, "attune_live_voice_latency_seconds", "")
                        .quantile(0.5))
                .isEmpty();
        assertThat(timer(BEFORE).since(timer(BEFORE)).quantile(0.5)).isEmpty();
    }

    private static ServerTimer timer(String metrics) {
        return ServerTimer.of(metrics, "attune_live_stage_seconds", "stage=\"fuse\"");
    }
}
