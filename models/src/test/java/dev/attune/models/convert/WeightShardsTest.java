package dev.attune.models.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class WeightShardsTest {
    @TempDir
    Path folder;

    @Test
    void readsEveryStoredTypeAcrossTheBorderOfTwoShards() throws IOException {
        var all = ByteBuffer.allocate(17).order(ByteOrder.LITTLE_ENDIAN);
        all.putFloat(1.5f)
                .putShort(Float.floatToFloat16(-0.25f))
                .put((byte) 255)
                .putShort((short) 40_000);
        all.putInt(-7).putInt(9);
        Files.write(folder.resolve("a.bin"), Arrays.copyOf(all.array(), 5));
        Files.write(folder.resolve("b.bin"), Arrays.copyOfRange(all.array(), 5, 17));

        var weights = read("""
                [{"paths": ["a.bin", "b.bin"], "weights": [
                  {"name": "full", "shape": [], "dtype": "float32"},
                  {"name": "half", "shape": [1], "dtype": "float32", "quantization": {"dtype": "float16"}},
                  {"name": "byte", "shape": [1], "dtype": "float32",
                   "quantization": {"dtype": "uint8", "scale": 0.5, "min": -1}},
                  {"name": "short", "shape": [1], "dtype": "int32",
                   "quantization": {"dtype": "uint16", "scale": 0.1, "min": -0.4}},
                  {"name": "whole", "shape": [2], "dtype": "int32"}]}]""");

        assertThat(values(weights, "full")).containsExactly(1.5);
        assertThat(values(weights, "half")).containsExactly(-0.25);
        assertThat(values(weights, "byte")).containsExactly(255 * 0.5 - 1);
        assertThat(values(weights, "short")).containsExactly(4000); // 3999.6 rounded
        assertThat(values(weights, "whole")).containsExactly(-7, 9);
    }

    @Test
    void aTruncatedShardIsReportedWithTheWeightItBreaks() throws IOException {
        Files.write(folder.resolve("a.bin"), new byte[6]);
        assertThatThrownBy(() -> read(kernelOf(2)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("end inside the weight 'kernel'");
    }

    @Test
    void bytesThatNoWeightClaimsAreReported() throws IOException {
        Files.write(folder.resolve("a.bin"), new byte[6]);
        assertThatThrownBy(() -> read(kernelOf(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2 bytes more");
    }

    private static String kernelOf(int values) {
        return "[{'paths': ['a.bin'], 'weights': [{'name': 'kernel', 'shape': [%d], 'dtype': 'float32'}]}]"
                .formatted(values)
                .replace('\'', '"');
    }

    private static double[] values(Map<String, Tensor> weights, String name) {
        return NdArray.of(Objects.requireNonNull(weights.get(name))).values();
    }

    private Map<String, Tensor> read(String manifest) throws IOException {
        return WeightShards.read(JsonMapper.builder().build().readTree(manifest), folder);
    }
}
