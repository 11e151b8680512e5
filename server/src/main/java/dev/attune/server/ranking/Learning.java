package dev.attune.server.ranking;

import dev.attune.decisions.learning.Deviation;
import dev.attune.decisions.learning.Hierarchy;
import dev.attune.decisions.learning.ModelBytes;
import dev.attune.decisions.learning.RewardModel;
import dev.attune.decisions.learning.Row;
import dev.attune.decisions.ranking.ActionEvidence;
import dev.attune.decisions.ranking.Apprenticeship;
import dev.attune.decisions.ranking.Event;
import dev.attune.decisions.ranking.LoggedDecision;
import dev.attune.decisions.ranking.ShareBudget;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything a policy knows but for single people. Immutable; a fold over what was decided and what
/// was earned.
///
/// @param place of the last decision or lesson that is in here
/// @param agedAt when what was learned last faded, or when the policy began
/// @param segments by name
/// @param stopped actions found surely worse than the baseline, from `evidence`
/// @param arms counts for people to look at, by action
record Learning(
        long place,
        Instant agedAt,
        RewardModel population,
        Map<String, Deviation> segments,
        ShareBudget budget,
        ActionEvidence evidence,
        Set<String> stopped,
        Apprenticeship apprenticeship,
        Map<String, Arm> arms) {
    /// Models of more actions are not begun: an id per visitor would fill the memory.
    static final int MOST_ACTIONS = 1_000;

    private static final int MOST_SEGMENTS = 200;

    /// How an action did.
    ///
    /// @param chosen how often, by whoever decided
    /// @param share Σ of its probability where the learner decided
    /// @param learnerDecisions in which it was eligible
    /// @param outcomes that were settled
    /// @param rewards Σ of them
    record Arm(long chosen, double share, long learnerDecisions, long outcomes, double rewards) {
        static final Arm NEW = new Arm(0, 0, 0, 0, 0);
    }

    static Learning none(PolicySettings settings, Instant now) {
        return new Learning(
                0,
                now,
                RewardModel.empty(settings.modelSettings()),
                Map.of(),
                ShareBudget.EMPTY,
                ActionEvidence.NONE,
                Set.of(),
                Apprenticeship.NEW,
                Map.of());
    }

    Learning at(long next) {
        return new Learning(next, agedAt, population, segments, budget, evidence, stopped, apprenticeship, arms);
    }

    /// @param person null where nobody is known or people are not learned
    Hierarchy beliefs(PolicySettings settings, @Nullable String segment, @Nullable Deviation person) {
        if (!settings.learner().hasLevels()) return Hierarchy.of(population);
        return new Hierarchy(population, segment(segment), person);
    }

    Learning decided(long at, LoggedDecision decision, PolicySettings settings) {
        var next = new HashMap<>(arms);
        boolean learner = decision.why() == LoggedDecision.Why.LEARNER;
        if (learner)
            for (int i = 0; i < decision.eligible().size(); i++) {
                double share = decision.probabilities().get(i);
                update(
                        next,
                        decision.eligible().get(i),
                        arm -> new Arm(
                                arm.chosen(),
                                arm.share() + share,
                                arm.learnerDecisions() + 1,
                                arm.outcomes(),
                                arm.rewards()));
            }
        decision.chosen()
                .ifPresent(action -> update(
                        next,
                        action,
                        arm -> new Arm(
                                arm.chosen() + 1, arm.share(), arm.learnerDecisions(), arm.outcomes(), arm.rewards())));
        return new Learning(
                at,
                agedAt,
                population,
                segments,
                settings.guards().shareChangePerHour() < 1 ? budget.after(decision) : budget,
                evidence,
                stopped,
                apprenticeship.after(decision),
                next);
    }

    /// Whether there is something to learn from it, and room to.
    boolean canLearn(Event.Settlement settlement) {
        return settlement.decision().learnable()
                && settlement
                        .decision()
                        .chosen()
                        .filter(action -> population.actions().contains(action)
                                || population.actions().size() < MOST_ACTIONS)
                        .isPresent();
    }

    /// @param row of the settlement, of the present epoch
    Learning learned(long at, Event.Settlement settlement, Row row, @Nullable String segment, PolicySettings settings) {
        var deviation = settings.learner().hasLevels() ? segment(segment) : null;
        var beliefs = new Hierarchy(population, deviation, null).learn(row);
        var nextSegments = new HashMap<>(segments);
        if (segment != null && beliefs.segment() != null) nextSegments.put(segment, beliefs.segment());
        var nextEvidence = evidence.differences().size() < MOST_ACTIONS ? evidence.after(settlement) : evidence;
        var nextArms = new HashMap<>(arms);
        update(
                nextArms,
                row.action(),
                arm -> new Arm(
                        arm.chosen(),
                        arm.share(),
                        arm.learnerDecisions(),
                        arm.outcomes() + 1,
                        arm.rewards() + row.reward()));
        return new Learning(
                at,
                agedAt,
                beliefs.population(),
                nextSegments,
                budget,
                nextEvidence,
                nextEvidence == evidence
                        ? stopped
                        : nextEvidence.stopped(settings.guards().stopMargin()),
                apprenticeship,
                nextArms);
    }

    /// One period has passed.
    Learning aged(long at, Instant when) {
        return new Learning(at, when, population.aged(), segments, budget, evidence, stopped, apprenticeship, arms);
    }

    /// What is left when these rows were never learned.
    ///
    /// @param rows of one segment, or of none
    Learning forgotten(long at, List<Row> rows, @Nullable String segment) {
        var known = segment == null ? null : segments.get(segment);
        var left = new Hierarchy(population, known, null).forgetPerson(rows);
        var nextSegments = new HashMap<>(segments);
        if (segment != null && left.segment() != null) nextSegments.put(segment, left.segment());
        return new Learning(
                at, agedAt, left.population(), nextSegments, budget, evidence, stopped, apprenticeship, arms);
    }

    private @Nullable Deviation segment(@Nullable String name) {
        if (name == null) return null;
        var known = segments.get(name);
        if (known != null || segments.size() >= MOST_SEGMENTS) return known;
        return Deviation.none(PolicySettings.SEGMENT, population);
    }

    private interface Change {
        Arm of(Arm before);
    }

    private static void update(Map<String, Arm> arms, String action, Change change) {
        if (arms.containsKey(action) || arms.size() < MOST_ACTIONS)
            arms.put(action, change.of(arms.getOrDefault(action, Arm.NEW)));
    }

    /// As it is stored.
    ///
    /// @param population as [ModelBytes] has it, like the segments
    record Stored(
            long place,
            Instant agedAt,
            byte[] population,
            Map<String, byte[]> segments,
            ShareBudget budget,
            ActionEvidence evidence,
            Set<String> stopped,
            Apprenticeship apprenticeship,
            Map<String, Arm> arms) {
        Learning learning() {
            var opened = new HashMap<String, Deviation>();
            segments.forEach((name, bytes) -> opened.put(name, ModelBytes.deviation(bytes)));
            return new Learning(
                    place,
                    agedAt,
                    ModelBytes.model(population),
                    opened,
                    budget,
                    evidence,
                    stopped,
                    apprenticeship,
                    arms);
        }
    }

    Stored stored() {
        var bytes = new HashMap<String, byte[]>();
        segments.forEach((name, deviation) -> bytes.put(name, ModelBytes.of(deviation)));
        return new Stored(
                place, agedAt, ModelBytes.of(population), bytes, budget, evidence, stopped, apprenticeship, arms);
    }
}
