package dev.attune.voice;

import java.util.ArrayList;
import java.util.List;

/// The moments at which the vocal folds close. Praat's "To PointProcess (periodic, cc)": from the
/// extremum in the middle of each voiced stretch, step left and right to where one period correlates
/// best with the one before.
///
/// Positions are in samples of the stretch, with fractions: jitter is smaller than a sample.
final class Pulses {
    private static final double NEAREST = 0.8; // of a period
    private static final double FARTHEST = 1.25;
    private static final double LEAST_CORRELATION = 0.3;
    private static final double EDGE_CORRELATION = 0.7; // beyond the end of a voiced stretch
    private static final double EDGE_PEAK = 0.023333; // of the whole stretch's peak
    private static final double LEAST_PEAK = 0.01;

    private final float[] sound;
    private final double[] pitchHz;
    private final double firstFrame;
    private final double globalPeak;
    private final List<Double> found = new ArrayList<>();

    // the latest match
    private double position;
    private double matchPeak;

    private Pulses(float[] sound, double[] pitchHz, double firstFrame) {
        this.sound = sound;
        this.pitchHz = pitchHz;
        this.firstFrame = firstFrame;
        double peak = 0;
        for (float sample : sound) peak = Math.max(peak, Math.abs(sample));
        this.globalPeak = peak;
    }

    /// @param pitchHz per frame, NaN where unvoiced
    /// @param firstFrame sample at which the middle of frame 0 lies
    static double[] of(float[] sound, double[] pitchHz, double firstFrame) {
        var pulses = new Pulses(sound, pitchHz, firstFrame);
        pulses.search();
        return pulses.found.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private void search() {
        double addedRight = Double.NEGATIVE_INFINITY;
        for (int from = 0; from < pitchHz.length; ) {
            if (Double.isNaN(pitchHz[from])) {
                from++;
                continue;
            }
            int to = from;
            while (to < pitchHz.length && !Double.isNaN(pitchHz[to])) to++;
            double left = centre(from) - VoiceFrame.HOP / 2.0;
            double right = centre(to - 1) + VoiceFrame.HOP / 2.0;
            double middle = (left + right) / 2;
            double period = Sound.RATE_HZ / pitchAt(middle);
            double start = extremum(middle - period / 2, middle + period / 2);
            found.add(start);
            stepLeft(start, left, addedRight);
            addedRight = stepRight(start, right, addedRight);
            from = to;
        }
    }

    private void stepLeft(double start, double left, double addedRight) {
        position = start;
        while (true) {
            double pitch = pitchAt(position);
            if (Double.isNaN(pitch)) return;
            double period = Sound.RATE_HZ / pitch;
            double correlation = match(position, period, position - FARTHEST * period, position - NEAREST * period);
            if (correlation <= 0) position -= period; // this one drops out
            boolean apart = position - addedRight > NEAREST * period;
            if (position < left) {
                if (isEdge(correlation) && apart) found.add(position);
                return;
            }
            if (isPulse(correlation) && apart) found.add(position);
        }
    }

    private double stepRight(double start, double right, double addedRight) {
        double added = Math.max(addedRight, start);
        position = start;
        while (true) {
            double pitch = pitchAt(position);
            if (Double.isNaN(pitch)) return added;
            double period = Sound.RATE_HZ / pitch;
            double correlation = match(position, period, position + NEAREST * period, position + FARTHEST * period);
            if (correlation <= 0) position += period;
            if (position > right) {
                if (isEdge(correlation)) {
                    found.add(position);
                    added = position;
                }
                return added;
            }
            if (isPulse(correlation)) {
                found.add(position);
                added = position;
            }
        }
    }

    private boolean isEdge(double correlation) {
        return correlation > EDGE_CORRELATION && matchPeak > EDGE_PEAK * globalPeak;
    }

    private boolean isPulse(double correlation) {
        return correlation > LEAST_CORRELATION && (matchPeak == 0 || matchPeak > LEAST_PEAK * globalPeak);
    }

    /// Moves `position` to where the period around it is found again between `from` and `to`; answers
    /// how alike the two are, not positive when there is nothing alike.
    private double match(double around, double period, double from, double to) {
        double half = period / 2;
        int left = (int) Math.round(around - half);
        int right = (int) Math.round(around + half);
        int first = (int) Math.floor(from - half);
        int last = (int) Math.ceil(to - half);
        double best = -1;
        double bestAt = around;
        double before = 0;
        double here = 0;
        matchPeak = 0;
        if (left < 0 || right >= sound.length || first < 0 || last + 1 + right - left >= sound.length)
            return 0; // half a window would match anything
        double peakHere = 0;
        for (int shifted = first; shifted <= last + 1; shifted++) {
            double peak = 0;
            double a = 0;
            double b = 0;
            double product = 0;
            for (int i = left, j = shifted; i <= right; i++, j++) {
                double x = sound[i];
                double y = sound[j];
                a += x * x;
                b += y * y;
                product += x * y;
                peak = Math.max(peak, Math.abs(y));
            }
            double after = product == 0 ? 0 : product / Math.sqrt(a * b);
            if (shifted > first + 1 && here > best && here >= before && here >= after) {
                best = here;
                double curvature = 2 * here - before - after;
                double slope = 0.5 * (after - before);
                double refined = curvature == 0 ? 0 : slope / curvature;
                bestAt = around + (shifted - 1 - left) + refined;
                matchPeak = peakHere;
            }
            before = here;
            here = after;
            peakHere = peak;
        }
        if (best > 0) position = bestAt;
        return best;
    }

    /// Where the sound is farthest from its mean, with a parabola's fraction.
    private double extremum(double from, double to) {
        int first = Math.clamp((int) Math.round(from), 1, sound.length - 2);
        int last = Math.clamp((int) Math.round(to), first, sound.length - 2);
        int top = first;
        for (int i = first; i <= last; i++) if (Math.abs(sound[i]) > Math.abs(sound[top])) top = i;
        double curvature = 2.0 * sound[top] - sound[top - 1] - sound[top + 1];
        double slope = 0.5 * (sound[top + 1] - sound[top - 1]);
        double fraction = curvature == 0 ? 0 : slope / curvature;
        return top + Math.clamp(fraction, -1, 1);
    }

    /// Linear between voiced frames, NaN nearest to an unvoiced one or outside.
    private double pitchAt(double sample) {
        double frame = (sample - firstFrame) / VoiceFrame.HOP;
        int near = (int) Math.round(frame);
        if (near < 0 || near >= pitchHz.length) return Double.NaN;
        int far = frame > near ? near + 1 : near - 1;
        if (far < 0 || far >= pitchHz.length || Double.isNaN(pitchHz[far])) return pitchHz[near];
        double share = Math.abs(frame - near);
        return (1 - share) * pitchHz[near] + share * pitchHz[far];
    }

    private double centre(int frame) {
        return firstFrame + (double) frame * VoiceFrame.HOP;
    }
}
