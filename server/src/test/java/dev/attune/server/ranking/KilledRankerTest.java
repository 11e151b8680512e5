package dev.attune.server.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.decisions.ranking.Event;
import dev.attune.decisions.ranking.Mode;
import dev.attune.server.BareHouse;
import dev.attune.server.ServerTest;
import dev.attune.server.problems.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Real processes, really killed while they decide and learn, one after the other on the same database.
class KilledRankerTest extends ServerTest {
    private static final String SETTINGS = """
            {"learner": {"kind": "hierarchical"}, "context": [{"name": "cart", "high": 10}],
             "actions": [{"id": "plain"}, {"id": "help"}, {"id": "upsell"}], "guards": {"holdback": false}}""";

    @TempDir
    private Path directory;

    /// @param rewarded answered, by visitor, in order; likewise those that were decided since
    private record Heard(Map<String, List<String>> decided, Map<String, List<String>> rewarded) {
        List<String> allRewarded() {
            return rewarded.values().stream().flatMap(List::stream).toList();
        }
    }

    @Test
    void noRewardCountsTwiceAndNothingThatWasRewardedOrLearnedIsLost() throws Exception {
        var jdbcUrl = BareHouse.database(asOwner(), "killed_ranker");
        try (var house = KilledRanker.house(jdbcUrl, directory.resolve("before"))) {
            var policies = house.getBean(Policies.class);
            var live = policies.put(KilledRanker.POLICY, json.readValue(SETTINGS, PolicySettings.class), "a test");
            policies.trust(live, Mode.ONLINE, "a test", "a test");
        }
        int run = 0;
        for (int rewards : List.of(1, 40, 200)) { // before, at and after states of the model are written down
            var heard = killedAfter(rewards, jdbcUrl, "run-" + ++run);
            try (var house = KilledRanker.house(jdbcUrl, directory.resolve("after-" + run))) {
                whatWasAnsweredIsThere(house, heard);
                aRewardIsNotLearnedTwice(house, heard.allRewarded().getFirst());
                onlyTheLastDecisionsMayBeMissing(house, heard);
            }
        }
        whatWasLearnedEqualsLearningEveryRowAnew(jdbcUrl);
    }

    private static void whatWasAnsweredIsThere(ApplicationContext house, Heard heard) {
        var journal = house.getBean(Journal.class);
        for (var event : heard.allRewarded()) {
            var entry = journal.find(new Journal.Key(event, "")).orElseThrow(() -> new AssertionError(event));
            assertThat(entry.event().status()).as(event).isEqualTo(Event.Status.CLOSED);
            assertThat(entry.event().rewards()).as(event).hasSize(1);
            assertThat(entry.learnedAs()).as(event).isNotNull();
        }
        var lessons = house.getBean(JdbcClient.class)
                .sql("select count(*) from ranking_event where learned_as is not null")
                .query(Long.class)
                .single();
        assertThat(lessonsOf(house)).as("each lesson once").isEqualTo(lessons);
    }

    private static void aRewardIsNotLearnedTwice(ApplicationContext house, String event) {
        long before = lessonsOf(house);

        var again = house.getBean(Rankings.class).reward(event, "", 1);

        assertThat(again.kept()).isEqualTo("settled before");
        assertThat(lessonsOf(house)).isEqualTo(before);
    }

    /// A decision does not wait for the disk: those of the last moment may be unknown, never earlier ones.
    private static void onlyTheLastDecisionsMayBeMissing(ApplicationContext house, Heard heard) {
        var journal = house.getBean(Journal.class);
        heard.decided().forEach((visitor, events) -> {
            var known = events.stream()
                    .map(event -> journal.find(new Journal.Key(event, "")).isPresent())
                    .toList();
            int lost = known.indexOf(false);
            if (lost < 0) return;
            assertThat(known.subList(lost, known.size())).as(visitor).containsOnly(false);
            var last = heard.rewarded().getOrDefault(visitor, List.of());
            if (!last.isEmpty()) assertThat(lost).as(visitor).isGreaterThan(events.indexOf(last.getLast()));
            assertThatThrownBy(() -> house.getBean(Rankings.class).reward(events.get(lost), "", 1))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("404");
        });
    }

    private void whatWasLearnedEqualsLearningEveryRowAnew(String jdbcUrl) {
        JsonNode restored; // the order of names in it says nothing
        try (var house = KilledRanker.house(jdbcUrl, directory.resolve("restored"))) {
            restored = json.readTree(json.writeValueAsString(learned(house).stored()));
            assertThat(house.getBean(JdbcClient.class)
                            .sql("delete from ranking_model")
                            .update())
                    .as("a state was written down on the way")
                    .isEqualTo(1);
        }
        try (var house = KilledRanker.house(jdbcUrl, directory.resolve("anew"))) {
            assertThat(json.readTree(json.writeValueAsString(learned(house).stored())))
                    .isEqualTo(restored);
        }
    }

    private static Learning learned(ApplicationContext house) {
        return house.getBean(Policies.class).get(KilledRanker.POLICY).learning();
    }

    private static long lessonsOf(ApplicationContext house) {
        return learned(house).population().updates();
    }

    /// What a process said before it was killed.
    private Heard killedAfter(int rewards, String jdbcUrl, String run) throws IOException, InterruptedException {
        var heard = new Heard(new LinkedHashMap<>(), new LinkedHashMap<>());
        var child = BareHouse.child(
                KilledRanker.class, List.of(jdbcUrl, directory.resolve(run).toString(), run));
        try (var lines = child.inputReader()) {
            String line;
            while ((line = lines.readLine()) != null) { // what it said until it died is read to the end
                var words = line.split(" ", 3);
                if (words.length < 3) continue; // cut off
                var said = words[0].equals("decided") ? heard.decided() : heard.rewarded();
                said.computeIfAbsent(words[1], first -> new ArrayList<>()).add(words[2]);
                // by its handle: the process itself would close what is still to be read
                if (heard.allRewarded().size() >= rewards) child.toHandle().destroyForcibly();
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(heard.allRewarded()).hasSizeGreaterThanOrEqualTo(rewards);
        return heard;
    }
}
