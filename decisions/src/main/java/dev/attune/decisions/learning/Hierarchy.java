package dev.attune.decisions.learning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Population, segment, person: each level says how it deviates from the one above, shrunk towards it.
///
/// The parents' estimates are plugged in as if they were known (empirical Bayes) and the variances
/// added: cheap and slightly too sure of a segment that is itself new.
///
/// @param segment null where the slot has none
/// @param person null where nobody may be recognised, for example without consent to personalisation
public record Hierarchy(
        RewardModel population,
        @Nullable Deviation segment,
        @Nullable Deviation person) {

    /// Only what is known about everybody.
    public static Hierarchy of(RewardModel population) {
        return new Hierarchy(population, null, null);
    }

    public Estimate estimate(String action, double[] features) {
        var above = population.estimate(action, features);
        if (segment == null && person == null) return above;
        double mean = above.mean();
        double variance = above.uncertainty() * above.uncertainty();
        var shared = population.sharedWeights(action);
        var weights = shared == null ? new double[features.length] : shared;
        if (segment != null) {
            var shift = segment.shift(action, features, weights, population);
            mean += shift.mean();
            variance += shift.variance();
            weights = shift.weights();
        }
        if (person != null) {
            var shift = person.shift(action, features, weights, population);
            mean += shift.mean();
            variance += shift.variance();
        }
        return new Estimate(mean, RewardModel.uncertainty(variance));
    }

    /// All levels learn the row.
    public Hierarchy learn(Row row) {
        return new Hierarchy(
                population.learn(row),
                segment == null ? null : segment.learn(row, population),
                person == null ? null : person.learn(row, population));
    }

    /// What is left when this person is forgotten; the person's own deviation is dropped as a whole.
    ///
    /// @param rows everything ever learned from this person in this segment
    public Hierarchy forgetPerson(List<Row> rows) {
        return new Hierarchy(
                population.unlearn(rows), segment == null ? null : segment.unlearn(rows, population), null);
    }
}
