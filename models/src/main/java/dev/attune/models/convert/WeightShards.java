package dev.attune.models.convert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the weights of a TensorFlow.js manifest: little-endian values one after another over the concatenated
/// shards of each group, optionally quantised as `value = stored * scale + min`.
final class WeightShards {
    private final ByteBuffer bytes;

    private WeightShards(byte[] shards) {
        this.bytes = ByteBuffer.wrap(shards).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Map<String, Tensor> read(JsonNode manifest, @Nullable Path folder) throws IOException {
        if (folder == null) throw new IllegalArgumentException("the model file has no folder to find its shards in");
        var weights = new LinkedHashMap<String, Tensor>();
        for (var group : manifest) {
            var shards = new ByteArrayOutputStream();
            for (var path : group.get("paths")) shards.writeBytes(Files.readAllBytes(folder.resolve(path.asString())));
            var reader = new WeightShards(shards.toByteArray());
            for (var entry : group.get("weights")) {
                var name = entry.get("name").asString();
                try {
                    weights.put(name, reader.next(entry));
                } catch (BufferUnderflowException e) {
                    throw new IOException(
                            "The shards %s end inside the weight '%s'.".formatted(group.get("paths"), name), e);
                }
            }
            if (reader.bytes.hasRemaining())
                throw new IOException("The shards %s hold %d bytes more than the manifest describes."
                        .formatted(group.get("paths"), reader.bytes.remaining()));
        }
        return weights;
    }

    private Tensor next(JsonNode entry) {
        int[] shape = entry.get("shape").valueStream().mapToInt(JsonNode::asInt).toArray();
        var quantization = entry.path("quantization");
        var type = entry.get("dtype").asString();
        var stored = stored(
                quantization.isMissingNode() ? type : quantization.get("dtype").asString());
        double scale = quantization.path("scale").asDouble(1);
        double min = quantization.path("min").asDouble(0);
        int size = Tensor.size(shape);
        return switch (type) {
            case "float32" -> {
                var values = new float[size];
                for (int i = 0; i < size; i++) values[i] = (float) (stored.getAsDouble() * scale + min);
                yield Tensor.of(shape, values);
            }
            case "int32", "bool" -> {
                var values = new int[size];
                for (int i = 0; i < size; i++) values[i] = (int) Math.round(stored.getAsDouble() * scale + min);
                yield Tensor.of(shape, values);
            }
            default -> throw new IllegalArgumentException("weight type %s of %s".formatted(type, entry.get("name")));
        };
    }

    private DoubleSupplier stored(String type) {
        return switch (type) {
            case "float32" -> bytes::getFloat;
            case "float16" -> () -> Float.float16ToFloat(bytes.getShort());
            case "int32" -> bytes::getInt;
            case "uint16" -> () -> Short.toUnsignedInt(bytes.getShort());
            case "uint8", "bool" -> () -> Byte.toUnsignedInt(bytes.get());
            default -> throw new IllegalArgumentException("weights stored as " + type);
        };
    }
}
