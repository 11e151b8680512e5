package dev.attune.server.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.decisions.ranking.Mode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    private final PolicySettings settings = PolicySettings.of(null, null, null, null, null, null, null, null);
    private final Live live = new Live(policy(1), Learning.none(settings, NOW), 0);

    @Test
    void aStateIsWrittenAfterTwoHundredChangesButNotTwiceWithinSeconds() {
        live.lock.lock();
        change(199);
        assertThat(live.isWorthSaving(NOW)).isFalse();
        change(1);
        assertThat(live.isWorthSaving(NOW)).isTrue();

        live.nextRevision(NOW);
        change(5_000);
        assertThat(live.isWorthSaving(NOW.plusSeconds(14))).isFalse();
        assertThat(live.isWorthSaving(NOW.plusSeconds(15))).isTrue();
    }

    @Test
    void whatWouldTakeLongToMakeAgainIsWrittenAtOnce() {
        live.lock.lock();
        live.nextRevision(NOW);
        change(19_999);
        assertThat(live.isWorthSaving(NOW.plusSeconds(1))).isFalse();
        change(1);
        assertThat(live.isWorthSaving(NOW.plusSeconds(1))).isTrue();
    }

    /// From one model to another and back.
    private void change(int times) {
        for (int i = 0; i < times; i++) live.become(policy(live.policy().model() == 1 ? 2 : 1), NOW);
    }

    private Policy policy(int model) {
        return new Policy("shop", 1, model, Mode.ONLINE, settings, NOW, "somebody");
    }
}
