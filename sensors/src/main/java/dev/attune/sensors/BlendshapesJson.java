package dev.attune.sensors;

import dev.attune.signals.FaceUnits;
import dev.attune.signals.HeadTurn;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Quality;
import dev.attune.signals.UnitsReading;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One line of a stream of blendshapes, and one live message: `attune.blendshapes/1`, see docs/sensors.md.
public final class BlendshapesJson {
    static final ModelRef REF = new ModelRef("attune.blendshapes", "1");
    private static final int MOST_SHAPES = 256; // the 52 and what a device adds

    private BlendshapesJson() {}

    /// @throws IllegalArgumentException naming the field and what was expected
    public static UnitsReading read(JsonNode object) {
        if (!object.isObject())
            throw new IllegalArgumentException("expected one JSON object, got " + Fields.shown(object));
        var at = Fields.milliseconds(object, "atMs");
        var shapes = object.path("blendshapes");
        if (shapes.isNull()) return new UnitsReading(at, List.of());
        if (!shapes.isObject() || shapes.size() > MOST_SHAPES)
            throw new IllegalArgumentException(
                    "the field blendshapes must be an object of at most %d shapes, or null without a face, got %s"
                            .formatted(MOST_SHAPES, Fields.shown(shapes)));
        var values = new HashMap<String, Double>();
        for (var shape : shapes.properties())
            if (Blendshapes.isName(shape.getKey()))
                Fields.number(shapes, shape.getKey()).ifPresent(value -> values.put(shape.getKey(), value));
        var units = Blendshapes.actionUnits(values, Blendshapes.Source.ARKIT);
        if (units.isEmpty())
            throw new IllegalArgumentException(
                    "the field blendshapes holds none of the 52 names, such as jawOpen, got " + Fields.shown(shapes));
        var face = new FaceUnits(
                0, units, null, head(object.path("head")), null, Quality.PERFECT, List.of(REF, Blendshapes.ref()));
        return new UnitsReading(at, List.of(face));
    }

    private static @Nullable HeadTurn head(JsonNode head) {
        if (head.isMissingNode() || head.isNull()) return null;
        return new HeadTurn(
                Fields.number(head, "yaw").orElse(0),
                Fields.number(head, "pitch").orElse(0),
                Fields.number(head, "roll").orElse(0));
    }
}
