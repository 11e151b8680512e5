package dev.attune.cli;

import dev.attune.evaluation.FrameResult;
import dev.attune.evaluation.RecordingFacts;
import dev.attune.evaluation.RecordingReport;
import dev.attune.evaluation.UsedModel;
import dev.attune.evaluation.Words;
import dev.attune.evaluation.declared.DeclaredUse;
import dev.attune.fusion.PerceptionSession;
import dev.attune.media.Ending;
import dev.attune.media.MediaInfo;
import dev.attune.sensors.SensorFileException;
import dev.attune.sensors.SensorFormat;
import dev.attune.sensors.SensorRecording;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Observation;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.TextObservation;
import dev.attune.signals.UnitsReading;
import dev.attune.signals.VoiceObservation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Walks what sensors and other tools recorded through fusion into the same report as a film's.
///
/// @param frameRateHz for py-feat, which tells no times
/// @param leftAlone told what of a recording is not read, and why
record SensorAnalysis(
        Path directory,
        DeclaredUse gate,
        String language,
        OptionalDouble frameRateHz,
        Interruption interruption,
        Consumer<String> leftAlone) {

    /// @param frameDone told the number of each reading of a face, from 1
    /// @throws SensorFileException when it is no such recording
    /// @throws CommandFailure when it cannot be read
    /// @throws IOException when the output cannot be written
    RecordingReport.Outcome run(Path file, String name, SensorFormat format, LongConsumer frameDone)
            throws SensorFileException, IOException, CommandFailure {
        var receipt = switch (gate.check(question(gate, Modality.FACE))) {
            case Gate.Verdict.Allowed allowed -> allowed.receipt();
            case Gate.Verdict.Refused refused -> throw new CommandFailure(ExitCode.USAGE, refused.reason());
        };
        var facts = new RecordingFacts(
                name, MediaInfo.ofSensors(file, format.id()), Files.size(file), gate.purpose(), receipt);
        try (var recording = open(file, format);
                var report = new RecordingReport(directory, facts, new Words(language), null);
                var session = new PerceptionSession(gate, question(gate, Modality.FACE))) {
            read(file, recording, session, report, frameDone);
            recording.leftAlone().forEach(leftAlone);
            report.finish(new Ending.Complete(), Moments.of(session.finish()), UsedModel::formula);
            return report.outcome();
        }
    }

    private SensorRecording open(Path file, SensorFormat format) throws SensorFileException, CommandFailure {
        try {
            return format.open(file, this::permits, frameRateHz);
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    private static @Nullable Observation next(Path file, SensorRecording recording)
            throws SensorFileException, CommandFailure {
        try {
            return recording.next();
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    /// Told from output that cannot be written.
    private static CommandFailure cannotRead(Path file, IOException cause) {
        return new CommandFailure(
                ExitCode.CANNOT_READ,
                "%s cannot be read: %s.\nMaybe copy it to another disk, or check its permissions."
                        .formatted(file, cause.getMessage()));
    }

    private void read(
            Path file,
            SensorRecording recording,
            PerceptionSession session,
            RecordingReport report,
            LongConsumer frameDone)
            throws SensorFileException, IOException, CommandFailure {
        long number = 0;
        for (Observation observation; (observation = next(file, recording)) != null; ) {
            interruption.check();
            var events = session.join(observation);
            switch (observation) {
                case UnitsReading reading -> {
                    report.accept(FrameResult.of(++number, reading, events));
                    frameDone.accept(number);
                }
                case PhysiologyObservation body -> report.accept(body, Moments.of(events));
                case FaceReading reading -> throw new IllegalStateException("a picture among sensors");
                case VoiceObservation voice -> throw new IllegalStateException("a voice among sensors");
                case TextObservation words -> throw new IllegalStateException("words among sensors");
            }
        }
    }

    private boolean permits(Modality modality) {
        return gate.check(question(gate, modality)) instanceof Gate.Verdict.Allowed;
    }

    private static Gate.Question question(DeclaredUse gate, Modality modality) {
        return new Gate.Question(RecordingAnalysis.SUBJECT, gate.purpose(), modality);
    }
}
