package dev.attune.decisions.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private final Random random = new Random(5);

    @Test
    void twoGroupsAreFoundAndDescribedByWhatSetsThemApart() throws Exception {
        var found = new Suggestions(1, 10).of(crowd(-0.6, 300));

        assertThat(found.groups()).hasSize(2);
        assertThat(found.silhouette()).isGreaterThan(0.4);
        for (var group : found.groups()) {
            assertThat(group.features().getFirst().variable()).isEqualTo("valence");
            assertThat(group.precision()).isGreaterThan(0.95);
            assertThat(group.recall()).isGreaterThan(0.9);
            assertThat(SegmentCondition.read(group.condition()).inputs()).contains("valence");
        }
    }

    @Test
    void oneCloudIsNotCutUp() {
        assertThat(new Suggestions(1, 10).of(crowd(0.3, 300)).groups()).isEmpty();
    }

    @Test
    void theSamePeopleGiveTheSameGroups() {
        var people = crowd(-0.6, 120);

        assertThat(new Suggestions(3, 10).of(people)).isEqualTo(new Suggestions(3, 10).of(people));
    }

    @Test
    void whoIsHardlyKnownIsLeftOutAndCounted() {
        var people = new ArrayList<>(crowd(-0.6, 200));
        for (int i = 0; i < 15; i++) people.add(Map.of("silentDays", 3.0));

        var found = new Suggestions(1, 10).of(people);

        assertThat(found.leftOut()).isEqualTo(15);
        assertThat(found.people()).isEqualTo(200);
    }

    @Test
    void fewPeopleAreNoGroup() {
        assertThat(new Suggestions(1, 10).of(crowd(-0.6, 15)).groups()).isEmpty();
    }

    @Test
    void peopleWhoAreAllAlikeAreNoGroups() {
        var found = new Suggestions(1, 10).of(Collections.nCopies(60, Map.of("events", 3.0)));

        assertThat(found.silhouette()).isFinite();
        assertThat(found.groups()).isEmpty();
    }

    /// Half of whom lean to 0.3, half to `valence`; what else is known of them is alike.
    private List<Map<String, Double>> crowd(double valence, int n) {
        var people = new ArrayList<Map<String, Double>>();
        for (int i = 0; i < n; i++) {
            var person = new HashMap<String, Double>();
            person.put("valence", (i % 2 == 0 ? 0.3 : valence) + 0.08 * random.nextGaussian());
            person.put("silentDays", 10 + random.nextGaussian());
            people.add(Map.copyOf(person));
        }
        return people;
    }
}
