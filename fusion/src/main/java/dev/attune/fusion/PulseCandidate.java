package dev.attune.fusion;

import dev.attune.signals.Definition;
import dev.attune.signals.PulseMethod;
import java.util.ArrayList;
import java.util.List;

/// The strongest frequency of one pulse signal.
///
/// @param signal on the grid of [PulseView#HERTZ]
record PulseCandidate(PulseMethod method, double[] signal, double hertz, double snrDb) {
    private static final Definition DEFINITION = PulseMonitor.definition();
    private static final double LOW = DEFINITION.number("band.lowHz");
    private static final double HIGH = DEFINITION.number("band.highHz");
    private static final double NOISE_HIGH = DEFINITION.number("noise.highHz");
    private static final double HALF_WIDTH = DEFINITION.number("peak.halfWidthHz");
    private static final double HALVES_HERTZ = DEFINITION.number("gate.halvesHz");
    private static final int WAVE_VALUES = 60;

    static PulseCandidate of(PulseMethod method, double[] signal) {
        var spectrum = Spectrum.of(signal, PulseView.HERTZ);
        double hertz = spectrum.peakHz(LOW, HIGH);
        return new PulseCandidate(method, signal, hertz, spectrum.snrDb(hertz, HALF_WIDTH, LOW, NOISE_HIGH));
    }

    /// Noise peaks somewhere else in every stretch.
    boolean holdsInBothHalves() {
        int middle = signal.length / 2;
        double first = Spectrum.of(signal, 0, middle, PulseView.HERTZ).peakHz(LOW, HIGH);
        double second =
                Spectrum.of(signal, middle, signal.length, PulseView.HERTZ).peakHz(LOW, HIGH);
        return Math.abs(first - hertz) <= HALVES_HERTZ && Math.abs(second - hertz) <= HALVES_HERTZ;
    }

    /// The latest stretch as [PulseTrace#wave()] wants it.
    List<Double> wave() {
        double[] passed = Spectrum.bandPassed(signal, PulseView.HERTZ, LOW, NOISE_HIGH);
        int from = Math.max(0, passed.length - WAVE_VALUES);
        double most = 1e-12;
        for (int i = from; i < passed.length; i++) most = Math.max(most, Math.abs(passed[i]));
        var wave = new ArrayList<Double>();
        for (int i = from; i < passed.length; i++) wave.add(Math.clamp(passed[i] / most, -1, 1));
        return wave;
    }
}
