package dev.attune.face;

import dev.attune.media.Frame;
import dev.attune.models.OnnxModel;
import dev.attune.models.Runner;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import java.util.List;

/// Reads the displayed expression as the mean of two nets that err differently.
///
/// A (mini-Xception): `[1, 64, 64, 1]` grey, -1..1, the mesh's bounding square x 1.1.
/// B (face-api): `[1, 112, 112, 3]` RGB minus channel means, over 255, a detector-like square.
/// Neither knows contempt: it is 0 here. Not calibrated; fusion does that. Single owner.
final class ExpressionReader implements AutoCloseable {
    private static final int SIZE_A = 64;
    private static final int SIZE_B = 112;

    private static final double SIDE_A = 1.1 / MeshCrops.SIDE_PER_MESH; // share of the mesh crop's side
    /// Net B was trained on detector boxes. Median place of the square of 1.3 detector boxes, moved up by 0.05 of its
    /// side, within the mesh crop: 120 press portraits, quartiles .77 to .89 and -.07 to -.02.
    private static final double SIDE_B = 0.82;

    private static final double SHIFT_B = -0.05; // share of B's side, downwards

    /// The nets were trained on well-lit faces: at a quarter of the light their answer stays the same for 59 % of 60
    /// press portraits, brightened to this mean luma for 83 %. Portraits have .31 to .62; 59 of 60 read the same.
    private static final double WELL_LIT = 0.4;

    private static final double MOST_GAIN = 4; // beyond, the camera's noise is brightened more than the face

    private static final float[] MEAN_B = {122.782f, 117.001f, 104.298f}; // RGB; from face-api's own preprocessing

    private static final Emotion[] ORDER_A = {
        Emotion.ANGER, Emotion.DISGUST, Emotion.FEAR, Emotion.JOY, Emotion.SADNESS, Emotion.SURPRISE, Emotion.NEUTRAL
    };
    private static final Emotion[] ORDER_B = {
        Emotion.NEUTRAL, Emotion.JOY, Emotion.SADNESS, Emotion.ANGER, Emotion.FEAR, Emotion.DISGUST, Emotion.SURPRISE
    };

    private final ExpressionNets nets;
    private final Runner runnerA;
    private final Runner runnerB;
    private final CropSampler samplerA = new CropSampler(SIZE_A);
    private final CropSampler samplerB = new CropSampler(SIZE_B);
    private final float[] inputA = new float[SIZE_A * SIZE_A];
    private final float[] inputB = new float[SIZE_B * SIZE_B * 3];

    ExpressionReader(OnnxModel modelA, OnnxModel modelB, ExpressionNets nets) {
        this.nets = nets;
        this.runnerA = modelA.newRunner();
        this.runnerB = modelB.newRunner();
    }

    /// Dark faces are brightened before; light ones stay as they are.
    ///
    /// @param face the crop around the mesh, as [MeshCrops#around] gives it
    /// @param brightness mean luma of the face in this frame, in [0, 1]
    Reading read(Frame frame, Crop face, double brightness) {
        var each = each(frame, face, brightness);
        var a = each.get(0);
        var b = each.get(1);
        return switch (nets) {
            case CURRENT, PACKAGED -> mean(a.toArray(), b.toArray());
            case XCEPTION -> new Reading(a, 0);
            case FACEAPI -> new Reading(b, 0);
        };
    }

    /// What A and B read, in this order.
    List<EmotionDistribution> each(Frame frame, Crop face, double brightness) {
        float gain = (float) Math.clamp(WELL_LIT / Math.max(1e-3, brightness), 1, MOST_GAIN);
        return List.of(
                EmotionDistribution.of(inEmotionOrder(runA(frame, face.scaled(SIDE_A), gain), ORDER_A)),
                EmotionDistribution.of(
                        inEmotionOrder(runB(frame, face.scaled(SIDE_B).shifted(0, SHIFT_B), gain), ORDER_B)));
    }

    private static Reading mean(double[] a, double[] b) {
        var mean = new double[a.length];
        double difference = 0;
        for (int i = 0; i < a.length; i++) {
            mean[i] = (a[i] + b[i]) / 2;
            difference += Math.abs(a[i] - b[i]) / 2;
        }
        return new Reading(EmotionDistribution.of(mean), difference);
    }

    private float[] runA(Frame frame, Crop crop, float gain) {
        float[] rgb = brightened(samplerA.sample(frame, crop), gain);
        for (int i = 0; i < inputA.length; i++) {
            float luma = 0.2989f * rgb[3 * i] + 0.587f * rgb[3 * i + 1] + 0.114f * rgb[3 * i + 2];
            inputA[i] = luma * (1 / 127.5f) - 1;
        }
        runnerA.input().put(0, inputA);
        runnerA.run();
        return runnerA.output("Identity");
    }

    private float[] runB(Frame frame, Crop crop, float gain) {
        float[] rgb = brightened(samplerB.sample(frame, crop), gain);
        for (int i = 0; i < inputB.length; i += 3)
            for (int channel = 0; channel < 3; channel++)
                inputB[i + channel] = (rgb[i + channel] - MEAN_B[channel]) * (1 / 255f);
        runnerB.input().put(0, inputB);
        runnerB.run();
        return runnerB.output("prob");
    }

    /// In place, cut off at 255.
    private static float[] brightened(float[] rgb, float gain) {
        if (gain > 1) for (int i = 0; i < rgb.length; i++) rgb[i] = Math.min(255, gain * rgb[i]);
        return rgb;
    }

    /// Normalised to sum 1, because the nets' float sums are not.
    private static double[] inEmotionOrder(float[] scores, Emotion[] order) {
        var values = new double[Emotion.values().length];
        double sum = 0;
        for (int i = 0; i < order.length; i++) sum += values[order[i].ordinal()] = Math.max(0, scores[i]);
        if (sum > 0) for (int i = 0; i < values.length; i++) values[i] /= sum;
        else values[Emotion.NEUTRAL.ordinal()] = 1;
        return values;
    }

    @Override
    public void close() {
        runnerA.close();
        runnerB.close();
    }

    /// @param disagreement of the two nets: total variation distance, in [0, 1]
    record Reading(EmotionDistribution expression, double disagreement) {}
}
