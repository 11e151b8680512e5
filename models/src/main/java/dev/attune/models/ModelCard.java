package dev.attune.models;

import dev.attune.signals.ModelRef;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is known about one set of weights, and what is not. Data, written by hand in `src/main/cards`.
///
/// @param version of the weights together with their conversion; changes whenever the same input may score differently
/// @param trainingData what is published about it; says so where nothing is
/// @param restrictions what the licence or the training data forbid or leave open
/// @param researchOnly true when the terms of weights or training data exclude commercial use
/// @param input null for data that is not a network
/// @param furtherInputs state that is carried from run to run, and settings; most networks have none
/// @param figures measured results, each with its source; empty when nobody has published or measured any
/// @param resource the converted file as shipped
public record ModelCard(
        String id,
        String version,
        String title,
        String task,
        Source source,
        String trainingData,
        String restrictions,
        boolean researchOnly,
        @Nullable Contract input,
        List<Contract> furtherInputs,
        List<Contract> outputs,
        List<String> limits,
        List<Figure> figures,
        Resource resource) {
    private static final int CHECKSUM_DIGITS = 12;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /// The package the weights come in, and its licence as the package states it; for our own weights, Attune.
    ///
    /// @param home the project that trained the network
    /// @param files every file that is read from the package, first the one that describes the others
    public record Source(
            String packageName, String packageVersion, String licence, String home, Format format, List<File> files) {
        public Source {
            files = List.copyOf(files);
            if (files.isEmpty()) throw new IllegalArgumentException("a source needs files: " + packageName);
        }
    }

    /// How the source is to be read.
    public enum Format {
        TFJS_GRAPH,
        FACE_API_EXPRESSION_WEIGHTS,
        MEDIAPIPE_FACE_GEOMETRY,
        /// ONNX already, taken as it is.
        ONNX,
        /// Trained by `attune train` and kept in `src/main/weights`; there is no package to fetch.
        ATTUNE_ONNX,
        /// The same, for the linear models that read words.
        ATTUNE_TEXT,
        /// A table of numbers that `attune train` fitted, kept beside the class that reads it; nothing is converted.
        ATTUNE_TABLE,
        /// An ONNX file in a Maven package, taken as it is.
        MAVEN_ONNX,
        /// The word pieces of a `tokenizer.json` in a Maven package, in the order of their ids.
        MAVEN_WORD_PIECES
    }

    /// A file inside the package; the checksum is that of the published file and is verified before conversion.
    public record File(String path, String sha256) {
        public File {
            checkSha256(sha256);
        }
    }

    /// One tensor: its name in the graph, its shape, and what its numbers mean (order, range, unit).
    public record Contract(String name, List<Integer> shape, String meaning) {
        public Contract {
            shape = List.copyOf(shape);
        }

        /// Number of values of the tensor.
        public int size() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }
    }

    /// A published or measured result with the data set it was obtained on.
    ///
    /// @param result as it was measured
    /// @param source who measured it
    public record Figure(String result, String dataSet, String source) {}

    /// The shipped file. The checksum is that of the converted file.
    public record Resource(String path, long bytes, String sha256) {
        public Resource {
            checkSha256(sha256);
        }
    }

    public ModelCard {
        furtherInputs = List.copyOf(Objects.requireNonNullElse(furtherInputs, List.of())); // most cards leave it out
        outputs = List.copyOf(outputs);
        limits = List.copyOf(limits);
        figures = List.copyOf(figures);
        if (id.isBlank()) throw new IllegalArgumentException("a model card needs an id: " + title);
        if (trainingData.isBlank() || restrictions.isBlank())
            throw new IllegalArgumentException(
                    "the card '%s' must say what is known of training data and restrictions".formatted(id));
        if (input == null && !furtherInputs.isEmpty())
            throw new IllegalArgumentException("the card '%s' has further inputs but no input".formatted(id));
        if ((input == null) != outputs.isEmpty())
            throw new IllegalArgumentException(
                    "the card '%s' must have both an input and outputs, or neither".formatted(id));
    }

    /// How readings name this model.
    public ModelRef ref() {
        return new ModelRef(id, version);
    }

    /// The same task read by a network that an operator brings instead; who trained it on what is not known here.
    ModelCard ofOperator(String fileName, String path, byte[] onnx) {
        var sha256 = Sha256.of(onnx);
        var digits = sha256.substring(0, CHECKSUM_DIGITS);
        return new ModelCard(
                id,
                "operator-" + digits,
                title + ", replaced by the operator's " + fileName,
                task,
                new Source(
                        fileName,
                        digits,
                        "not known here: the operator answers for it",
                        "the operator",
                        Format.ATTUNE_ONNX,
                        List.of(new File(fileName, sha256))),
                "Not known here: trained by the operator.",
                "Not known here: the operator answers for the rights to what it was trained on.",
                false,
                input,
                furtherInputs,
                outputs,
                List.of("Nothing that is said of Attune's own weights holds for these. Maybe run attune evaluate on"
                        + " pictures that they were not trained on."),
                List.of(),
                new Resource(path, onnx.length, sha256));
    }

    private static void checkSha256(String value) {
        if (!SHA256.matcher(value).matches())
            throw new IllegalArgumentException("a SHA-256 is 64 hexadecimal digits, got '%s'".formatted(value));
    }
}
