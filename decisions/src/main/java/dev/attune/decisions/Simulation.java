package dev.attune.decisions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a playbook would do in a session that was, or was made up: a simulation. Nobody was served, so nothing that
/// the person would have done otherwise is in it.
public final class Simulation {
    private static final Duration TICK = Duration.ofMillis(100); // made-up sessions; live ones have more frames
    private static final long SEED = 1; // ids of decisions only

    private final Decider decider;
    private final Watch watch = new Watch();
    private DeciderState state = DeciderState.initial(SEED);

    public Simulation(Playbook playbook) {
        this.decider = new Decider(playbook);
    }

    /// A decision and how it ended; at the latest with the session.
    public record Firing(Decision decision, Duration endedAt, DecisionEvent.EndReason end) {}

    /// A rule that never acted.
    ///
    /// @param nearest how far it came at best
    /// @param neverTrue its clauses that did not hold once
    /// @param longestHeld how long its condition held at most
    public record Silence(String rule, RuleReport.Standing nearest, List<String> neverTrue, Duration longestHeld) {
        public Silence {
            neverTrue = List.copyOf(neverTrue);
        }
    }

    /// @param firings in the order of time
    /// @param silences in the order of the playbook
    public record Outcome(Duration length, List<Firing> firings, List<Silence> silences) {
        public Outcome {
            firings = List.copyOf(firings);
            silences = List.copyOf(silences);
        }
    }

    /// A made-up session, ten situations a second.
    public static Outcome play(Playbook playbook, List<Stretch> session) {
        var simulation = new Simulation(playbook);
        var now = Duration.ZERO;
        for (var stretch : session) {
            var end = now.plus(stretch.lasts());
            for (; now.compareTo(end) < 0; now = now.plus(TICK)) simulation.step(stretch.situation(now));
        }
        return simulation.finish();
    }

    /// What comes next in the session.
    public void step(Situation situation) {
        for (var report : decider.explain(state, situation)) watch.saw(report);
        var step = decider.step(state, situation);
        state = step.state();
        watch.saw(step.events());
    }

    /// The session is over.
    public Outcome finish() {
        watch.saw(decider.finish(state, state.at()).events());
        return watch.outcome(decider.playbook(), state.at());
    }

    private static final class Watch {
        private final Map<String, Decision> decisions = new LinkedHashMap<>();
        private final Map<String, DecisionEvent.Ended> ends = new HashMap<>();
        private final Map<String, EnumSet<RuleReport.Standing>> standings = new HashMap<>();
        private final Map<String, Set<String>> trueOnce = new HashMap<>();
        private final Map<String, Duration> held = new HashMap<>();

        void saw(RuleReport report) {
            standings
                    .computeIfAbsent(report.rule(), rule -> EnumSet.noneOf(RuleReport.Standing.class))
                    .add(report.standing());
            var holding = trueOnce.computeIfAbsent(report.rule(), rule -> new LinkedHashSet<>());
            for (var clause : report.clauses()) if (clause.value()) holding.add(clause.text());
            held.merge(report.rule(), report.held(), (one, other) -> one.compareTo(other) >= 0 ? one : other);
        }

        void saw(List<DecisionEvent> events) {
            for (var event : events)
                switch (event) {
                    case DecisionEvent.Decided decided ->
                        decisions.put(decided.decision().id(), decided.decision());
                    case DecisionEvent.Ended ended -> ends.put(ended.decisionId(), ended);
                }
        }

        Outcome outcome(Playbook playbook, Duration length) {
            var firings = new ArrayList<Firing>();
            var acted = new LinkedHashSet<String>();
            for (var decision : decisions.values()) {
                acted.add(decision.rule());
                var end = ends.get(decision.id());
                if (end == null) throw new IllegalStateException("a session ended and %s did not".formatted(decision));
                firings.add(new Firing(decision, end.at(), end.reason()));
            }
            var silences = playbook.rules().stream()
                    .filter(rule -> !acted.contains(rule.id()))
                    .map(this::silence)
                    .toList();
            return new Outcome(length, firings, silences);
        }

        private Silence silence(Rule rule) {
            var holding = trueOnce.getOrDefault(rule.id(), Set.of());
            var never = rule.when().clauses().stream()
                    .filter(clause -> !holding.contains(clause))
                    .toList();
            return new Silence(
                    rule.id(), nearest(standings.get(rule.id())), never, held.getOrDefault(rule.id(), Duration.ZERO));
        }

        /// The one that comes closest to acting.
        private static RuleReport.Standing nearest(@Nullable Set<RuleReport.Standing> seen) {
            if (seen != null) for (var standing : CLOSEST_FIRST) if (seen.contains(standing)) return standing;
            return RuleReport.Standing.NO_MATCH;
        }

        private static final List<RuleReport.Standing> CLOSEST_FIRST = List.of(
                RuleReport.Standing.CAPPED,
                RuleReport.Standing.OUTRANKED,
                RuleReport.Standing.WITHHELD,
                RuleReport.Standing.HOLDING);
    }
}
