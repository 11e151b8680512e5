package dev.attune.training.fusion;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.SolverType;
import dev.attune.training.text.LinearFit;
import java.util.ArrayList;
import java.util.List;

/// Rows of inputs with the truth beside, and the logistic regression that fits them.
final class LogisticFit {
    private static final double COST = 1; // of an error; the penalty on the weights is their squared size
    private static final double EVEN = 1; // yes and no count alike, so that probabilities stay calibrated

    private final List<Feature[]> rows = new ArrayList<>();
    private final List<Boolean> truth = new ArrayList<>();
    private final int inputs;

    LogisticFit(int inputs) {
        this.inputs = inputs;
    }

    void add(double[] values, boolean yes) {
        var row = new Feature[inputs + 1];
        for (int i = 0; i < inputs; i++) row[i] = new FeatureNode(i + 1, values[i]);
        row[inputs] = new FeatureNode(inputs + 1, 1);
        rows.add(row);
        truth.add(yes);
    }

    int size() {
        return rows.size();
    }

    long yes() {
        return truth.stream().filter(Boolean::booleanValue).count();
    }

    /// @return the weights of the inputs, the constant last
    double[] weights() {
        var yes = new boolean[truth.size()];
        for (int i = 0; i < yes.length; i++) yes[i] = truth.get(i);
        return LinearFit.fit(SolverType.L2R_LR, rows.toArray(new Feature[0][]), yes, inputs + 1, COST, EVEN);
    }
}
