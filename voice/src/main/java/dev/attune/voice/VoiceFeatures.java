package dev.attune.voice;

import java.util.Arrays;

/// What sums up a stretch of speech, in the order of [VoiceFeature#ALL]; NaN stands for a value that is missing.
public final class VoiceFeatures {
    static final String FORMULA = "voice-features";

    /// Changes whenever the same sound may give other numbers; weights are trained on one version.
    static final String VERSION = "1";

    private final double[] values;

    VoiceFeatures(double[] values) {
        if (values.length != VoiceFeature.ALL.size())
            throw new IllegalArgumentException(
                    "expected %d features, got %d".formatted(VoiceFeature.ALL.size(), values.length));
        this.values = values;
    }

    static VoiceFeatures of(Stretch stretch) {
        return new VoiceFeatures(VoiceFeature.ALL.stream()
                .mapToDouble(feature -> feature.of(stretch))
                .map(value -> Double.isFinite(value) ? value : Double.NaN)
                .toArray());
    }

    /// A copy; NaN where missing.
    public double[] values() {
        return values.clone();
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
