package dev.attune.decisions.repair;

import java.util.Locale;
import java.util.Optional;

/// The four steps of help, in their order.
public enum Step {
    /// Say what happened, specifically and from facts.
    VALIDATE,
    /// Say whose task it is now.
    OWN,
    /// Put it right, by a time that is told.
    SOLVE,
    /// Say what changes so that it does not happen again.
    PREVENT;

    /// The name used in protocols and data, for example `validate`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What is said at this step, as the templates of `decisions.style` call it.
    public String intent() {
        return "repair-" + id();
    }

    Optional<Step> next() {
        return this == PREVENT ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
    }

    /// @throws IllegalArgumentException naming the value and the known steps
    public static Step of(String id) {
        for (var step : values()) if (step.id().equals(id)) return step;
        throw new IllegalArgumentException(
                "unknown step '%s'. Maybe one of: validate, own, solve, prevent.".formatted(id));
    }
}
