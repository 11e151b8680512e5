package dev.attune.models.convert;

import dev.attune.models.ModelCard.File;
import dev.attune.models.ModelCard.Source;
import dev.attune.models.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Builds everything that [dev.attune.models.ModelStore] serves, from the cards in `src/main/cards`:
/// installs the packages, verifies the checksums of the weights, converts, and writes the cards completed by the
/// checksum of what was converted. Our own weights, in `src/main/weights`, are verified and taken as they are.
///
/// Deterministic, and does nothing when the cards, the lock file and this code are older than the result.
public final class BuildModels {
    private static final String PACKAGE_FOLDER = "dev/attune/models";

    private final JsonMapper json = JsonMapper.builder().build();
    private final NpmPackages packages;
    private final Path cardFolder;
    private final Path weightFolder;
    private final Path lockFile;
    private final Path output;
    private final Path index;

    private BuildModels(Path module, Path classes) {
        this.packages = new NpmPackages(module);
        this.cardFolder = module.resolve("src/main/cards");
        this.weightFolder = module.resolve("src/main/weights");
        this.lockFile = module.resolve(NpmPackages.LOCK_FILE);
        this.output = classes.resolve(PACKAGE_FOLDER);
        this.index = output.resolve("models.json");
    }

    /// @param arguments the module's folder, and the folder of its classes
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 2)
            throw new IllegalArgumentException(
                    "expected the module's folder and its class folder, got " + Arrays.toString(arguments));
        var module = Path.of(arguments[0]);
        var build = new BuildModels(module, Path.of(arguments[1]));
        build.packages.install();
        if (!build.isUpToDate()) build.convertAll();
    }

    /// By modification time, as make does it: of the cards, the lock file, and the classes of this module.
    private boolean isUpToDate() throws IOException {
        if (!Files.exists(index)) return false;
        var sources = new ArrayList<>(cards());
        var results = json.readTree(index);
        if (results.size() != sources.size()) return false;
        for (var result : results)
            if (!Files.exists(output.resolve(result.get("resource").get("path").asString()))) return false;
        var built = Files.getLastModifiedTime(index);
        sources.addAll(ownWeights());
        sources.add(lockFile);
        try (var files = Files.walk(output)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(sources::add);
        }
        for (var source : sources) if (Files.getLastModifiedTime(source).compareTo(built) > 0) return false;
        return true;
    }

    private void convertAll() throws IOException {
        var completed = json.createArrayNode();
        for (var file : cards()) {
            var card = (ObjectNode) json.readTree(file);
            var source = json.treeToValue(card.get("source"), Source.class);
            verify(source);
            card.set("resource", convert(card.get("id").asString(), source));
            completed.add(card);
        }
        write(index, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(completed));
    }

    private void verify(Source source) throws IOException {
        var installed = installedVersion(source);
        if (!installed.equals(source.packageVersion()))
            throw new IOException("The card speaks of %s@%s, but the build installs %s."
                    .formatted(source.packageName(), source.packageVersion(), installed));
        for (var file : source.files()) {
            var actual = Sha256.of(bytes(source, file));
            if (!actual.equals(file.sha256()))
                throw new IOException(
                        ("%s of %s is not the file that the model card describes: SHA-256 %s, expected %s.\n"
                                        + "Maybe delete node_modules and build again; if it stays, do not use these"
                                        + " weights.")
                                .formatted(file.path(), source.packageName(), actual, file.sha256()));
        }
    }

    private String installedVersion(Source source) throws IOException {
        return switch (source.format()) {
            case ATTUNE_ONNX, ATTUNE_TEXT -> source.packageVersion();
            case MAVEN_ONNX, MAVEN_WORD_PIECES -> MavenPackages.version(source.packageName());
            case ATTUNE_TABLE -> throw table(source);
            case TFJS_GRAPH, FACE_API_EXPRESSION_WEIGHTS, MEDIAPIPE_FACE_GEOMETRY, ONNX ->
                json.readTree(packages.file(source.packageName(), "package.json"))
                        .get("version")
                        .asString();
        };
    }

    private byte[] bytes(Source source, File file) throws IOException {
        return switch (source.format()) {
            case ATTUNE_ONNX, ATTUNE_TEXT -> Files.readAllBytes(weightFolder.resolve(file.path()));
            case MAVEN_ONNX, MAVEN_WORD_PIECES -> MavenPackages.file(file.path());
            case ATTUNE_TABLE -> throw table(source);
            case TFJS_GRAPH, FACE_API_EXPRESSION_WEIGHTS, MEDIAPIPE_FACE_GEOMETRY, ONNX ->
                Files.readAllBytes(packages.file(source.packageName(), file.path()));
        };
    }

    private JsonNode convert(String id, Source source) throws IOException {
        var file = source.files().getFirst();
        var path = packages.file(source.packageName(), file.path());
        var name = switch (source.format()) {
            case TFJS_GRAPH, FACE_API_EXPRESSION_WEIGHTS, ONNX, ATTUNE_ONNX, MAVEN_ONNX -> "onnx/" + id + ".onnx";
            case MEDIAPIPE_FACE_GEOMETRY -> id + ".json";
            case ATTUNE_TEXT -> id + ".bin";
            case MAVEN_WORD_PIECES -> id + ".txt";
            case ATTUNE_TABLE -> throw table(source);
        };
        byte[] converted = switch (source.format()) {
            case TFJS_GRAPH -> GraphTranslation.toOnnx(TfjsGraph.read(path));
            case FACE_API_EXPRESSION_WEIGHTS -> GraphTranslation.toOnnx(FaceApiExpression.read(path));
            case ONNX, ATTUNE_ONNX, ATTUNE_TEXT, MAVEN_ONNX -> bytes(source, file);
            case MEDIAPIPE_FACE_GEOMETRY -> json.writeValueAsBytes(FaceGeometry.read(bytes(source, file)));
            case MAVEN_WORD_PIECES -> WordPieces.read(json.readTree(bytes(source, file)));
            case ATTUNE_TABLE -> throw table(source);
        };
        write(output.resolve(name), converted);
        return json.createObjectNode()
                .put("path", name)
                .put("bytes", converted.length)
                .put("sha256", Sha256.of(converted));
    }

    private static IOException table(Source source) {
        return new IOException("A table is not built here. Maybe move the card of %s beside the class that reads it."
                .formatted(source.files().getFirst().path()));
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, content);
        System.out.println("Wrote " + file.getFileName() + ", " + content.length / 1000 + " kB");
    }

    private List<Path> ownWeights() throws IOException {
        if (!Files.isDirectory(weightFolder)) return List.of();
        try (var files = Files.list(weightFolder)) {
            return files.sorted().toList();
        }
    }

    private List<Path> cards() throws IOException {
        try (var files = Files.list(cardFolder)) {
            return files.sorted().toList();
        }
    }
}
