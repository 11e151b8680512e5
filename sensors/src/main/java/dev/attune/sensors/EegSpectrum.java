package dev.attune.sensors;

import dev.attune.signals.BandPowers;
import dev.attune.signals.EegBand;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.jtransforms.fft.DoubleFFT_1D;

/// Raw EEG → power of the bands, once a second over the last two.
///
/// Each channel's mean is taken off, the window is a Hann window, and the one-sided power spectral
/// density is summed over the band: `sum 2 |X(f)|^2 / (rate * sum w^2) * df`. Nothing is done against
/// blinks and muscles.
final class EegSpectrum {
    static final double WINDOW_SECONDS = 2;
    static final double LEAST_RATE_HZ = 64; // below it beta is folded back
    private static final double LONGEST_GAP_SAMPLES = 2.5;

    private final double rateHz;
    private final List<String> channels;
    private final double[][] window;
    private final double[] taper;
    private final double taperPower;
    private final DoubleFFT_1D fft;
    private int filled;
    private double last = Double.NaN;

    EegSpectrum(double rateHz, List<String> channels) {
        int length = (int) Math.round(WINDOW_SECONDS * rateHz);
        this.rateHz = rateHz;
        this.channels = List.copyOf(channels);
        this.window = new double[channels.size()][length];
        this.taper = new double[length];
        double sum = 0;
        for (int i = 0; i < length; i++) {
            taper[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / length);
            sum += taper[i] * taper[i];
        }
        this.taperPower = sum;
        this.fft = new DoubleFFT_1D(length);
    }

    /// @param seconds on any clock that runs evenly; a gap or a step back begins a new window
    /// @param microvolts in the order of the channels
    /// @return empty as long as the window is not full, and between two seconds
    List<BandPowers> next(double seconds, double[] microvolts) {
        double gap = seconds - last;
        if (!(gap >= 0 && gap <= LONGEST_GAP_SAMPLES / rateHz)) filled = 0;
        last = seconds;
        for (int c = 0; c < window.length; c++) window[c][filled] = microvolts[c];
        filled++;
        if (filled < taper.length) return List.of();
        var powers = new ArrayList<BandPowers>();
        for (int c = 0; c < window.length; c++) {
            var bands = bands(window[c]);
            if (!bands.isEmpty()) powers.add(new BandPowers(channels.get(c), bands));
        }
        int kept = taper.length / 2;
        for (var channel : window) System.arraycopy(channel, taper.length - kept, channel, 0, kept);
        filled = kept;
        return powers;
    }

    /// Empty for an electrode that tells nothing: flat, or no numbers.
    private EnumMap<EegBand, Double> bands(double[] samples) {
        double mean = 0;
        for (double sample : samples) mean += sample / samples.length;
        var spectrum = new double[samples.length];
        for (int i = 0; i < samples.length; i++) spectrum[i] = (samples[i] - mean) * taper[i];
        fft.realForward(spectrum);
        double step = rateHz / samples.length;
        var bands = new EnumMap<EegBand, Double>(EegBand.class);
        for (var band : EegBand.values()) {
            if (band.toHz() > rateHz / 2) continue; // above what this rate can show
            double power = 0;
            for (int k = 1; 2 * k + 1 < samples.length; k++) {
                double frequency = k * step;
                if (frequency < band.fromHz() || frequency >= band.toHz()) continue;
                double re = spectrum[2 * k];
                double im = spectrum[2 * k + 1];
                power += 2 * (re * re + im * im) / (rateHz * taperPower) * step;
            }
            if (power > 0 && Double.isFinite(power)) bands.put(band, power);
        }
        return bands;
    }
}
