package dev.attune.models;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The models that were packed at build time: lists their cards, loads each at most once, verifies checksums.
///
/// Thread-safe, except that closing it while a [Runner] runs is the caller's mistake.
public final class ModelStore implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(ModelStore.class.getName());

    /// The generated list of cards, each with the checksum of its converted file.
    static final String INDEX = "models.json";

    private static final String OPERATOR = "operator:"; // no path of a packed file

    private final Function<String, @Nullable InputStream> files;
    private final Map<String, ModelCard> cards = new LinkedHashMap<>();
    private final Map<String, OnnxModel> loaded = new ConcurrentHashMap<>();
    private final Map<String, OrtSession> encoders = new ConcurrentHashMap<>();
    private volatile @Nullable InferenceRuntime runtime;
    private volatile boolean closed;

    ModelStore(Function<String, @Nullable InputStream> files) {
        this.files = files;
        try {
            for (var card : JsonMapper.builder().build().readValue(read(INDEX), ModelCard[].class))
                cards.put(card.id(), card);
        } catch (JacksonException e) {
            throw new ModelException("The list of models, %s, is not readable: %s".formatted(INDEX, e.getMessage()), e);
        }
    }

    /// The models inside this library.
    ///
    /// @throws ModelException when the build did not put them there
    public static ModelStore bundled() {
        return new ModelStore(ModelStore.class::getResourceAsStream);
    }

    /// Likewise, but one network is read from a file of the operator's that has the same inputs and outputs, such as
    /// `attune train` writes. Its card says that nobody here knows what it was trained on.
    ///
    /// @throws ModelException when the file cannot be read, is no ONNX, or has other inputs or outputs
    public static ModelStore bundledWith(String id, Path file) {
        byte[] onnx;
        try {
            onnx = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelException(
                    "The network %s cannot be read: %s. Maybe check its path.".formatted(file, e.getMessage()), e);
        }
        var own = OPERATOR + Sha256.of(onnx);
        var store = new ModelStore(
                path -> path.equals(own) ? new ByteArrayInputStream(onnx) : ModelStore.class.getResourceAsStream(path));
        var card = store.network(id).ofOperator(String.valueOf(file.getFileName()), own, onnx);
        store.cards.put(id, card);
        try {
            var model = store.load(id);
            model.requireContract(file);
            return store;
        } catch (ModelException e) {
            store.close();
            throw e;
        }
    }

    /// All cards, in alphabetical order of their ids.
    public List<ModelCard> cards() {
        return List.copyOf(cards.values());
    }

    /// @throws IllegalArgumentException when there is no such model; the message names those there are
    public ModelCard card(String id) {
        var card = cards.get(id);
        if (card == null)
            throw new IllegalArgumentException(
                    "There is no model '%s'. Maybe one of: %s".formatted(id, String.join(", ", cards.keySet())));
        return card;
    }

    /// The network in one session per store, created on the first call.
    ///
    /// @throws ModelException when its file is missing or altered, or the native runtime does not load
    public OnnxModel load(String id) {
        var card = network(id);
        return loaded.computeIfAbsent(
                id, key -> new OnnxModel(card, Objects.requireNonNull(card.input()), session(card), runtime()));
    }

    /// A sentence encoder in one session per store, created on the first call.
    ///
    /// @throws ModelException as [#load]
    public SentenceEncoder encoder(String id) {
        var card = network(id);
        return new SentenceEncoder(card, encoders.computeIfAbsent(id, key -> session(card)), runtime());
    }

    private ModelCard network(String id) {
        if (closed) throw new IllegalStateException("the model store is closed");
        var card = card(id);
        if (card.input() == null)
            throw new IllegalArgumentException(
                    "'%s' is data, not a network. Maybe ask for its resource.".formatted(id));
        return card;
    }

    /// The verified bytes of a model's file, for instance of data that is not a network.
    ///
    /// @throws ModelException when the file is missing or its checksum is not the card's
    public byte[] resource(String id) {
        var expected = card(id).resource();
        byte[] bytes = read(expected.path());
        var actual = Sha256.of(bytes);
        if (!actual.equals(expected.sha256()))
            throw new ModelException(
                    ("The file %s of the model '%s' is not the one that was packed: SHA-256 %s, expected %s.\n"
                                    + "Maybe the library is damaged; build or download it again.")
                            .formatted(expected.path(), id, actual, expected.sha256()));
        return bytes;
    }

    /// The average face with metric coordinates, for head pose and for drawing.
    public CanonicalFace canonicalFace() {
        return CanonicalFace.parse(resource(CanonicalFace.ID));
    }

    /// Time spent inside ONNX Runtime by all runners of this store, in nanoseconds.
    public long nanosInRuntime() {
        var opened = runtime;
        return opened == null ? 0 : opened.nanosInside();
    }

    /// Frees the sessions. Close all runners first.
    @Override
    public synchronized void close() {
        closed = true;
        for (var model : loaded.values()) {
            try {
                model.close();
            } catch (OrtException e) {
                LOGGER.log(
                        System.Logger.Level.WARNING, "The model " + model.card().id() + " did not close", e);
            }
        }
        loaded.clear();
        for (var encoder : encoders.entrySet()) {
            try {
                encoder.getValue().close();
            } catch (OrtException e) {
                LOGGER.log(System.Logger.Level.WARNING, "The encoder " + encoder.getKey() + " did not close", e);
            }
        }
        encoders.clear();
    }

    private OrtSession session(ModelCard card) {
        byte[] onnx = resource(card.id());
        try {
            return runtime().session(onnx);
        } catch (OrtException e) {
            throw new ModelException("ONNX Runtime refuses the model '%s': %s".formatted(card.id(), e.getMessage()), e);
        }
    }

    /// Opened on first use, so that listing the cards needs no native library.
    private synchronized InferenceRuntime runtime() {
        var opened = runtime;
        if (opened == null) runtime = opened = new InferenceRuntime();
        return opened;
    }

    private byte[] read(String path) {
        try (var stream = files.apply(path)) {
            if (stream == null)
                throw new ModelException(
                        "The file %s is missing. Maybe build the models first: mvn -pl models -am package"
                                .formatted(path));
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new ModelException("The file %s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }
}
