package dev.attune.sensors;

import dev.attune.signals.FaceUnits;
import dev.attune.signals.HeadTurn;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Quality;
import dev.attune.signals.UnitsReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Results of MediaPipe's FaceLandmarker, one object per frame, with a time beside them: the result
/// itself has none. Names as in JavaScript or as in Python.
final class MediaPipeJson {
    private static final ModelRef REF = new ModelRef("mediapipe-face-landmarker", "1");
    private static final List<String> TIMES = List.of("timestampMs", "timestamp_ms", "atMs", "timestamp");
    private static final int MATRIX = 16;

    private @Nullable Duration first;

    UnitsReading read(JsonNode result) {
        var time = TIMES.stream()
                .filter(result::hasNonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no time beside faceBlendshapes; expected one of %s, in milliseconds"
                                .formatted(TIMES)));
        double milliseconds = Fields.number(result, time).orElseThrow(); // since any moment, often 1970
        var told = Duration.ofNanos(Math.round(milliseconds * 1e6));
        if (first == null) first = told;
        var shapes = either(result, "faceBlendshapes", "face_blendshapes");
        if (!shapes.isArray())
            throw new IllegalArgumentException(
                    "the field faceBlendshapes must be an array, got " + Fields.shown(shapes));
        var matrices = either(result, "facialTransformationMatrixes", "facial_transformation_matrixes");
        var faces = new ArrayList<FaceUnits>();
        for (int face = 0; face < shapes.size(); face++)
            faces.add(face(face, shapes.get(face), head(matrices.path(face))));
        return new UnitsReading(told.minus(first), faces);
    }

    private static FaceUnits face(int number, JsonNode face, @Nullable HeadTurn head) {
        var categories = face.has("categories") ? face.path("categories") : face;
        var values = new HashMap<String, Double>();
        for (var category : categories) {
            var name = either(category, "categoryName", "category_name").asString("");
            Fields.number(category, "score").ifPresent(score -> values.put(name, score));
        }
        var units = Blendshapes.actionUnits(values, Blendshapes.Source.MEDIAPIPE);
        if (units.isEmpty())
            throw new IllegalArgumentException(
                    "face %d has none of the 52 shapes, got %s".formatted(number, Fields.shown(categories)));
        return new FaceUnits(number, units, null, head, null, Quality.PERFECT, List.of(REF, Blendshapes.ref()));
    }

    /// From the matrix that puts the canonical face, which looks along +z, before the camera; column
    /// after column, x to the image right, y up.
    private static @Nullable HeadTurn head(JsonNode matrix) {
        var data = matrix.has("data") ? matrix.path("data") : matrix;
        if (!data.isArray() || data.size() != MATRIX) return null;
        double yaw =
                Math.toDegrees(Math.atan2(data.get(8).asDouble(), data.get(10).asDouble()));
        double pitch = Math.toDegrees(Math.asin(Math.clamp(data.get(9).asDouble(), -1, 1)));
        double roll =
                Math.toDegrees(-Math.atan2(data.get(1).asDouble(), data.get(0).asDouble()));
        return new HeadTurn(yaw, pitch, roll);
    }

    private static JsonNode either(JsonNode object, String script, String python) {
        return object.has(script) ? object.path(script) : object.path(python);
    }
}
