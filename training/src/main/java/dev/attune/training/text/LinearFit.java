package dev.attune.training.text;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Random;

/// LIBLINEAR on rows whose last feature is the bias, always 1.
public final class LinearFit {
    /// As `liblinear -e`; a hundredth changes margins in the third digit only.
    private static final double TOLERANCE = 0.1;

    private static final int SEED = 1; // of the order in which the dual solvers visit the rows

    private LinearFit() {}

    /// @param dimensions of the rows, the bias included
    /// @param positiveWeight the cost of an error on a yes, where that on a no is 1
    /// @return weights by feature index - 1; a positive sum is a yes
    public static double[] fit(
            SolverType solver, Feature[][] rows, boolean[] yes, int dimensions, double cost, double positiveWeight) {
        var problem = new Problem();
        problem.l = rows.length;
        problem.n = dimensions;
        problem.x = rows;
        problem.y = new double[rows.length];
        for (int i = 0; i < rows.length; i++) problem.y[i] = yes[i] ? 1 : -1;
        var parameter = new Parameter(solver, cost, TOLERANCE);
        parameter.setMaxIters(100);
        parameter.setWeights(new double[] {positiveWeight, 1}, new int[] {1, -1});
        parameter.setRandom(new Random(SEED));
        Linear.disableDebugOutput();
        var model = Linear.train(problem, parameter);
        var weights = model.getFeatureWeights();
        if (model.getLabels()[0] < 0) for (int i = 0; i < weights.length; i++) weights[i] = -weights[i];
        return weights;
    }
}
