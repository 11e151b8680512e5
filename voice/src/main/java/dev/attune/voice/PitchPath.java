package dev.attune.voice;

import dev.attune.voice.PitchCandidates.Candidates;
import java.util.List;

/// The cheapest way through the candidates of consecutive frames (Viterbi; Boersma 1993, section 4).
final class PitchPath {
    private static final double SILENCE_THRESHOLD = 0.03;
    private static final double OCTAVE_COST = 0.01;
    private static final double OCTAVE_JUMP_COST = 0.35;
    private static final double VOICED_UNVOICED_COST = 0.14;

    private PitchPath() {}

    /// The pitch of each frame in Hz, NaN where it is unvoiced. Frames are 10 ms apart, as the costs assume.
    ///
    /// @param globalPeak largest amplitude of the stretch that the frames come from
    static double[] through(List<Candidates> frames, double globalPeak) {
        int length = frames.size();
        var back = new int[length][];
        double[] score = {};
        double[] frequencyBefore = {};
        for (int t = 0; t < length; t++) {
            var candidates = frames.get(t);
            double[] frequency = withUnvoiced(candidates);
            var next = new double[frequency.length];
            back[t] = new int[frequency.length];
            for (int i = 0; i < frequency.length; i++) {
                next[i] = local(candidates, i, globalPeak);
                if (t == 0) continue;
                double best = Double.NEGATIVE_INFINITY;
                for (int j = 0; j < score.length; j++) {
                    double value = score[j] - transition(frequencyBefore[j], frequency[i]);
                    if (value > best) {
                        best = value;
                        back[t][i] = j;
                    }
                }
                next[i] += best;
            }
            score = next;
            frequencyBefore = frequency;
        }
        return trace(frames, back, score);
    }

    private static double[] trace(List<Candidates> frames, int[][] back, double[] score) {
        var path = new double[frames.size()];
        int place = 0;
        for (int i = 1; i < score.length; i++) if (score[i] > score[place]) place = i;
        for (int t = path.length - 1; t >= 0; t--) {
            path[t] = place == 0 ? Double.NaN : frames.get(t).frequencyHz()[place - 1];
            place = back[t][place];
        }
        return path;
    }

    /// Place 0 is "unvoiced", of frequency 0.
    private static double[] withUnvoiced(Candidates candidates) {
        var all = new double[candidates.frequencyHz().length + 1];
        System.arraycopy(candidates.frequencyHz(), 0, all, 1, all.length - 1);
        return all;
    }

    private static double local(Candidates candidates, int place, double globalPeak) {
        if (place > 0)
            return candidates.strength()[place - 1]
                    - OCTAVE_COST * log2(PitchCandidates.CEILING_HZ / candidates.frequencyHz()[place - 1]);
        return unvoicedStrength(candidates.peak(), globalPeak, SILENCE_THRESHOLD, PitchCandidates.VOICING_THRESHOLD);
    }

    /// How strongly a frame is unvoiced: the more, the quieter it is.
    static double unvoicedStrength(double peak, double globalPeak, double silence, double voicing) {
        double intensity = globalPeak == 0 ? 0 : Math.min(1, peak / globalPeak);
        return voicing + Math.max(0, 2 - intensity / (silence / (1 + voicing)));
    }

    private static double transition(double from, double to) {
        if (from == 0 && to == 0) return 0;
        if (from == 0 || to == 0) return VOICED_UNVOICED_COST;
        return OCTAVE_JUMP_COST * Math.abs(log2(from / to));
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    /// The largest distance from the mean.
    static double peak(float[] sound, int from, int to) {
        double mean = 0;
        for (int i = from; i < to; i++) mean += sound[i];
        mean /= Math.max(1, to - from);
        double peak = 0;
        for (int i = from; i < to; i++) peak = Math.max(peak, Math.abs(sound[i] - mean));
        return peak;
    }
}
