package dev.attune.server.decisions;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.attune.decisions.Clause;
import dev.attune.decisions.Playbook;
import dev.attune.decisions.RuleReport;
import dev.attune.decisions.Simulation;
import dev.attune.decisions.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a playbook would have done in a session. A simulation: nobody was served.
///
/// @param kind always `simulation`: nobody was served
/// @param playbook its id
/// @param lengthMs of the session, in milliseconds
/// @param firings when rules acted, the first one first
/// @param silences rules that never acted, and how near they came
public record SimulationView(
        String kind,
        String playbook,
        int version,
        long lengthMs,
        List<FiringView> firings,
        List<SilenceView> silences) {
    private static final String KIND = "simulation";

    /// @param atMs when it began, in milliseconds from the start
    /// @param endedAtMs when it ended, in milliseconds from the start
    /// @param end what ended it, for example `condition-over`
    /// @param action its id
    public record FiringView(
            long atMs,
            long endedAtMs,
            String end,
            String rule,
            String action,
            @JsonProperty("class") String actionClass,
            Map<String, Object> parameters,
            Wording does,
            Wording reason,
            List<Clause> clauses) {}

    /// @param nearest the best standing it had, for example `holding`
    /// @param neverTrue parts of the condition that never held
    /// @param longestHeldMs how long the condition held at the longest, in milliseconds
    public record SilenceView(String rule, String nearest, List<String> neverTrue, long longestHeldMs) {}

    static SimulationView of(Playbook playbook, Simulation.Outcome outcome) {
        return new SimulationView(
                KIND,
                playbook.id(),
                playbook.version(),
                outcome.length().toMillis(),
                outcome.firings().stream().map(firing -> view(playbook, firing)).toList(),
                outcome.silences().stream()
                        .map(silence -> new SilenceView(
                                silence.rule(),
                                id(silence.nearest()),
                                silence.neverTrue(),
                                silence.longestHeld().toMillis()))
                        .toList());
    }

    private static FiringView view(Playbook playbook, Simulation.Firing firing) {
        var decision = firing.decision();
        var action = DecisionLog.view(decision);
        var does = playbook.rules().stream()
                .filter(rule -> rule.id().equals(decision.rule()))
                .findFirst()
                .orElseThrow()
                .does();
        return new FiringView(
                decision.at().toMillis(),
                firing.endedAt().toMillis(),
                firing.end().id(),
                decision.rule(),
                action.id(),
                action.actionClass(),
                action.parameters(),
                does,
                decision.explanation().reason(),
                decision.explanation().clauses());
    }

    private static String id(RuleReport.Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
