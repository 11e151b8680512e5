package dev.attune.evaluation.shop;

import dev.attune.decisions.learning.Deviation;
import dev.attune.decisions.learning.Hierarchy;
import dev.attune.decisions.learning.RewardModel;
import dev.attune.decisions.offline.OfflineRow;
import dev.attune.decisions.ranking.Event;
import dev.attune.decisions.ranking.Guards;
import dev.attune.decisions.ranking.LoggedDecision;
import dev.attune.decisions.ranking.Mode;
import dev.attune.decisions.ranking.RankRequest;
import dev.attune.decisions.ranking.Ranker;
import dev.attune.decisions.ranking.Reward;
import dev.attune.decisions.ranking.Rewards;
import dev.attune.decisions.ranking.Slot;
import dev.attune.decisions.ranking.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One policy serves one sequence of visits. Learners decide through [Ranker] and learn through
/// [Event], as in the product.
final class PolicyRun {
    static final int CHECKPOINTS = 10;

    private static final double RIDGE = 1;
    private static final double USUAL_EPSILON = 0.05;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration BETWEEN_VISITS = Duration.ofSeconds(30);

    /// So many rows weigh as much as what is believed above: the variance of a reward (0.15) over that
    /// between segments (0.03²) and between people (0.1²).
    private static final Deviation.Settings SEGMENT = new Deviation.Settings(List.of(0), 150);

    private static final Deviation.Settings PERSON = new Deviation.Settings(List.of(0), 15);

    private final Contender contender;
    private final Slot slot;
    private final List<Deviation> segments = new ArrayList<>();
    private final Map<Integer, Deviation> people = new HashMap<>();
    private final Random random;
    private final double[] regretAt = new double[CHECKPOINTS];
    private final List<OfflineRow> log = new ArrayList<>();
    private final boolean keepsLog;
    private RewardModel population;
    private double reward;
    private double regret;

    PolicyRun(Contender contender, long seed) {
        this(contender, seed, USUAL_EPSILON, false);
    }

    /// One whose decisions are kept for off-policy evaluation.
    static PolicyRun logged(Contender contender, long seed, double epsilon) {
        return new PolicyRun(contender, seed, epsilon, true);
    }

    private PolicyRun(Contender contender, long seed, double epsilon, boolean keepsLog) {
        this.contender = contender;
        this.keepsLog = keepsLog;
        this.random = new Random(seed);
        this.slot = new Slot(
                "simulated-shop",
                contender.id() + "-" + seed,
                ShopWorld.SCHEMA,
                contender.explorer(),
                new Guards(epsilon, Map.of(), Guards.Cap.NONE, 1, 0.05, "house-style", false),
                new Rewards(Duration.ofSeconds(20), 0, Rewards.Rule.FIRST));
        this.population = RewardModel.empty(new RewardModel.Settings(ShopWorld.SCHEMA.dimension(), RIDGE, 1));
        for (int segment = 0; segment < ShopWorld.SEGMENTS; segment++)
            segments.add(Deviation.none(SEGMENT, population));
    }

    PolicyRun serve(List<Visit> visits) {
        for (int i = 0; i < visits.size(); i++) {
            var visit = visits.get(i);
            int action = act(visit, i);
            reward += visit.reward(action);
            regret += visit.best() - visit.chances()[action];
            regretAt[(int) ((long) i * CHECKPOINTS / visits.size())] = regret;
        }
        reward /= visits.size();
        return this;
    }

    /// Mean reward of a visit.
    double meanReward() {
        return reward;
    }

    /// Σ over the visits of how much likelier a purchase would have been under the best action.
    double regret() {
        return regret;
    }

    /// The same after each tenth of the visits.
    double[] regretCurve() {
        return regretAt.clone();
    }

    List<OfflineRow> log() {
        return log;
    }

    private int act(Visit visit, int number) {
        return switch (contender) {
            case RANDOM -> random.nextInt(ShopWorld.ACTIONS.size());
            case RULES -> Playbook.choose(visit.context());
            case EPSILON_GREEDY, LINUCB, THOMPSON, SQUARECB, HIERARCHICAL -> learn(visit, number);
        };
    }

    private int learn(Visit visit, int number) {
        var beliefs = beliefs(visit);
        var decision = Ranker.rank(slot, Standing.of(Mode.ONLINE, beliefs), request(visit, number));
        int action = index(decision);
        var at = decision.request().at().plusSeconds(5);
        var settlement = Event.of(decision)
                .reward(slot, new Reward(at, visit.reward(action)))
                .settles()
                .orElseThrow();
        keep(visit, settlement.taughtTo(beliefs, slot.schema()));
        if (keepsLog) log.add(OfflineRow.of(settlement, slot.schema()));
        return action;
    }

    static RankRequest request(Visit visit, int number) {
        return RankRequest.of(
                "visit-" + number,
                START.plus(BETWEEN_VISITS.multipliedBy(number)),
                "person-" + visit.person(),
                visit.context(),
                ShopWorld.ACTIONS);
    }

    static int index(LoggedDecision decision) {
        var chosen = decision.chosen().orElseThrow();
        for (int i = 0; i < ShopWorld.ACTIONS.size(); i++)
            if (ShopWorld.ACTIONS.get(i).id().equals(chosen)) return i;
        throw new IllegalStateException("the shop has no action " + chosen);
    }

    private Hierarchy beliefs(Visit visit) {
        if (contender != Contender.HIERARCHICAL) return Hierarchy.of(population);
        @Nullable Deviation known = people.get(visit.person());
        return new Hierarchy(
                population, segments.get(visit.segment()), known == null ? Deviation.none(PERSON, population) : known);
    }

    private void keep(Visit visit, Hierarchy next) {
        population = next.population();
        if (next.segment() != null) segments.set(visit.segment(), next.segment());
        if (next.person() != null) people.put(visit.person(), next.person());
    }
}
