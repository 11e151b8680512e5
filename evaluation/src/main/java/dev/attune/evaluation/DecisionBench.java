package dev.attune.evaluation;

import dev.attune.decisions.ActionClass;
import dev.attune.decisions.learning.Explorer;
import dev.attune.decisions.learning.FeatureSchema;
import dev.attune.decisions.learning.Hierarchy;
import dev.attune.decisions.learning.RewardModel;
import dev.attune.decisions.offline.OfflineEvaluation;
import dev.attune.decisions.offline.OfflineRow;
import dev.attune.decisions.ranking.Candidate;
import dev.attune.decisions.ranking.Event;
import dev.attune.decisions.ranking.Guards;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// How fast one core decides and learns: from the request to the log record, and from the reward to the
/// next beliefs.
public final class DecisionBench {
    public static final int FEATURES = 32;
    public static final int ACTIONS = 12;

    private static final int WARM_UP = 20_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final FeatureSchema SCHEMA = new FeatureSchema(
            1,
            IntStream.range(1, FEATURES) // the constant is one of the 32
                    .mapToObj(i -> FeatureSchema.Feature.share("f" + i, FeatureSchema.Origin.SERVICE))
                    .toList(),
            List.of());
    private static final List<Candidate> CANDIDATES = IntStream.range(0, ACTIONS)
            .mapToObj(i -> Candidate.of("action-" + i, ActionClass.CONTENT))
            .toList();

    private final long seed;

    public DecisionBench(long seed) {
        this.seed = seed;
    }

    /// @param rank mean time from the request to the answer with its log record
    /// @param update mean time from the reward to the next beliefs
    public record Speed(Duration rank, Duration update) {
        public Duration together() {
            return rank.plus(update);
        }
    }

    /// @param decisions measured, after a warm-up
    public Speed decide(Explorer explorer, int decisions) {
        var slot = new Slot(
                "bench",
                "v1",
                SCHEMA,
                explorer,
                new Guards(0.05, Map.of(), Guards.Cap.NONE, 1, 0.05, "action-0", false),
                new Rewards(Duration.ofMinutes(1), 0, Rewards.Rule.FIRST));
        var requests = requests(2_000);
        var beliefs = Hierarchy.of(RewardModel.empty(new RewardModel.Settings(FEATURES, 1, 1)));
        long ranking = 0;
        long learning = 0;
        for (int i = 0; i < WARM_UP + decisions; i++) {
            var request = requests.get(i % requests.size());
            long start = System.nanoTime();
            var decision = Ranker.rank(slot, Standing.of(Mode.ONLINE, beliefs), request);
            long ranked = System.nanoTime();
            double reward = (decision.seed() >>> 11) * 0x1p-53
                            < 0.1 + 0.02 * request.context().size()
                    ? 1
                    : 0;
            long rewarded = System.nanoTime();
            beliefs = Event.of(decision)
                    .reward(slot, new Reward(START, reward))
                    .settles()
                    .orElseThrow()
                    .taughtTo(beliefs, SCHEMA);
            long learned = System.nanoTime();
            if (i < WARM_UP) continue;
            ranking += ranked - start;
            learning += learned - rewarded;
        }
        return new Speed(Duration.ofNanos(ranking / decisions), Duration.ofNanos(learning / decisions));
    }

    /// Time to judge one policy on a log, all six estimators, 2,000 bootstrap draws over as many people
    /// as rows.
    public Duration judge(int rows) {
        var random = new SplittableRandom(seed);
        var actions = CANDIDATES.stream().map(Candidate::id).toList();
        var log = new ArrayList<OfflineRow>();
        for (int i = 0; i < rows; i++) {
            var x = new double[FEATURES];
            x[0] = 1;
            for (int f = 1; f < FEATURES; f++) x[f] = random.nextDouble();
            int chosen = random.nextInt(ACTIONS);
            log.add(new OfflineRow(
                    "person-" + i,
                    actions,
                    Collections.nCopies(ACTIONS, x),
                    chosen,
                    1.0 / ACTIONS,
                    random.nextDouble() < 0.1 + 0.3 * x[1 + chosen] ? 1 : 0));
        }
        var better = new double[ACTIONS];
        Arrays.fill(better, 0.5 / ACTIONS);
        better[3] += 0.5;
        long start = System.nanoTime();
        var report = OfflineEvaluation.STANDARD
                .evaluate(log, 0, Map.of("candidate", row -> better))
                .getFirst();
        long took = System.nanoTime() - start;
        if (report.values().isEmpty())
            throw new IllegalStateException("the benchmark's log was refused: " + report.refusals());
        return Duration.ofNanos(took);
    }

    private List<RankRequest> requests(int count) {
        var random = new SplittableRandom(seed);
        var requests = new ArrayList<RankRequest>();
        for (int i = 0; i < count; i++) {
            var context = new HashMap<String, Double>();
            for (var feature : SCHEMA.context()) context.put(feature.name(), random.nextDouble());
            requests.add(RankRequest.of("event-" + i, START, "person-" + i % 500, context, CANDIDATES));
        }
        return requests;
    }
}
