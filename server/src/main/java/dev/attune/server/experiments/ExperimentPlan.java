package dev.attune.server.experiments;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.attune.decisions.experiments.AlwaysValid;
import dev.attune.decisions.experiments.Assignment;
import dev.attune.decisions.experiments.Metric;
import dev.attune.decisions.experiments.Plan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is settled before the first visitor, and not changed afterwards.
///
/// @param arms in order, the first is the control; what their shares leave takes no part
/// @param metrics exactly one is primary; [#GUARDRAILS] are always among them
/// @param unitsPerArm after so many, an interval that still holds 0 means that no difference was shown
/// @param groups of the operator's own, by which the report is split too
record ExperimentPlan(
        String id,
        String hypothesis,
        Kind kind,
        List<Arm> arms,
        List<Measured> metrics,
        long unitsPerArm,
        Groups groups) {
    static final String ID = "[a-z0-9][a-z0-9-]{0,62}";

    /// Where people are counted who are kept out of everything; no arm may be called so.
    static final String HOLDBACK = "holdback";

    private static final int MOST_ARMS = 5;
    private static final int LONGEST_HYPOTHESIS = 500;
    private static final List<String> GUARDRAILS = List.of("complaints", "returns", "opt-outs");

    enum Kind {
        /// The arms differ.
        AB,
        /// They do not: every alarm is a false one.
        AA
    }

    /// @param share of everybody, in (0, 1]
    record Arm(String id, double share) {
        Arm {
            if (!id.matches(ID) || id.equals(HOLDBACK))
                throw new IllegalArgumentException(
                        "an arm's id has small letters, digits or dashes and is not '%s', got '%s'"
                                .formatted(HOLDBACK, id));
            if (!(share > 0 && share <= 1))
                throw new IllegalArgumentException(
                        "the share of arm %s must be in (0, 1], got %s".formatted(id, share));
        }

        private int buckets() {
            return (int) Math.round(share * Assignment.BUCKETS);
        }
    }

    ExperimentPlan {
        if (!id.matches(ID))
            throw new IllegalArgumentException(
                    "an experiment's id has 1 to 63 small letters, digits or dashes, got '%s'".formatted(id));
        if (hypothesis.isBlank() || hypothesis.length() > LONGEST_HYPOTHESIS)
            throw new IllegalArgumentException(
                    "hypothesis must have 1 to %d characters, got %d. Maybe: whom it helps, and how one would see it."
                            .formatted(LONGEST_HYPOTHESIS, hypothesis.length()));
        arms = List.copyOf(arms);
        if (arms.size() < 2 || arms.size() > MOST_ARMS)
            throw new IllegalArgumentException(
                    "an experiment has 2 to %d arms, got %d".formatted(MOST_ARMS, arms.size()));
        metrics = withGuardrails(metrics);
        if (metrics.stream().map(measured -> measured.metric().id()).distinct().count() != metrics.size())
            throw new IllegalArgumentException("a metric stands once in a plan");
        dealing(id, arms);
        plans(id, hypothesis, arms, metrics, unitsPerArm);
    }

    /// As it is stored; plans of earlier versions have no groups.
    @JsonCreator
    static ExperimentPlan stored(
            @JsonProperty("id") String id,
            @JsonProperty("hypothesis") String hypothesis,
            @JsonProperty("kind") Kind kind,
            @JsonProperty("arms") List<Arm> arms,
            @JsonProperty("metrics") List<Measured> metrics,
            @JsonProperty("unitsPerArm") long unitsPerArm,
            @JsonProperty("groups") @Nullable Groups groups) {
        return new ExperimentPlan(
                id, hypothesis, kind, arms, metrics, unitsPerArm, groups == null ? Groups.NONE : groups);
    }

    private static List<Measured> withGuardrails(List<Measured> asked) {
        var all = new ArrayList<>(asked);
        for (var guardrail : GUARDRAILS)
            if (asked.stream().noneMatch(measured -> measured.metric().id().equals(guardrail)))
                Measured.ready().stream()
                        .filter(measured -> measured.metric().id().equals(guardrail))
                        .forEach(all::add);
        return List.copyOf(all);
    }

    String control() {
        return arms.getFirst().id();
    }

    Measured primary() {
        return metrics.stream()
                .filter(measured -> measured.metric().role() == Metric.Role.PRIMARY)
                .findFirst()
                .orElseThrow();
    }

    /// Who is in which arm; the salt is the experiment's id.
    Assignment dealing() {
        return dealing(id, arms);
    }

    /// The same shares with another salt.
    Assignment dealing(String salt) {
        return dealing(salt, arms);
    }

    private static Assignment dealing(String salt, List<Arm> arms) {
        return new Assignment(
                salt,
                arms.stream()
                        .map(arm -> new Assignment.Arm(arm.id(), arm.buckets()))
                        .toList());
    }

    /// One comparison with the control per treatment.
    List<Plan> plans() {
        return plans(id, hypothesis, arms, metrics, unitsPerArm);
    }

    private static List<Plan> plans(
            String id, String hypothesis, List<Arm> arms, List<Measured> metrics, long unitsPerArm) {
        var control = arms.getFirst();
        return arms.stream()
                .skip(1)
                .map(arm -> new Plan(
                        id,
                        hypothesis,
                        control.id(),
                        arm.id(),
                        control.share() / (control.share() + arm.share()),
                        metrics.stream().map(Measured::metric).toList(),
                        unitsPerArm))
                .toList();
    }

    /// Several treatments share the risk of a false alarm.
    AlwaysValid valid() {
        return new AlwaysValid(AlwaysValid.STANDARD.alpha() / (arms.size() - 1), AlwaysValid.STANDARD.tunedFor());
    }

    double[] shares() {
        return arms.stream().mapToDouble(Arm::share).toArray();
    }
}
