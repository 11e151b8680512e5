package dev.attune.decisions.learning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was learned about everybody: one ridge regression of the reward per action. Immutable.
///
/// Learning a row copies the model of one action, d x d numbers; the models of the others are shared.
public final class RewardModel {
    /// @param dimension of the features, 1 to 256
    /// @param ridge λ, the prior precision of every weight, above 0; 1 says that weights are of the order of the
    ///     noise
    /// @param retention γ in (0, 1], the factor of everything learned at each [#aged]; 1 never forgets
    public record Settings(int dimension, double ridge, double retention) {
        public Settings {
            if (dimension < 1 || dimension > 256)
                throw new IllegalArgumentException("dimension must be in 1..256, got " + dimension);
            if (!(ridge > 0 && ridge < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("ridge must be finite and above 0, got " + ridge);
            if (!(retention > 0 && retention <= 1))
                throw new IllegalArgumentException("retention must be in (0, 1], got " + retention);
        }
    }

    private final Settings settings;
    private final Map<String, ActionModel> actions;
    private final long updates;
    private final long epoch;

    RewardModel(Settings settings, Map<String, ActionModel> actions, long updates, long epoch) {
        this.settings = settings;
        this.actions = actions;
        this.updates = updates;
        this.epoch = epoch;
    }

    public static RewardModel empty(Settings settings) {
        return new RewardModel(settings, Map.of(), 0, 0);
    }

    public Settings settings() {
        return settings;
    }

    /// How many rows were learned so far, those forgotten since not counted.
    public long updates() {
        return updates;
    }

    /// How often the model has aged.
    public long epoch() {
        return epoch;
    }

    /// Actions of which at least one row is known.
    public Set<String> actions() {
        return Set.copyOf(actions.keySet());
    }

    /// What is believed of an action; of one that is unknown, the prior.
    public Estimate estimate(String action, double[] features) {
        requireDimension(features);
        var model = actions.get(action);
        return model == null
                ? new Estimate(0, uncertainty(ActionModel.dot(features, features) / settings.ridge()))
                : new Estimate(model.mean(features), uncertainty(model.variance(features)));
    }

    /// Only the mean of [#estimate], much cheaper.
    public double mean(String action, double[] features) {
        requireDimension(features);
        var model = actions.get(action);
        return model == null ? 0 : model.mean(features);
    }

    /// @param row whose epoch must be the model's
    public RewardModel learn(Row row) {
        requireDimension(row.features());
        if (row.epoch() != epoch)
            throw new IllegalArgumentException(
                    "a row of epoch %d cannot be learned in epoch %d".formatted(row.epoch(), epoch));
        var next = new HashMap<>(actions);
        next.put(row.action(), modelOf(row.action()).learn(row.features(), row.reward(), settings.ridge()));
        return new RewardModel(settings, next, updates + 1, epoch);
    }

    /// The model that never saw these rows.
    ///
    /// @param rows each learned by this model before
    /// @throws IllegalArgumentException when more rows are to be forgotten than were learned
    public RewardModel unlearn(List<Row> rows) {
        var sums = new HashMap<String, ActionModel>();
        for (var row : rows) {
            requireDimension(row.features());
            var model = sums.getOrDefault(row.action(), modelOf(row.action()));
            double weight = weightNow(row);
            var precision = model.precision.clone();
            ActionModel.addOuter(precision, row.features(), -weight);
            var response = model.response.clone();
            for (int i = 0; i < response.length; i++) response[i] -= weight * row.reward() * row.features()[i];
            // inverted once per action below
            sums.put(row.action(), new ActionModel(precision, model.inverse, response, model.rows - weight, 0));
        }
        if (rows.size() > updates)
            throw new IllegalArgumentException(
                    "%d rows cannot be forgotten of %d learned".formatted(rows.size(), updates));
        var next = new HashMap<>(actions);
        sums.forEach((action, model) -> {
            if (model.rows < 1e-9) next.remove(action); // nothing is left of it but rounding
            else next.put(action, ActionModel.fromSums(model.precision, model.response, model.rows, settings.ridge()));
        });
        return new RewardModel(settings, next, updates - rows.size(), epoch);
    }

    /// One period has passed: everything learned counts `retention` times as much as before.
    public RewardModel aged() {
        if (settings.retention() == 1) return new RewardModel(settings, actions, updates, epoch + 1);
        var next = new HashMap<String, ActionModel>();
        actions.forEach((action, model) -> next.put(action, model.scaled(settings.retention(), settings.ridge())));
        return new RewardModel(settings, next, updates, epoch + 1);
    }

    /// θ of an action, zeros when it is unknown; a copy.
    public double[] weights(String action) {
        var model = actions.get(action);
        return model == null ? new double[settings.dimension()] : model.weights.clone();
    }

    /// θ without a copy, for reading only.
    double @Nullable [] sharedWeights(String action) {
        var model = actions.get(action);
        return model == null ? null : model.weights;
    }

    /// How much a row counts now that was learned in an earlier epoch.
    double weightNow(Row row) {
        if (row.epoch() > epoch)
            throw new IllegalArgumentException(
                    "a row of epoch %d is later than the model's epoch %d".formatted(row.epoch(), epoch));
        return Math.pow(settings.retention(), epoch - row.epoch());
    }

    Map<String, ActionModel> models() {
        return actions;
    }

    private ActionModel modelOf(String action) {
        var model = actions.get(action);
        int d = settings.dimension();
        return model != null ? model : ActionModel.fromSums(new double[d * d], new double[d], 0, settings.ridge());
    }

    private void requireDimension(double[] features) {
        if (features.length != settings.dimension())
            throw new IllegalArgumentException(
                    "the model has %d features, got %d".formatted(settings.dimension(), features.length));
    }

    static double uncertainty(double variance) {
        return Math.sqrt(Math.max(variance, 1e-18)); // rounding must not make it 0
    }
}
