package dev.attune.policy.aggregates;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Tables of counts with noise while the budget lasts, and over the floor always.
///
/// The noisy answer to the same question on the same data is kept: asking again must not average the noise away. Once
/// the budget is spent, or as many answers are kept as can be, new questions get the floor alone.
public final class NoisyTables {
    private static final int REMEMBERED = 1000; // noisy answers; each costs budget, so there are few

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
        var answer = answers.computeIfAbsent(new Question(query, dataVersion), _ -> fresh(people));
        return answer == null ? new Answer(SmallCells.hiding(k, people), false) : answer;
    }

    /// Null where there can be no noise any more; nothing is forgotten, or the same answer would be sold twice.
    private @Nullable Answer fresh(long[][] people) {
        if (answers.size() >= REMEMBERED || !budget.spend(noise.epsilonHundredths())) return null;
        var noisy = new long[people.length][];
        for (int row = 0; row < people.length; row++) {
            noisy[row] = people[row].clone();
            for (int column = 0; column < noisy[row].length; column++)
                noisy[row][column] = Math.max(0, noisy[row][column] + noise.draw(random));
        }
        return new Answer(SmallCells.hiding(k, noisy), true);
    }
}
