package dev.attune.evaluation.pulse;

import dev.attune.fusion.PulseSample;
import dev.attune.signals.Skin;
import dev.attune.signals.SkinPatch;
import java.util.List;
import java.util.function.DoubleFunction;

/// The skin of one face over time.
///
/// @param samples in the order of time
record SkinRun(List<PulseSample> samples) {
    SkinRun {
        samples = List.copyOf(samples);
    }

    /// Every channel multiplied by what a function of media time in seconds says, in the order red, green, blue.
    SkinRun lit(DoubleFunction<double[]> gain) {
        return new SkinRun(samples.stream().map(sample -> lit(sample, gain)).toList());
    }

    private static PulseSample lit(PulseSample sample, DoubleFunction<double[]> gain) {
        double[] by = gain.apply(sample.at().toNanos() / 1e9);
        var skin = sample.skin();
        return new PulseSample(
                sample.at(),
                new Skin(lit(skin.forehead(), by), lit(skin.leftCheek(), by), lit(skin.rightCheek(), by)),
                sample.across(),
                sample.down(),
                sample.size(),
                sample.yaw(),
                sample.pitch(),
                sample.roll());
    }

    private static SkinPatch lit(SkinPatch patch, double[] by) {
        return new SkinPatch(
                Math.min(255, patch.red() * by[0]),
                Math.min(255, patch.green() * by[1]),
                Math.min(255, patch.blue() * by[2]),
                patch.pixels(),
                patch.saturated());
    }
}
