package dev.attune.voice;

import static dev.attune.voice.Descriptor.ALPHA_RATIO;
import static dev.attune.voice.Descriptor.F0;
import static dev.attune.voice.Descriptor.F1_AMPLITUDE;
import static dev.attune.voice.Descriptor.F1_BANDWIDTH;
import static dev.attune.voice.Descriptor.F1_FREQUENCY;
import static dev.attune.voice.Descriptor.FLUX;
import static dev.attune.voice.Descriptor.H1_A3;
import static dev.attune.voice.Descriptor.H1_H2;
import static dev.attune.voice.Descriptor.HAMMARBERG;
import static dev.attune.voice.Descriptor.HNR;
import static dev.attune.voice.Descriptor.JITTER;
import static dev.attune.voice.Descriptor.LOUDNESS;
import static dev.attune.voice.Descriptor.MFCC_1;
import static dev.attune.voice.Descriptor.SHIMMER;
import static dev.attune.voice.Descriptor.SLOPE_0_500;
import static dev.attune.voice.Descriptor.SLOPE_500_1500;

import java.util.Arrays;
import java.util.List;

/// The descriptors of a stretch of frames, and what Praat would report of it. Missing values are NaN,
/// never 0.
final class Descriptors {
    private static final double REFERENCE_HZ = 27.5; // A0, the paper's zero of semitones
    private static final double H3_RANGE = 0.2; // the third formant's harmonic is sought within 20 % of it

    private final List<VoiceFrame> frames;
    private final double[][] values = new double[Descriptor.values().length][];
    private final double[] pitchHz;
    private final double globalPeak;
    private final Perturbation perturbation;

    /// @param frames 10 ms apart
    /// @param sound the stretch alone; the middle of frame 0 lies at `firstFrame`
    Descriptors(List<VoiceFrame> frames, float[] sound, int firstFrame) {
        this.frames = frames;
        this.globalPeak = PitchPath.peak(sound, 0, sound.length);
        this.pitchHz = PitchPath.through(frames.stream().map(VoiceFrame::pitch).toList(), globalPeak);
        for (int d = 0; d < values.length; d++) {
            values[d] = new double[frames.size()];
            Arrays.fill(values[d], Double.NaN);
        }
        for (int t = 0; t < frames.size(); t++) {
            fillSpectrum(t);
            if (isVoiced(t)) fillVoice(t);
        }
        double[] pulses = Pulses.of(sound, pitchHz, firstFrame);
        perturbation = new Perturbation(sound, pulses);
        fillPerturbation(pulses, firstFrame);
    }

    int length() {
        return frames.size();
    }

    VoiceFrame frame(int t) {
        return frames.get(t);
    }

    boolean isVoiced(int t) {
        return !Double.isNaN(pitchHz[t]);
    }

    /// Hz, NaN in unvoiced frames.
    double[] pitchHz() {
        return pitchHz;
    }

    Perturbation perturbation() {
        return perturbation;
    }

    /// One value a frame, NaN where missing. Shared: read only.
    double[] of(Descriptor descriptor) {
        return values[descriptor.ordinal()];
    }

    /// dB, over all frames that are not silent beside the rest, as Praat's mean harmonicity.
    double meanHarmonicity() {
        return frames.stream()
                .mapToDouble(frame -> frame.periodicity().ratioDb(globalPeak))
                .filter(ratio -> !Double.isNaN(ratio))
                .average()
                .orElse(Double.NaN);
    }

    private void fillSpectrum(int t) {
        var spectrum = frames.get(t).spectrum();
        set(LOUDNESS, t, spectrum.loudness());
        set(ALPHA_RATIO, t, spectrum.alphaRatioDb());
        set(HAMMARBERG, t, spectrum.hammarbergDb());
        set(SLOPE_0_500, t, spectrum.lowSlope());
        set(SLOPE_500_1500, t, spectrum.highSlope());
        set(FLUX, t, t == 0 ? Double.NaN : spectrum.flux());
        for (int c = 0; c < 4; c++) values[MFCC_1.ordinal() + c][t] = spectrum.cepstrum()[c + 1];
    }

    private void fillVoice(int t) {
        var frame = frames.get(t);
        double f0 = pitchHz[t];
        set(F0, t, 12 * Math.log(f0 / REFERENCE_HZ) / Math.log(2));
        set(HNR, t, frame.periodicity().ratioDb(globalPeak));
        double first = harmonic(frame, f0);
        set(H1_H2, t, first - harmonic(frame, 2 * f0));
        for (int i = 0; i < Formants.COUNT; i++) {
            double formant = frame.formants().frequencyHz()[i];
            if (Double.isNaN(formant)) continue;
            int at = 3 * i;
            values[F1_FREQUENCY.ordinal() + at][t] = formant;
            values[F1_BANDWIDTH.ordinal() + at][t] = frame.formants().bandwidthHz()[i];
            values[F1_AMPLITUDE.ordinal() + at][t] =
                    harmonic(frame, Math.max(1, Math.round(formant / f0)) * f0) - first;
        }
        double third = frame.formants().frequencyHz()[2];
        if (!Double.isNaN(third)) set(H1_A3, t, first - strongestHarmonic(frame, f0, third));
    }

    private static double strongestHarmonic(VoiceFrame frame, double f0, double formant) {
        double strongest = Double.NEGATIVE_INFINITY;
        long from = Math.max(1, Math.round(formant * (1 - H3_RANGE) / f0));
        for (long h = from; h <= Math.round(formant * (1 + H3_RANGE) / f0); h++)
            strongest = Math.max(strongest, harmonic(frame, h * f0));
        return strongest;
    }

    /// Level of the spectrum's peak near a frequency, dB; NaN above what the spectrum covers.
    private static double harmonic(VoiceFrame frame, double hertz) {
        float[] power = frame.pitch().spectrum();
        int middle = (int) Math.round(hertz / PitchCandidates.BIN_HZ);
        if (middle + 1 >= power.length) return Double.NaN;
        double peak = Math.max(power[middle], Math.max(power[middle - 1], power[middle + 1]));
        return peak > 0 ? 10 * Math.log10(peak) : Double.NaN;
    }

    private void fillPerturbation(double[] pulses, int firstFrame) {
        var counts = new int[2][frames.size()];
        for (int i = 0; i < pulses.length; i++) {
            int t = (int) Math.round((pulses[i] - firstFrame) / VoiceFrame.HOP);
            if (t < 0 || t >= frames.size() || !isVoiced(t)) continue;
            add(JITTER, t, perturbation.jitterAt(i), counts[0]);
            add(SHIMMER, t, perturbation.shimmerDbAt(i), counts[1]);
        }
    }

    /// A running mean of the pulses that fall into one frame.
    private void add(Descriptor descriptor, int t, double value, int[] counts) {
        if (Double.isNaN(value)) return;
        double[] track = values[descriptor.ordinal()];
        double mean = counts[t] == 0 ? 0 : track[t];
        track[t] = mean + (value - mean) / ++counts[t];
    }

    private void set(Descriptor descriptor, int t, double value) {
        values[descriptor.ordinal()][t] = value;
    }
}
