package dev.attune.decisions.learning;

import java.util.HashMap;
import java.util.Map;

/// Rows summed up to fit a [RewardModel] in one go: a thousand times cheaper than learning them one by
/// one, and the same model to rounding. Not thread-safe.
public final class RowSums {
    private final RewardModel.Settings settings;
    private final Map<String, double[]> precision = new HashMap<>();
    private final Map<String, double[]> response = new HashMap<>();
    private final Map<String, Long> rows = new HashMap<>();

    public RowSums(RewardModel.Settings settings) {
        this.settings = settings;
    }

    public void add(String action, double[] features, double reward) {
        int d = settings.dimension();
        if (features.length != d)
            throw new IllegalArgumentException("the model has %d features, got %d".formatted(d, features.length));
        Row.requireFinite(features);
        ActionModel.addOuter(precision.computeIfAbsent(action, _ -> new double[d * d]), features, 1);
        var sums = response.computeIfAbsent(action, _ -> new double[d]);
        for (int i = 0; i < d; i++) sums[i] += reward * features[i];
        rows.merge(action, 1L, Long::sum);
    }

    public void add(RowSums other) {
        int d = settings.dimension();
        other.precision.forEach((action, sums) ->
                plus(precision.computeIfAbsent(action, _ -> new double[d * d]), sums));
        other.response.forEach((action, sums) -> plus(response.computeIfAbsent(action, _ -> new double[d]), sums));
        other.rows.forEach((action, count) -> rows.merge(action, count, Long::sum));
    }

    public RewardModel model() {
        var models = new HashMap<String, ActionModel>();
        rows.forEach((action, count) -> models.put(
                action,
                ActionModel.fromSums(
                        precision.getOrDefault(action, new double[0]).clone(),
                        response.getOrDefault(action, new double[0]).clone(),
                        count,
                        settings.ridge())));
        long updates = rows.values().stream().mapToLong(Long::longValue).sum();
        return new RewardModel(settings, models, updates, 0);
    }

    private static void plus(double[] to, double[] values) {
        for (int i = 0; i < to.length; i++) to[i] += values[i];
    }
}
