package dev.attune.decisions;

import dev.attune.signals.Affect;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.State;
import java.util.List;

/// Whether a display calls for help rather than pressure. Deliberately easy to meet: the cost of a false alarm is one
/// upsell less.
final class NegativeState {
    private static final double LOW_VALENCE = -0.15; // clearly below neutral, our own choice
    private static final double LIKELY = 0.4; // of the negative expressions together, or of one state; our own choice
    private static final List<Emotion> EXPRESSIONS =
            List.of(Emotion.ANGER, Emotion.FEAR, Emotion.SADNESS, Emotion.DISGUST, Emotion.CONTEMPT);
    private static final List<State> STATES = List.of(State.CONFUSION, State.STRESS, State.FRUSTRATION);

    private NegativeState() {}

    static boolean isDisplayed(Affect affect) {
        if (affect.valence().optional().orElse(0) <= LOW_VALENCE) return true;
        for (var state : STATES) {
            var measurement = affect.states().get(state);
            if (measurement != null && measurement.optional().orElse(0) >= LIKELY) return true;
        }
        return switch (affect.expression()) {
            case DisplayPattern.Displayed displayed ->
                EXPRESSIONS.stream().mapToDouble(displayed.probabilities()::of).sum() >= LIKELY;
            case DisplayPattern.Abstained abstained -> false;
        };
    }
}
