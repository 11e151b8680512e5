package dev.attune.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.Emotion;
import dev.attune.signals.Episode;
import dev.attune.signals.Moment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixedMomentTest {
    private static final Moment MIXED = new Moment.MixedExpression(
            new Episode(0, Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(900)),
            Emotion.JOY,
            Emotion.SURPRISE,
            0.6,
            0.4,
            0.7,
            List.of());

    @Test
    void theEventsFileNamesBothPartsAndTheirWeights() {
        var json = EventsJsonl.toJson(MIXED);

        assertThat(json.get("first").asString()).isEqualTo("joy");
        assertThat(json.get("firstWeight").asDouble()).isEqualTo(0.6);
        assertThat(json.get("second").asString()).isEqualTo("surprise");
        assertThat(json.get("secondWeight").asDouble()).isEqualTo(0.4);
        assertThat(json.get("text").asString())
                .isEqualTo("displayed expression consistent with joy (60 %) and surprise (40 %) at once");
    }

    @ParameterizedTest
    @CsvSource({"en, joy", "ru, радость", "zh, 喜悦"})
    void theReportSaysThemInEveryLanguage(String language, String joy) {
        assertThat(new Words(language).moment(MIXED)).containsIgnoringCase(joy).contains("60", "40");
    }
}
