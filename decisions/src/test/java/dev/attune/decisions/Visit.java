package dev.attune.decisions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One person's visit, played to a [Decider] ten times a second.
final class Visit {
    private static final Duration TICK = Duration.ofMillis(100);

    final List<DecisionEvent> events = new ArrayList<>();
    private final Decider decider;
    private DeciderState state;
    private Duration now = Duration.ZERO;
    private PageContext page = new PageContext("checkout", "basket");
    private Map<String, Object> facts = Map.of();

    Visit(Decider decider) {
        this(decider, 7);
    }

    Visit(Decider decider, long seed) {
        this.decider = decider;
        this.state = DeciderState.initial(seed);
    }

    Visit on(String pageKind) {
        page = new PageContext(pageKind, "any");
        return this;
    }

    Visit knowing(String fact, Object value) {
        facts = Map.of(fact, value);
        return this;
    }

    /// @param display null when the person is not looked at
    Visit shows(@Nullable Display display, double seconds) {
        for (int tick = 0; tick < Math.round(seconds * 10); tick++) {
            apply(decider.step(state, situation(display)));
            now = now.plus(TICK);
        }
        return this;
    }

    /// Nothing arrives.
    Visit waits(double seconds) {
        now = now.plusMillis(Math.round(seconds * 1000));
        return this;
    }

    Visit undoes(String decisionId) {
        apply(decider.undo(state, decisionId, now));
        return this;
    }

    /// Somebody switches the playbook off.
    Visit isHalted() {
        apply(decider.halt(state, now));
        return this;
    }

    Visit leaves() {
        apply(decider.finish(state, now));
        return this;
    }

    List<RuleReport> explanations(@Nullable Display display) {
        return decider.explain(state, situation(display));
    }

    RuleReport explanationOf(String rule, @Nullable Display display) {
        return explanations(display).stream()
                .filter(report -> report.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    /// The actions decided so far, in order.
    List<String> actions() {
        return decisions().stream().map(decision -> decision.action().id()).toList();
    }

    List<Decision> decisions() {
        return events.stream()
                .filter(DecisionEvent.Decided.class::isInstance)
                .map(event -> ((DecisionEvent.Decided) event).decision())
                .toList();
    }

    List<DecisionEvent.Ended> ends() {
        return events.stream()
                .filter(DecisionEvent.Ended.class::isInstance)
                .map(DecisionEvent.Ended.class::cast)
                .toList();
    }

    DeciderState state() {
        return state;
    }

    private Situation situation(@Nullable Display display) {
        return new Situation(now, display == null ? null : display.at(now), page, facts);
    }

    private void apply(DeciderStep step) {
        state = step.state();
        events.addAll(step.events());
    }
}
