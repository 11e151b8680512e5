package dev.attune.evaluation.shop;

import dev.attune.decisions.offline.Estimator;
import dev.attune.decisions.offline.OfflineReport;
import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.statistics.Interval;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a [ShopSimulation] found.
///
/// @param bestReward mean reward of always taking the action that is truly best for this person now; nobody can
///     know it
/// @param offline estimates of what the rules earn, from the log of another policy; empty when refused
public record ShopResult(
        ShopSimulation simulation,
        List<PolicyScore> policies,
        double bestReward,
        Peeking peeking,
        List<OfflineScore> offline,
        GuardTrial guards)
        implements EvaluationResult {
    /// Stands beside every figure of this simulation.
    public static final String NOTICE =
            "A simulation of a made-up shop: it shows that the code learns and counts, not what a real shop would earn.";

    /// @param regret summed over the visits of a run, mean of the runs
    /// @param ci95 of the mean reward, bootstrap over runs
    /// @param regretCurve after each tenth of the visits
    /// @param overRules 95 % interval of the mean reward less that of the rules in the same worlds
    public record PolicyScore(
            String name, double meanReward, double regret, Interval ci95, double[] regretCurve, Interval overRules) {}

    /// @param value in the first world
    /// @param truth there
    /// @param covered worlds whose interval holds their truth, of `answered`
    /// @param meanError mean absolute error over the worlds
    public record OfflineScore(
            Estimator estimator,
            OfflineReport.Value value,
            double truth,
            int covered,
            int answered,
            double meanError) {}

    public ShopResult {
        policies = List.copyOf(policies);
        offline = List.copyOf(offline);
    }

    @Override
    public ObjectNode json() {
        var json = JsonMapper.shared().createObjectNode();
        var policyNodes = json.putArray("policies");
        for (var policy : policies) {
            var node = policyNodes.addObject();
            node.put("name", policy.name());
            node.put("meanReward", policy.meanReward());
            node.put("regret", policy.regret());
            ends(node.putArray("ci95"), policy.ci95().low(), policy.ci95().high());
        }
        var peekingNode = json.putObject("peeking");
        peekingNode.put("naiveFalsePositiveRate", peeking.naive());
        peekingNode.put("sequentialFalsePositiveRate", peeking.sequential());
        var offlineNodes = json.putArray("offline");
        for (var score : offline) {
            var node = offlineNodes.addObject();
            node.put("estimator", score.estimator().id());
            node.put("estimate", score.value().estimate());
            ends(node.putArray("ci95"), score.value().low(), score.value().high());
            node.put("truth", score.truth());
        }
        return json;
    }

    private static void ends(ArrayNode array, double low, double high) {
        array.add(low);
        array.add(high);
    }

    @Override
    public String markdown() {
        var text = new StringBuilder();
        text.append(NOTICE)
                .append("\n%d visits in each of %d worlds, seed %d.\n\n"
                        .formatted(simulation.visitors(), simulation.runs(), simulation.seed()));
        var scores = new MarkdownTable("policy", "purchases per visit", "over the rules", "regret");
        for (var policy : policies)
            scores.row(
                    policy.name(),
                    "%s [%s, %s]"
                            .formatted(
                                    share(policy.meanReward()),
                                    share(policy.ci95().low()),
                                    share(policy.ci95().high())),
                    "[%s, %s]"
                            .formatted(
                                    signed(policy.overRules().low()),
                                    signed(policy.overRules().high())),
                    "%.0f".formatted(policy.regret()));
        text.append(scores)
                .append("\nThe best action every time, which nobody can know: %s.\n".formatted(share(bestReward)));
        text.append("\nRegret per 1,000 visits, by tenth of the visits:\n\n").append(curves());
        text.append("\nFifty looks at two equal arms, %s false alarms when naive, %s always valid, %s with one look.\n"
                .formatted(share(peeking.naive()), share(peeking.sequential()), share(peeking.fixed())));
        text.append("\nWhat the rules earn, judged by the log of a squarecb learner that leaves a fifth to chance:\n\n")
                .append(offlineTable());
        text.append("\nGuards:\n\n").append(guardTable());
        return text.toString();
    }

    private MarkdownTable curves() {
        var header = new String[PolicyRun.CHECKPOINTS + 1];
        header[0] = "policy";
        for (int i = 1; i < header.length; i++) header[i] = "%d %%".formatted(i * 100 / PolicyRun.CHECKPOINTS);
        var table = new MarkdownTable(header);
        double visits = (double) simulation.visitors() / PolicyRun.CHECKPOINTS;
        for (var policy : policies) {
            var cells = new Object[header.length];
            cells[0] = policy.name();
            for (int i = 0; i < policy.regretCurve().length; i++) {
                double before = i == 0 ? 0 : policy.regretCurve()[i - 1];
                cells[i + 1] = "%.0f".formatted(1_000 * (policy.regretCurve()[i] - before) / visits);
            }
            table.row(cells);
        }
        return table;
    }

    private String offlineTable() {
        if (offline.isEmpty()) return "refused: the log does not support an answer\n";
        var table = new MarkdownTable(
                "estimator", "first world", "truth there", "intervals that hold the truth", "mean error");
        for (var score : offline)
            table.row(
                    score.estimator().id(),
                    "%s [%s, %s]"
                            .formatted(
                                    share(score.value().estimate()),
                                    share(score.value().low()),
                                    share(score.value().high())),
                    share(score.truth()),
                    "%d of %d".formatted(score.covered(), score.answered()),
                    share(score.meanError()));
        return table.toString();
    }

    private MarkdownTable guardTable() {
        return new MarkdownTable("guard", "seen", "allowed")
                .row("most of `offer-human`", share(guards.mostOfCapped()), share(GuardTrial.CEILING))
                .row("least of `comparison`", share(guards.leastOfFloored()), share(GuardTrial.FLOOR))
                .row(
                        "vulnerable visitors experimented on",
                        "%d of %d".formatted(guards.experimentedOn(), guards.vulnerable()),
                        "0")
                .row(
                        "refund decisions that another face changed",
                        "%d of %d".formatted(guards.changedByTheFace(), guards.refundQuestions()),
                        "0")
                .row(
                        "harmful action stopped after",
                        guards.harmfulStoppedAt() == 0 ? "never" : guards.harmfulStoppedAt() + " visits",
                        "")
                .row("other actions stopped", guards.wronglyStopped(), "")
                .row(
                        "logged probabilities against draws, p",
                        "%.3f (χ² %.1f, df %d)"
                                .formatted(
                                        guards.propensities().p(),
                                        guards.propensities().chiSquare(),
                                        guards.propensities().degreesOfFreedom()),
                        "above .001");
    }

    private static String share(double value) {
        return MarkdownTable.share(value);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3f", value);
    }
}
