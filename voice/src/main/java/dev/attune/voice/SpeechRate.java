package dev.attune.voice;

import dev.attune.signals.Definition;
import dev.attune.signals.ModelRef;
import java.time.Duration;
import java.util.Arrays;

/// How fast somebody speaks: syllable nuclei, counted as peaks of intensity that are voiced and lie between dips, after
/// de Jong and Wempe 2009. No words are understood.
///
/// @param syllables nuclei found
/// @param length of the stretch, pauses included
/// @param paused time in silences that are long enough to be pauses
public record SpeechRate(int syllables, Duration length, Duration paused) {
    public static final SpeechRate NONE = new SpeechRate(0, Duration.ZERO, Duration.ZERO);

    private static final Definition DEFINITION = Definition.load(SpeechRate.class, "speech-rate", "1");
    private static final double SILENCE_DB = DEFINITION.number("silence-db");
    private static final double DIP_DB = DEFINITION.number("dip-db");
    private static final int PAUSE_FRAMES = frames(DEFINITION.seconds("pause-seconds"));
    private static final int SMOOTHING = DEFINITION.whole("smoothing-frames");
    private static final double LOUDEST = DEFINITION.number("loudest-share");
    private static final Duration HOP = Duration.ofMillis(10);
    private static final double FLOOR = 1e-12;

    public SpeechRate {
        if (syllables < 0 || length.isNegative() || paused.isNegative() || paused.compareTo(length) > 0)
            throw new IllegalArgumentException(
                    "no such speech: %d syllables in %s, %s of it paused".formatted(syllables, length, paused));
    }

    public static ModelRef definition() {
        return DEFINITION.ref();
    }

    static SpeechRate of(Descriptors descriptors) {
        int length = descriptors.length();
        var power = new double[length];
        var voiced = new boolean[length];
        for (int t = 0; t < length; t++) {
            power[t] = descriptors.frame(t).spectrum().power();
            voiced[t] = descriptors.isVoiced(t);
        }
        return of(power, voiced);
    }

    /// @param power mean square of each frame of 10 ms
    static SpeechRate of(double[] power, boolean[] voiced) {
        double[] level = levels(power);
        double threshold = threshold(level);
        return new SpeechRate(
                nuclei(level, voiced, threshold),
                HOP.multipliedBy(level.length),
                HOP.multipliedBy(pausedFrames(level, threshold)));
    }

    /// In dB, smoothed.
    private static double[] levels(double[] power) {
        var level = new double[power.length];
        for (int t = 0; t < level.length; t++) {
            int from = Math.max(0, t - SMOOTHING);
            int to = Math.min(power.length - 1, t + SMOOTHING);
            double sum = 0;
            for (int i = from; i <= to; i++) sum += power[i];
            level[t] = 10 * Math.log10(sum / (to - from + 1) + FLOOR);
        }
        return level;
    }

    private static double threshold(double[] level) {
        if (level.length == 0) return 0;
        var sorted = level.clone();
        Arrays.sort(sorted);
        return sorted[(int) (LOUDEST * (sorted.length - 1))] - SILENCE_DB;
    }

    /// Of two peaks with a shallow valley between them the higher stays.
    private static int nuclei(double[] level, boolean[] voiced, double threshold) {
        int nuclei = 0;
        int candidate = -1;
        double valley = Double.POSITIVE_INFINITY; // lowest since the candidate
        for (int t = 1; t < level.length - 1; t++) {
            valley = Math.min(valley, level[t]);
            boolean peak = level[t] > level[t - 1] && level[t] >= level[t + 1];
            if (!peak || level[t] < threshold || !voiced[t]) continue;
            if (candidate >= 0 && Math.min(level[candidate], level[t]) - valley < DIP_DB) {
                if (level[t] <= level[candidate]) continue;
            } else {
                nuclei++;
            }
            candidate = t;
            valley = level[t];
        }
        return nuclei;
    }

    private static int pausedFrames(double[] level, double threshold) {
        int paused = 0;
        int run = 0;
        for (int t = 0; t <= level.length; t++) {
            if (t < level.length && level[t] < threshold) {
                run++;
            } else {
                if (run >= PAUSE_FRAMES) paused += run;
                run = 0;
            }
        }
        return paused;
    }

    private static int frames(Duration duration) {
        return (int) Math.round(duration.toNanos() / 1e7);
    }

    /// Both together, as parts of one conversation.
    public SpeechRate plus(SpeechRate other) {
        return new SpeechRate(syllables + other.syllables, length.plus(other.length), paused.plus(other.paused));
    }

    /// Syllables per second, pauses counted as time; NaN where nothing was said.
    public double perSecond() {
        return rate(length);
    }

    /// Syllables per second of speaking: the articulation rate.
    public double perSpokenSecond() {
        return rate(length.minus(paused));
    }

    private double rate(Duration time) {
        return time.isZero() ? Double.NaN : syllables * 1e9 / time.toNanos();
    }
}
