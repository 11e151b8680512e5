package dev.attune.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.Emotion;
import dev.attune.signals.Episode;
import dev.attune.signals.Moment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SealedMomentTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void aMixtureIsKeptWithTheWeightsOfBothParts() {
        var mixed = new Moment.MixedExpression(
                new Episode(0, Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(900)),
                Emotion.JOY,
                Emotion.SURPRISE,
                0.6,
                0.4,
                0.7,
                List.of());
        var read = JSON.readValue(
                JSON.writeValueAsString(SessionLog.SealedMoment.of(mixed)), SessionLog.SealedMoment.class);

        assertThat(read.name()).isEqualTo("joy+surprise");
        assertThat(read.firstWeight()).isEqualTo(0.6);
        assertThat(read.secondWeight()).isEqualTo(0.4);
    }

    @Test
    void aMixtureThatWasKeptBeforeThereWereWeightsIsReadWithoutThem() {
        var read = JSON.readValue("""
                {"kind":"mixed","name":"joy+surprise","apexMs":500,"offsetMs":900,"strength":0.7,"actionUnits":{"AU12":2.3}}""", SessionLog.SealedMoment.class);

        assertThat(read.strength()).isEqualTo(0.7);
        assertThat(read.firstWeight()).isNull();
        assertThat(read.secondWeight()).isNull();
    }
}
