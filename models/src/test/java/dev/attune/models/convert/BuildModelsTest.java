package dev.attune.models.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.models.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build of one tiny network, as if npm had already installed its package.
class BuildModelsTest {
    private static final String GRAPH = """
            {"modelTopology": {"node": [
               {"name": "x", "op": "Placeholder", "attr": {"dtype": {"type": "DT_FLOAT"},
                "shape": {"shape": {"dim": [{"size": "-1"}, {"size": "2"}]}}}},
               {"name": "w", "op": "Const"},
               {"name": "y", "op": "Mul", "input": ["x:0", "w", "^x"]}]},
             "weightsManifest": [{"paths": ["tiny.bin"], "weights": [{"name": "w", "shape": [2], "dtype": "float32"}]}],
             "signature": {"outputs": {"twice:0": {"name": "y:0", "tensorShape": {"dim": [{"size": "-1"}, {"size": "2"}]}}}}}
            """;
    private static final byte[] WEIGHTS = {0, 0, 0, 0x40, 0, 0, 0, 0x40}; // 2, 2

    @TempDir
    Path module;

    private Path classes;
    private Path weights;

    @BeforeEach
    void installThePackage() throws IOException {
        classes = module.resolve("classes");
        var installed = Files.createDirectories(module.resolve("node_modules/tiny"));
        Files.writeString(installed.resolve("package.json"), "{\"version\": \"1.2.3\"}");
        Files.writeString(installed.resolve("tiny.json"), GRAPH);
        weights = Files.write(installed.resolve("tiny.bin"), WEIGHTS);
        Files.writeString(module.resolve("package-lock.json"), "{}");
        Files.writeString(module.resolve("node_modules/.attune-lock-sha256"), Sha256.of("{}".getBytes(UTF_8)));
        writeCard("1.2.3");
    }

    @Test
    void convertsTheNetworkAndCompletesItsCard() throws Exception {
        build();

        byte[] onnx = Files.readAllBytes(classes.resolve("dev/attune/models/onnx/tiny.onnx"));
        var result = OnnxSession.run(onnx, new NdArray(new int[] {1, 2}, new double[] {3, -4}));
        assertThat(result.get("twice").values()).containsExactly(6, -8);
        assertThat(classes.resolve("dev/attune/models/models.json"))
                .content()
                .contains("\"id\" : \"tiny\"", Sha256.of(onnx));
    }

    @Test
    void makesAgainWhatWasDeleted() throws Exception {
        build();
        var converted = classes.resolve("dev/attune/models/onnx/tiny.onnx");
        Files.delete(converted);

        build();

        assertThat(converted).exists();
    }

    @Test
    void convertsAgainWhenACardIsNewer() throws Exception {
        build();
        var index = classes.resolve("dev/attune/models/models.json");
        Files.setLastModifiedTime(index, FileTime.fromMillis(0));

        build();

        assertThat(Files.getLastModifiedTime(index)).isGreaterThan(FileTime.fromMillis(0));
    }

    @Test
    void doesNothingWhenTheResultIsNewerThanItsSources() throws Exception {
        build();
        var converted = classes.resolve("dev/attune/models/onnx/tiny.onnx");
        var longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(converted, longAgo);

        build();

        assertThat(Files.getLastModifiedTime(converted)).isEqualTo(longAgo);
    }

    @Test
    void refusesWeightsThatAreNotThoseOfTheCard() throws IOException {
        Files.write(weights, new byte[8]);
        assertThatThrownBy(this::build)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tiny.bin")
                .hasMessageContaining(Sha256.of(new byte[8]))
                .hasMessageContaining(Sha256.of(WEIGHTS));
    }

    @Test
    void refusesACardThatSpeaksOfAnotherVersion() throws IOException {
        writeCard("1.2.4");
        assertThatThrownBy(this::build)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tiny@1.2.4")
                .hasMessageContaining("1.2.3");
    }

    private void build() throws IOException, InterruptedException {
        BuildModels.main(new String[] {module.toString(), classes.toString()});
    }

    private void writeCard(String version) throws IOException {
        var card = """
                {"id": "tiny", "source": {"packageName": "tiny", "packageVersion": "%s", "licence": "MIT", "home": "",
                 "format": "TFJS_GRAPH", "files": [
                   {"path": "tiny.json", "sha256": "%s"}, {"path": "tiny.bin", "sha256": "%s"}]}}
                """.formatted(version, Sha256.of(GRAPH.getBytes(UTF_8)), Sha256.of(WEIGHTS));
        var cards = Files.createDirectories(module.resolve("src/main/cards"));
        Files.writeString(cards.resolve("tiny.json"), card);
    }
}
