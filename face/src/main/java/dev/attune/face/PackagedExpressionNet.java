package dev.attune.face;

import dev.attune.media.Frame;
import dev.attune.models.OnnxModel;
import dev.attune.models.Runner;
import dev.attune.signals.Emotion;

/// One of the two networks that come in packages. Neither knows contempt: it is 0 here. Not calibrated. Single owner.
///
/// Dark faces are brightened before; light ones stay as they are.
final class PackagedExpressionNet implements AutoCloseable {
    /// The nets were trained on well-lit faces: at a quarter of the light their answer stays the same for 59 % of 60
    /// press portraits, brightened to this mean luma for 83 %. Portraits have .31 to .62; 59 of 60 read the same.
    private static final double WELL_LIT = 0.4;

    private static final double MOST_GAIN = 4; // beyond, the camera's noise is brightened more than the face

    /// Which of the two: what it is shown, and the order of what it answers.
    enum Kind {
        /// Mini-Xception: `[1, 64, 64, 1]` grey, -1..1, the mesh's bounding square x 1.1.
        XCEPTION(
                "expression-xception",
                64,
                1.1 / MeshCrops.SIDE_PER_MESH,
                0,
                "Identity",
                Emotion.ANGER,
                Emotion.DISGUST,
                Emotion.FEAR,
                Emotion.JOY,
                Emotion.SADNESS,
                Emotion.SURPRISE,
                Emotion.NEUTRAL),
        /// face-api: `[1, 112, 112, 3]` RGB minus channel means, over 255. Trained on detector boxes. Its
        /// place is the median of the square of 1.3 detector boxes, moved up by 0.05 of its side, within the
        /// mesh crop, over 120 press portraits; quartiles .77 to .89 and -.07 to -.02.
        FACEAPI(
                "expression-faceapi",
                112,
                0.82,
                -0.05,
                "prob",
                Emotion.NEUTRAL,
                Emotion.JOY,
                Emotion.SADNESS,
                Emotion.ANGER,
                Emotion.FEAR,
                Emotion.DISGUST,
                Emotion.SURPRISE);

        private final String id;
        private final int size;
        private final double side; // share of the mesh crop's side
        private final double shift; // share of its own side, downwards
        private final String output;
        private final Emotion[] order;

        Kind(String id, int size, double side, double shift, String output, Emotion... order) {
            this.id = id;
            this.size = size;
            this.side = side;
            this.shift = shift;
            this.output = output;
            this.order = order;
        }

        String id() {
            return id;
        }
    }

    private static final float[] FACEAPI_MEAN = {122.782f, 117.001f, 104.298f}; // RGB; face-api's own preprocessing

    private final Kind kind;
    private final Runner runner;
    private final CropSampler sampler;
    private final float[] input;

    PackagedExpressionNet(Kind kind, OnnxModel model) {
        this.kind = kind;
        this.runner = model.newRunner();
        this.sampler = new CropSampler(kind.size);
        this.input = new float[kind.size * kind.size * (kind == Kind.XCEPTION ? 1 : 3)];
    }

    /// Eight probabilities in the order of [Emotion].
    ///
    /// @param face the crop around the mesh, as [MeshCrops#around] gives it
    /// @param brightness mean luma of the face in this frame, in [0, 1]
    double[] read(Frame frame, Crop face, double brightness) {
        float gain = (float) Math.clamp(WELL_LIT / Math.max(1e-3, brightness), 1, MOST_GAIN);
        float[] rgb = brightened(sampler.sample(frame, face.scaled(kind.side).shifted(0, kind.shift)), gain);
        switch (kind) {
            case XCEPTION -> {
                for (int i = 0; i < input.length; i++) {
                    float luma = 0.2989f * rgb[3 * i] + 0.587f * rgb[3 * i + 1] + 0.114f * rgb[3 * i + 2];
                    input[i] = luma * (1 / 127.5f) - 1;
                }
            }
            case FACEAPI -> {
                for (int i = 0; i < input.length; i += 3)
                    for (int channel = 0; channel < 3; channel++)
                        input[i + channel] = (rgb[i + channel] - FACEAPI_MEAN[channel]) * (1 / 255f);
            }
        }
        runner.input().put(0, input);
        runner.run();
        return inEmotionOrder(runner.output(kind.output));
    }

    /// In place, cut off at 255.
    private static float[] brightened(float[] rgb, float gain) {
        if (gain > 1) for (int i = 0; i < rgb.length; i++) rgb[i] = Math.min(255, gain * rgb[i]);
        return rgb;
    }

    /// Normalised to sum 1, because the nets' float sums are not.
    private double[] inEmotionOrder(float[] scores) {
        var values = new double[Emotion.values().length];
        double sum = 0;
        for (int i = 0; i < kind.order.length; i++) sum += values[kind.order[i].ordinal()] = Math.max(0, scores[i]);
        if (sum > 0) for (int i = 0; i < values.length; i++) values[i] /= sum;
        else values[Emotion.NEUTRAL.ordinal()] = 1;
        return values;
    }

    @Override
    public void close() {
        runner.close();
    }
}
