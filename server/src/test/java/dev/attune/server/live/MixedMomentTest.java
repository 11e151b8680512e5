package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.Emotion;
import dev.attune.signals.Episode;
import dev.attune.signals.Moment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MixedMomentTest {
    private static final Episode EPISODE =
            new Episode(0, Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(900));

    @Test
    void aPageIsToldTheWeightsOfBothParts() {
        var mixed = new Moment.MixedExpression(EPISODE, Emotion.JOY, Emotion.SURPRISE, 0.6, 0.4, 0.7, List.of());
        var json = JsonMapper.shared().valueToTree(Wire.moment(mixed));

        assertThat(json.path("firstWeight").asDouble()).isEqualTo(0.6);
        assertThat(json.path("secondWeight").asDouble()).isEqualTo(0.4);
    }

    @Test
    void aMomentOfOneExpressionHasNoWeights() {
        var joy = new Moment.ExpressionEpisode(EPISODE, Emotion.JOY, 0.7, List.of());

        assertThat(JsonMapper.shared().valueToTree(Wire.moment(joy)).propertyNames())
                .contains("strength")
                .doesNotContain("firstWeight", "secondWeight");
    }
}
