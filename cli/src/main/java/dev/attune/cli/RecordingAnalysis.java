package dev.attune.cli;

import dev.attune.evaluation.FrameResult;
import dev.attune.evaluation.MeshDrawing;
import dev.attune.evaluation.RecordingFacts;
import dev.attune.evaluation.RecordingReport;
import dev.attune.evaluation.UsedModel;
import dev.attune.evaluation.Words;
import dev.attune.evaluation.declared.DeclaredUse;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.face.FaceTables;
import dev.attune.fusion.PerceptionResult;
import dev.attune.fusion.PerceptionSession;
import dev.attune.media.Ending;
import dev.attune.media.Frame;
import dev.attune.media.FrameSource;
import dev.attune.media.MediaException;
import dev.attune.media.MediaFile;
import dev.attune.media.MediaInfo;
import dev.attune.media.SoundInfo;
import dev.attune.media.SoundSource;
import dev.attune.models.ModelStore;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import dev.attune.voice.VoiceModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Walks recordings through perception into their reports: gate, decode, read, fuse, write.
///
/// The networks are loaded with the first recording that can be opened, and shared by all. Several
/// threads may run recordings side by side: each has its own decoder, session and report, so their
/// results do not depend on each other.
final class RecordingAnalysis implements AutoCloseable {
    static final String SUBJECT = "people-in-the-recording"; // nobody is identified

    private final Path directory;
    private final DeclaredUse gate;
    private final String language;
    private final int maxFaces;
    private final boolean thumbnails;
    private final VoiceChannel voiceChannel;
    private final @Nullable Path voiceModel;
    private final @Nullable Path otherTurns;
    private final Interruption interruption;
    private final ModelStore store;
    private @Nullable FaceModels models;
    private @Nullable VoiceModels voices;

    /// @param maxFaces 0 leaves it to the kind of recording
    /// @param store of the networks that read faces; closed with this
    /// @param voiceModel the operator's own network for voices, see [VoiceModels]
    /// @param otherTurns an [OtherTurns] file, or a folder with one for each recording
    RecordingAnalysis(
            Path directory,
            DeclaredUse gate,
            String language,
            int maxFaces,
            boolean thumbnails,
            VoiceChannel voiceChannel,
            ModelStore store,
            @Nullable Path voiceModel,
            @Nullable Path otherTurns,
            Interruption interruption) {
        this.directory = directory;
        this.gate = gate;
        this.language = language;
        this.maxFaces = maxFaces;
        this.thumbnails = thumbnails;
        this.voiceChannel = voiceChannel;
        this.store = store;
        this.voiceModel = voiceModel;
        this.otherTurns = otherTurns;
        this.interruption = interruption;
    }

    /// @param cutOff what is missing at the end of the recording; empty when it is whole
    record Result(RecordingReport.Outcome outcome, Optional<String> cutOff) {}

    /// Writes the files of one recording, or none when it fails.
    ///
    /// @param started told the expected number of frames, 0 when unknown
    /// @param frameDone told the number of each frame, from 1
    /// @throws IOException when the output cannot be written
    Result run(Path recording, String name, LongConsumer started, LongConsumer frameDone)
            throws MediaException, IOException, CommandFailure {
        var question = new Gate.Question(SUBJECT, gate.purpose(), Modality.FACE);
        var receipt = switch (gate.check(question)) {
            case Gate.Verdict.Allowed allowed -> allowed.receipt();
            case Gate.Verdict.Refused refused -> throw new CommandFailure(ExitCode.USAGE, refused.reason());
        };
        try (var pictures = openPictures(recording);
                var track = openSound(recording, pictures == null)) {
            var media =
                    pictures == null ? MediaInfo.of(track.sound().orElseThrow().info()) : pictures.info();
            var facts = new RecordingFacts(
                    name,
                    media,
                    Files.size(recording),
                    gate.purpose(),
                    receipt,
                    track.sound().map(SoundSource::info),
                    track.trouble());
            started.accept(expectedFrames(media));
            try (var report = new RecordingReport(directory, facts, new Words(language), drawing());
                    var session = new PerceptionSession(models(), options(media), gate, question);
                    var ear = track.sound().isEmpty()
                            ? null
                            : listen(name, track.sound().get(), session, report)) {
                if (pictures != null) read(pictures, ear, session, report, frameDone);
                if (ear != null) {
                    ear.hearTheRest(interruption);
                    report.heard(ear.heardUntil());
                    if (isCall()) report.conversation(ear.conversation());
                }
                var ending = pictures == null ? track.sound().orElseThrow().ending() : pictures.ending();
                report.finish(ending, Moments.of(session.finish()), this::used);
                return new Result(report.outcome(), missing(ending));
            }
        }
    }

    /// Null for a recording that is sound only.
    private @Nullable FrameSource openPictures(Path recording) throws MediaException {
        try {
            return MediaFile.open(recording);
        } catch (MediaException e) {
            if (gate.modalities().contains(Modality.VOICE) && e.kind() == MediaException.Kind.NO_VIDEO_STREAM)
                return null;
            throw e;
        }
    }

    /// The sound track of a recording, if there is one and it may be read.
    ///
    /// @param trouble why it is not read although it is there
    private record Track(Optional<SoundSource> sound, String trouble) implements AutoCloseable {
        @Override
        public void close() {
            sound.ifPresent(SoundSource::close);
        }
    }

    /// @param alone whether nothing else can be read: then there must be sound. Beside pictures,
    ///     trouble with the sound is told in the report and costs nothing else.
    private Track openSound(Path recording, boolean alone) throws MediaException {
        if (!gate.modalities().contains(Modality.VOICE)) return new Track(Optional.empty(), "");
        try {
            return new Track(Optional.of(MediaFile.openSound(recording)), "");
        } catch (MediaException e) {
            if (alone) throw e;
            boolean none = e.kind() == MediaException.Kind.NO_SOUND_STREAM;
            return new Track(Optional.empty(), none ? "" : firstLine(String.valueOf(e.getMessage())));
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /// Whether somebody else speaks in the recording who is not listened to.
    private boolean isCall() {
        return voiceChannel != VoiceChannel.MIX || otherTurns != null;
    }

    private RecordedVoice listen(String name, SoundSource sound, PerceptionSession session, RecordingReport report)
            throws CommandFailure {
        var question = new Gate.Question(SUBJECT, gate.purpose(), Modality.VOICE);
        if (gate.check(question) instanceof Gate.Verdict.Refused refused)
            throw new CommandFailure(ExitCode.USAGE, refused.reason());
        return new RecordedVoice(sound, voiceChannel, voices(), session, report, turns(name, sound.info()));
    }

    private @Nullable OtherTurns turns(String name, SoundInfo sound) throws CommandFailure {
        if (otherTurns == null) return null;
        if (voiceChannel == VoiceChannel.MIX && sound.channels() > 1)
            throw new CommandFailure(ExitCode.USAGE, """
                    %s has %d channels, and --other-turns tells of somebody on one of them who must not be read.
                    Maybe name the customer's: --voice-channel left or --voice-channel right.""".formatted(sound.path(), sound.channels()));
        var file = otherTurns;
        if (Files.isDirectory(otherTurns)) {
            file = otherTurns.resolve(name + OtherTurns.ENDING);
            if (!Files.exists(file)) return null; // the report says that nobody told
        }
        var turns = OtherTurns.read(file);
        if (sound.duration().isPositive()) turns.requireWithin(sound.duration());
        return turns;
    }

    private void read(
            FrameSource source,
            @Nullable RecordedVoice voice,
            PerceptionSession session,
            RecordingReport report,
            LongConsumer frameDone)
            throws MediaException, IOException, CommandFailure {
        long number = 0;
        for (Frame frame; (frame = source.next()) != null; ) {
            interruption.check();
            if (voice != null) voice.hearUntil(frame.at()); // one clock: what was said before is known now
            switch (session.accept(frame)) {
                case PerceptionResult.Read read ->
                    report.accept(frame, FrameResult.of(++number, read.reading(), read.events()));
                case PerceptionResult.Refused refused -> throw new CommandFailure(ExitCode.USAGE, refused.reason());
            }
            frameDone.accept(number);
        }
    }

    private synchronized VoiceModels voices() {
        var loaded = voices;
        if (loaded == null)
            voices = loaded = voiceModel == null
                    ? VoiceModels.open(ModelStore.bundled())
                    : VoiceModels.open(ModelStore.bundled(), voiceModel);
        return loaded;
    }

    private synchronized FaceModels models() {
        var loaded = models;
        if (loaded == null) models = loaded = FaceModels.open(store);
        return loaded;
    }

    private @Nullable MeshDrawing drawing() {
        return thumbnails ? new MeshDrawing(store.canonicalFace()) : null;
    }

    private FaceOptions options(MediaInfo media) {
        var preset = switch (media.kind()) {
            case VIDEO, SOUND, SENSORS -> FaceOptions.recording();
            case IMAGE -> FaceOptions.still();
        };
        if (maxFaces == 0) return preset;
        return new FaceOptions(
                maxFaces,
                preset.tileLevels(),
                preset.smallestFacePixels(),
                preset.searchInterval(),
                preset.settlingPasses(),
                preset.turnsPerSearch(),
                preset.memory());
    }

    private static long expectedFrames(MediaInfo media) {
        return switch (media.kind()) {
            case IMAGE -> 1;
            case SOUND, SENSORS -> 0;
            case VIDEO -> Math.round(media.frameRateHz() * media.duration().toNanos() / 1e9);
        };
    }

    private static Optional<String> missing(Ending ending) {
        return switch (ending) {
            case Ending.Complete complete -> Optional.empty();
            case Ending.CutOff cut -> Optional.of(cut.detail());
        };
    }

    /// Weights and tables have a card, formulas speak for themselves.
    private UsedModel used(ModelRef reference) {
        return FaceTables.besides(store.cards()).stream()
                .filter(card -> card.id().equals(reference.id()))
                .findFirst()
                .map(card -> new UsedModel(
                        reference, card.source().licence(), card.resource().sha256()))
                .orElseGet(() -> UsedModel.formula(reference));
    }

    @Override
    public void close() {
        var loaded = models;
        if (loaded != null) loaded.close();
        else store.close();
        if (voices != null) voices.close();
    }
}
