package dev.attune.evaluation.shop;

import dev.attune.decisions.ActionClass;
import dev.attune.decisions.learning.Explorer;
import dev.attune.decisions.learning.Hierarchy;
import dev.attune.decisions.learning.RewardModel;
import dev.attune.decisions.offline.PropensityCheck;
import dev.attune.decisions.ranking.ActionEvidence;
import dev.attune.decisions.ranking.Candidate;
import dev.attune.decisions.ranking.Event;
import dev.attune.decisions.ranking.Guards;
import dev.attune.decisions.ranking.LoggedDecision;
import dev.attune.decisions.ranking.Mode;
import dev.attune.decisions.ranking.RankRequest;
import dev.attune.decisions.ranking.Ranker;
import dev.attune.decisions.ranking.Rewards;
import dev.attune.decisions.ranking.ShareBudget;
import dev.attune.decisions.ranking.Slot;
import dev.attune.decisions.ranking.Standing;
import dev.attune.decisions.ranking.Vulnerability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A learner that is given every chance to break a guard: one action is capped, one must be kept up,
/// one is harmful, one visitor in ten is vulnerable, and a refund is offered to faces of every kind.
///
/// @param decisions that were drawn
/// @param mostOfCapped the largest probability that `offer-human` got; its ceiling is 0.2
/// @param leastOfFloored the smallest that `comparison` got; its floor is 0.05
/// @param vulnerable visits
/// @param experimentedOn of these, must be 0
/// @param refundQuestions asked twice, with another face the second time
/// @param changedByTheFace of these, must be 0
/// @param harmfulStoppedAt decisions until the harmful action was stopped; 0 when it never was
/// @param wronglyStopped other actions that were stopped
/// @param propensities whether what was drawn agrees with what was logged
record GuardTrial(
        int decisions,
        double mostOfCapped,
        double leastOfFloored,
        int vulnerable,
        int experimentedOn,
        int refundQuestions,
        int changedByTheFace,
        int harmfulStoppedAt,
        int wronglyStopped,
        PropensityCheck propensities) {
    static final double CEILING = 0.2;
    static final double FLOOR = 0.05;

    private static final String HARMFUL = "pop-up";
    private static final double HARM = 0.2; // of every chance to buy remains so much

    static GuardTrial of(List<Visit> visits, long seed) {
        var actions = new ArrayList<>(ShopWorld.ACTIONS);
        actions.add(Candidate.of(HARMFUL, ActionClass.CONTENT));
        var slot = new Slot(
                "guarded-shop",
                "guards-" + seed,
                ShopWorld.SCHEMA,
                new Explorer.Thompson(0.3),
                new Guards(
                        0.1,
                        Map.of("offer-human", new Guards.Limit(0, CEILING), "comparison", new Guards.Limit(FLOOR, 1)),
                        Guards.Cap.NONE,
                        0.2,
                        0.02,
                        "calmer-tone",
                        false),
                new Rewards(Duration.ofMinutes(1), 0, Rewards.Rule.FIRST));
        var beliefs = Hierarchy.of(RewardModel.empty(new RewardModel.Settings(ShopWorld.SCHEMA.dimension(), 1, 1)));
        var evidence = ActionEvidence.NONE;
        var budget = ShareBudget.EMPTY;
        var log = new ArrayList<LoggedDecision>();
        double most = 0;
        double least = 1;
        int vulnerable = 0;
        int experimentedOn = 0;
        int stoppedAt = 0;
        for (int i = 0; i < visits.size(); i++) {
            var visit = visits.get(i);
            boolean isVulnerable = i % 10 == 0;
            var request = asked(
                    PolicyRun.request(visit, i),
                    actions,
                    visit.context(),
                    isVulnerable ? Set.of(Vulnerability.OPEN_COMPLAINT) : Set.of());
            var stopped = evidence.stopped(slot.guards().stopMargin());
            if (stoppedAt == 0 && stopped.contains(HARMFUL)) stoppedAt = i;
            var decision = Ranker.rank(slot, new Standing(Mode.ONLINE, beliefs, budget, stopped, List.of()), request);
            var chosen = decision.chosen().orElseThrow();
            if (isVulnerable) {
                vulnerable++;
                if (decision.explored() || decision.learnable() || !chosen.equals("calmer-tone")) experimentedOn++;
                continue;
            }
            if (decision.eligible().contains("offer-human"))
                most = Math.max(most, probability(decision, "offer-human"));
            if (decision.eligible().contains("comparison"))
                least = Math.min(least, probability(decision, "comparison"));
            double chance =
                    chosen.equals(HARMFUL) ? HARM * visit.chances()[0] : visit.chances()[PolicyRun.index(decision)];
            var settlement = new Event.Settlement(decision, visit.luck() < chance ? 1 : 0);
            beliefs = settlement.taughtTo(beliefs, slot.schema());
            evidence = evidence.after(settlement);
            budget = budget.after(decision);
            log.add(decision);
        }
        int refunds = Math.min(visits.size(), 1_000);
        var stopped = evidence.stopped(slot.guards().stopMargin());
        return new GuardTrial(
                log.size(),
                most,
                least,
                vulnerable,
                experimentedOn,
                refunds,
                changed(slot, beliefs, visits.subList(0, refunds)),
                stoppedAt,
                (int) stopped.stream().filter(action -> !action.equals(HARMFUL)).count(),
                PropensityCheck.of(log));
    }

    private static int changed(Slot slot, Hierarchy beliefs, List<Visit> visits) {
        var actions = List.of(
                ShopWorld.ACTIONS.getFirst(),
                Candidate.of("refund", ActionClass.ENTITLEMENT),
                ShopWorld.ACTIONS.get(3));
        int changed = 0;
        for (int i = 0; i < visits.size(); i++) {
            var request = PolicyRun.request(visits.get(i), i);
            var calm = asked(request, actions, withFace(visits.get(i), 0), Set.of());
            var upset = asked(
                    request, actions, withFace(visits.get(i), 1), Set.of(Vulnerability.DISPLAYED_ANGER_OR_DISTRESS));
            var standing = Standing.of(Mode.ONLINE, beliefs);
            var one = Ranker.rank(slot, standing, calm);
            var other = Ranker.rank(slot, standing, upset);
            if (!one.chosen().equals(other.chosen()) || !one.probabilities().equals(other.probabilities())) changed++;
        }
        return changed;
    }

    private static Map<String, Double> withFace(Visit visit, double strength) {
        var context = new HashMap<>(visit.context());
        for (var name : List.of("confusion", "frustration", "delight")) context.put(name, strength);
        return context;
    }

    private static RankRequest asked(
            RankRequest request, List<Candidate> actions, Map<String, Double> context, Set<Vulnerability> vulnerable) {
        return new RankRequest(
                request.eventId(),
                request.at(),
                request.subject(),
                request.channel(),
                context,
                actions,
                Set.of(),
                Map.of(),
                vulnerable,
                false,
                false);
    }

    private static double probability(LoggedDecision decision, String action) {
        return decision.probabilities().get(decision.eligible().indexOf(action));
    }
}
