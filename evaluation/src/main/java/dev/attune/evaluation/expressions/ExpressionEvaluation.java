package dev.attune.evaluation.expressions;

import dev.attune.face.ExpressionNets;
import dev.attune.face.FaceModels;
import dev.attune.face.StillFace;
import dev.attune.face.StillFaceReader;
import dev.attune.fusion.AffectFusion;
import dev.attune.fusion.FusionState;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import dev.attune.media.MediaFile;
import dev.attune.models.Sha256;
import dev.attune.signals.Affect;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Lets the networks read every picture of an index. Pictures stand alone, so the answers do not depend on the number
/// of threads.
///
/// @param cropped whether the pictures are faces already, to be read without the detector
public record ExpressionEvaluation(FaceModels models, ExpressionNets nets, boolean cropped, int threads) {
    public ExpressionEvaluation {
        if (threads < 1) throw new IllegalArgumentException("at least one thread is needed, got " + threads);
    }

    /// @param done receives how many pictures were read, from any thread
    /// @return one answer per row, in order
    List<Answer> read(LabelledIndex index, IntConsumer done) throws InterruptedException {
        var rows = index.rows();
        var next = new AtomicInteger();
        var answers = new Answer[rows.size()];
        var finished = new AtomicInteger();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var workers = new ArrayList<Future<?>>();
            for (int i = 0; i < threads; i++)
                workers.add(pool.submit(() -> {
                    try (var reader = new StillFaceReader(models, nets)) {
                        for (int at; (at = next.getAndIncrement()) < answers.length; ) {
                            answers[at] = answer(rows.get(at).picture(), reader);
                            done.accept(finished.incrementAndGet());
                        }
                    }
                }));
            for (var worker : workers) worker.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a network failed; no figure would be true", e.getCause());
        }
        return List.of(answers);
    }

    private Answer answer(Path picture, StillFaceReader reader) {
        try (var source = MediaFile.open(picture)) {
            var frame = source.next();
            if (frame == null) return new Answer.Unreadable("no picture inside");
            var fingerprint = Sha256.of(Files.readAllBytes(picture));
            var still = new Frame(Duration.ZERO, frame.width(), frame.height(), frame.bgr());
            var face = cropped ? Optional.of(reader.filling(still)) : reader.largest(still);
            return face.<Answer>map(found -> read(found, fingerprint)).orElseGet(() -> new Answer.NoFace(fingerprint));
        } catch (MediaException | IOException e) {
            return new Answer.Unreadable(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown"));
        }
    }

    private static Answer.Read read(StillFace face, String fingerprint) {
        var observation = face.observation();
        if (observation == null)
            return new Answer.Read(
                    face.expression(), new DisplayPattern.Abstained(Reason.NO_FACE), false, List.of(), fingerprint);
        var reading = new FaceReading(Duration.ZERO, List.of(observation));
        var product = AffectFusion.step(FusionState.initial(), reading).events().stream()
                .filter(Affect.class::isInstance)
                .map(event -> ((Affect) event).expression())
                .findFirst()
                .orElseThrow();
        return new Answer.Read(face.expression(), product, true, observation.actionUnits(), fingerprint);
    }
}
