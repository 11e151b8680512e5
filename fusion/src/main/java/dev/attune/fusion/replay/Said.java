package dev.attune.fusion.replay;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.Contribution;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.EyeActivity;
import dev.attune.signals.Measurement;
import dev.attune.signals.Moment;
import dev.attune.signals.PulseReading;
import dev.attune.signals.SpottingStatus;
import dev.attune.signals.State;
import dev.attune.signals.StreamReading;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/// What fusion said once, compact enough to keep and exact enough to compare: two values as they are,
/// the other parts as checksums.
///
/// @param trackId whose
/// @param valence,arousal NaN when not measured, and of anything but an estimate
/// @param parts checksum of each part; of anything but an estimate only [Part#MOMENT]
public record Said(int trackId, double valence, double arousal, Map<Part, Integer> parts) {
    public Said {
        parts = Map.copyOf(parts);
    }

    /// What can differ.
    public enum Part {
        VALENCE,
        AROUSAL,
        EXPRESSION,
        STATES,
        ACTION_UNITS,
        CONTRIBUTIONS,
        /// Formula, baseline, quality, eyelids, delay, mixture.
        REST,
        /// A moment, a pulse or the grade of short movements.
        MOMENT
    }

    static List<Said> of(List<AffectEvent> events) {
        return events.stream().map(Said::of).toList();
    }

    private static Said of(AffectEvent event) {
        return switch (event) {
            case Affect affect -> of(affect);
            case StreamReading stream -> of(stream);
            case Moment moment -> other(moment.trackId(), moment.toString());
            case PulseReading pulse -> other(pulse.trackId(), pulse.toString());
            case SpottingStatus status -> other(status.trackId(), status.toString());
        };
    }

    private static Said other(int trackId, String text) {
        return new Said(
                trackId,
                Double.NaN,
                Double.NaN,
                Map.of(Part.MOMENT, new Sum().add(text).value()));
    }

    private static Said of(Affect affect) {
        var parts = new EnumMap<Part, Integer>(Part.class);
        parts.put(Part.VALENCE, new Sum().add(affect.valence()).value());
        parts.put(Part.AROUSAL, new Sum().add(affect.arousal()).value());
        parts.put(
                Part.EXPRESSION,
                new Sum().add(affect.expression()).add(affect.unitsExpression()).value());
        var states = new Sum();
        for (var state : State.values()) {
            var value = affect.states().get(state); // a map of its own order in every process
            if (value != null) states.add(state.id()).add(value);
        }
        parts.put(Part.STATES, states.value());
        var units = new Sum();
        for (var unit : affect.actionUnits()) units.add(unit);
        parts.put(Part.ACTION_UNITS, units.value());
        var contributions = new Sum();
        for (var contribution : affect.contributions()) contributions.add(contribution);
        parts.put(Part.CONTRIBUTIONS, contributions.value());
        parts.put(
                Part.REST,
                new Sum()
                        .add(affect.formula().toString())
                        .add(affect.baseline().id())
                        .add(affect.quality().toString())
                        .add(affect.eyes())
                        .add(affect.delay().toString())
                        .add(String.valueOf(affect.mixture()))
                        .value());
        return new Said(
                affect.trackId(),
                affect.valence().optional().orElse(Double.NaN),
                affect.arousal().optional().orElse(Double.NaN),
                parts);
    }

    static Said of(StreamReading stream) {
        var states = new Sum();
        for (var state : stream.states())
            states.add(state.state().id())
                    .add(state.probability())
                    .add(String.valueOf(state.active()))
                    .add(state.evidenceSeconds());
        var contributions = new Sum();
        for (var contribution : stream.contributions()) contributions.add(contribution);
        var parts = Map.of(
                Part.VALENCE, new Sum().add(stream.valence()).value(),
                Part.AROUSAL, new Sum().add(stream.arousal()).value(),
                Part.EXPRESSION, new Sum().add(stream.expression()).value(),
                Part.STATES, states.value(),
                Part.CONTRIBUTIONS, contributions.value(),
                Part.REST,
                        new Sum()
                                .add(String.valueOf(stream.contradiction()))
                                .add(stream.course().toString())
                                .add(stream.outlooks().toString())
                                .add(stream.usual().toString())
                                .add(stream.formulas().toString())
                                .add(stream.delay().toString())
                                .add(stream.late())
                                .value());
        return new Said(
                stream.trackId(),
                stream.valence().optional().orElse(Double.NaN),
                stream.arousal().optional().orElse(Double.NaN),
                parts);
    }

    /// Fed bit by bit, so that the last digit counts.
    private static final class Sum {
        private final CRC32C crc = new CRC32C();

        Sum add(double value) {
            long bits = Double.doubleToLongBits(value);
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) crc.update((int) (bits >>> shift));
            return this;
        }

        Sum add(String text) {
            for (int i = 0; i < text.length(); i++) {
                crc.update(text.charAt(i));
                crc.update(text.charAt(i) >>> Byte.SIZE);
            }
            return this;
        }

        Sum add(Measurement measurement) {
            return switch (measurement) {
                case Measurement.Measured measured -> add(measured.value()).add(measured.confidence());
                case Measurement.NotMeasurable missing -> add(missing.reason().id());
            };
        }

        Sum add(DisplayPattern pattern) {
            return switch (pattern) {
                case DisplayPattern.Displayed displayed -> {
                    for (double probability : displayed.probabilities().toArray()) add(probability);
                    yield this;
                }
                case DisplayPattern.Abstained abstained ->
                    add(abstained.reason().id());
            };
        }

        Sum add(ActionUnit unit) {
            return add(unit.id())
                    .add(unit.left())
                    .add(unit.right())
                    .add(unit.reliability())
                    .add(unit.evidence().id())
                    .add(unit.presence().id());
        }

        Sum add(Contribution contribution) {
            return add(contribution.modality().id())
                    .add(contribution.valence())
                    .add(contribution.valenceWeight())
                    .add(contribution.arousal())
                    .add(contribution.arousalWeight())
                    .add(contribution.expression())
                    .add(contribution.expressionWeight());
        }

        Sum add(EyeActivity eyes) {
            return add(eyes.leftOpenness())
                    .add(eyes.rightOpenness())
                    .add(eyes.blinkRate())
                    .add(eyes.perclos())
                    .add(eyes.missing());
        }

        int value() {
            return (int) crc.getValue();
        }
    }
}
