package dev.attune.fusion;

import dev.attune.signals.Definition;
import dev.attune.signals.Measurement;
import dev.attune.signals.Reason;
import dev.attune.signals.SkinPatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// RMSSD, the root mean square of successive differences of the intervals between beats, where it is honest.
final class PulseVariability {
    private static final Definition DEFINITION = PulseMonitor.definition();
    private static final double LEAST_DECIBELS = DEFINITION.number("variability.snrDb");
    private static final double LEAST_HERTZ = DEFINITION.number("variability.leastHz");
    private static final Duration LENGTH = DEFINITION.seconds("variability.seconds");
    private static final double HALF_BAND = DEFINITION.number("variability.halfBandHz");
    private static final double OUTLIER = DEFINITION.number("variability.outlier");
    private static final double OUTLIERS = DEFINITION.number("variability.outliers");
    private static final double GRID_HERTZ = 30; // beats are timed finer than a cell by a parabola
    private static final int SHORT_WINDOW = (int) Math.round(DEFINITION.number("method.seconds") * GRID_HERTZ);
    private static final double MILLISECONDS = 1000;

    private PulseVariability() {}

    /// @param samples without a gap, in the order of time; the last [#LENGTH] are used
    /// @param candidate a rate that passed the gate
    static Measurement of(List<PulseSample> samples, PulseCandidate candidate, double confidence) {
        var end = samples.getLast().at();
        if (end.minus(samples.getFirst().at()).compareTo(LENGTH) < 0)
            return new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);
        if (PulseMonitor.frameRateHz(samples) < LEAST_HERTZ)
            return new Measurement.NotMeasurable(Reason.FRAME_RATE_TOO_LOW);
        if (candidate.snrDb() < LEAST_DECIBELS) return new Measurement.NotMeasurable(Reason.NO_RELIABLE_SIGNAL);
        var latest = samples.stream()
                .filter(sample -> end.minus(sample.at()).compareTo(LENGTH) <= 0)
                .toList();
        var grid = new PulseGrid(latest, GRID_HERTZ);
        var skin = new SkinSignal(
                grid.of(sample -> mean(sample, SkinPatch::red)),
                grid.of(sample -> mean(sample, SkinPatch::green)),
                grid.of(sample -> mean(sample, SkinPatch::blue)));
        double[] wave = Spectrum.bandPassed(
                skin.pulse(candidate.method(), SHORT_WINDOW),
                GRID_HERTZ,
                candidate.hertz() - HALF_BAND,
                candidate.hertz() + HALF_BAND);
        return ofIntervals(intervals(wave), confidence);
    }

    /// Between the tops of the wave in milliseconds; the first and last second are bent by the filter and left out.
    private static List<Double> intervals(double[] wave) {
        int edge = (int) GRID_HERTZ;
        var intervals = new ArrayList<Double>();
        double last = Double.NaN;
        for (int i = edge; i < wave.length - edge; i++) {
            if (!(wave[i] > wave[i - 1] && wave[i] >= wave[i + 1] && wave[i] > 0)) continue;
            double bend = wave[i - 1] - 2 * wave[i] + wave[i + 1];
            double at = i + (bend < 0 ? 0.5 * (wave[i - 1] - wave[i + 1]) / bend : 0);
            if (!Double.isNaN(last)) intervals.add((at - last) / GRID_HERTZ * MILLISECONDS);
            last = at;
        }
        return intervals;
    }

    private static Measurement ofIntervals(List<Double> intervals, double confidence) {
        if (intervals.size() < 2) return new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);
        double median = intervals.stream().sorted().toList().get(intervals.size() / 2);
        int outliers = 0;
        int pairs = 0;
        double squares = 0;
        for (int i = 0; i < intervals.size(); i++) {
            boolean beat = isBeat(intervals.get(i), median);
            if (!beat) outliers++;
            if (i == 0 || !beat || !isBeat(intervals.get(i - 1), median)) continue;
            double difference = intervals.get(i) - intervals.get(i - 1);
            squares += difference * difference;
            pairs++;
        }
        if (pairs == 0 || outliers > OUTLIERS * intervals.size())
            return new Measurement.NotMeasurable(Reason.LOW_CONFIDENCE);
        return new Measurement.Measured(Math.sqrt(squares / pairs), confidence);
    }

    private static boolean isBeat(double interval, double median) {
        return Math.abs(interval - median) <= OUTLIER * median;
    }

    private static double mean(PulseSample sample, ToDoubleFunction<SkinPatch> channel) {
        var skin = sample.skin();
        double sum = 0;
        double pixels = 0;
        for (var patch : List.of(skin.forehead(), skin.leftCheek(), skin.rightCheek())) {
            sum += patch.pixels() * channel.applyAsDouble(patch);
            pixels += patch.pixels();
        }
        return pixels == 0 ? 0 : sum / pixels;
    }
}
