package dev.attune.signals;

import java.util.OptionalDouble;

/// A number that was measured, or the reason why there is none. Zero never stands for "missing".
public sealed interface Measurement {

    /// @param confidence in [0, 1]: how much the evidence behind the value can be trusted
    record Measured(double value, double confidence) implements Measurement {
        public Measured {
            Check.finite("a measured value", value);
            Check.inRange("confidence", confidence, 0, 1);
        }
    }

    record NotMeasurable(Reason reason) implements Measurement {}

    default OptionalDouble optional() {
        return switch (this) {
            case Measured measured -> OptionalDouble.of(measured.value());
            case NotMeasurable missing -> OptionalDouble.empty();
        };
    }
}
