package dev.attune.policy.aggregates;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// Tables of counts with noise while the budget lasts, and over the floor always.
///
/// The answer to the same question on the same data is kept: asking again must not average the noise away. Once the
/// budget is spent, new questions get the floor alone.
public final class NoisyTables {
    private static final int REMEMBERED = 1000; // answers; each costs budget, so there are few

    private final int k;
    private final DiscreteLaplace noise;
    private final PrivacyBudget budget;
    private final RandomGenerator random;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    /// @param table with noise added where `noisy`
    public record Answer(SmallCells table, boolean noisy) {}

    private record Question(String query, String dataVersion) {}

    public NoisyTables(int k, DiscreteLaplace noise, PrivacyBudget budget, RandomGenerator random) {
        this.k = k;
        this.noise = noise;
        this.budget = budget;
        this.random = random;
    }

    /// @param people distinct people per cell; nobody may stand in two cells
    public Answer answer(String query, String dataVersion, long[][] people) {
        if (answers.size() >= REMEMBERED)
            return new Answer(SmallCells.hiding(k, people), false); // forgetting would sell the same answer twice
        return answers.computeIfAbsent(new Question(query, dataVersion), asked -> fresh(people));
    }

    private Answer fresh(long[][] people) {
        if (!budget.spend(noise.epsilonHundredths())) return new Answer(SmallCells.hiding(k, people), false);
        var noisy = new long[people.length][];
        for (int row = 0; row < people.length; row++) {
            noisy[row] = people[row].clone();
            for (int column = 0; column < noisy[row].length; column++)
                noisy[row][column] = Math.max(0, noisy[row][column] + noise.draw(random));
        }
        return new Answer(SmallCells.hiding(k, noisy), true);
    }
}
