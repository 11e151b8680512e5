package dev.attune.decisions.offline;

import dev.attune.decisions.ranking.LoggedDecision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// Whether what was chosen agrees with the logged probabilities. `χ² = dᵀ V⁻¹ d`, with `d_a = N_a − Σ
/// p_a` and `V = Σ (diag(p) − p pᵀ)`, the covariance those very draws would have; V⁻¹ on the space V
/// spans. It is sharper than `Σ (O − E)²/E` where probabilities are close to 0 or 1.
///
/// @param p 1 when there is nothing to check
public record PropensityCheck(int decisions, int degreesOfFreedom, double chiSquare, double p) {
    /// Below, evaluation is refused.
    public static final double ALARM = 0.001;

    private static final double LEAST_VARIANCE = 5; // of a count; rarer actions are taken together
    private static final int MOST_ACTIONS = 60;
    private static final double RELATIVE_RANK = 1e-9;

    /// @param log of one policy version; decisions that were not drawn are passed over
    public static PropensityCheck of(List<LoggedDecision> log) {
        var drawn = log.stream().filter(LoggedDecision::explored).toList();
        var place = places(drawn);
        int k = place.values().stream().mapToInt(index -> index + 1).max().orElse(0) + 1;
        var surplus = new double[k];
        var covariance = new DMatrixRMaj(k, k);
        for (var decision : drawn) {
            var p = new double[k];
            for (int i = 0; i < decision.eligible().size(); i++)
                p[place.getOrDefault(decision.eligible().get(i), k - 1)] +=
                        decision.probabilities().get(i);
            surplus[place.getOrDefault(decision.chosen().orElse(""), k - 1)]++;
            for (int i = 0; i < k; i++) {
                surplus[i] -= p[i];
                if (p[i] == 0) continue;
                covariance.data[i * k + i] += p[i];
                for (int j = 0; j < k; j++) covariance.data[i * k + j] -= p[i] * p[j];
            }
        }
        return of(drawn.size(), surplus, covariance);
    }

    public boolean isBroken() {
        return p < ALARM;
    }

    private static PropensityCheck of(int decisions, double[] surplus, DMatrixRMaj covariance) {
        int k = surplus.length;
        var eigen = DecompositionFactory_DDRM.eig(k, true, true);
        if (decisions == 0 || !eigen.decompose(covariance.copy())) return new PropensityCheck(decisions, 0, 0, 1);
        double largest = 0;
        for (int i = 0; i < k; i++)
            largest = Math.max(largest, eigen.getEigenvalue(i).getReal());
        double chiSquare = 0;
        int degrees = 0;
        for (int i = 0; i < k; i++) {
            double spread = eigen.getEigenvalue(i).getReal();
            if (spread <= RELATIVE_RANK * largest || spread <= 1e-12) continue;
            var direction = eigen.getEigenVector(i);
            double along = 0;
            for (int j = 0; j < k; j++) along += direction.get(j) * surplus[j];
            chiSquare += along * along / spread;
            degrees++;
        }
        double p = degrees == 0 ? 1 : ChiSquaredDistribution.of(degrees).survivalProbability(chiSquare);
        return new PropensityCheck(decisions, degrees, chiSquare, p);
    }

    /// Actions that are counted on their own; all others share the last place.
    private static Map<String, Integer> places(List<LoggedDecision> drawn) {
        var variances = new HashMap<String, Double>();
        for (var decision : drawn)
            for (int i = 0; i < decision.eligible().size(); i++) {
                double p = decision.probabilities().get(i);
                variances.merge(decision.eligible().get(i), p * (1 - p), Double::sum);
            }
        var actions = new ArrayList<>(variances.entrySet());
        actions.sort(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        var place = new HashMap<String, Integer>();
        for (var action : actions)
            if (action.getValue() >= LEAST_VARIANCE && place.size() < MOST_ACTIONS)
                place.put(action.getKey(), place.size());
        return place;
    }
}
