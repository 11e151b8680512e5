package dev.attune.server.ranking;

import dev.attune.decisions.Playbook;
import dev.attune.decisions.learning.Estimate;
import dev.attune.decisions.learning.Explorer;
import dev.attune.decisions.learning.RewardModel;
import dev.attune.decisions.learning.RowSums;
import dev.attune.decisions.learning.Shares;
import dev.attune.decisions.offline.Estimator;
import dev.attune.decisions.offline.OfflineEvaluation;
import dev.attune.decisions.offline.OfflineReport;
import dev.attune.decisions.offline.OfflineRow;
import dev.attune.decisions.offline.PropensityCheck;
import dev.attune.decisions.ranking.Event;
import dev.attune.decisions.ranking.LoggedDecision;
import dev.attune.server.decisions.PlaybookShelf;
import dev.attune.server.problems.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What other policies would have earned, from the stored log.
///
/// Learners are fitted to the earlier half of the drawn rows and judged on the later half, and so is everybody
/// else, so that no policy is judged by what it was made of and all are judged by the same rows.
@Component
class OfflineJudge {
    private static final int MOST_ROWS = 50_000; // the newest; some 100 MB while it runs
    private static final int MOST_CANDIDATES = 20;
    private static final int MOST_SINGLES = 12;
    private static final int MOST_NAME = 80; // characters

    private final Journal journal;
    private final PlaybookShelf shelf;
    private final Semaphore one = new Semaphore(1); // a judgement takes a core for seconds

    OfflineJudge(Journal journal, PlaybookShelf shelf) {
        this.journal = journal;
        this.shelf = shelf;
    }

    /// A policy to be judged: always one action, chance, the first eligible one, a learner, or a playbook.
    ///
    /// @param name under which it is told
    /// @param always an action's id; where it is not eligible, the first one
    /// @param random true for chance
    /// @param first true for the first eligible action
    /// @param learner fitted to the earlier half, with its epsilon floor
    /// @param epsilon least share of chance, in [0, 1]
    /// @param playbook id of one; where none of its rules speaks, the first eligible action
    record Candidate(
            @Nullable String name,
            @Nullable String always,
            @Nullable Boolean random,
            @Nullable Boolean first,
            PolicySettings.@Nullable Learner learner,
            @Nullable Double epsilon,
            @Nullable String playbook) {
        static Candidate always(String action) {
            return new Candidate("always " + action, action, null, null, null, null, null);
        }

        static Candidate learner(String kind, double epsilon) {
            return new Candidate(kind, null, null, null, PolicySettings.Learner.of(kind, null), epsilon, null);
        }

        static Candidate playbook(String id) {
            return new Candidate("playbook " + id, null, null, null, null, null, id);
        }
    }

    /// @param estimate the mean reward it would have had
    /// @param overLogged the estimate less what the log had
    /// @param overLoggedLow lower end of the 95 % interval of that
    /// @param overLoggedHigh upper end of the 95 % interval of that
    record Value(
            double estimate, double low, double high, double overLogged, double overLoggedLow, double overLoggedHigh) {}

    /// @param effectiveRows how many rows count in effect, after weighting
    /// @param meanWeight of the rows; far from 1 means that the log does not fit
    /// @param values by estimator; empty when refused
    /// @param refusals why it cannot be judged; empty when it can
    /// @param acted in how many rows a rule of the playbook spoke; null for what is no playbook
    record Judged(
            String name,
            double effectiveRows,
            double meanWeight,
            Map<String, Value> values,
            List<String> refusals,
            @Nullable Integer acted) {}

    /// A playbook as a policy, and in how many of the judged rows one of its rules speaks.
    private record Played(dev.attune.decisions.offline.Policy policy, int acted) {}

    /// @param rows that were judged
    /// @param fitted earlier rows, from which learners were made
    /// @param people how many different ones are in the rows
    /// @param leftOut settled decisions outside support: taken by a rule, not drawn
    /// @param from of the first row; null when there is none
    /// @param to of the last row; null when there is none
    /// @param propensityP of the check that what was chosen agrees with the logged probabilities
    /// @param logged mean reward of the judged rows, as they were
    /// @param judged in the order they were asked for
    /// @param refusals why nothing can be judged; empty when it can
    record Report(
            String policy,
            int rows,
            int fitted,
            int people,
            int leftOut,
            @Nullable Instant from,
            @Nullable Instant to,
            double propensityP,
            double logged,
            List<Judged> judged,
            List<String> refusals) {}

    /// @param wanted none for the usual ones
    /// @throws IllegalArgumentException when a candidate is none
    Report judge(Live live, List<Candidate> wanted) {
        if (wanted.size() > MOST_CANDIDATES)
            throw new IllegalArgumentException(
                    "at most %d candidates, got %d".formatted(MOST_CANDIDATES, wanted.size()));
        if (!one.tryAcquire())
            throw Refusal.tooMany("Another log is being judged right now. Maybe try again in some seconds.");
        try {
            return report(live, wanted);
        } finally {
            one.release();
        }
    }

    private Report report(Live live, List<Candidate> wanted) {
        var policy = live.policy();
        var schema = policy.slot().schema();
        var drawn = new ArrayList<OfflineRow>();
        var decisions = new ArrayList<LoggedDecision>();
        int leftOut = 0;
        for (var entry : journal.settled(policy.id(), policy.model(), MOST_ROWS).reversed()) {
            var decision = entry.event().decision();
            var reward = entry.event().learned();
            if (!decision.explored() || reward == null) {
                leftOut++;
                continue;
            }
            decisions.add(decision);
            drawn.add(OfflineRow.of(new Event.Settlement(decision, reward), schema));
        }
        int half = drawn.size() / 2;
        var earlier = drawn.subList(0, half);
        var later = drawn.subList(half, drawn.size());
        var judged = decisions.subList(half, decisions.size());
        var candidates = wanted.isEmpty() ? usual(policy, later) : wanted;
        var model = fitted(policy, earlier);
        var policies = new LinkedHashMap<String, dev.attune.decisions.offline.Policy>();
        var acted = new HashMap<String, Integer>();
        policies.put("as logged", logged(judged, later));
        for (var candidate : candidates) {
            var name = newName(candidate, policies.keySet());
            var playbook = one(candidate).playbook();
            if (playbook == null) {
                policies.put(name, policy(candidate, model));
                continue;
            }
            var played = played(playbook(playbook), judged, later);
            if (played.acted() == 0 && wanted.isEmpty()) continue; // has nothing to say here, and nobody asked
            policies.put(name, played.policy());
            acted.put(name, played.acted());
        }
        double p = PropensityCheck.of(decisions).p();
        var reports = p < PropensityCheck.ALARM
                ? List.<OfflineReport>of()
                : OfflineEvaluation.STANDARD.evaluate(later, leftOut, policies);
        return new Report(
                policy.id(),
                later.size(),
                earlier.size(),
                (int) later.stream().map(OfflineRow::subject).distinct().count(),
                leftOut,
                later.isEmpty() ? null : decisions.get(half).request().at(),
                later.isEmpty() ? null : decisions.getLast().request().at(),
                p,
                later.stream().mapToDouble(OfflineRow::reward).average().orElse(0),
                reports.stream()
                        .map(report -> judged(report, acted.get(report.policy())))
                        .toList(),
                p < PropensityCheck.ALARM
                        ? List.of(
                                "what was chosen does not agree with the logged probabilities (p = %.5f)".formatted(p))
                        : List.of());
    }

    private List<Candidate> usual(Policy policy, List<OfflineRow> rows) {
        var candidates = new ArrayList<Candidate>();
        candidates.add(new Candidate("first", null, null, true, null, null, null));
        candidates.add(new Candidate("random", null, true, null, null, null, null));
        for (var kind : List.of("linucb", "thompson", "squarecb"))
            candidates.add(Candidate.learner(kind, policy.settings().guards().epsilon()));
        var actions = new LinkedHashSet<String>();
        for (var row : rows) actions.addAll(row.actions());
        for (var playbook : shelf.playbooks())
            if (playbook.rules().stream()
                    .anyMatch(rule -> actions.contains(rule.action().id())))
                candidates.add(Candidate.playbook(playbook.id()));
        actions.stream().limit(MOST_SINGLES).map(Candidate::always).forEach(candidates::add);
        return candidates;
    }

    /// @throws IllegalArgumentException when there is none
    private Playbook playbook(String id) {
        return shelf.playbooks().stream()
                .filter(playbook -> playbook.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no playbook '%s'. Maybe one of: %s."
                        .formatted(
                                id, shelf.playbooks().stream().map(Playbook::id).collect(Collectors.joining(", ")))));
    }

    private static Played played(Playbook playbook, List<LoggedDecision> decisions, List<OfflineRow> rows) {
        var chosen = new IdentityHashMap<OfflineRow, Integer>();
        int acted = 0;
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var choice = playbook.choiceIn(seen(decisions.get(i)), row.actions());
            if (choice.isPresent()) acted++;
            chosen.put(row, choice.map(row.actions()::indexOf).orElse(0));
        }
        return new Played(row -> certain(row, chosen.getOrDefault(row, 0)), acted);
    }

    /// Without what did not count because an entitlement was offered.
    private static Map<String, Double> seen(LoggedDecision decision) {
        var seen = new HashMap<>(decision.request().context());
        seen.keySet().removeAll(decision.dropped());
        return seen;
    }

    private static RewardModel fitted(Policy policy, List<OfflineRow> rows) {
        var sums = new RowSums(policy.settings().modelSettings());
        for (var row : rows)
            sums.add(row.actions().get(row.chosen()), row.features().get(row.chosen()), row.reward());
        return sums.model();
    }

    /// The probabilities that were drawn from: judged beside the others, they show the log's own value.
    private static dev.attune.decisions.offline.Policy logged(List<LoggedDecision> decisions, List<OfflineRow> rows) {
        var drawnFrom = new IdentityHashMap<OfflineRow, double[]>();
        for (int i = 0; i < rows.size(); i++)
            drawnFrom.put(
                    rows.get(i),
                    decisions.get(i).probabilities().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray());
        return row -> drawnFrom.getOrDefault(row, new double[0]);
    }

    private static String newName(Candidate candidate, Set<String> taken) {
        var name = candidate.name();
        if (name == null || name.isBlank() || name.length() > MOST_NAME)
            throw new IllegalArgumentException("a candidate needs a name of 1 to %d characters".formatted(MOST_NAME));
        if (taken.contains(name)) throw new IllegalArgumentException("two candidates are called '%s'".formatted(name));
        return name;
    }

    /// @throws IllegalArgumentException when it is none or several
    private static Candidate one(Candidate candidate) {
        int said = (candidate.always() == null ? 0 : 1)
                + (Boolean.TRUE.equals(candidate.random()) ? 1 : 0)
                + (Boolean.TRUE.equals(candidate.first()) ? 1 : 0)
                + (candidate.learner() == null ? 0 : 1)
                + (candidate.playbook() == null ? 0 : 1);
        if (said != 1)
            throw new IllegalArgumentException("candidate '%s' must be one of: always, random, first, learner, playbook"
                    .formatted(candidate.name()));
        return candidate;
    }

    private static dev.attune.decisions.offline.Policy policy(Candidate candidate, RewardModel model) {
        var always = candidate.always();
        var learner = candidate.learner();
        if (learner != null) {
            double epsilon = candidate.epsilon() == null ? 0 : candidate.epsilon();
            if (!(epsilon >= 0 && epsilon <= 1))
                throw new IllegalArgumentException("epsilon must be in [0, 1], got " + epsilon);
            return row -> learner(row, learner.explorer(), epsilon, model);
        }
        if (always != null) return row -> certain(row, Math.max(0, row.actions().indexOf(always)));
        if (Boolean.TRUE.equals(candidate.first())) return row -> certain(row, 0);
        return row -> {
            var uniform = new double[row.actions().size()];
            Arrays.fill(uniform, 1.0 / uniform.length);
            return uniform;
        };
    }

    private static double[] learner(OfflineRow row, Explorer explorer, double epsilon, RewardModel model) {
        var estimates = new ArrayList<Estimate>();
        for (int i = 0; i < row.actions().size(); i++)
            estimates.add(model.estimate(row.actions().get(i), row.features().get(i)));
        return Shares.withFloor(explorer.probabilities(estimates, model.updates()), epsilon);
    }

    private static double[] certain(OfflineRow row, int index) {
        var certain = new double[row.actions().size()];
        certain[index] = 1;
        return certain;
    }

    /// @param acted null for what is no playbook
    private static Judged judged(OfflineReport report, @Nullable Integer acted) {
        if (acted != null && acted == 0)
            return new Judged(
                    report.policy(),
                    report.effectiveRows(),
                    report.meanWeight(),
                    Map.of(),
                    List.of(
                            "no rule of this playbook spoke in any of these decisions. Maybe let the policy declare features with the names that its rules read, for example state.confusion, quality.score and page.kind=checkout, and offer its actions."),
                    0);
        var values = new LinkedHashMap<String, Value>();
        for (var estimator : Estimator.values())
            if (report.values().get(estimator) instanceof OfflineReport.Value value)
                values.put(
                        estimator.id(),
                        new Value(
                                value.estimate(),
                                value.low(),
                                value.high(),
                                value.overFirst().estimate(),
                                value.overFirst().low(),
                                value.overFirst().high()));
        return new Judged(
                report.policy(), report.effectiveRows(), report.meanWeight(), values, report.refusals(), acted);
    }
}
