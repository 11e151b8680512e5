package dev.attune.fusion;

import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceChoice;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Observation;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.TextObservation;
import dev.attune.signals.UnitsReading;
import dev.attune.signals.VoiceObservation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Perception of one stream: gate → decode → analyse → fuse. Contract:
/// 1. One session per stream and person asked for; one thread at a time.
/// 2. `accept` in order of media time. The gate is asked for every frame, before it is decoded.
/// 3. A refusal discards everything derived from that modality so far: open moments of a face are not reported, its
/// neutral face is forgotten. When the gate agrees again, perception starts from nothing.
/// 4. What a voice or words displayed may `join`, in order of media time; the gate is asked for them likewise.
/// 5. `finish` once, for the moments that are still open; `close` always.
public final class PerceptionSession implements AutoCloseable {
    /// What a frame also shows, or fusion remembers, that a consent to the face does not cover.
    private static final Set<Modality> BESIDE_THE_FACE =
            EnumSet.of(Modality.GAZE, Modality.PHYSIOLOGY, Modality.VOICE, Modality.TEXT);

    private final Supplier<FaceReader> readers;
    private final Gate gate;
    private final Gate.Question question;
    private final @Nullable ConsentingFace consenting; // null where everybody in the pictures is read
    private @Nullable FaceReader reader;
    private final Set<Modality> granted = EnumSet.noneOf(Modality.class); // when last asked, beside the face
    private FusionState state = FusionState.initial();
    private long read;
    private long refused;

    /// @param models shared by all sessions; not closed by this one
    public PerceptionSession(FaceModels models, FaceOptions options, Gate gate, Gate.Question question) {
        this(() -> new AnalyzerReader(new FaceAnalyzer(models, options), FaceChoice.EVERYBODY), gate, question, null);
    }

    /// Of a camera before a person: reads the face that agreed and no other.
    ///
    /// @param consenting of this stream alone
    public PerceptionSession(
            FaceModels models, FaceOptions options, Gate gate, Gate.Question question, ConsentingFace consenting) {
        this(() -> new AnalyzerReader(new FaceAnalyzer(models, options), consenting), gate, question, consenting);
    }

    /// For a stream without pictures: everything [#join]s.
    public PerceptionSession(Gate gate, Gate.Question question) {
        this(
                () -> {
                    throw new IllegalStateException("a frame in a stream without pictures");
                },
                gate,
                question,
                null);
    }

    PerceptionSession(
            Supplier<FaceReader> readers, Gate gate, Gate.Question question, @Nullable ConsentingFace consenting) {
        this.consenting = consenting;
        this.readers = readers;
        this.gate = gate;
        this.question = question;
    }

    /// What is known of the person from an earlier visit, and the display rule that the operator declared. Before the
    /// first frame; whoever calls this asked for the consent to what was kept.
    public void expect(TrackState person) {
        if (read > 0 || state.person().hasBegun())
            throw new IllegalStateException(
                    "a person is expected before the first frame, %d were read".formatted(read));
        state = FusionState.of(person);
    }

    /// What is usual for this person so far, to keep for their next visit under a consent that covers it.
    public PersonalBaseline baseline() {
        return state.person().baseline();
    }

    /// For frames that come out of a decoder by themselves, such as those of a file that was opened
    /// with permission.
    public PerceptionResult accept(Frame frame) {
        return switch (gate.check(question)) {
            case Gate.Verdict.Refused no -> refuse(frame.at(), no.reason());
            case Gate.Verdict.Allowed yes -> read(frame, () -> {});
        };
    }

    /// For frames that arrive encoded: refused ones stay so.
    ///
    /// @throws MediaException when the picture cannot be decoded; the session goes on
    public PerceptionResult accept(Duration at, FrameDecoder decoder) throws MediaException {
        return accept(at, decoder, () -> {});
    }

    /// The same for who keeps times.
    ///
    /// @param observed run when the faces are read, before they are fused
    public PerceptionResult accept(Duration at, FrameDecoder decoder, Runnable observed) throws MediaException {
        return switch (gate.check(question)) {
            case Gate.Verdict.Refused no -> refuse(at, no.reason());
            case Gate.Verdict.Allowed yes -> read(decoder.decode(at), observed);
        };
    }

    /// What the same person's voice, words or body displayed, or their face as another source tells it.
    ///
    /// @return of a face its estimate; else one when no single face is in view to join; empty also
    ///     when the gate refuses
    public List<AffectEvent> join(Observation observation) {
        var modality = switch (observation) {
            case UnitsReading told -> Modality.FACE;
            case VoiceObservation voice -> Modality.VOICE;
            case TextObservation words -> Modality.TEXT;
            case PhysiologyObservation body -> Modality.PHYSIOLOGY;
            case FaceReading reading -> throw new IllegalArgumentException("a face comes as a frame, through accept");
        };
        if (!permits(modality)) return List.of();
        var step = AffectFusion.step(state, observation);
        state = step.state();
        return step.events();
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
        discardFaces();
        state = FusionState.initial();
    }

    private PerceptionResult read(Frame frame, Runnable observed) {
        var permitted = EnumSet.of(Modality.FACE);
        for (var modality : BESIDE_THE_FACE) if (permits(modality)) permitted.add(modality);
        if (reader == null) reader = readers.get();
        var reading = reader.read(frame, permitted);
        observed.run();
        var step = AffectFusion.step(state, reading);
        state = step.state();
        read++;
        return new PerceptionResult.Read(reading, step.events());
    }

    /// Consent to the face covers no other modality. What one told is forgotten with its consent.
    private boolean permits(Modality modality) {
        var asked = new Gate.Question(question.subject(), question.purpose(), modality);
        if (gate.check(asked) instanceof Gate.Verdict.Allowed) {
            granted.add(modality);
            return true;
        }
        if (granted.remove(modality)) state = AffectFusion.forget(state, modality);
        return false;
    }

    private PerceptionResult refuse(Duration at, String reason) {
        discardFaces();
        refused++;
        return new PerceptionResult.Refused(at, reason);
    }

    /// Also the analyser's tracks: they hold the face's shape.
    private void discardFaces() {
        if (consenting != null) consenting.idsBeginAnew();
        state = AffectFusion.forget(state, Modality.FACE);
        if (reader != null) reader.close();
        reader = null;
    }

    /// Reads faces, in order of frames; its tracks end with it.
    interface FaceReader extends AutoCloseable {
        /// @param permitted to be read, the face always
        FaceReading read(Frame frame, Set<Modality> permitted);

        @Override
        void close();
    }

    private record AnalyzerReader(FaceAnalyzer analyzer, FaceChoice choice) implements FaceReader {
        @Override
        public FaceReading read(Frame frame, Set<Modality> permitted) {
            return analyzer.analyze(frame, permitted, choice);
        }

        @Override
        public void close() {
            analyzer.close();
        }
    }
}
