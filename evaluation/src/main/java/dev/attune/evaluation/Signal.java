package dev.attune.evaluation;

import dev.attune.signals.Affect;
import dev.attune.signals.Emotion;
import dev.attune.signals.Measurement;
import dev.attune.signals.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One trace of a person: what it is called and how it is read from a row.
///
/// A sealed set, because summary, timeline and plots go through all of them and must agree on the list.
sealed interface Signal {

    /// The name used in files.
    String id();

    /// NaN when it was not measured.
    double value(FaceRow row);

    enum Dimension implements Signal {
        VALENCE,
        AROUSAL;

        @Override
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public double value(FaceRow row) {
            return row.affect() == null ? Double.NaN : number(measurement(row.affect()));
        }

        Measurement measurement(Affect affect) {
            return switch (this) {
                case VALENCE -> affect.valence();
                case AROUSAL -> affect.arousal();
            };
        }
    }

    record Expression(Emotion emotion) implements Signal {
        @Override
        public String id() {
            return emotion.id();
        }

        @Override
        public double value(FaceRow row) {
            return row.displayed()
                    .map(probabilities -> probabilities.of(emotion))
                    .orElse(Double.NaN);
        }
    }

    record ModelState(State state) implements Signal {
        @Override
        public String id() {
            return state.id();
        }

        @Override
        public double value(FaceRow row) {
            if (row.affect() == null) return Double.NaN;
            var measurement = row.affect().states().get(state);
            return measurement == null ? Double.NaN : number(measurement);
        }
    }

    record Unit(int number) implements Signal {
        @Override
        public String id() {
            return "AU%02d".formatted(number);
        }

        @Override
        public double value(FaceRow row) {
            return row.actionUnit(number).map(unit -> unit.intensity()).orElse(Double.NaN);
        }
    }

    record FaceQualityScore() implements Signal {
        @Override
        public String id() {
            return "quality";
        }

        @Override
        public double value(FaceRow row) {
            var quality = row.quality();
            return quality == null ? Double.NaN : quality.score();
        }
    }

    /// Every signal, in the order of reports: quality, dimensions, expressions, states, action units.
    List<Signal> ALL = all();

    private static List<Signal> all() {
        var all = new ArrayList<Signal>();
        all.add(new FaceQualityScore());
        all.addAll(List.of(Dimension.values()));
        for (var emotion : Emotion.values()) all.add(new Expression(emotion));
        for (var state : State.values()) all.add(new ModelState(state));
        for (int unit : ActionUnits.NUMBERS) all.add(new Unit(unit));
        return List.copyOf(all);
    }

    private static double number(Measurement measurement) {
        return measurement.optional().orElse(Double.NaN);
    }
}
