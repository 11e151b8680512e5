package dev.attune.policy.aggregates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NoisyTablesTest {
    private static final long[][] PEOPLE = {{100, 200}, {300, 400}};

    @Test
    void askingAgainDoesNotAverageTheNoiseAway() {
        var tables = new NoisyTables(10, new DiscreteLaplace(50), new PrivacyBudget(1000), new Random(1));

        var first = tables.answer("consents by month", "v1", PEOPLE);

        for (int i = 0; i < 100; i++)
            assertThat(tables.answer("consents by month", "v1", PEOPLE)).isEqualTo(first);
        assertThat(first.noisy()).isTrue();
    }

    @Test
    void onceTheBudgetIsSpentNewQuestionsGetTheFloorAlone() {
        var budget = new PrivacyBudget(100);
        var tables = new NoisyTables(10, new DiscreteLaplace(50), budget, new Random(2));
        tables.answer("a", "v1", PEOPLE);
        var second = tables.answer("b", "v1", PEOPLE);

        var third = tables.answer("c", "v1", PEOPLE);

        assertThat(third.noisy()).isFalse();
        assertThat(third.table().total()).hasValue(1000);
        assertThat(tables.answer("b", "v1", PEOPLE)).isEqualTo(second);
        assertThat(budget.leftHundredths()).isZero();
    }

    @Test
    void aNoisyAnswerStaysWhatItWasHoweverMuchElseIsAsked() {
        var tables = new NoisyTables(10, new DiscreteLaplace(50), new PrivacyBudget(50), new Random(3));
        var noisy = tables.answer("asked first", "v1", PEOPLE);

        for (int i = 0; i < 2_000; i++) tables.answer("question " + i, "v1", PEOPLE);

        assertThat(noisy.noisy()).isTrue();
        assertThat(tables.answer("asked first", "v1", PEOPLE)).isEqualTo(noisy);
    }

    @Test
    void theBudgetIsNeverOverdrawnHoweverManyAskAtOnce() {
        var budget = new PrivacyBudget(1000);
        var spent = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int thread = 0; thread < 8; thread++)
                threads.submit(() -> {
                    for (int i = 0; i < 500; i++) if (budget.spend(3)) spent.addAndGet(3);
                });
        }

        assertThat(spent.get()).isEqualTo(999);
        assertThat(budget.leftHundredths()).isEqualTo(1);
    }
}
