package dev.attune.decisions.ranking;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Shares of decisions by action, this hour and the one before, so that no action's share jumps: a
/// learner may still treat every person differently, but on average over the hour it moves by at most
/// so much.
///
/// @param hour since 1970
/// @param before mean probability of each action in the last hour that had decisions; empty when there was none
/// @param sums Σ probability of each action in this hour
/// @param decisions in this hour
public record ShareBudget(long hour, Map<String, Double> before, Map<String, Double> sums, long decisions) {
    public static final ShareBudget EMPTY = new ShareBudget(Long.MIN_VALUE, Map.of(), Map.of(), 0);

    /// The hour starts as if so many decisions had been taken as before: the first person of an hour is
    /// no average.
    private static final int ROLLING_START = 20;

    private static final long SECONDS_PER_HOUR = 3_600;

    public ShareBudget {
        before = Map.copyOf(before);
        sums = Map.copyOf(sums);
    }

    ShareBudget at(Instant time) {
        long now = Math.floorDiv(time.getEpochSecond(), SECONDS_PER_HOUR);
        if (now <= hour) return this; // also when a clock runs back
        if (decisions == 0) return new ShareBudget(now, before, Map.of(), 0);
        var means = new HashMap<String, Double>();
        sums.forEach((action, sum) -> means.put(action, sum / decisions));
        return new ShareBudget(now, means, Map.of(), 0);
    }

    /// What the action may have now so that the hour's mean stays within `change` of the hour before.
    Guards.Limit limit(String action, double change) {
        if (change == 1 || before.isEmpty()) return Guards.Limit.FREE;
        double usual = before.getOrDefault(action, 0.0);
        double spent = ROLLING_START * usual + sums.getOrDefault(action, 0.0);
        double n = ROLLING_START + decisions + 1;
        double most = Math.clamp((usual + change) * n - spent, 0, 1);
        return new Guards.Limit(Math.clamp((usual - change) * n - spent, 0, most), most);
    }

    /// @param actions that were eligible, with their probabilities
    ShareBudget plus(Instant time, List<String> actions, List<Double> probabilities) {
        var now = at(time);
        var next = new HashMap<>(now.sums);
        for (int i = 0; i < actions.size(); i++) next.merge(actions.get(i), probabilities.get(i), Double::sum);
        return new ShareBudget(now.hour, now.before, next, now.decisions + 1);
    }

    /// The next budget after a decision the learner took; others leave it as it is.
    public ShareBudget after(LoggedDecision decision) {
        return decision.why() == LoggedDecision.Why.LEARNER
                ? plus(decision.request().at(), decision.eligible(), decision.probabilities())
                : this;
    }
}
