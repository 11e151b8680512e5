package dev.attune.server.experiments;

import dev.attune.decisions.experiments.Assignment;
import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.database.GroupCommit;
import dev.attune.server.decisions.DecisionJudged;
import dev.attune.server.experiments.ExperimentTable.State;
import dev.attune.server.vault.Persons;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
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

    private final ExperimentTable table;
    private final GroupCommit writes;
    private final InstantSource clock;
    private final Persons persons;
    private final Audit audit;

    Experiments(ExperimentTable table, GroupCommit writes, InstantSource clock, Persons persons, Audit audit) {
        this.table = table;
        this.writes = writes;
        this.clock = clock;
        this.persons = persons;
        this.audit = audit;
    }

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
        table.assign(experiment, unit, arm, cuts, consented, clock.instant());
        return Optional.of(new Assigned(experiment, heldBack ? plan.control() : arm, heldBack));
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
        if (!Double.isFinite(value))
            throw new IllegalArgumentException("value of %s must be a number, got %s".formatted(metric, value));
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
        if (started) audit.record(AuditEntry.of(by, "experiment.started", experiment));
        return started;
    }

    /// @param report as it stands, which is kept
    /// @return false when it was not running
    boolean stop(String experiment, String by, String why, String report) {
        boolean stopped = table.stop(experiment, by, why, report, clock.instant());
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
