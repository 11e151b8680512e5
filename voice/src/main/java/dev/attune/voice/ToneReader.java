package dev.attune.voice;

import dev.attune.models.OnnxModel;
import dev.attune.models.Runner;
import org.jspecify.annotations.Nullable;

/// Attune's own reading of features. Single owner; keeps its buffers.
final class ToneReader implements AutoCloseable {
    static final String ID = "voice-attune";

    private final Runner runner;

    ToneReader(OnnxModel model) {
        this.runner = model.newRunner();
    }

    /// @param features in the order of [VoiceFeature#ALL], NaN where missing
    /// @param ownNeutral the person's own neutral features, or null: the population's then
    ToneReading read(double[] features, double @Nullable [] ownNeutral) {
        run(features);
        if (ownNeutral != null) {
            float[] neutral = runner.output("neutral").clone();
            var moved = features.clone();
            for (int i = 0; i < moved.length; i++)
                if (!Double.isNaN(ownNeutral[i])) moved[i] += neutral[i] - ownNeutral[i];
            run(moved);
        }
        return ToneReading.of(
                runner.output("arousal"), runner.output("anger"), runner.output("valence"), runner.output("tones"));
    }

    private void run(double[] features) {
        var input = runner.input();
        for (double feature : features) input.put((float) feature);
        runner.run();
    }

    @Override
    public void close() {
        runner.close();
    }
}
