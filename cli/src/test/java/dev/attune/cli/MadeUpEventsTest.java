package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MadeUpEventsTest {
    private final JsonMapper json = new JsonMapper();

    @Test
    void everyEventHasAnIdOfItsOwnAndPeopleTakeTurns() {
        var events = new MadeUpEvents("r", 7, 5);

        var ids = new HashSet<String>();
        for (int request = 0; request < 4; request++) {
            var batch = json.readTree(events.of(request)).path("batch");
            assertThat(batch.size()).isEqualTo(5);
            for (int i = 0; i < 5; i++) {
                var event = batch.path(i);
                int n = request * 5 + i;
                assertThat(ids.add(event.path("messageId").asString())).isTrue();
                assertThat(event.path("userId").asString()).isEqualTo(MadeUpEvents.person("r", (n + n / 7) % 7));
            }
        }
        assertThat(ids).hasSize(20);
    }

    @Test
    void everybodyAnswersAndNotAlwaysTheSame() {
        var events = new MadeUpEvents("r", 100, 200);

        var scores = new HashMap<String, Set<Integer>>();
        for (int request = 0; request < 100; request++)
            for (var event : json.readTree(events.of(request)).path("batch"))
                if (event.path("event").asString().equals("Survey Answered"))
                    scores.computeIfAbsent(event.path("userId").asString(), same -> new HashSet<>())
                            .add(event.path("properties").path("score").asInt());

        assertThat(scores).hasSize(100);
        assertThat(scores.values()).allSatisfy(given -> assertThat(given).hasSizeGreaterThan(1));
    }

    @Test
    void ofTenEventsOneIsAnAnswerThatAProfileRestsOn() {
        var batch = json.readTree(new MadeUpEvents("r", 7, 20).of(0)).path("batch");

        assertThat(batch.valueStream()
                        .filter(event -> event.path("event").asString().equals("Survey Answered")))
                .hasSize(2)
                .allSatisfy(event -> {
                    assertThat(event.path("properties").path("survey").asString())
                            .isEqualTo("csat");
                    assertThat(event.path("properties").path("score").asInt()).isBetween(1, 5);
                });
    }
}
