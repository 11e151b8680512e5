package dev.attune.fusion;

import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Perception of one stream: gate → decode → analyse → fuse. Contract:
/// 1. One session per stream and person asked for; one thread at a time.
/// 2. `accept` in order of media time. The gate is asked for every frame, before it is decoded.
/// 3. A refusal discards everything derived so far: open moments are not reported, neutral faces are forgotten. When
///    the gate agrees again, perception starts from nothing.
/// 4. `finish` once, for the moments that are still open; `close` always.
public final class PerceptionSession implements AutoCloseable {
    private final Supplier<FaceReader> readers;
    private final Gate gate;
    private final Gate.Question question;
    private @Nullable FaceReader reader;
    private FusionState state = FusionState.initial();
    private long read;
    private long refused;

    /// @param models shared by all sessions; not closed by this one
    public PerceptionSession(FaceModels models, FaceOptions options, Gate gate, Gate.Question question) {
        this(() -> new AnalyzerReader(new FaceAnalyzer(models, options)), gate, question);
    }

    PerceptionSession(Supplier<FaceReader> readers, Gate gate, Gate.Question question) {
        this.readers = readers;
        this.gate = gate;
        this.question = question;
    }

    /// For frames that come out of a decoder by themselves, such as those of a file that was opened with permission.
    public PerceptionResult accept(Frame frame) {
        return switch (gate.check(question)) {
            case Gate.Verdict.Refused no -> refuse(frame.at(), no.reason());
            case Gate.Verdict.Allowed yes -> read(frame);
        };
    }

    /// For frames that arrive encoded: refused ones stay so.
    ///
    /// @throws MediaException when the picture cannot be decoded; the session goes on
    public PerceptionResult accept(Duration at, FrameDecoder decoder) throws MediaException {
        return switch (gate.check(question)) {
            case Gate.Verdict.Refused no -> refuse(at, no.reason());
            case Gate.Verdict.Allowed yes -> read(decoder.decode(at));
        };
    }

    /// The moments that were still open. The session may go on afterwards, as a new one.
    public List<AffectEvent> finish() {
        var step = AffectFusion.finish(state);
        state = step.state();
        return step.events();
    }

    /// Frames analysed so far.
    public long read() {
        return read;
    }

    /// Frames the gate refused so far; none of them was decoded.
    public long refused() {
        return refused;
    }

    @Override
    public void close() {
        discard();
    }

    private PerceptionResult read(Frame frame) {
        if (reader == null) reader = readers.get();
        var reading = reader.read(frame, mayReadSkin());
        var step = AffectFusion.step(state, reading);
        state = step.state();
        read++;
        return new PerceptionResult.Read(reading, step.events());
    }

    /// Consent to the face does not cover what its skin shows of the body.
    private boolean mayReadSkin() {
        var physiology = new Gate.Question(question.subject(), question.purpose(), Modality.PHYSIOLOGY);
        return gate.check(physiology) instanceof Gate.Verdict.Allowed;
    }

    private PerceptionResult refuse(Duration at, String reason) {
        discard();
        refused++;
        return new PerceptionResult.Refused(at, reason);
    }

    /// Also the analyser's tracks: they hold the face's shape.
    private void discard() {
        state = FusionState.initial();
        if (reader != null) reader.close();
        reader = null;
    }

    /// Reads faces, in order of frames; its tracks end with it.
    interface FaceReader extends AutoCloseable {
        /// @param withSkin whether its colour may be read
        FaceReading read(Frame frame, boolean withSkin);

        @Override
        void close();
    }

    private record AnalyzerReader(FaceAnalyzer analyzer) implements FaceReader {
        @Override
        public FaceReading read(Frame frame, boolean withSkin) {
            return withSkin ? analyzer.analyzeWithSkin(frame) : analyzer.analyze(frame);
        }

        @Override
        public void close() {
            analyzer.close();
        }
    }
}
