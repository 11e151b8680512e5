package dev.attune.fusion;

import dev.attune.signals.Definition;
import dev.attune.signals.Emotion;
import dev.attune.signals.ModelRef;
import java.util.List;

/// How much a face counts where people are expected to show or to hide what they display; definition `display-rules/1`.
/// Declared by whoever operates the service, never guessed from a person.
///
/// @param id the name of the setting
/// @param pleasant,unpleasant,neutral factors of the face's reliability, by what it displays
public record DisplayRule(String id, double pleasant, double unpleasant, double neutral) {
    private static final Definition DEFINITION = Definition.load(DisplayRule.class, "display-rules", "1");
    private static final double CLEAR = 0.1; // valence of a face that displays something

    /// Changes nothing.
    public static final DisplayRule NONE = named("none");

    public DisplayRule {
        if (!(pleasant >= 0 && unpleasant >= 0 && neutral >= 0))
            throw new IllegalArgumentException("factors of the display rule %s must not be negative, got %s, %s, %s"
                    .formatted(id, pleasant, unpleasant, neutral));
    }

    /// Every setting there is.
    public static List<String> ids() {
        return List.of(DEFINITION.text("settings").split(" "));
    }

    /// @throws IllegalArgumentException when there is no such setting
    public static DisplayRule named(String id) {
        if (!ids().contains(id))
            throw new IllegalArgumentException(
                    "there is no display rule '%s'. Maybe one of: %s".formatted(id, String.join(", ", ids())));
        return new DisplayRule(
                id,
                DEFINITION.number(id + ".pleasant"),
                DEFINITION.number(id + ".unpleasant"),
                DEFINITION.number(id + ".neutral"));
    }

    public static ModelRef ref() {
        return DEFINITION.ref();
    }

    /// Of a face with this valence; 1 when it tells none.
    double factor(double valence) {
        if (Double.isNaN(valence)) return 1;
        return valence >= CLEAR ? pleasant : valence <= -CLEAR ? unpleasant : neutral;
    }

    /// Of a face that displays this emotion most.
    double factor(Emotion top) {
        return switch (top) {
            case NEUTRAL -> neutral;
            case JOY -> pleasant;
            case SURPRISE -> 1; // neither
            case ANGER, FEAR, SADNESS, DISGUST, CONTEMPT -> unpleasant;
        };
    }
}
