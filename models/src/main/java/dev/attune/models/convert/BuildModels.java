package dev.attune.models.convert;

import dev.attune.models.ModelCard.Source;
import dev.attune.models.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Builds everything that [dev.attune.models.ModelStore] serves, from the cards in `src/main/cards`:
/// installs the packages, verifies the checksums of the weights, converts, and writes the cards completed by the
/// checksum of what was converted.
///
/// Deterministic, and leaves files alone that would not change, so that running it on every build is cheap.
public final class BuildModels {
    private static final String PACKAGE_FOLDER = "dev/attune/models";

    private final JsonMapper json = JsonMapper.builder().build();
    private final NpmPackages packages;
    private final Path output;

    private BuildModels(Path module, Path classes) {
        this.packages = new NpmPackages(module);
        this.output = classes.resolve(PACKAGE_FOLDER);
    }

    /// @param arguments the module's folder, and the folder of its classes
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 2)
            throw new IllegalArgumentException(
                    "expected the module's folder and its class folder, got " + Arrays.toString(arguments));
        var module = Path.of(arguments[0]);
        var build = new BuildModels(module, Path.of(arguments[1]));
        build.packages.install();
        build.convertAll(module.resolve("src/main/cards"));
    }

    private void convertAll(Path cardFolder) throws IOException {
        var index = json.createArrayNode();
        for (var file : sortedFiles(cardFolder)) {
            var card = (ObjectNode) json.readTree(file);
            var source = json.treeToValue(card.get("source"), Source.class);
            verify(source);
            card.set("resource", write(card.get("id").asString(), source));
            index.add(card);
        }
        byte[] cards = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(index);
        writeIfChanged(output.resolve("models.json"), cards);
    }

    private void verify(Source source) throws IOException {
        var manifest = json.readTree(packages.file(source.packageName(), "package.json"));
        var version = manifest.get("version").asString();
        if (!version.equals(source.packageVersion()))
            throw new IOException("The card speaks of %s@%s, but package-lock.json installs %s."
                    .formatted(source.packageName(), source.packageVersion(), version));
        for (var file : source.files()) {
            var path = packages.file(source.packageName(), file.path());
            var actual = Sha256.of(Files.readAllBytes(path));
            if (!actual.equals(file.sha256())) throw new IOException("""
                        %s is not the file that the model card describes: SHA-256 %s, expected %s.
                        Maybe delete node_modules and build again; if it stays, do not use these weights.""".formatted(path, actual, file.sha256()));
        }
    }

    private JsonNode write(String id, Source source) throws IOException {
        var path = packages.file(source.packageName(), source.files().getFirst().path());
        var name = switch (source.format()) {
            case TFJS_GRAPH, FACE_API_EXPRESSION_WEIGHTS -> "onnx/" + id + ".onnx";
            case MEDIAPIPE_FACE_GEOMETRY -> id + ".json";
        };
        byte[] converted = switch (source.format()) {
            case TFJS_GRAPH -> GraphTranslation.toOnnx(TfjsGraph.read(path));
            case FACE_API_EXPRESSION_WEIGHTS -> GraphTranslation.toOnnx(FaceApiExpression.read(path));
            case MEDIAPIPE_FACE_GEOMETRY -> json.writeValueAsBytes(FaceGeometry.read(Files.readAllBytes(path)));
        };
        writeIfChanged(output.resolve(name), converted);
        return json.createObjectNode()
                .put("path", name)
                .put("bytes", converted.length)
                .put("sha256", Sha256.of(converted));
    }

    private static void writeIfChanged(Path file, byte[] content) throws IOException {
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) return;
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, content);
        System.out.println("Wrote " + file.getFileName() + ", " + content.length / 1000 + " kB");
    }

    private static List<Path> sortedFiles(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
