package dev.attune.server.experiments;

import dev.attune.decisions.experiments.Assignment;
import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.database.GroupCommit;
import dev.attune.server.database.Tenant;
import dev.attune.server.decisions.DecisionJudged;
import dev.attune.server.experiments.ExperimentTable.State;
import dev.attune.server.privacy.PersonErasing;
import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Deals people to arms, and takes in what they saw and did.
///
/// A unit is a person's random id. Dealing needs nobody's consent and precedes it: it uses no signal of anybody, and
/// whoever declines later stays in the arm they were dealt to.
@Component
public class Experiments {
    /// Everybody's slot for the one holdback that is out of all experiments.
    static final String GLOBAL = "global";

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Duration OLDEST = Duration.ofDays(90);
    private static final String UNDONE = "undo";
    private static final String LATENCY = "latency";
    private static final double LARGEST_VALUE = 1e12; // squares are summed: of 1e200 a report's would overflow
    private static final int MOST_REMEMBERED = 20_000; // people of experiments over rankings

    private final ExperimentTable table;
    private final GroupCommit writes;
    private final InstantSource clock;
    private final Persons persons;
    private final Audit audit;
    private final Gate gate;

    /// Forgotten by every start and stop. `computeIfAbsent` and `clear` exclude each other, so that an arm dealt
    /// before a stop cannot enter after it. This holds for one server process per database.
    private final Map<Whom, Optional<Assigned>> dealt = new ConcurrentHashMap<>();

    Experiments(
            ExperimentTable table, GroupCommit writes, InstantSource clock, Persons persons, Audit audit, Gate gate) {
        this.gate = gate;
        this.table = table;
        this.writes = writes;
        this.clock = clock;
        this.persons = persons;
        this.audit = audit;
    }

    private record Whom(Tenant tenant, String experiment, String subject, boolean consented) {}

    /// The arm of this person, by a stable hash; empty when the experiment does not run or this person takes no part.
    public Optional<Assigned> assign(String experiment, String unit) {
        return assign(experiment, unit, Map.of(), false);
    }

    /// @param cuts coarse groups that a report may be split by
    /// @param consented whether they let the service adapt to them; said at any time, it stays
    Optional<Assigned> assign(String experiment, String unit, Map<String, String> cuts, boolean consented) {
        var stored = table.find(experiment);
        if (stored.isEmpty() || stored.get().state() != State.RUNNING) return Optional.empty();
        var plan = stored.get().plan();
        boolean heldBack = Assignment.heldBack(GLOBAL, unit);
        String arm = heldBack ? ExperimentPlan.HOLDBACK : plan.dealing().arm(unit);
        if (arm.isEmpty()) return Optional.empty();
        plan.groups().require(cuts);
        table.assign(experiment, unit, arm, cuts, consented, clock.instant());
        var shown = heldBack ? plan.control() : arm;
        return Optional.of(new Assigned(experiment, unit, shown, shown.equals(plan.control()), heldBack));
    }

    /// The arm of whoever a page calls by this pseudonym, dealt with the first question. It is remembered, because a
    /// ranking asks with every decision.
    ///
    /// @param groups coarse ones that the report may be split by
    /// @return empty when the experiment does not run, this person takes no part, or is being erased
    /// @throws IllegalArgumentException when a group is not one of the plan
    public Optional<Assigned> deal(String experiment, String subject, Map<String, String> groups) {
        if (dealt.size() > MOST_REMEMBERED) dealt.clear();
        var whom = new Whom(Tenant.current(), experiment, subject, consented(subject));
        return dealt.computeIfAbsent(whom, first -> dealt(first, groups));
    }

    private Optional<Assigned> dealt(Whom whom, Map<String, String> groups) {
        try {
            var stored = table.find(whom.experiment());
            if (stored.isEmpty() || stored.get().state() != State.RUNNING) return Optional.empty();
            return assign(whom.experiment(), persons.admit(whom.subject()), groups, whom.consented());
        } catch (PersonErased e) {
            return Optional.empty();
        }
    }

    /// Whether the service may adapt to them by anything they display.
    boolean consented(String subject) {
        return Arrays.stream(Modality.values())
                .anyMatch(modality -> gate.check(new Gate.Question(subject, Purpose.PERSONALIZATION, modality))
                        instanceof Gate.Verdict.Allowed);
    }

    /// A ranking decided something for somebody it was dealt. What comes of the decision is theirs.
    ///
    /// @param decision by which rewards come back
    /// @param shown whether they see it now
    /// @param took from the question to the decision
    public void decided(Assigned assigned, String decision, boolean shown, Duration took) {
        var now = ExperimentTable.time(clock.instant());
        writes.add("""
                insert into experiment_decision (decision, experiment, unit, decided_at) values (?, ?, ?, ?)
                on conflict do nothing""", decision, assigned.experiment(), assigned.unit(), now);
        outcome(assigned.unit(), LATENCY, took.toNanos() / 1e6, clock.instant(), LATENCY + ":" + decision);
        if (shown) shown(decision);
    }

    /// What was decided is really seen now; only the first time counts.
    public void shown(String decision) {
        writes.add("""
                update experiment_unit u set exposed_at = ? from experiment_decision d
                where d.decision = ? and u.tenant = d.tenant and u.experiment = d.experiment and u.unit = d.unit
                  and u.exposed_at is null""", ExperimentTable.time(clock.instant()), decision);
    }

    /// A decision earned something. Where nobody was dealt, nothing happens.
    ///
    /// @param metric what it was; null for what decides the experiment
    public void earned(String decision, @Nullable String metric, double value) {
        writes.add(
                """
                insert into experiment_outcome (event, unit, metric, value, at)
                select ?, d.unit, coalesce(?::text, (
                    select measured -> 'metric' ->> 'id' from experiment e, jsonb_array_elements(e.plan::jsonb -> 'metrics') measured
                    where e.tenant = d.tenant and e.id = d.experiment and measured -> 'metric' ->> 'role' = 'PRIMARY')), ?, ?
                from experiment_decision d where d.decision = ?
                on conflict (tenant, event) do nothing""",
                "%s:%s".formatted(metric == null ? "reward" : metric, decision),
                metric,
                value,
                ExperimentTable.time(clock.instant()),
                decision);
    }

    /// Nobody is dealt by what is remembered of a person who is being erased.
    @EventListener
    void forget(PersonErasing erasing) {
        dealt.clear();
    }

    /// They really saw the place where the arms differ. Loading a page with it further down is no exposure.
    public void exposed(String experiment, String unit, String arm) {
        exposed(experiment, unit, arm, false);
    }

    /// @return false for somebody who was never dealt to an arm
    boolean exposed(String experiment, String unit, String arm, boolean consented) {
        boolean heldBack = Assignment.heldBack(GLOBAL, unit);
        return table.exposed(experiment, unit, heldBack ? ExperimentPlan.HOLDBACK : arm, consented, clock.instant());
    }

    /// Something happened, in all experiments they take part in. Nobody waits for the disk.
    ///
    /// @throws IllegalArgumentException when it cannot be true
    public void outcome(String unit, String metric, double value, Instant at) {
        outcome(unit, metric, value, at, null);
    }

    /// @param event the sender's own id of it; a second one with the same id changes nothing
    void outcome(String unit, String metric, double value, Instant at, @Nullable String event) {
        var now = clock.instant();
        if (!metric.matches(ExperimentPlan.ID))
            throw new IllegalArgumentException(
                    "metric has small letters, digits or dashes, got '%s'".formatted(metric));
        if (!(Math.abs(value) <= LARGEST_VALUE))
            throw new IllegalArgumentException(
                    "value of %s must be a number of %s at most, got %s".formatted(metric, LARGEST_VALUE, value));
        if (at.isAfter(now.plus(CLOCK_SKEW)))
            throw new IllegalArgumentException(
                    "at lies in the future: %s, here it is %s. Maybe set the sender's clock.".formatted(at, now));
        if (at.isBefore(now.minus(OLDEST)))
            throw new IllegalArgumentException("at is more than 90 days ago: %s".formatted(at));
        writes.add("""
                insert into experiment_outcome (event, unit, metric, value, at) values (?, ?, ?, ?, ?)
                on conflict (tenant, event) do nothing""", event, unit, metric, value, ExperimentTable.time(at));
    }

    /// Taking consent back is what the guardrail `opt-outs` counts.
    @EventListener
    void withdrawn(ConsentWithdrawn withdrawal) {
        if (withdrawal.choices().isEmpty()) return;
        persons.find(withdrawal.subject()).ifPresent(person -> outcome(person, "opt-outs", 1, clock.instant()));
    }

    /// Taking back what the service changed is what the guardrail `undone` counts.
    @EventListener
    void judged(DecisionJudged judgement) {
        if (judgement.verdict().equals(UNDONE)) outcome(judgement.person(), "undone", 1, clock.instant());
    }

    /// False when it was not a draft.
    boolean start(String experiment, String by) {
        boolean started = table.start(experiment, by, clock.instant());
        dealt.clear();
        if (started) audit.record(AuditEntry.of(by, "experiment.started", experiment));
        return started;
    }

    /// @param report as it stands, which is kept
    /// @return false when it was not running
    boolean stop(String experiment, String by, String why, String report) {
        boolean stopped = table.stop(experiment, by, why, report, clock.instant());
        dealt.clear();
        if (stopped)
            audit.record(AuditEntry.of(by, "experiment.stopped", experiment).because(why));
        return stopped;
    }

    /// False when there is one of this name.
    boolean create(ExperimentPlan plan, String by) {
        boolean created = table.create(plan, by, clock.instant());
        if (created) audit.record(AuditEntry.of(by, "experiment.created", plan.id()));
        return created;
    }
}
