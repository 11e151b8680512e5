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
import java.lang.management.ManagementFactory;
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
    private static final int WARM_UP = 20_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final int features;
    private final FeatureSchema schema;
    private final List<Candidate> candidates;
    private final long seed;

    /// @param features of the vector, the constant among them
    public DecisionBench(int features, int actions, long seed) {
        if (features < 2 || features > 256 || actions < 2 || actions > 1_000)
            throw new IllegalArgumentException(
                    "features must be in 2..256 and actions in 2..1000, got %d and %d".formatted(features, actions));
        this.features = features;
        this.seed = seed;
        this.schema = new FeatureSchema(
                1,
                IntStream.range(1, features)
                        .mapToObj(i -> FeatureSchema.Feature.share("f" + i, FeatureSchema.Origin.SERVICE))
                        .toList(),
                List.of());
        this.candidates = IntStream.range(0, actions)
                .mapToObj(i -> Candidate.of("action-" + i, ActionClass.CONTENT))
                .toList();
    }

    /// Processor time of the one thread.
    ///
    /// @param rank mean, from the request to the answer with its log record
    /// @param update mean, from the reward to the next beliefs
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
                schema,
                explorer,
                new Guards(0.05, Map.of(), Guards.Cap.NONE, 1, 0.05, "action-0", false),
                new Rewards(Duration.ofMinutes(1), 0, Rewards.Rule.FIRST));
        var requests = requests(2_000);
        var beliefs = Hierarchy.of(RewardModel.empty(new RewardModel.Settings(features, 1, 1)));
        long ranking = 0;
        long learning = 0;
        for (int i = 0; i < WARM_UP + decisions; i++) {
            var request = requests.get(i % requests.size());
            long start = processorTime();
            var decision = Ranker.rank(slot, Standing.of(Mode.ONLINE, beliefs), request);
            long ranked = processorTime();
            // any reward will do that depends on the decision
            var reward = new Reward(START, (decision.seed() & 3) == 0 ? 1 : 0);
            beliefs = Event.of(decision)
                    .reward(slot, reward)
                    .settles()
                    .orElseThrow()
                    .taughtTo(beliefs, schema);
            long learned = processorTime();
            if (i < WARM_UP) continue;
            ranking += ranked - start;
            learning += learned - ranked;
        }
        return new Speed(Duration.ofNanos(ranking / decisions), Duration.ofNanos(learning / decisions));
    }

    /// Of this thread: other processes do not count.
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /// Processor time to judge one policy on a log, all six estimators, 2,000 bootstrap draws over as many people
    /// as rows.
    public Duration judge(int rows) {
        var random = new SplittableRandom(seed);
        var actions = candidates.stream().map(Candidate::id).toList();
        var log = new ArrayList<OfflineRow>();
        for (int i = 0; i < rows; i++) {
            var x = new double[features];
            x[0] = 1;
            for (int f = 1; f < features; f++) x[f] = random.nextDouble();
            int chosen = random.nextInt(candidates.size());
            log.add(new OfflineRow(
                    "person-" + i,
                    actions,
                    Collections.nCopies(candidates.size(), x),
                    chosen,
                    1.0 / candidates.size(),
                    random.nextDouble() < 0.1 + 0.3 * x[1 + chosen % (features - 1)] ? 1 : 0));
        }
        var better = new double[candidates.size()];
        Arrays.fill(better, 0.5 / candidates.size());
        better[0] += 0.5;
        long start = processorTime();
        var report = OfflineEvaluation.STANDARD
                .evaluate(log, 0, Map.of("candidate", row -> better))
                .getFirst();
        long took = processorTime() - start;
        if (report.values().isEmpty())
            throw new IllegalStateException("the benchmark's log was refused: " + report.refusals());
        return Duration.ofNanos(took);
    }

    private List<RankRequest> requests(int count) {
        var random = new SplittableRandom(seed);
        var requests = new ArrayList<RankRequest>();
        for (int i = 0; i < count; i++) {
            var context = new HashMap<String, Double>();
            for (var feature : schema.context()) context.put(feature.name(), random.nextDouble());
            requests.add(RankRequest.of("event-" + i, START, "person-" + i % 500, context, candidates));
        }
        return requests;
    }
}
