package dev.attune.decisions.learning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/// How a segment or one person differs from what is believed above them. Immutable and small.
///
/// Kept per action are Σ z xᵀ (k x d) and Σ r z (k), where z are the k features that may deviate. They
/// do not depend on the parent, so the deviation follows the parent when that learns on, and forgetting
/// is subtraction.
///
/// With z = the constant 1 alone, `δ = Σ (r − parent) / (λ + n)`: the mean surprise of this person, pulled towards 0
/// until there is evidence. λ is the variance of one reward over the variance between people.
public final class Deviation {
    /// @param features which may deviate, as indices into the feature vector, 1 to 8 of them
    /// @param shrinkage λ, above 0: so many rows weigh as much as the belief above
    public record Settings(List<Integer> features, double shrinkage) {
        public Settings {
            features = List.copyOf(features);
            if (features.isEmpty() || features.size() > 8 || features.stream().anyMatch(index -> index < 0))
                throw new IllegalArgumentException("1 to 8 indices of features may deviate, got " + features);
            if (features.stream().distinct().count() != features.size())
                throw new IllegalArgumentException("a feature deviates once, got " + features);
            if (!(shrinkage > 0 && shrinkage < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("shrinkage must be finite and above 0, got " + shrinkage);
        }
    }

    /// @param cross Σ z xᵀ, row by row
    /// @param response Σ r z
    record Sums(double[] cross, double[] response, double rows) {}

    /// @param mean zᵀδ, what is added to the parent's mean
    /// @param variance zᵀ (λI + Σ z zᵀ)⁻¹ z
    /// @param weights θ of the parent plus δ at its places
    record Shift(double mean, double variance, double[] weights) {}

    private final Settings settings;
    private final int dimension;
    private final Map<String, Sums> actions;
    private final long epoch;

    Deviation(Settings settings, int dimension, Map<String, Sums> actions, long epoch) {
        if (settings.features().stream().anyMatch(index -> index >= dimension))
            throw new IllegalArgumentException(
                    "features %s cannot deviate among %d".formatted(settings.features(), dimension));
        this.settings = settings;
        this.dimension = dimension;
        this.actions = actions;
        this.epoch = epoch;
    }

    /// Nothing known yet.
    ///
    /// @param model the population it will deviate from
    public static Deviation none(Settings settings, RewardModel model) {
        return new Deviation(settings, model.settings().dimension(), Map.of(), model.epoch());
    }

    /// What these rows say, each weighed by its age: the same as learning them one by one, to rounding.
    ///
    /// @param rows none of a later epoch than the model's
    public static Deviation of(Settings settings, List<Row> rows, RewardModel model) {
        return none(settings, model).learn(rows, model);
    }

    /// The same with more rows.
    ///
    /// @param model the population it deviates from, as it is now
    public Deviation learn(List<Row> rows, RewardModel model) {
        var next = agedLike(model);
        for (var row : rows) next = added(row, model.weightNow(row), next);
        return next;
    }

    public Settings settings() {
        return settings;
    }

    long epoch() {
        return epoch;
    }

    int dimension() {
        return dimension;
    }

    Map<String, Sums> sums() {
        return actions;
    }

    /// How many rows were learned, all actions together; a fraction once they have aged.
    public double rows() {
        return actions.values().stream().mapToDouble(Sums::rows).sum();
    }

    Deviation learn(Row row, RewardModel model) {
        return learn(List.of(row), model);
    }

    Deviation unlearn(List<Row> rows, RewardModel model) {
        var next = agedLike(model);
        for (var row : rows) next = added(row, -model.weightNow(row), next);
        return next;
    }

    Shift shift(String action, double[] x, double[] parent, RewardModel model) {
        int k = settings.features().size();
        var sums = actions.get(action);
        if (sums == null) {
            double squares = 0;
            for (int index : settings.features()) squares += x[index] * x[index];
            return new Shift(0, squares / settings.shrinkage(), parent);
        }
        double age = Math.pow(model.settings().retention(), model.epoch() - epoch);
        var surprise = new double[k];
        for (int i = 0; i < k; i++) {
            double expected = 0;
            for (int j = 0; j < dimension; j++) expected += sums.cross()[i * dimension + j] * parent[j];
            surprise[i] = age * (sums.response()[i] - expected);
        }
        var inverse = inverse(sums.cross(), age);
        var weights = parent.clone();
        double mean = 0;
        double variance = 0;
        for (int i = 0; i < k; i++) {
            double z = x[settings.features().get(i)];
            double delta = 0;
            double spread = 0;
            for (int j = 0; j < k; j++) {
                delta += inverse[i * k + j] * surprise[j];
                spread += inverse[i * k + j] * x[settings.features().get(j)];
            }
            weights[settings.features().get(i)] += delta;
            mean += z * delta;
            variance += z * spread;
        }
        return new Shift(mean, variance, weights);
    }

    private double[] inverse(double[] cross, double age) {
        int k = settings.features().size();
        if (k == 1)
            return new double[] {
                1 / (settings.shrinkage() + age * cross[settings.features().getFirst()])
            };
        var matrix = new DMatrixRMaj(k, k);
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++)
                matrix.data[i * k + j] =
                        age * cross[i * dimension + settings.features().get(j)];
            matrix.data[i * k + i] += settings.shrinkage();
        }
        var result = new DMatrixRMaj(k, k);
        if (!CommonOps_DDRM.invertSPD(matrix, result))
            throw new IllegalStateException("a deviation was made to forget rows that it never learned");
        return result.data;
    }

    private Deviation agedLike(RewardModel model) {
        if (model.epoch() == epoch) return this;
        double age = Math.pow(model.settings().retention(), model.epoch() - epoch);
        var next = new HashMap<String, Sums>();
        actions.forEach((action, sums) ->
                next.put(action, new Sums(times(sums.cross(), age), times(sums.response(), age), sums.rows() * age)));
        return new Deviation(settings, dimension, next, model.epoch());
    }

    private Deviation added(Row row, double weight, Deviation to) {
        int k = settings.features().size();
        @Nullable Sums before = to.actions.get(row.action());
        var cross = before == null ? new double[k * dimension] : before.cross().clone();
        var response = before == null ? new double[k] : before.response().clone();
        for (int i = 0; i < k; i++) {
            double z = weight * row.features()[settings.features().get(i)];
            for (int j = 0; j < dimension; j++) cross[i * dimension + j] += z * row.features()[j];
            response[i] += z * row.reward();
        }
        var next = new HashMap<>(to.actions);
        next.put(row.action(), new Sums(cross, response, (before == null ? 0 : before.rows()) + weight));
        return new Deviation(settings, dimension, next, to.epoch);
    }

    private static double[] times(double[] values, double factor) {
        var result = new double[values.length];
        for (int i = 0; i < result.length; i++) result[i] = factor * values[i];
        return result;
    }
}
