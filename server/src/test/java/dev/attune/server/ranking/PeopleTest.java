package dev.attune.server.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.decisions.learning.Deviation;
import dev.attune.decisions.ranking.Standing;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    private final PolicySettings settings = PolicySettings.of(null, null, null, null, null, null, null, null);

    /// Rows come newest first from the table, later showings behind them.
    @Test
    void ofTooManyShowingsTheOldestIsForgottenAndTheLatestStillCoolsDown() {
        var read = IntStream.range(0, 1_000)
                .mapToObj(minutes -> shownAt(NOW.minusSeconds(60L * minutes)))
                .toList();
        var population = Learning.none(settings, NOW).population();
        var known = new People.Known(Deviation.none(PolicySettings.PERSON, population), read);

        var next = shownAt(NOW.plusSeconds(1));
        var showings = known.and(next).showings();

        assertThat(showings).hasSize(1_000).contains(next, read.getFirst()).doesNotContain(read.getLast());
    }

    private static Standing.Showing shownAt(Instant at) {
        return new Standing.Showing("offer", "web", at);
    }
}
