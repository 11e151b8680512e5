package dev.attune.server.models;

import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.face.FaceTables;
import dev.attune.media.Frame;
import dev.attune.models.ModelCard;
import dev.attune.models.ModelStore;
import dev.attune.voice.SpeechToText;
import dev.attune.voice.VoiceModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The networks all live sessions share. Opened in the background once the server is up, because loading takes longer
/// than a visitor takes to read the notice.
@Component
public class Perception implements AutoCloseable {
    private final ModelStore store;
    private final ModelStore voiceStore = ModelStore.bundled(); // each room closes its own
    private final @Nullable Path voiceModel;
    private final Optional<SpeechToText> speechToText = SpeechToText.installed();
    private final CompletableFuture<FaceModels> models = new CompletableFuture<>();
    private final CompletableFuture<VoiceModels> voices = new CompletableFuture<>();
    private @Nullable Thread opening; // guarded by this, as is closed
    private boolean closed;

    /// @param expressionModel the operator's own network for expressions; empty for ours, see [FaceModels#store]
    /// @param voiceModel the operator's own network for voices; empty for ours alone, see [VoiceModels]
    Perception(
            @Value("${attune.expression.model:}") String expressionModel,
            @Value("${attune.voice.model:}") String voiceModel) {
        this.store = FaceModels.store(expressionModel.isBlank() ? null : Path.of(expressionModel));
        this.voiceModel = voiceModel.isBlank() ? null : Path.of(voiceModel);
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void open() {
        if (closed) return; // stopped before it was ready
        opening = Thread.ofPlatform().daemon().name("open-models").start(() -> {
            try {
                var opened = FaceModels.open(store);
                warmUp(opened);
                models.complete(opened);
                voices.complete(
                        voiceModel == null ? VoiceModels.open(voiceStore) : VoiceModels.open(voiceStore, voiceModel));
            } catch (RuntimeException e) {
                models.completeExceptionally(e);
                voices.completeExceptionally(e);
            }
        });
    }

    /// Waits until they are open.
    ///
    /// @throws java.util.concurrent.CompletionException when they cannot be opened
    public FaceModels models() {
        return models.join();
    }

    /// Likewise, for voices.
    public VoiceModels voices() {
        return voices.join();
    }

    /// The operator's engine; without one nothing that is said is understood.
    public Optional<SpeechToText> speechToText() {
        return speechToText;
    }

    /// Of everything that this server may compute with.
    public List<ModelCard> cards() {
        return FaceTables.besides(store.cards());
    }

    /// Waits for the opening first: a process that ends while native code still runs on another thread aborts.
    @Override
    public void close() {
        Thread thread;
        synchronized (this) {
            closed = true;
            thread = opening;
        }
        if (thread == null) return;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        store.close();
        voiceStore.close();
    }

    /// A first run allocates and compiles; better now than in somebody's first second.
    private static void warmUp(FaceModels models) {
        try (var analyzer = new FaceAnalyzer(models, FaceOptions.live())) {
            analyzer.analyze(new Frame(Duration.ZERO, 640, 480, new byte[640 * 480 * 3]));
        }
    }
}
