package dev.attune.voice;

import dev.attune.signals.Definition;
import dev.attune.signals.Emotion;
import dev.attune.signals.ModelRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A person's own neutral voice: the mean of the first few segments that sounded neutral, then fixed. A
/// running mean of everything would remove the tone in which a person mostly speaks.
final class NeutralVoice {
    private static final Definition DEFINITION = Definition.load(NeutralVoice.class, "personal-voice", "1");
    static final int SEGMENTS = DEFINITION.whole("segments");
    private static final double LEAST_NEUTRAL = DEFINITION.number("least-neutral");
    private static final double LEAST_VOICE_SECONDS = DEFINITION.number("least-voice-seconds");

    private final List<double[]> segments = new ArrayList<>();
    private double @Nullable [] mean;

    static ModelRef definition() {
        return DEFINITION.ref();
    }

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
