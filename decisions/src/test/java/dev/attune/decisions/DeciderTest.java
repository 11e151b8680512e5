package dev.attune.decisions;

import static dev.attune.decisions.Display.aDisplay;
import static dev.attune.decisions.Display.browLoweredLidsTight;
import static dev.attune.decisions.Display.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.Emotion;
import dev.attune.signals.State;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeciderTest {
    private final Decider retail = new Decider(Playbooks.bundled(Playbooks.RETAIL));

    @Test
    void aLoweredBrowForThreeSecondsAtCheckoutOffersHelpAndSaysWhy() {
        var visit = new Visit(retail).shows(browLoweredLidsTight(), 3.2);

        assertThat(visit.actions()).containsExactly("offer-help");
        var decision = visit.decisions().getFirst();
        assertThat(decision.explanation().reason().en())
                .isEqualTo("brow lowered and lids tight for 3 s on checkout: offering help");
        assertThat(decision.explanation().reason().ru()).contains("3 с");
        assertThat(decision.explanation().reason().zh()).contains("3 秒");
        assertThat(decision.at()).isEqualTo(Duration.ofSeconds(3));
        assertThat(decision.propensity()).isEqualTo(1);
        assertThat(decision.fallback()).isEqualTo("house-style");
        assertThat(decision.explanation().clauses())
                .hasSize(4)
                .allSatisfy(clause -> assertThat(clause.value()).isTrue())
                .anySatisfy(clause -> {
                    assertThat(clause.text()).isEqualTo("au.AU04 > 0.8");
                    assertThat(clause.inputs()).containsEntry("au.AU04", 1.6);
                });
    }

    @Test
    void aPlaybookThatIsSwitchedOffEndsWhatRunsAndCoolsDownBeforeItActsAgain() {
        var visit = new Visit(retail).shows(browLoweredLidsTight(), 3.2).isHalted();

        assertThat(visit.events.getLast())
                .isInstanceOfSatisfying(
                        DecisionEvent.Ended.class,
                        ended -> assertThat(ended.reason()).isEqualTo(DecisionEvent.EndReason.SWITCHED_OFF));
        visit.shows(browLoweredLidsTight(), 60);
        assertThat(visit.actions()).hasSize(1);
        visit.shows(browLoweredLidsTight(), 70);
        assertThat(visit.decisions()).extracting(Decision::id).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aBlinkDoesNotInterruptWhatIsDisplayed() {
        var visit = new Visit(retail)
                .shows(browLoweredLidsTight(), 1.5)
                .shows(aDisplay(), 0.4)
                .shows(browLoweredLidsTight(), 1.5);

        assertThat(visit.actions()).containsExactly("offer-help");
    }

    @Test
    void aSecondOfRelaxationStartsTheCountAgain() {
        var visit = new Visit(retail)
                .shows(browLoweredLidsTight(), 2.5)
                .shows(aDisplay(), 1)
                .shows(browLoweredLidsTight(), 2.5);

        assertThat(visit.actions()).isEmpty();
    }

    @Test
    void silenceIsNotHolding() {
        var visit =
                new Visit(retail).shows(browLoweredLidsTight(), 0.5).waits(5).shows(browLoweredLidsTight(), 0.5);

        assertThat(visit.actions()).isEmpty();
    }

    @Test
    void theSameDisplayOnAnotherPageDoesNothing() {
        assertThat(new Visit(retail)
                        .on("confirmation")
                        .shows(browLoweredLidsTight(), 10)
                        .actions())
                .isEmpty();
    }

    @Test
    void nothingKnownMeansNothingDone() {
        var visit = new Visit(retail)
                .shows(null, 20)
                .shows(unreadable(), 20)
                .on("product")
                .shows(null, 20);

        assertThat(visit.events).isEmpty();
    }

    @Test
    void aStaleEstimateCountsAsNone() {
        var state = DeciderState.initial(1);
        for (int second = 0; second < 10; second++) {
            var situation = new Situation(
                    Duration.ofMillis(1500 + 500L * second),
                    browLoweredLidsTight().at(Duration.ZERO),
                    new PageContext("checkout", "x"),
                    Map.of());
            var step = retail.step(state, situation);
            assertThat(step.events()).isEmpty();
            state = step.state();
        }
    }

    @Test
    void helpEndsWhenThePageIsLeft() {
        var visit = new Visit(retail)
                .shows(browLoweredLidsTight(), 4)
                .shows(aDisplay(), 20)
                .on("confirmation")
                .shows(aDisplay(), 0.2);

        assertThat(visit.ends()).singleElement().satisfies(end -> {
            assertThat(end.decisionId()).isEqualTo(visit.decisions().getFirst().id());
            assertThat(end.reason()).isEqualTo(DecisionEvent.EndReason.CONDITION_OVER);
            assertThat(end.at()).isEqualTo(Duration.ofSeconds(24));
        });
    }

    @Test
    void aToneStaysThroughTheLooserConditionAndEndsAfterItsRelease() {
        var visit = new Visit(retail)
                .on("list")
                .shows(aDisplay().valence(-0.5), 2.5)
                .shows(aDisplay().valence(-0.25), 20); // enough to stay, too little to enter
        assertThat(visit.actions()).containsExactly("calmer-tone");
        assertThat(visit.ends()).isEmpty();

        visit.shows(aDisplay().valence(0.1), 9);
        assertThat(visit.ends())
                .extracting(DecisionEvent.Ended::reason)
                .containsExactly(DecisionEvent.EndReason.CONDITION_OVER);
    }

    @Test
    void aRuleRestsForItsCoolDownAfterItEnded() {
        var visit = new Visit(retail)
                .shows(browLoweredLidsTight(), 4)
                .on("list")
                .shows(aDisplay(), 1)
                .on("checkout")
                .shows(browLoweredLidsTight(), 60);
        assertThat(visit.actions()).containsExactly("offer-help");
        assertThat(visit.explanationOf("stuck-at-checkout", browLoweredLidsTight())
                        .standing())
                .isEqualTo(RuleReport.Standing.COOLING_DOWN);

        visit.shows(browLoweredLidsTight(), 61);
        assertThat(visit.actions()).containsExactly("offer-help", "offer-help");
    }

    @Test
    void theHigherPriorityTakesTheSlot() {
        var annoyed = browLoweredLidsTight().valence(-0.5).showing(Emotion.ANGER, 0.7);

        var visit = new Visit(retail).shows(browLoweredLidsTight(), 4).shows(annoyed, 4);

        assertThat(visit.actions()).containsExactly("offer-help", "calmer-tone", "offer-human");
        assertThat(visit.ends())
                .extracting(DecisionEvent.Ended::reason)
                .containsExactly(DecisionEvent.EndReason.REPLACED);
    }

    @Test
    void theFrequencyCapKeepsAServiceFromFidgeting() throws Exception {
        var decider = new Decider(Playbooks.read(new StringReader("""
                id: nervous
                version: 1
                title: { en: T, ru: Т, zh: 题 }
                fallback: none
                frequencyCap: { decisions: 2, per: PT1M }
                rules:
                  - id: joy
                    when: emotion.joy > 0.5
                    release: PT0S
                    cooldown: PT0S
                    then: { action: smile, class: STYLE }
                    reason: { en: "{joy}", ru: "{joy}", zh: "{joy}" }
                """), "nervous"));
        var visit = new Visit(decider);

        for (int i = 0; i < 20; i++)
            visit.shows(aDisplay().showing(Emotion.JOY, 0.9), 0.5).shows(aDisplay(), 0.5);

        assertThat(visit.actions()).hasSize(2);
        assertThat(visit.decisions().getFirst().explanation().reason()).isEqualTo(new Wording("90 %", "90 %", "90 %"));
    }

    @Test
    void whatWasUndoneDoesNotComeBackInThisSession() {
        var visit = new Visit(retail).shows(browLoweredLidsTight(), 4);

        visit.undoes(visit.decisions().getFirst().id()).shows(browLoweredLidsTight(), 300);

        assertThat(visit.actions()).containsExactly("offer-help");
        assertThat(visit.ends())
                .extracting(DecisionEvent.Ended::reason)
                .containsExactly(DecisionEvent.EndReason.UNDONE);
        assertThat(visit.explanationOf("stuck-at-checkout", browLoweredLidsTight())
                        .standing())
                .isEqualTo(RuleReport.Standing.DECLINED);
    }

    @Test
    void leavingEndsWhatRuns() {
        var visit = new Visit(retail).shows(browLoweredLidsTight(), 4).leaves();

        assertThat(visit.ends())
                .extracting(DecisionEvent.Ended::reason)
                .containsExactly(DecisionEvent.EndReason.SESSION_ENDED);
        assertThat(visit.state().running()).isEmpty();
    }

    @Test
    void aRuleThatDoesNotActExplainsItself() {
        var visit = new Visit(retail).shows(browLoweredLidsTight(), 1);

        var holding = visit.explanationOf("stuck-at-checkout", browLoweredLidsTight());
        assertThat(holding.standing()).isEqualTo(RuleReport.Standing.HOLDING);
        assertThat(holding.held()).isEqualTo(Duration.ofSeconds(1));

        var unknown = visit.explanationOf("stuck-at-checkout", unreadable());
        assertThat(unknown.standing()).isEqualTo(RuleReport.Standing.NO_MATCH);
        assertThat(unknown.clauses())
                .filteredOn(clause -> clause.inputs().containsKey("au.AU04"))
                .singleElement()
                .satisfies(clause -> {
                    assertThat(clause.value()).isFalse();
                    assertThat(clause.inputs()).containsEntry("au.AU04", Clause.UNKNOWN);
                });
    }

    @Test
    void hesitationOnAProductPageBringsAComparison() {
        var visit = new Visit(retail)
                .on("product")
                .knowing("secondsOnPage", 14)
                .shows(aDisplay().with(State.CONFUSION, 0.5), 3);

        assertThat(visit.actions()).containsExactly("show-comparison");
        assertThat(visit.decisions().getFirst().explanation().reason().en()).contains("after 14 s on this product");
    }

    @Test
    void joyOnTheConfirmationPageIsAnsweredWarmly() {
        var visit = new Visit(retail)
                .on("confirmation")
                .shows(aDisplay().showing(Emotion.JOY, 0.8).valence(0.6), 3);

        assertThat(visit.actions()).containsExactly("thank-warmly");
        assertThat(visit.decisions().getFirst().explanation().reason().en()).contains("joy (80 %)");
    }

    @Test
    void theSameVisitGivesTheSameDecisions() {
        assertThat(aLongVisit(5).events).isNotEmpty().isEqualTo(aLongVisit(5).events);
        assertThat(aLongVisit(5).decisions().getFirst().id())
                .isNotEqualTo(aLongVisit(6).decisions().getFirst().id());
    }

    @Test
    void mediaTimeNeverRunsBack() {
        var state = retail.step(
                        DeciderState.initial(1),
                        new Situation(Duration.ofSeconds(9), null, PageContext.UNKNOWN, Map.of()))
                .state();

        var step = retail.step(state, new Situation(Duration.ofSeconds(2), null, PageContext.UNKNOWN, Map.of()));

        assertThat(step.state().at()).isEqualTo(Duration.ofSeconds(9));
    }

    private Visit aLongVisit(long seed) {
        return new Visit(retail, seed)
                .shows(browLoweredLidsTight(), 5)
                .on("product")
                .shows(aDisplay().valence(-0.5), 5)
                .on("confirmation")
                .shows(aDisplay().showing(Emotion.JOY, 0.9).valence(0.7), 20)
                .leaves();
    }
}
