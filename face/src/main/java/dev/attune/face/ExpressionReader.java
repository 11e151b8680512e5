package dev.attune.face;

import dev.attune.media.Frame;
import dev.attune.models.ModelStore;
import dev.attune.signals.EmotionDistribution;
import org.jspecify.annotations.Nullable;

/// Reads the displayed expression with the networks asked for; the product's choice is our own network and B, mixed by
/// [ExpressionMix] into calibrated probabilities. Loads no network that it does not use. Single owner.
final class ExpressionReader implements AutoCloseable {
    private static final ExpressionMix MIX = ExpressionMix.standard();

    private final ExpressionNets nets;
    private final @Nullable OwnExpressionNet own;
    private final @Nullable PackagedExpressionNet xception;
    private final @Nullable PackagedExpressionNet faceApi;

    ExpressionReader(ModelStore store, ExpressionNets nets) {
        this.nets = nets;
        this.own = nets.models().contains(OwnExpressionNet.ID)
                ? new OwnExpressionNet(store.load(OwnExpressionNet.ID))
                : null;
        this.xception = packaged(store, PackagedExpressionNet.Kind.XCEPTION);
        this.faceApi = packaged(store, PackagedExpressionNet.Kind.FACEAPI);
    }

    private @Nullable PackagedExpressionNet packaged(ModelStore store, PackagedExpressionNet.Kind kind) {
        return nets.models().contains(kind.id()) ? new PackagedExpressionNet(kind, store.load(kind.id())) : null;
    }

    /// @param face the crop around the mesh, as [MeshCrops#around] gives it
    /// @param brightness mean luma of the face in this frame, in [0, 1]
    EmotionDistribution read(Frame frame, Crop face, double brightness) {
        double[] ours = own == null ? null : own.read(frame, face);
        double[] a = xception == null ? null : xception.read(frame, face, brightness);
        double[] b = faceApi == null ? null : faceApi.read(frame, face, brightness);
        if (ours != null && b != null) return MIX.of(ours, b);
        if (a != null && b != null) return mean(a, b);
        for (double[] only : new double[][] {ours, a, b}) if (only != null) return EmotionDistribution.of(only);
        throw new IllegalStateException("no network reads expressions for " + nets);
    }

    private static EmotionDistribution mean(double[] a, double[] b) {
        var mean = new double[a.length];
        for (int i = 0; i < a.length; i++) mean[i] = (a[i] + b[i]) / 2;
        return EmotionDistribution.of(mean);
    }

    @Override
    public void close() {
        if (own != null) own.close();
        if (xception != null) xception.close();
        if (faceApi != null) faceApi.close();
    }
}
