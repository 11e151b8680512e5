package dev.attune.fusion;

import dev.attune.signals.Definition;
import dev.attune.signals.ModelRef;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How one state is defined, for whoever shows it: a state is our model's, not a fact about a person.
///
/// @param source definition and version
/// @param window how long the estimate looks back
/// @param evidence readable time before the first number
/// @param modelDefined always true: there is no agreed prototype for any of these
public record StateDefinition(State state, ModelRef source, Duration window, Duration evidence, boolean modelDefined) {

    /// Every state this build estimates. Attention is looking, engagement is reacting; they are never merged.
    public static List<StateDefinition> all() {
        var all = new ArrayList<StateDefinition>();
        var quick = StateWindow.definition();
        for (var state : List.of(State.ATTENTION, State.ENGAGEMENT, State.INTEREST, State.CONFUSION))
            all.add(of(state, quick, quick.number("window.seconds"), quick.number("window.evidence")));
        var slow = SlowStates.definition();
        double share = slow.number("evidence");
        var eyelids = Eyelids.definition().number("window.seconds");
        all.add(new StateDefinition(
                State.FATIGUE,
                slow.ref(),
                slow.seconds("fatigue.seconds"),
                Duration.ofSeconds((long) eyelids),
                true)); // PERCLOS comes after a whole minute, missing time included
        all.add(new StateDefinition(
                State.STRESS, slow.ref(), slow.seconds("stress.seconds"), Duration.ofSeconds((long) eyelids), true));
        all.add(of(State.BOREDOM, slow, slow.number("boredom.seconds"), share));
        return List.copyOf(all);
    }

    private static StateDefinition of(State state, Definition definition, double seconds, double share) {
        return new StateDefinition(
                state,
                definition.ref(),
                Duration.ofMillis(Math.round(1000 * seconds)),
                Duration.ofMillis(Math.round(1000 * seconds * share)),
                true);
    }
}
