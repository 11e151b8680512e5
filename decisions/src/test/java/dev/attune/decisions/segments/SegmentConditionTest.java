package dev.attune.decisions.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.decisions.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentConditionTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration HORIZON = Duration.ofDays(7);

    @Test
    void whatIsNotKnownMakesItFalseAlsoWhenItIsDenied() throws Exception {
        var nobody = new Person(Map.of(), Map.of(), Map.of(), null, null, List.of());

        for (var text :
                List.of("valence < 0.0", "!(valence < 0.0)", "trait.plan != 'pro'", "daysSince['track:x'] > 3.0"))
            assertThat(read(text).holds(nobody, NOW)).as(text).isFalse();
        assertThat(read("count30['track:x'] == 0.0").holds(nobody, NOW)).isTrue();
    }

    @Test
    void aFaultNamesLineAndColumn() {
        assertThatThrownBy(() -> read("readings > 3.0\n&& valance < 0.0"))
                .isInstanceOfSatisfying(SegmentConditionException.class, e -> {
                    var fault = e.faults().getFirst();
                    assertThat(fault.line()).isEqualTo(2);
                    assertThat(fault.column()).isEqualTo(4);
                    assertThat(fault.message()).contains("valance", "valence");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "attitude.kettle < 0.0, UNKNOWN_KEY, product:kettle",
        "answer.mood > 1.0, UNKNOWN_KEY, csat",
        "count30 == 3.0, WRONG_TYPE, ''",
        "valence, WRONG_TYPE, ''",
        "'', MISSING, needs a condition",
        "valence < 'a', WRONG_TYPE, ''",
        "valance < 0.0, UNKNOWN_NAME, valence",
        "valence <, ENDS_TOO_EARLY, ends too early",
        "valence < < 0.0, DOES_NOT_FIT, does not fit",
        "trait == trait, WITHOUT_KEY, constant key",
        "size({'a': 1}) == 1, NO_USE, no use"
    })
    void whatCannotBeAskedIsRefused(String text, FaultKind kind, String advice) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        SegmentConditionException.class,
                        e -> assertThat(e.faults().getFirst().kind()).isEqualTo(kind))
                .hasMessageContaining(advice);
    }

    @ParameterizedTest
    @CsvSource({
        "trait.plan == 'pro', false",
        "answer.nps >= 9.0 || trend < 0.0, false",
        "attitude['product:kettle'] < -0.2 && volatility > 0.1, false",
        "count30['track:x'] >= 1.0, true",
        "trait.plan == 'pro' && silentDays > 3.0, true",
        "churnRisk > 0.5, true",
        "valence < 0.0, true"
    })
    void whoAsksForNothingThatHappenedNeedsNoEvents(String text, boolean reads) throws Exception {
        assertThat(read(text).readsEvents()).isEqualTo(reads);
    }

    @Test
    void eventsAreCountedAndForgottenByWindow() throws Exception {
        var person = happenings(event("track:Order Returned", 6.5), event("track:Order Returned", 20));

        assertThat(read("count7['track:Order Returned'] == 1.0 && count30['track:Order Returned'] == 2.0")
                        .holds(person, NOW))
                .isTrue();
        assertThat(read("count7['track:Order Returned'] == 0.0").holds(person, NOW.plus(Duration.ofHours(13))))
                .isTrue();
    }

    @Test
    void whoWasOnlyLookedAtDidNothing() throws Exception {
        var seen = happenings(event("track:Order Placed", 40), reading(-0.2, 20), reading(-0.3, 1));

        assertThat(seen.at(NOW, List.of())).containsEntry("silentDays", 40.0).containsEntry("events", 0.0);
        assertThat(read("silentDays >= 21.0 && events == 0.0 && readings == 2.0")
                        .holds(seen, NOW))
                .isTrue();
        assertThat(read("silentDays < 21.0")
                        .holds(happenings(event("track:Order Placed", 40), event("survey:csat", 2)), NOW))
                .as("an answer is the customer's own")
                .isTrue();
    }

    @Test
    void whatTheServiceTellsOfSomebodyIsNothingTheyDid() {
        var told = happenings(event("page", 30), event("identify", 0.1), event("group", 0.1), event("alias", 0.1));

        assertThat(told.at(NOW, List.of())).containsEntry("silentDays", 30.0).containsEntry("events", 0.0);
    }

    /// Else whoever lets themselves be read would count as active where others do not, beyond any statement that the
    /// segment reads what they display.
    @Test
    void whetherSomebodyLetsThemselvesBeReadMovesNothingThatIsSaidToReadNoDisplay() throws Exception {
        var random = new Random(12);
        for (var text : List.of("silentDays > 3.5", "events >= 4.0", "count7['track:a'] >= 2.0 || silentDays < 1.0")) {
            var condition = read(text);
            assertThat(condition.readsAffect()).isFalse();
            for (int i = 0; i < 50; i++) {
                var person = anybody(random);
                var unread = happenings(person.recent().stream()
                        .filter(event -> !event.type().startsWith(Happening.AFFECT))
                        .toArray(Happening[]::new));
                assertThat(condition.holds(person, NOW)).as(text).isEqualTo(condition.holds(unread, NOW));
            }
        }
    }

    @Test
    void beingLookedAtIsNoSignThatSomebodyStays() {
        var regular = new Happening[] {
            event("page", 80), event("page", 75), event("page", 70), event("page", 65), event("page", 60)
        };
        var watched = new ArrayList<>(List.of(regular));
        for (int day = 0; day < 10; day++) watched.add(reading(0, day));

        var risk = happenings(watched.toArray(Happening[]::new)).churnRisk(NOW);

        assertThat(risk).hasValueSatisfying(found -> assertThat(found.parts()).containsEntry("silence", 0.5));
    }

    /// The server's clock was set back after the event was stored.
    @Test
    void anEventThatLiesAheadCountsFromItsTimeOnAndThatIsForetold() throws Exception {
        var ahead = NOW.plus(Duration.ofHours(1));
        var person =
                happenings(event("track:a", 6.9), event("track:a", -1 / 24.0)); // the earlier one counts 2.4 h more
        var twice = read("count7['track:a'] >= 2.0");

        assertThat(twice.holds(person, NOW)).isFalse();
        assertThat(twice.nextChange(person, NOW, HORIZON))
                .hasValueSatisfying(at -> assertThat(at).isBetween(ahead.minusSeconds(1), ahead.plusSeconds(1)));
        assertThat(read("silentDays > 6.0").holds(person, NOW)).isTrue();
    }

    @Test
    void anEventThatLiesAheadIsNoSignYet() {
        var known = happenings(event("page", 9), event("page", 8), event("page", -0.5));

        assertThat(known.churnRisk(NOW)).as("two events are too few").isEmpty();
    }

    @Test
    void lateReadingsWeighMore() {
        var person = happenings(reading(-0.8, 14), reading(0.4, 0));

        assertThat(person.at(NOW, List.of()).get("valence"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.DOUBLE)
                .isCloseTo((0.4 - 0.8 * 0.25) / 1.25, within(1e-9));
    }

    @Test
    void anAttitudeIsUnknownOnceItExpired() throws Exception {
        var person = new Person(
                Map.of(),
                Map.of("product:kettle", new Person.Opinion(-0.5, NOW.plus(Duration.ofDays(2)))),
                Map.of(),
                null,
                null,
                List.of());
        var negative = read(ReadySegment.NEGATIVE.condition("product:kettle"));

        assertThat(negative.holds(person, NOW)).isTrue();
        assertThat(negative.nextChange(person, NOW, HORIZON))
                .hasValueSatisfying(at -> assertThat(at)
                        .isBetween(
                                NOW.plus(Duration.ofDays(2)).minusSeconds(1),
                                NOW.plus(Duration.ofDays(2)).plusSeconds(1)));
    }

    /// What the passage of time changes is found to the second, whatever happened before.
    @Test
    void timeAloneChangesNothingBeforeItIsForetold() throws Exception {
        var random = new Random(11);
        var conditions = List.of(
                read("silentDays > 3.5"),
                read("count7['track:a'] >= 2.0"),
                read("churnRisk > 0.3"),
                read("valence < -0.1 && readings >= 2.0"),
                read("daysSince['track:a'] > 10.0 && silentDays < 60.0"));
        int changes = 0;
        for (int i = 0; i < 25; i++) {
            var person = anybody(random);
            for (var condition : conditions) {
                var change = condition.nextChange(person, NOW, HORIZON);
                boolean now = condition.holds(person, NOW);
                var until = change.orElse(NOW.plus(HORIZON));
                for (int look = 0; look < 12; look++) {
                    var at = NOW.plus(
                            Duration.between(NOW, until).multipliedBy(look).dividedBy(12));
                    assertThat(condition.holds(person, at))
                            .as("%s at %s", condition.text(), at)
                            .isEqualTo(now);
                }
                if (change.isPresent()) {
                    changes++;
                    assertThat(condition.holds(person, change.get())).isNotEqualTo(now);
                }
            }
        }
        assertThat(changes).isGreaterThan(8);
    }

    @Test
    void riskIsTheSumOfSignsThatAreNamed() {
        var events = new ArrayList<Happening>();
        for (int i = 0; i < 10; i++) events.add(event("page", 40 + i));
        events.add(reading(-0.6, 39));
        var calm = new Person(Map.of(), Map.of(), Map.of("csat", 5.0), null, null, events);
        var low = new Person(Map.of(), Map.of(), Map.of("csat", 1.0), -0.5, null, events);

        assertThat(calm.churnRisk(NOW))
                .hasValueSatisfying(risk -> assertThat(risk.parts()).containsOnlyKeys("silence"));
        assertThat(low.churnRisk(NOW)).hasValueSatisfying(risk -> {
            assertThat(risk.parts()).containsOnlyKeys("silence", "falling", "answered");
            assertThat(risk.risk()).isBetween(0.8, 1.0);
        });
        assertThat(happenings(event("page", 1)).churnRisk(NOW)).isEmpty();
    }

    @Test
    void itSaysWhetherItReadsWhatPeopleDisplay() throws Exception {
        assertThat(read("churnRisk > 0.5").readsAffect()).isTrue();
        assertThat(read("count30['affect:text'] > 2.0").readsAffect()).isTrue();
        assertThat(read("silentDays > 5.0 && answer.csat < 3.0").readsAffect()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void readyOnesAreConditions(ReadySegment ready) throws Exception {
        assertThat(read(ready.condition("product:the \"best\" kettle")).inputs())
                .isNotEmpty();
    }

    private static SegmentCondition read(String text) throws SegmentConditionException {
        return SegmentCondition.read(text);
    }

    private static Person anybody(Random random) {
        var events = new Happening[3 + random.nextInt(12)];
        for (int i = 0; i < events.length; i++) {
            double days = 30 * random.nextDouble();
            events[i] = random.nextBoolean() ? event("track:a", days) : reading(2 * random.nextDouble() - 1, days);
        }
        return happenings(events);
    }

    private static Person happenings(Happening... events) {
        return new Person(Map.of(), Map.of(), Map.of(), null, null, List.of(events));
    }

    private static Happening event(String type, double daysAgo) {
        return happening(type, daysAgo, null);
    }

    private static Happening reading(double valence, double daysAgo) {
        return happening("affect:text", daysAgo, valence);
    }

    private static Happening happening(String type, double daysAgo, @Nullable Double valence) {
        return new Happening(type, NOW.minus(Duration.ofMillis(Math.round(daysAgo * 86_400_000))), valence, null);
    }
}
