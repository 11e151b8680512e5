package dev.attune.decisions;

import dev.attune.signals.Affect;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.StreamReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Runs a [Playbook] along media time: `(state, situation) -> (state, events)`. Pure; safe to share between sessions.
///
/// One step, in this order: conditions and how long they hold; actions whose reason is over end; then, from the
/// highest priority down, a rule acts when its condition has held, it is not cooling down, capped, withheld or
/// declined, and its slot is free or taken by a lower priority. Ends come before starts so that a slot freed now can
/// be used now.
public final class Decider {
    /// An estimate older than this says nothing about now; several frames at the slowest useful rate of 3 per second.
    private static final Duration AFFECT_LIFETIME = Duration.ofSeconds(1);

    /// Time constant of `quality.coverage`.
    private static final double COVERAGE_SECONDS = 10;

    /// Pressure stays withheld so long after a negative display: a pause for breath is no change of mood.
    private static final Duration NEGATIVE_AFTERMATH = Duration.ofSeconds(30);

    private final Playbook playbook;
    private final List<Rule> byPriority;

    public Decider(Playbook playbook) {
        this.playbook = playbook;
        this.byPriority = playbook.rules().stream()
                .sorted(Comparator.comparingInt(Rule::priority).reversed()) // stable: the file's order breaks ties
                .toList();
    }

    public Playbook playbook() {
        return playbook;
    }

    /// A situation earlier than the state's time counts as now: media time never runs back within a session.
    public DeciderStep step(DeciderState before, Situation situation) {
        var moment = new Moment(before, situation);
        moment.run();
        return new DeciderStep(moment.after(), moment.events);
    }

    /// How every rule stands in a situation, in the order of the playbook: also why one does *not* act.
    public List<RuleReport> explain(DeciderState before, Situation situation) {
        var moment = new Moment(before, situation);
        moment.run();
        return playbook.rules().stream()
                .map(rule -> moment.reports.get(rule.id()))
                .toList();
    }

    /// The person took a decision back: it ends, and its rule does not act again in this session. An id that is not
    /// running changes nothing.
    public DeciderStep undo(DeciderState before, String decisionId, Duration at) {
        var now = later(before.at(), at);
        for (var running : before.running().entrySet()) {
            var decision = running.getValue().decision();
            if (!decision.id().equals(decisionId)) continue;
            var declined = new HashSet<>(before.declined());
            declined.add(decision.rule());
            var still = new HashMap<>(before.running());
            still.remove(running.getKey());
            var after = new DeciderState(
                    before.seed(),
                    before.decisions(),
                    now,
                    before.coverage(),
                    before.lastNegative(),
                    before.holds(),
                    still,
                    before.endedAt(),
                    before.recent(),
                    declined);
            return new DeciderStep(
                    after, List.of(new DecisionEvent.Ended(decisionId, now, DecisionEvent.EndReason.UNDONE)));
        }
        return new DeciderStep(before, List.of());
    }

    /// Ends what is running because the playbook is switched off; when it is on again, conditions must hold anew.
    public DeciderStep halt(DeciderState before, Duration at) {
        var now = later(before.at(), at);
        var endedAt = new HashMap<>(before.endedAt());
        for (var running : before.running().values())
            endedAt.put(running.decision().rule(), now);
        var after = new DeciderState(
                before.seed(),
                before.decisions(),
                now,
                before.coverage(),
                before.lastNegative(),
                Map.of(),
                Map.of(),
                endedAt,
                before.recent(),
                before.declined());
        return new DeciderStep(after, endings(before, now, DecisionEvent.EndReason.SWITCHED_OFF));
    }

    /// Ends what is still running, because the session is over.
    public DeciderStep finish(DeciderState before, Duration at) {
        var now = later(before.at(), at);
        return new DeciderStep(
                DeciderState.initial(before.seed()), endings(before, now, DecisionEvent.EndReason.SESSION_ENDED));
    }

    private static List<DecisionEvent> endings(DeciderState before, Duration now, DecisionEvent.EndReason reason) {
        return new TreeMap<>(before.running())
                .values().stream()
                        .map(running -> (DecisionEvent)
                                new DecisionEvent.Ended(running.decision().id(), now, reason))
                        .toList();
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private record Evaluated(Rule rule, List<Clause> clauses) {
        boolean matches() {
            return clauses.stream().allMatch(Clause::value);
        }
    }

    /// One step at work.
    private final class Moment {
        final DeciderState before;
        final Duration now;
        final double coverage;
        final @Nullable Duration lastNegative;
        final boolean negative;
        final Inputs inputs;
        final Map<String, DeciderState.Hold> holds;
        final Map<String, DeciderState.Running> running;
        final Map<String, Duration> endedAt;
        final Map<String, List<Duration>> recent;
        final List<DecisionEvent> events = new ArrayList<>();
        final Map<String, RuleReport> reports = new HashMap<>();
        long decisions;

        Moment(DeciderState before, Situation situation) {
            this.before = before;
            this.now = later(before.at(), situation.at());
            this.decisions = before.decisions();
            this.holds = new HashMap<>(before.holds());
            this.running = new LinkedHashMap<>(new TreeMap<>(before.running()));
            this.endedAt = new HashMap<>(before.endedAt());
            this.recent = new HashMap<>(before.recent());
            var affect = current(situation.affect());
            this.coverage = coverage(affect);
            this.lastNegative = affect != null && NegativeState.isDisplayed(affect) ? now : before.lastNegative();
            this.negative = lastNegative != null && now.minus(lastNegative).compareTo(NEGATIVE_AFTERMATH) <= 0;
            this.inputs =
                    new Inputs(affect, current(situation.stream()), coverage, situation.page(), situation.facts());
        }

        void run() {
            var evaluated = byPriority.stream()
                    .map(rule -> new Evaluated(rule, rule.when().evaluate(inputs.variables())))
                    .toList();
            for (var rule : evaluated) hold(rule);
            for (var entry : List.copyOf(running.entrySet())) endIfOver(entry.getKey(), entry.getValue());
            for (var rule : evaluated) {
                var held = held(rule.rule());
                var standing = standing(rule, held);
                if (standing == RuleReport.Standing.DECIDED) decide(rule, held);
                var id = rule.rule().id();
                reports.put(id, new RuleReport(id, standing, held, rule.clauses()));
            }
        }

        DeciderState after() {
            return new DeciderState(
                    before.seed(),
                    decisions,
                    now,
                    coverage,
                    lastNegative,
                    holds,
                    running,
                    endedAt,
                    recent,
                    before.declined());
        }

        private @Nullable Affect current(@Nullable Affect affect) {
            return affect == null || now.minus(affect.at()).compareTo(AFFECT_LIFETIME) > 0 ? null : affect;
        }

        private @Nullable StreamReading current(@Nullable StreamReading stream) {
            return stream == null || now.minus(stream.at()).compareTo(AFFECT_LIFETIME) > 0 ? null : stream;
        }

        private double coverage(@Nullable Affect affect) {
            double readable = affect != null && affect.expression() instanceof DisplayPattern.Displayed ? 1 : 0;
            double seconds = now.minus(before.at()).toNanos() / 1e9;
            return before.coverage() + (1 - Math.exp(-seconds / COVERAGE_SECONDS)) * (readable - before.coverage());
        }

        private void hold(Evaluated evaluated) {
            var rule = evaluated.rule();
            var hold = holds.get(rule.id());
            boolean unbroken = hold != null && now.minus(hold.lastTrue()).compareTo(rule.grace()) <= 0;
            if (evaluated.matches())
                holds.put(rule.id(), new DeciderState.Hold(hold != null && unbroken ? hold.since() : now, now));
            else if (!unbroken) holds.remove(rule.id());
        }

        private Duration held(Rule rule) {
            var hold = holds.get(rule.id());
            return hold == null ? Duration.ZERO : now.minus(hold.since());
        }

        private void endIfOver(String slot, DeciderState.Running action) {
            var rule = playbook.rule(action.decision().rule());
            boolean withheld = negative && !rule.action().actionClass().mayMeetDistress();
            boolean stays = rule.stay().holds(inputs.variables());
            boolean released = !stays && now.minus(action.lastStay()).compareTo(rule.release()) >= 0;
            if (withheld || released) end(slot, action.decision(), DecisionEvent.EndReason.CONDITION_OVER);
            else if (stays) running.put(slot, new DeciderState.Running(action.decision(), now));
        }

        private void end(String slot, Decision decision, DecisionEvent.EndReason reason) {
            running.remove(slot);
            endedAt.put(decision.rule(), now);
            holds.remove(decision.rule()); // the next time it must hold anew
            events.add(new DecisionEvent.Ended(decision.id(), now, reason));
        }

        private RuleReport.Standing standing(Evaluated evaluated, Duration held) {
            var rule = evaluated.rule();
            var occupant = running.get(rule.slot());
            if (occupant != null && occupant.decision().rule().equals(rule.id())) return RuleReport.Standing.RUNNING;
            if (!evaluated.matches()) return RuleReport.Standing.NO_MATCH;
            if (before.declined().contains(rule.id())) return RuleReport.Standing.DECLINED;
            if (negative && !rule.action().actionClass().mayMeetDistress()) return RuleReport.Standing.WITHHELD;
            if (held.compareTo(rule.holds()) < 0 || !holds.containsKey(rule.id())) return RuleReport.Standing.HOLDING;
            var ended = endedAt.get(rule.id());
            if (ended != null && now.minus(ended).compareTo(rule.cooldown()) < 0)
                return RuleReport.Standing.COOLING_DOWN;
            if (occupant != null && playbook.rule(occupant.decision().rule()).priority() >= rule.priority())
                return RuleReport.Standing.OUTRANKED;
            if (recentDecisions(rule.slot()).size() >= playbook.frequencyCap().decisions())
                return RuleReport.Standing.CAPPED;
            return RuleReport.Standing.DECIDED;
        }

        private List<Duration> recentDecisions(String slot) {
            return recent.getOrDefault(slot, List.of()).stream()
                    .filter(time ->
                            now.minus(time).compareTo(playbook.frequencyCap().per()) < 0)
                    .toList();
        }

        private void decide(Evaluated evaluated, Duration held) {
            var rule = evaluated.rule();
            var replaced = running.get(rule.slot());
            if (replaced != null) end(rule.slot(), replaced.decision(), DecisionEvent.EndReason.REPLACED);
            var values = new HashMap<String, Object>();
            for (var clause : evaluated.clauses()) values.putAll(clause.inputs());
            var decision = new Decision(
                    "%016x-%d".formatted(before.seed(), decisions++),
                    now,
                    playbook.id(),
                    playbook.version(),
                    rule.id(),
                    rule.action(),
                    new Explanation(evaluated.clauses(), held, Phrase.fill(rule.reason(), held, values)),
                    1.0,
                    rule.fallback());
            running.put(rule.slot(), new DeciderState.Running(decision, now));
            var times = new ArrayList<>(recentDecisions(rule.slot()));
            times.add(now);
            recent.put(rule.slot(), List.copyOf(times));
            events.add(new DecisionEvent.Decided(decision));
        }
    }
}
