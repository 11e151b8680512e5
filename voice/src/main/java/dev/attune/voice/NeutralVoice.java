package dev.attune.voice;

import dev.attune.signals.Emotion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A person's own neutral voice: the mean of the first few segments that sounded neutral, then fixed. A
/// running mean of
/// everything would remove the tone in which a person mostly speaks.
final class NeutralVoice {
    static final int SEGMENTS = 3; // five are no better on the development speakers
    private static final double LEAST_NEUTRAL = 0.5;
    private static final double LEAST_VOICE_SECONDS = 0.8;

    private final List<double[]> segments = new ArrayList<>();
    private double @Nullable [] mean;

    /// @param features of a whole segment
    /// @param reading of them without a baseline
    void hear(double[] features, double voicedSeconds, ToneReading reading) {
        if (mean != null || voicedSeconds < LEAST_VOICE_SECONDS) return;
        if (reading.emotions().of(Emotion.NEUTRAL) < LEAST_NEUTRAL || reading.aroused() >= 0.5) return;
        segments.add(features);
        if (segments.size() == SEGMENTS) mean = meanOf(segments);
    }

    /// Null until enough was heard.
    double @Nullable [] features() {
        return mean;
    }

    private static double[] meanOf(List<double[]> segments) {
        var mean = new double[segments.getFirst().length];
        for (int i = 0; i < mean.length; i++) {
            int at = i;
            mean[i] = segments.stream()
                    .mapToDouble(segment -> segment[at])
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN);
        }
        return mean;
    }
}
