package dev.attune.decisions.ranking;

import static dev.attune.decisions.ranking.Shop.ACTIONS;
import static dev.attune.decisions.ranking.Shop.NOON;
import static dev.attune.decisions.ranking.Shop.asks;
import static dev.attune.decisions.ranking.Shop.experienced;
import static dev.attune.decisions.ranking.Shop.freely;
import static dev.attune.decisions.ranking.Shop.nothingKnown;
import static dev.attune.decisions.ranking.Shop.slot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.decisions.ActionClass;
import dev.attune.decisions.experiments.Assignment;
import dev.attune.decisions.ranking.LoggedDecision.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RankerTest {
    private static final Slot SLOT = slot(freely());

    @Test
    void aConfusedPersonIsMostlyOfferedHelpAndTheFloorLeavesEverythingPossible() {
        var decision = online(asks("e1", 0, 1));

        assertThat(decision.eligible()).containsExactly("house-style", "offer-help", "comparison");
        assertThat(decision.probabilities()).containsExactly(0.02, 0.96, 0.02); // ε/K = 0.06/3
        assertThat(decision.scores().get(1)).isCloseTo(0.8, within(0.02));
        assertThat(decision.why()).isEqualTo(Why.LEARNER);
        assertThat(decision.explored()).isTrue();
        assertThat(decision.learnable()).isTrue();
        assertThat(decision.vector(Shop.SCHEMA, "offer-help")).containsExactly(1, 0, 1);
    }

    @Test
    void theSameQuestionIsAnsweredWithTheSameBits() {
        for (int i = 0; i < 50; i++)
            assertThat(online(asks("e" + i, i / 50.0, 1 - i / 50.0)))
                    .isEqualTo(online(asks("e" + i, i / 50.0, 1 - i / 50.0)));
    }

    @Test
    void whatIsLoggedIsWhatIsDrawnFrom() {
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i < 5_000; i++)
            counts.merge(online(asks("e" + i, 0, 1)).chosen().orElseThrow(), 1, Integer::sum);

        assertThat(counts.getOrDefault("offer-help", 0) / 5_000.0).isCloseTo(0.96, within(0.01));
        assertThat(counts.getOrDefault("comparison", 0) / 5_000.0).isCloseTo(0.02, within(0.008));
    }

    @Test
    void theLearnerOnlyReordersWhatWasApproved() {
        var request = new RankRequest(
                "e1",
                NOON,
                "ann",
                "web",
                Map.of("confusion", 1.0),
                List.of(
                        Candidate.of("offer-help", ActionClass.HELP),
                        Candidate.of("comparison", ActionClass.CONTENT),
                        Candidate.of("only-two-left", ActionClass.PRESSURE),
                        Candidate.of("house-style", ActionClass.STYLE)),
                Set.of("offer-help"),
                Map.of("comparison", "not for this product"),
                Set.of(),
                true,
                false);
        var decision = online(request);

        assertThat(decision.chosen()).contains("house-style");
        assertThat(decision.removed())
                .containsOnly(
                        Map.entry("offer-help", "excluded by the caller"),
                        Map.entry("comparison", "not for this product"),
                        Map.entry("only-two-left", "no pressure while a negative state is displayed"));
        assertThat(decision.explored()).as("nothing else was possible").isFalse();
    }

    @Test
    void whatIsSoldIsWithheldFromDistressAndBelievedInWhateverIsDisplayed() {
        var offers =
                List.of(Candidate.of("house-style", ActionClass.STYLE), Candidate.of("comparison", ActionClass.OFFER));

        var upset = online(asked("e1", 0, 1, Set.of(), true, offers));
        assertThat(upset.removed()).containsOnlyKeys("comparison");
        var calm = online(asked("e1", 0.5, 0, Set.of(), false, offers));
        var glad = online(asked("e1", 0.5, 1, Set.of(), false, offers));
        assertThat(glad.scores().get(1)).isEqualTo(calm.scores().get(1));
        assertThat(glad.vector(Shop.SCHEMA, "comparison")).containsExactly(1, 0.5, 0);
        assertThat(glad.vectors(Shop.SCHEMA).get(1)).isEqualTo(glad.vector(Shop.SCHEMA, "comparison"));
    }

    @Test
    void withoutACoolDownAShowingAMomentAheadOfTheQuestionIsNoReason() {
        var standing = new Standing(
                Mode.ONLINE,
                nothingKnown(),
                ShareBudget.EMPTY,
                Set.of(),
                List.of(new Standing.Showing("offer-help", "web", NOON.plusMillis(1))));

        assertThat(Ranker.rank(SLOT, standing, asks("e1", 0, 0)).removed()).isEmpty();
    }

    @Test
    void whenNothingIsEligibleThereIsNoActionAndEveryReason() {
        var request = new RankRequest(
                "e1",
                NOON,
                "ann",
                "web",
                Map.of(),
                ACTIONS.subList(0, 1),
                Set.of("house-style"),
                Map.of(),
                Set.of(),
                false,
                false);
        var decision = online(request);

        assertThat(decision.chosen()).isEmpty();
        assertThat(decision.why()).isEqualTo(Why.NOTHING_ELIGIBLE);
        assertThat(decision.propensity()).isZero();
        assertThat(decision.learnable()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"BASELINE", "KILLED", "APPRENTICE"})
    void outsideOnlineTheFirstEligibleActionIsTaken(Mode mode) {
        var decision = Ranker.rank(SLOT, Standing.of(mode, experienced()), asks("e1", 0, 1));

        assertThat(decision.chosen()).contains("house-style");
        assertThat(decision.propensity()).isEqualTo(1);
        assertThat(decision.explored()).isFalse();
        assertThat(decision.learnable()).isEqualTo(mode == Mode.APPRENTICE);
        assertThat(decision.shadow().isPresent()).isEqualTo(mode == Mode.APPRENTICE);
    }

    @Test
    void anApprenticeIsComparedWithTheBaselineAndOnlyOffered() {
        var apprenticeship = Apprenticeship.NEW;
        for (int i = 0; i < 600; i++) // neither confused nor a full cart: the house style is best
        apprenticeship = apprenticeship.after(
                Ranker.rank(SLOT, Standing.of(Mode.APPRENTICE, experienced()), asks("e" + i, 0, 0)));

        assertThat(apprenticeship.decisions()).isEqualTo(600);
        assertThat(apprenticeship.matchRate()).isCloseTo(0.96, within(0.03));
        assertThat(apprenticeship.mayBePromoted()).isTrue();
        assertThat(new Apprenticeship(600, 400).mayBePromoted()).isFalse();
        assertThat(new Apprenticeship(100, 100).mayBePromoted()).isFalse();
        assertThat(apprenticeship.after(online(asks("e1", 0, 0)))).isEqualTo(apprenticeship);
    }

    @ParameterizedTest
    @EnumSource(Vulnerability.class)
    void nobodyVulnerableIsExperimentedOn(Vulnerability why) {
        var decision = online(vulnerable(why, ACTIONS));

        assertThat(decision.chosen()).contains("offer-help");
        assertThat(decision.why()).isEqualTo(Why.VULNERABLE);
        assertThat(decision.explored()).isFalse();
        assertThat(decision.learnable()).isFalse();
        assertThat(online(vulnerable(why, ACTIONS.subList(0, 1))).chosen())
                .as("when the safe action is not there")
                .contains("house-style");
    }

    @Test
    void oneInTwentyPeopleIsHeldBackForGood() {
        var guards = new Guards(0.05, Map.of(), Guards.Cap.NONE, 1, 0.05, "offer-help", true);
        var held = IntStream.range(0, 2_000).mapToObj(i -> "person" + i).filter(person -> {
            var request = RankRequest.of("e", NOON, person, Map.of("confusion", 1.0), ACTIONS);
            return Ranker.rank(slot(guards), Standing.of(Mode.ONLINE, experienced()), request)
                            .why()
                    == Why.HELD_BACK;
        });
        var people = held.toList();
        assertThat(people).hasSizeBetween(70, 130);
        assertThat(people).allMatch(person -> Assignment.heldBack("checkout", person));
    }

    @Test
    void floorsAndCeilingsHoldWhateverTheLearnerWants() {
        var guards = new Guards(
                0.06,
                Map.of("comparison", new Guards.Limit(0.1, 1), "offer-help", new Guards.Limit(0, 0.5)),
                Guards.Cap.NONE,
                1,
                0.05,
                "offer-help",
                false);
        var decision = Ranker.rank(slot(guards), Standing.of(Mode.ONLINE, experienced()), asks("e1", 0, 1));

        assertThat(decision.probabilities().get(1)).isEqualTo(0.5);
        assertThat(decision.probabilities().get(2)).isGreaterThanOrEqualTo(0.1);
        var only = RankRequest.of("e2", NOON, "ann", Map.of(), ACTIONS.subList(1, 2));
        assertThat(Ranker.rank(slot(guards), Standing.of(Mode.ONLINE, experienced()), only)
                        .probabilities())
                .as("a ceiling gives way when nothing else is eligible")
                .containsExactly(1.0);
    }

    @Test
    void capsAndCoolDownsCountPerPersonActionAndChannel() {
        var guards = new Guards(
                0.06,
                Map.of(),
                new Guards.Cap(2, Duration.ofHours(24), Duration.ofHours(1)),
                1,
                0.05,
                "house-style",
                false);
        var showings = List.of(
                new Standing.Showing("offer-help", "web", NOON.minus(Duration.ofHours(20))),
                new Standing.Showing("offer-help", "web", NOON.minus(Duration.ofHours(3))),
                new Standing.Showing("comparison", "web", NOON.minus(Duration.ofMinutes(10))),
                new Standing.Showing("house-style", "mail", NOON.minus(Duration.ofMinutes(10))));
        var standing = new Standing(Mode.ONLINE, experienced(), ShareBudget.EMPTY, Set.of(), showings);

        assertThat(Ranker.rank(slot(guards), standing, asks("e1", 1, 1)).removed())
                .containsOnly(Map.entry("offer-help", "shown often enough"), Map.entry("comparison", "cooling down"));
    }

    @Test
    void theHourlyShareOfAnActionMovesNoFasterThanAllowed() {
        var guards = new Guards(0.06, Map.of(), Guards.Cap.NONE, 0.1, 0.05, "house-style", false);
        var budget = ShareBudget.EMPTY;
        var shares = new ArrayList<Double>();
        for (int hour = 0; hour < 4; hour++) {
            double sum = 0;
            for (int i = 0; i < 200; i++) {
                // the first hour is about full carts, then everybody is confused
                var at = NOON.plus(Duration.ofHours(hour).plusSeconds(10L * i));
                var context = hour == 0 ? Map.of("cart", 1.0) : Map.of("confusion", 1.0);
                var standing = new Standing(Mode.ONLINE, experienced(), budget, Set.of(), List.of());
                var decision = Ranker.rank(
                        slot(guards), standing, RankRequest.of(hour + "-" + i, at, "ann", context, ACTIONS));
                budget = budget.after(decision);
                sum += decision.probabilities().get(1);
            }
            shares.add(sum / 200);
        }
        assertThat(shares.getFirst()).isCloseTo(0.02, within(1e-9));
        for (int hour = 1; hour < 4; hour++)
            assertThat(shares.get(hour) - shares.get(hour - 1)).isBetween(0.05, 0.1 + 0.02); // the rolling start
    }

    @Test
    void anActionThatIsSurelyWorseIsStoppedAndOneThatIsNotStays() {
        var evidence = ActionEvidence.NONE;
        var random = new Random(5);
        int stoppedAt = 0;
        for (int i = 0; i < 6_000; i++) {
            var decision = Ranker.rank(SLOT, Standing.of(Mode.ONLINE, nothingKnown()), asks("e" + i, 0, 0));
            double rate = switch (decision.chosen().orElseThrow()) {
                case "offer-help" -> 0.05;
                case "comparison" -> 0.42;
                default -> 0.4;
            };
            evidence = evidence.after(new Event.Settlement(decision, random.nextDouble() < rate ? 1 : 0));
            if (stoppedAt == 0 && !evidence.stopped(0.05).isEmpty()) stoppedAt = i;
        }
        assertThat(stoppedAt).isBetween(50, 3_000);
        assertThat(evidence.stopped(0.05)).containsExactly("offer-help");
        var standing = new Standing(Mode.ONLINE, nothingKnown(), ShareBudget.EMPTY, evidence.stopped(0.05), List.of());
        assertThat(Ranker.rank(SLOT, standing, asks("later", 0, 0)).removed())
                .containsEntry("offer-help", "stopped: worse than the baseline");
    }

    /// Whatever is displayed, an entitlement is decided as if nobody looked.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void flippingEveryEmotionInputLeavesAnEntitlementUnchanged(long seed) {
        var random = new Random(seed);
        var grants = List.of(ActionClass.ENTITLEMENT, ActionClass.PRICE, ActionClass.ELIGIBILITY);
        var offers = List.of(
                Candidate.of("house-style", ActionClass.STYLE),
                Candidate.of("refund", grants.get((int) (seed % grants.size()))),
                Candidate.of("offer-help", ActionClass.HELP),
                Candidate.of("only-two-left", ActionClass.PRESSURE));
        int drawn = 0;
        for (int i = 0; i < 300; i++) {
            double cart = random.nextDouble();
            var calm = asked("e" + i, cart, 0, Set.of(), false, offers);
            var upset = asked(
                    "e" + i,
                    cart,
                    1,
                    Set.of(Vulnerability.DISPLAYED_ANGER_OR_DISTRESS, Vulnerability.LOW_CONFIDENCE),
                    true,
                    offers);
            var one = online(calm);
            var other = online(upset);

            assertThat(other.chosen()).isEqualTo(one.chosen());
            assertThat(other.probabilities()).isEqualTo(one.probabilities());
            assertThat(other.removed()).isEqualTo(one.removed()).containsOnlyKeys("only-two-left");
            assertThat(other.dropped()).containsExactly("confusion");
            if (one.chosen().orElseThrow().equals("refund")) drawn++;
        }
        assertThat(drawn).isPositive();
    }

    @Test
    void whatOnePlaceShowsTheNextDoesNot() {
        var place = new Ranker.Place(SLOT, Standing.of(Mode.ONLINE, nothingKnown()), asks("e1", 0, 1));
        var answers = Ranker.rankAll(List.of(place, place, place, place));

        assertThat(answers.subList(0, 3).stream().map(answer -> answer.chosen().orElseThrow()))
                .containsExactlyInAnyOrder("house-style", "offer-help", "comparison");
        assertThat(answers.get(3).chosen()).isEmpty();
    }

    @Test
    void garbageIsRefusedByName() {
        assertThatThrownBy(() -> RankRequest.of("e", NOON, "ann", Map.of(), List.of()))
                .hasMessageContaining("no action to rank");
        assertThatThrownBy(() -> RankRequest.of("e", NOON, "ann", Map.of(), List.of(ACTIONS.get(1), ACTIONS.get(1))))
                .hasMessageContaining("offer-help is there twice");
        assertThatThrownBy(() -> online(asks("e", Double.NaN, 0)))
                .hasMessageContaining("'cart'")
                .hasMessageContaining("NaN");
        var many = IntStream.rangeClosed(0, 10_000)
                .mapToObj(i -> Candidate.of("a" + i, ActionClass.CONTENT))
                .toList();
        assertThatThrownBy(() -> RankRequest.of("e", NOON, "ann", Map.of(), many))
                .hasMessageContaining("10000 actions can be ranked, got 10001");
        assertThat(online(RankRequest.of("e", NOON, "ann", Map.of("mood", 1.0), many.subList(0, 10_000)))
                        .unread())
                .containsExactly("mood");
        assertThatThrownBy(() -> new Guards(
                        0.05,
                        Map.of("a", new Guards.Limit(0.6, 1), "b", new Guards.Limit(0.6, 1)),
                        Guards.Cap.NONE,
                        1,
                        0,
                        "a",
                        false))
                .hasMessageContaining("floors must not exceed 1 together, got 1.2");
    }

    private static LoggedDecision online(RankRequest request) {
        return Ranker.rank(SLOT, Standing.of(Mode.ONLINE, experienced()), request);
    }

    private static RankRequest vulnerable(Vulnerability why, List<Candidate> actions) {
        return asked("e1", 1, 0, Set.of(why), false, actions);
    }

    private static RankRequest asked(
            String eventId,
            double cart,
            double confusion,
            Set<Vulnerability> vulnerable,
            boolean negative,
            List<Candidate> actions) {
        return new RankRequest(
                eventId,
                NOON,
                "ann",
                "web",
                Map.of("cart", cart, "confusion", confusion),
                actions,
                Set.of(),
                Map.of(),
                vulnerable,
                negative,
                false);
    }
}
