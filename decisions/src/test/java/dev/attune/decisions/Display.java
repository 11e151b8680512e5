package dev.attune.decisions;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Affect;
import dev.attune.signals.Baseline;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.EyeActivity;
import dev.attune.signals.Measurement;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Builds what a person displays, one property at a time: `aDisplay().with(4, 1.5).valence(-0.4)`.
final class Display {
    private final List<ActionUnit> actionUnits = new ArrayList<>();
    private final Map<State, Measurement> states = new EnumMap<>(State.class);
    private Measurement valence = new Measurement.Measured(0, 0.9);
    private Measurement arousal = new Measurement.Measured(0, 0.9);
    private DisplayPattern expression =
            new DisplayPattern.Displayed(EmotionDistribution.of(Map.of(Emotion.NEUTRAL, 1.0)));
    private double quality = 0.9;

    static Display aDisplay() {
        return new Display();
    }

    static Display browLoweredLidsTight() {
        return aDisplay().with(4, 1.6).with(7, 1.4);
    }

    static Display unreadable() {
        var display = aDisplay().quality(0.1);
        display.valence = new Measurement.NotMeasurable(Reason.OCCLUDED);
        display.arousal = new Measurement.NotMeasurable(Reason.OCCLUDED);
        display.expression = new DisplayPattern.Abstained(Reason.OCCLUDED);
        return display;
    }

    Display with(int actionUnit, double intensity) {
        actionUnits.removeIf(unit -> unit.number() == actionUnit);
        actionUnits.add(new ActionUnit(actionUnit, intensity, intensity, 0.8));
        return this;
    }

    Display showing(Emotion emotion, double probability) {
        expression = new DisplayPattern.Displayed(
                EmotionDistribution.of(Map.of(emotion, probability, Emotion.NEUTRAL, 1 - probability)));
        return this;
    }

    Display showing(EmotionDistribution probabilities) {
        expression = new DisplayPattern.Displayed(probabilities);
        return this;
    }

    Display with(State state, double level) {
        states.put(state, new Measurement.Measured(level, 0.8));
        return this;
    }

    Display valence(double value) {
        valence = new Measurement.Measured(value, 0.8);
        return this;
    }

    Display arousal(double value) {
        arousal = new Measurement.Measured(value, 0.8);
        return this;
    }

    Display quality(double score) {
        quality = score;
        return this;
    }

    Affect at(Duration time) {
        return new Affect(
                time,
                0,
                valence,
                arousal,
                expression,
                expression,
                null,
                states,
                actionUnits,
                EyeActivity.notMeasurable(Reason.NOT_ENOUGH_EVIDENCE, 0),
                Baseline.PERSONAL,
                new Quality(quality, Set.of()),
                Duration.ofMillis(250),
                List.of(),
                new ModelRef("affect-late-fusion", "2"));
    }
}
