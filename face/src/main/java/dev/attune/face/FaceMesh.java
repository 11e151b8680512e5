package dev.attune.face;

import dev.attune.media.Frame;
import dev.attune.models.OnnxModel;
import dev.attune.models.Runner;

/// Fits the 478-point mesh into a crop, refines lips, lids and irises, and follows the face with the crop.
///
/// Input `[1, 192, 192, 3]` RGB, 0..1. Outputs in pixels of the input: mesh `[468, 3]`, lips `[80, 2]`, eyes `[71, 2]`,
/// irises `[5, 2]` and the logit of "this is a face". Single owner; keeps its buffers.
final class FaceMesh implements AutoCloseable {
    static final int INPUT_SIZE = 192;

    private static final double CROP_SETTLED = 0.03; // share of the side; smaller moves do not change the fit visibly

    private final Runner runner;
    private final CropSampler sampler = new CropSampler(INPUT_SIZE);
    private final float[] input = new float[INPUT_SIZE * INPUT_SIZE * 3];
    private final float[] grey = new float[INPUT_SIZE * INPUT_SIZE];

    FaceMesh(OnnxModel model) {
        this.runner = model.newRunner();
    }

    /// Fits, moves the crop to where the face turned out to be, and fits again until the crop rests.
    ///
    /// @param maxPasses at least 1; a tracked face needs one, a detection two, a still up to three
    MeshFit fit(Frame frame, Crop start, int maxPasses) {
        var crop = start;
        for (int pass = 1; ; pass++) {
            float[] points = runOnce(frame, crop);
            var next = MeshCrops.around(points);
            if (pass == maxPasses || crop.distance(next) < CROP_SETTLED) return finished(crop, points);
            crop = next;
        }
    }

    private float[] runOnce(Frame frame, Crop crop) {
        float[] rgb = sampler.sample(frame, crop);
        for (int i = 0; i < rgb.length; i++) input[i] = rgb[i] * (1 / 255f);
        runner.input().put(0, input);
        runner.run();
        return new MeshAssembly(crop)
                .base(runner.output("output_mesh_identity"))
                .refine(MeshTopology.LIPS, runner.output("output_lips"))
                .refine(MeshTopology.RIGHT_EYE, runner.output("output_left_eye"))
                .refine(MeshTopology.LEFT_EYE, runner.output("output_right_eye"))
                .iris(MeshTopology.RIGHT_IRIS, MeshTopology.RIGHT_EYE, runner.output("output_left_iris"))
                .iris(MeshTopology.LEFT_IRIS, MeshTopology.LEFT_EYE, runner.output("output_right_iris"))
                .points();
    }

    private MeshFit finished(Crop crop, float[] points) {
        double presence = 1 / (1 + Math.exp(-runner.output("conv_faceflag")[0]));
        for (int i = 0; i < grey.length; i++)
            grey[i] = 0.299f * input[3 * i] + 0.587f * input[3 * i + 1] + 0.114f * input[3 * i + 2]; // BT.601
        return new MeshFit(crop, points, presence, FaceAppearance.of(grey, input, crop, points));
    }

    @Override
    public void close() {
        runner.close();
    }
}
