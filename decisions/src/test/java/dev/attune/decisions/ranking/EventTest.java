package dev.attune.decisions.ranking;

import static dev.attune.decisions.ranking.Shop.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.decisions.learning.Hierarchy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventTest {
    private static final Slot FIRST = Shop.slot(Shop.freely());
    private static final Slot SUM = Shop.slot(Shop.freely(), Rewards.Rule.SUM);
    private static final Slot MAX = Shop.slot(Shop.freely(), Rewards.Rule.MAX);

    @Test
    void theFirstRewardIsLearnedAtOnceAndTheSecondIsKept() {
        var first = shown(FIRST).reward(FIRST, new Reward(minute(5), 0.7));
        assertThat(first.settles().orElseThrow().reward()).isEqualTo(0.7);

        var second = first.event().reward(FIRST, new Reward(minute(6), 0.2));
        assertThat(second.settles()).isEmpty();
        assertThat(second.kept()).contains("settled before");
        assertThat(second.event().rewards()).hasSize(2);
        assertThat(second.event().learned()).isEqualTo(0.7);
    }

    @Test
    void aRewardAfterTheWindowIsKeptAndTheDefaultIsLearned() {
        var late = shown(FIRST).reward(FIRST, new Reward(minute(31), 1));

        assertThat(late.kept()).contains("after the reward window");
        assertThat(late.settles().orElseThrow().reward()).isZero();
        assertThat(late.event().rewards()).hasSize(1);
        assertThat(late.event().close(FIRST, minute(60)).settles()).isEmpty();
    }

    @Test
    void whenNothingComesTheDefaultIsLearnedOnce() {
        assertThat(shown(FIRST).close(FIRST, minute(30)).settles()).isEmpty();
        var closed = shown(FIRST).close(FIRST, minute(31));
        assertThat(closed.settles().orElseThrow().reward()).isZero();
        assertThat(closed.event().close(FIRST, minute(90)).settles()).isEmpty();
    }

    @Test
    void sumAndMaximumWaitForTheWindowToClose() {
        for (var slot : new Slot[] {SUM, MAX}) {
            var event = shown(slot);
            for (double value : new double[] {0.5, 0.3, 0.4}) {
                var step = event.reward(slot, new Reward(minute(3), value));
                assertThat(step.settles()).isEmpty();
                event = step.event();
            }
            assertThat(event.close(slot, minute(31)).settles().orElseThrow().reward())
                    .isEqualTo(slot == SUM ? 1 : 0.5); // never above 1
        }
    }

    @Test
    void aRewardBeforeTheShowingIsKeptAndDoesNotCountWhenTheWindowCloses() {
        var early = ranked(SUM, true).reward(SUM, new Reward(minute(1), 1)).event();

        var active = early.activate(SUM, minute(2)).event();
        var closed = active.close(SUM, minute(500)).settles().orElseThrow();
        var alsoLater = active.reward(SUM, new Reward(minute(3), 0.25)).event();

        assertThat(active.rewards()).hasSize(1);
        assertThat(closed.reward()).isEqualTo(SUM.rewards().byDefault());
        assertThat(alsoLater.close(SUM, minute(500)).settles().orElseThrow().reward())
                .isEqualTo(0.25);
    }

    @Test
    void aDeferredDecisionCountsFromItsShowing() {
        var deferred = ranked(FIRST, true);
        assertThat(deferred.reward(FIRST, new Reward(minute(1), 1)).kept()).contains("not shown yet");

        var active = deferred.activate(FIRST, minute(20)).event();
        assertThat(active.activate(FIRST, minute(25)).event().shownAt()).isEqualTo(minute(20));
        assertThat(active.reward(FIRST, new Reward(minute(45), 1)).settles()).isPresent();
    }

    @Test
    void oneThatIsNeverShownIsNeitherLearnedNorCounted() {
        var expired = ranked(FIRST, true).close(FIRST, minute(31));

        assertThat(expired.event().status()).isEqualTo(Event.Status.EXPIRED);
        assertThat(expired.settles()).isEmpty();
        assertThat(expired.event().activate(FIRST, minute(32)).event().status()).isEqualTo(Event.Status.EXPIRED);
        assertThat(expired.event().reward(FIRST, new Reward(minute(33), 1)).kept())
                .contains("never shown");
    }

    @Test
    void aClockThatRunsBehindDoesNotLoseAReward() {
        assertThat(shown(FIRST)
                        .reward(FIRST, new Reward(NOON.minusSeconds(40), 0.5))
                        .settles())
                .isPresent();
    }

    @Test
    void theSameEventGetsTheStoredAnswerAndAnotherBodyIsAConflict() throws EventConflict {
        var request = Shop.asks("e1", 0, 1);
        var event = shown(FIRST);
        var retried = RankRequest.of("e1", minute(2), "ann", request.context(), request.actions());

        assertThat(event.answer(retried)).isEqualTo(event.decision());
        assertThatThrownBy(() -> event.answer(Shop.asks("e1", 1, 1)))
                .isInstanceOf(EventConflict.class)
                .hasMessageContaining("e1");
    }

    @Test
    void onlyLearnableDecisionsTeach() {
        var beliefs = Shop.nothingKnown();
        var taught = settlement(Mode.ONLINE).taughtTo(beliefs, Shop.SCHEMA);
        assertThat(taught.population().updates()).isEqualTo(1);
        assertThat(settlement(Mode.APPRENTICE)
                        .taughtTo(beliefs, Shop.SCHEMA)
                        .population()
                        .actions())
                .containsExactly("house-style");
        assertThat(settlement(Mode.KILLED).taughtTo(beliefs, Shop.SCHEMA)).isSameAs(beliefs);
        assertThat(settlement(Mode.ONLINE).row(Shop.SCHEMA, 3).orElseThrow().epoch())
                .isEqualTo(3);
    }

    @Test
    void rewardsAreMadeOfWhatPeopleDid() {
        assertThat(Reward.of(NOON, 1, 0.3, 0).value()).isEqualTo(0.7);
        assertThat(Reward.of(NOON, 0.2, 0, 1).value()).isZero();
        assertThatThrownBy(() -> new Reward(NOON, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Reward(NOON, 1.01)).hasMessageContaining("1.01");
        assertThatThrownBy(() -> Reward.of(NOON, -1, 0, 0)).hasMessageContaining("-1.0");
    }

    private static Event.Settlement settlement(Mode mode) {
        Hierarchy beliefs = Shop.experienced();
        return new Event.Settlement(Ranker.rank(FIRST, Standing.of(mode, beliefs), Shop.asks("e1", 0, 1)), 1);
    }

    private static Event shown(Slot slot) {
        return ranked(slot, false);
    }

    private static Event ranked(Slot slot, boolean deferred) {
        var asked = Shop.asks("e1", 0, 1);
        var request = new RankRequest(
                "e1",
                NOON,
                "ann",
                "web",
                asked.context(),
                asked.actions(),
                Set.of(),
                Map.of(),
                Set.of(),
                false,
                deferred);
        return Event.of(Ranker.rank(slot, Standing.of(Mode.ONLINE, Shop.experienced()), request));
    }

    private static Instant minute(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }
}
