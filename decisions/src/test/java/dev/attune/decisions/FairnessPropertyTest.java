package dev.attune.decisions;

import static dev.attune.decisions.Display.aDisplay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.State;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Emotion routes and styles; it never grants, prices or presses.
class FairnessPropertyTest {
    private static final String EVERY_CLASS = """
            id: every-class
            version: 1
            title: { en: T, ru: Т, zh: 题 }
            fallback: none
            frequencyCap: { decisions: 1000, per: PT1M }
            rules:
              - id: discount
                when: facts.cartItems > 2
                release: PT0S
                cooldown: PT2S
                then: { action: discount, class: ENTITLEMENT }
                reason: { en: a, ru: б, zh: 丙 }
              - id: upsell
                when: facts.cartItems > 1
                release: PT0S
                cooldown: PT2S
                then: { action: upsell, class: PRESSURE }
                reason: { en: a, ru: б, zh: 丙 }
              - id: help
                when: valence < -0.2 || state.confusion > 0.4
                priority: 99
                cooldown: PT1S
                then: { action: help, class: HELP }
                reason: { en: a, ru: б, zh: 丙 }
            """;

    private Decider decider;

    @BeforeEach
    void read() throws PlaybookException {
        decider = new Decider(Playbooks.read(new StringReader(EVERY_CLASS), "every-class.yaml"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsDisplayedTheEntitlementsAreThoseOfAPersonNobodyLooksAt(long seed) {
        var seen = visit(seed, true);
        var unseen = visit(seed, false);

        assertThat(decided(unseen, ActionClass.ENTITLEMENT)).isNotEmpty();
        assertThat(decided(seen, ActionClass.ENTITLEMENT)).isEqualTo(decided(unseen, ActionClass.ENTITLEMENT));
    }

    @Test
    void aNegativeDisplayTakesPressureAwayEvenFromARuleThatReadsOnlyFacts() {
        var visit = new Visit(decider).knowing("cartItems", 2).shows(aDisplay().valence(0.2), 1);
        assertThat(visit.actions()).containsExactly("upsell");

        visit.shows(aDisplay().valence(-0.4), 1);
        assertThat(visit.ends()).hasSize(1);

        visit.shows(aDisplay().valence(0.2), 20);
        assertThat(decided(visit, ActionClass.PRESSURE)).hasSize(1);
        assertThat(visit.explanationOf("upsell", aDisplay()).standing()).isEqualTo(RuleReport.Standing.WITHHELD);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void pressureNeverStartsWithinHalfAMinuteOfANegativeDisplay(long seed) {
        var random = new Random(seed);
        var visit = new Visit(decider).knowing("cartItems", 2);
        int secondsSinceNegative = 100;
        for (int second = 0; second < 400; second++) {
            boolean negative = random.nextInt(40) == 0;
            int pressureBefore = decided(visit, ActionClass.PRESSURE).size();
            visit.shows(aDisplay().showing(Emotion.SADNESS, negative ? 0.7 : 0.1), 1);
            secondsSinceNegative = negative ? 0 : secondsSinceNegative + 1;
            if (secondsSinceNegative < 30)
                assertThat(decided(visit, ActionClass.PRESSURE)).hasSize(pressureBefore);
        }
        assertThat(decided(visit, ActionClass.PRESSURE)).isNotEmpty();
    }

    private Visit visit(long seed, boolean lookedAt) {
        var random = new Random(seed);
        var visit = new Visit(decider);
        for (int i = 0; i < 60; i++) {
            visit.knowing("cartItems", random.nextInt(5));
            var display = randomDisplay(random);
            visit.shows(lookedAt ? display : null, 0.1 + random.nextInt(20) / 10.0);
        }
        return visit;
    }

    private static Display randomDisplay(Random random) {
        var weights = random.doubles(Emotion.values().length).toArray();
        double sum = DoubleStream.of(weights).sum();
        var display = aDisplay()
                .showing(EmotionDistribution.of(
                        DoubleStream.of(weights).map(weight -> weight / sum).toArray()))
                .valence(2 * random.nextDouble() - 1)
                .arousal(2 * random.nextDouble() - 1)
                .quality(random.nextDouble());
        for (int unit : new int[] {1, 2, 4, 5, 6, 7, 9, 12, 15}) display.with(unit, 5 * random.nextDouble());
        for (var state : State.values()) display.with(state, random.nextDouble());
        return display;
    }

    private static List<Map.Entry<String, Object>> decided(Visit visit, ActionClass actionClass) {
        return visit.decisions().stream()
                .filter(decision -> decision.action().actionClass() == actionClass)
                .map(decision -> Map.<String, Object>entry(decision.action().id(), decision.at()))
                .toList();
    }
}
