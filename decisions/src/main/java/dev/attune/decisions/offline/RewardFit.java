package dev.attune.decisions.offline;

import dev.attune.decisions.StableHash;
import dev.attune.decisions.learning.RewardModel;
import dev.attune.decisions.learning.RowSums;
import java.util.List;

/// q̂(x, a), cross-fitted: people are dealt into folds by a stable hash, and a row is predicted by a
/// model of the other folds. Because ridge regression is made of sums, a fold's model is everything
/// less the fold.
final class RewardFit {
    private static final double RIDGE = 1;

    private final int folds;
    private final List<RewardModel> without;

    RewardFit(List<OfflineRow> rows, int folds) {
        this.folds = folds;
        int dimension = rows.getFirst().features().getFirst().length;
        var settings = new RewardModel.Settings(dimension, RIDGE, 1);
        var sums = new RowSums[folds];
        for (int fold = 0; fold < folds; fold++) sums[fold] = new RowSums(settings);
        for (var row : rows)
            sums[fold(row.subject())].add(
                    row.actions().get(row.chosen()), row.features().get(row.chosen()), row.reward());
        var models = new RewardModel[folds];
        for (int fold = 0; fold < folds; fold++) {
            var others = new RowSums(settings);
            for (int other = 0; other < folds; other++) if (other != fold) others.add(sums[other]);
            models[fold] = others.model();
        }
        this.without = List.of(models);
    }

    RewardModel modelFor(String subject) {
        return without.get(fold(subject));
    }

    private int fold(String subject) {
        return (int) Long.remainderUnsigned(StableHash.of("fold:" + subject), folds);
    }
}
