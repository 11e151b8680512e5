package dev.attune.face;

import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import java.util.function.ToDoubleFunction;

/// One half of a face against the same half of a neutral face.
///
/// @param values in the order of [FaceMeasure]
/// @param rest the neutral centre
/// @param spread deviations up to here are no movement
@SuppressWarnings("ArrayRecordComponent") // a carrier inside this room, never compared
record HalfFace(double[] values, double[] rest, double[] spread) {
    private static final FaceMeasure[] MEASURES = FaceMeasure.values();

    /// @param extraSpread what head pose adds, in outer-eye distances
    static HalfFace left(FaceMeasures measures, NeutralFace neutral, double extraSpread) {
        return new HalfFace(
                values(measures::left),
                values(neutral.centre()::left),
                values(measure -> neutral.spread().left(measure) + extraSpread));
    }

    static HalfFace right(FaceMeasures measures, NeutralFace neutral, double extraSpread) {
        return new HalfFace(
                values(measures::right),
                values(neutral.centre()::right),
                values(measure -> neutral.spread().right(measure) + extraSpread));
    }

    private static double[] values(ToDoubleFunction<FaceMeasure> value) {
        var values = new double[MEASURES.length];
        for (int i = 0; i < values.length; i++) values[i] = value.applyAsDouble(MEASURES[i]);
        return values;
    }

    double deviation(FaceMeasure measure) {
        return values[measure.ordinal()] - rest[measure.ordinal()];
    }

    /// How far the measure grew beyond its spread; 0 when it did not.
    double growth(FaceMeasure measure) {
        return beyondSpread(deviation(measure), measure);
    }

    /// How far the measure shrank beyond its spread; 0 when it did not.
    double loss(FaceMeasure measure) {
        return beyondSpread(-deviation(measure), measure);
    }

    double beyondSpread(double deviation, FaceMeasure measure) {
        return Math.max(0, deviation - spread[measure.ordinal()]);
    }

    /// The measure as a share of its neutral value.
    double share(FaceMeasure measure) {
        return values[measure.ordinal()] / Math.max(1e-6, rest[measure.ordinal()]);
    }

    double rest(FaceMeasure measure) {
        return rest[measure.ordinal()];
    }

    double spread(FaceMeasure measure) {
        return spread[measure.ordinal()];
    }
}
