package dev.attune.cli;

import dev.attune.evaluation.RecordingReport;
import dev.attune.evaluation.Words;
import dev.attune.evaluation.declared.DeclaredUse;
import dev.attune.evaluation.declared.UseOptions;
import dev.attune.media.MediaException;
import dev.attune.sensors.SensorFileException;
import dev.attune.signals.Modality;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// Analyses recordings, as many at once as there are cores, and writes five files for each.
///
/// A recording that fails is told and the next one is tried; the exit code tells at the end.
@Command(
        name = "analyze",
        description = {
            "Reads faces and voices in pictures, videos and sound files, what sensors recorded, and tables of what"
                    + " customers write, and writes tables and a page to read for each.",
            "Of a recording: NAME.frames.csv (OpenFace columns first), NAME.events.jsonl, NAME.summary.json,"
                    + " NAME.emotionml.xml, NAME.html, and with sound NAME.voice.csv.",
            "Of readings of sensors and other face tools (XDF, OpenFace and py-feat CSV, Live Link Face CSV, MediaPipe"
                    + " and Human JSON, lines of physiology or blendshapes): the same files and NAME.physiology.csv.",
            "With --text-column, of tables of feedback: NAME.feedback.csv, NAME.feedback.jsonl,"
                    + " NAME.rejects.csv, NAME.feedback.json and NAME.html; personal data is replaced before.",
            "You answer for the permission of the people shown; the declared purpose stands in every report."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "In folders, files with the extension of a picture, video, sound or .xdf are taken, sub-folders too.",
            "Recordings whose outputs are there already are kept, so a stopped run can be continued.",
            "Without a terminal, progress is JSON lines on standard output. More: docs/analyze.md"
        })
final class AnalyzeCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|FOLDER",
            description = "Pictures, videos, sound files, readings of sensors, or folders of them; or tables.")
    private List<Path> named = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write; created when absent.")
    private Path directory = Path.of("");

    @Option(
            names = "--language",
            paramLabel = "LANG",
            description = "Language of the HTML report: en, ru or zh (default: en).")
    private String language = "en";

    @Option(
            names = "--max-faces",
            paramLabel = "N",
            description = "Read at most the N largest faces (default: 8 in videos, 32 in pictures).")
    private int maxFaces;

    @Option(names = "--no-thumbnails", description = "Keep no picture of anybody in the report.")
    private boolean withoutThumbnails;

    @Option(
            names = "--pulse",
            description =
                    "Also read the pulse from the colour of the skin: physiological data, needs its own permission of"
                            + " the people shown. Not a medical measurement. With --force where results are there already.")
    private boolean pulse;

    @Option(
            names = "--no-voice",
            description = "Leave the sound tracks alone. With --force where results are there already.")
    private boolean withoutVoice;

    @Option(
            names = "--voice-channel",
            paramLabel = "CHANNEL",
            converter = ChannelConverter.class,
            description =
                    "Whose voice is read where there are two channels: mix, left or right (default: mix). In recorded"
                            + " calls choose the customer's; the other is dropped unheard.")
    private VoiceChannel voiceChannel = VoiceChannel.MIX;

    @Mixin
    private ExpressionModelOption expressionModel = new ExpressionModelOption();

    @Option(
            names = "--other-turns",
            paramLabel = "FILE|FOLDER",
            description = "When the other party of a recorded call speaks: a CSV file with the columns start and end in"
                    + " seconds, or a folder with a NAME.turns.csv for each recording. Gives turns, overlap,"
                    + " interruptions and silence; without it the report says that they are unknown.")
    private @Nullable Path otherTurns;

    @Option(
            names = "--voice-model",
            paramLabel = "FILE.onnx",
            description =
                    "A speech-emotion network of your own, read instead of ours as far as it has outputs: input [1, n],"
                            + " 16 kHz sound; outputs arousal and valence in -1..1, and a probability each for anger,"
                            + " neutral, happiness and so on. You answer for what it was trained on.")
    private @Nullable Path voiceModel;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Recordings analysed at once (default: one per core). The results are the same.")
    private int jobs;

    @Option(names = "--force", description = "Analyse again and overwrite earlier outputs.")
    private boolean force;

    @Option(
            names = "--progress",
            paramLabel = "KIND",
            description = "bar, json, or auto: a bar on a terminal, else JSON lines (default: auto).")
    private ProgressKind progressKind = ProgressKind.AUTO;

    @Mixin
    private UseOptions use = new UseOptions();

    @Mixin
    private TableOptions tables = new TableOptions();

    @Mixin
    private SensorOptions sensors = new SensorOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    enum ProgressKind {
        AUTO,
        BAR,
        JSON
    }

    @Override
    public Integer call() throws CommandFailure {
        check();
        var progress = progress();
        if (tables.wanted())
            return new FeedbackAnalysis(directory, use.aboutOnePerson(Set.of(Modality.TEXT)), language, force)
                    .run(named, tables, progress);
        refuseTables();
        var gate = use.aboutOnePerson(modalities());
        var inputs = Inputs.of(named);
        var failures = new ArrayList<Integer>();
        for (var path : inputs.unreadable()) {
            progress.failed(
                    path.path(),
                    ExitCode.CANNOT_READ,
                    "%s cannot be read: %s. Maybe check its permissions.".formatted(path.path(), path.reason()));
            failures.add(ExitCode.CANNOT_READ);
        }
        if (inputs.skippedFiles() > 0) progress.note(skippedNote(inputs));
        requireTurnsForEach(inputs.recordings());
        int complete = analyze(gate, inputs.recordings(), progress, failures);
        if (complete == 0 && failures.isEmpty())
            throw new CommandFailure(ExitCode.NOT_MEDIA, """
                    There is no picture, video or sound in %s.
                    Maybe name the files themselves; in folders they are recognised by their extension.""".formatted(
                            named.stream().map(Path::toString).collect(Collectors.joining(", "))));
        return exitCode(complete, failures);
    }

    private Set<Modality> modalities() {
        var wanted = EnumSet.of(Modality.FACE, Modality.GAZE);
        if (pulse) wanted.add(Modality.PHYSIOLOGY);
        if (!withoutVoice) wanted.add(Modality.VOICE);
        return wanted;
    }

    private void check() {
        if (!Words.LANGUAGES.contains(language))
            throw new ParameterException(
                    spec.commandLine(),
                    "--language must be one of %s, got '%s'".formatted(String.join(", ", Words.LANGUAGES), language));
        if (maxFaces < 0)
            throw new ParameterException(spec.commandLine(), "--max-faces must be at least 1, got " + maxFaces);
        if (jobs < 0) throw new ParameterException(spec.commandLine(), "--jobs must be at least 1, got " + jobs);
    }

    private void requireTurnsForEach(List<Path> recordings) throws CommandFailure {
        if (otherTurns == null) return;
        if (!Files.exists(otherTurns))
            throw new CommandFailure(
                    ExitCode.CANNOT_READ,
                    "--other-turns %s is not there.\nMaybe check the spelling.".formatted(otherTurns));
        if (recordings.size() > 1 && !Files.isDirectory(otherTurns))
            throw new CommandFailure(ExitCode.USAGE, """
                    --other-turns %s is one file for %d recordings.
                    Maybe name a folder with a NAME%s for each of them.""".formatted(otherTurns, recordings.size(), OtherTurns.ENDING));
    }

    /// A table that is named without its text column would only be "not a media file".
    private void refuseTables() throws CommandFailure {
        for (var path : named) if (isTable(path)) throw new CommandFailure(ExitCode.USAGE, """
                        %s is a table of feedback, but which column holds the text?
                        Maybe add --text-column NAME. If a sensor or a face tool wrote it, add --format NAME.""".formatted(path));
    }

    /// One that is missing, empty or closed to us is told for what it is when its turn comes.
    private boolean isTable(Path path) throws CommandFailure {
        try {
            return TableOptions.format(path).isPresent()
                    && Files.isRegularFile(path)
                    && SensorOptions.holdsSomething(path)
                    && sensors.format(path).isEmpty();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, "%s cannot be read: %s.".formatted(path, e.getMessage()));
        }
    }

    /// @return how many recordings are complete
    private int analyze(DeclaredUse gate, List<Path> recordings, Progress progress, List<Integer> failures)
            throws CommandFailure {
        var names = OutputNames.of(recordings);
        var frameRateHz = sensors.frameRateHz();
        int complete = 0;
        boolean interrupted = false;
        try (var interruption = Interruption.listen();
                var analysis = new RecordingAnalysis(
                        directory,
                        gate,
                        language,
                        maxFaces,
                        !withoutThumbnails,
                        voiceChannel,
                        expressionModel.open(),
                        voiceModel,
                        otherTurns,
                        interruption);
                var workers = Executors.newFixedThreadPool(jobs(recordings))) {
            var readings = new SensorAnalysis(
                    directory,
                    // naming readings of a body is asking for them
                    use.aboutOnePerson(EnumSet.of(Modality.FACE, Modality.GAZE, Modality.PHYSIOLOGY)),
                    language,
                    frameRateHz,
                    interruption,
                    progress::note);
            var stop = new AtomicBoolean(); // the next recording would meet the same
            var codes = new ArrayList<Future<Optional<Integer>>>();
            for (int i = 0; i < recordings.size(); i++) {
                var recording = recordings.get(i);
                int index = i + 1;
                codes.add(workers.submit(() -> {
                    if (stop.get()) return Optional.<Integer>empty();
                    try {
                        interruption.check();
                        var name = names.getOrDefault(recording, "");
                        int code = analyze(analysis, readings, recording, name, index, recordings.size(), progress);
                        if (code == ExitCode.CANNOT_WRITE) stop.set(true);
                        return Optional.of(code);
                    } catch (RuntimeException e) { // interrupted, or a fault of ours
                        stop.set(true);
                        throw e;
                    }
                }));
            }
            for (var code : codes) {
                try {
                    var known = await(code);
                    if (known.isEmpty()) continue;
                    if (known.get() == ExitCode.OK) complete++;
                    else failures.add(known.get());
                } catch (Interruption.Interrupted e) {
                    interrupted = true;
                }
            }
        }
        if (!interrupted) return complete;
        progress.note("attune: interrupted; %d complete, nothing half-written left".formatted(complete));
        failures.clear();
        failures.add(ExitCode.INTERRUPTED);
        return 0;
    }

    private int jobs(List<Path> recordings) {
        int wanted = jobs == 0 ? Runtime.getRuntime().availableProcessors() : jobs;
        return Math.clamp(recordings.size(), 1, wanted);
    }

    private static Optional<Integer> await(Future<Optional<Integer>> code) {
        try {
            return code.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption.Interrupted();
        }
    }

    private int analyze(
            RecordingAnalysis analysis,
            SensorAnalysis readings,
            Path recording,
            String name,
            int index,
            int count,
            Progress progress) {
        var page = directory.resolve(RecordingReport.fileNames(name).getLast());
        long startedNanos = System.nanoTime();
        try {
            if (!force && EarlierOutput.in(directory, name).isUpToDate(recording, use.purpose(), language)) {
                progress.kept(recording, page);
                return ExitCode.OK;
            }
            if (!force) EarlierOutput.in(directory, name).refuseForeign(recording);
            var format = sensors.format(recording);
            if (format.isPresent()) {
                progress.start(recording, index, count, 0);
                var outcome = readings.run(recording, name, format.get(), number -> progress.frame(recording, number));
                progress.done(recording, page, outcome, Duration.ofNanos(System.nanoTime() - startedNanos));
                return ExitCode.OK;
            }
            var result = analysis.run(
                    recording,
                    name,
                    frames -> progress.start(recording, index, count, frames),
                    number -> progress.frame(recording, number));
            progress.done(recording, page, result.outcome(), Duration.ofNanos(System.nanoTime() - startedNanos));
            if (result.cutOff().isEmpty()) return ExitCode.OK;
            progress.failed(
                    recording,
                    ExitCode.CUT_OFF,
                    "%s is cut off: %s.\nWhat came before was analysed and written."
                            .formatted(recording.getFileName(), result.cutOff().get()));
            return ExitCode.CUT_OFF;
        } catch (MediaException e) {
            progress.failed(recording, ExitCode.of(e.kind()), e.getMessage() + aboutItsName(recording));
            return ExitCode.of(e.kind());
        } catch (SensorFileException e) {
            progress.failed(recording, ExitCode.NOT_MEDIA, String.valueOf(e.getMessage()));
            return ExitCode.NOT_MEDIA;
        } catch (CommandFailure e) {
            progress.failed(recording, e.exitCode(), String.valueOf(e.getMessage()));
            return e.exitCode();
        } catch (IOException e) {
            progress.failed(recording, ExitCode.CANNOT_WRITE, cannotWrite(e));
            return ExitCode.CANNOT_WRITE;
        }
    }

    /// Java and FFmpeg open files by names in UTF-8; other bytes reach us as this sign.
    private static String aboutItsName(Path recording) {
        return recording.toString().indexOf('\uFFFD') < 0 ? "" : "\nMaybe its name is not in UTF-8: rename it.";
    }

    private String cannotWrite(IOException e) {
        var reason =
                e instanceof FileSystemException file && file.getReason() != null ? file.getReason() : e.getMessage();
        return """
                The output cannot be written to %s: %s. Nothing half-written is left there.
                Maybe free some space, check the permissions, or choose another --out.""".formatted(directory, reason);
    }

    private static int exitCode(int complete, List<Integer> failures) {
        if (failures.isEmpty()) return ExitCode.OK;
        if (failures.contains(ExitCode.CANNOT_WRITE)) return ExitCode.CANNOT_WRITE;
        boolean oneReason = failures.stream().distinct().count() == 1;
        return complete == 0 && oneReason ? failures.getFirst() : ExitCode.SOME_FAILED;
    }

    private static String skippedNote(Inputs inputs) {
        var byExtension = inputs.skipped().entrySet().stream()
                .map(AnalyzeCommand::extensionCount)
                .collect(Collectors.joining(", "));
        return "Left alone: %s like pictures, videos or sound (%s)."
                .formatted(
                        inputs.skippedFiles() == 1
                                ? "1 file that does not look"
                                : inputs.skippedFiles() + " files that do not look",
                        byExtension);
    }

    private static String extensionCount(Map.Entry<String, Integer> entry) {
        var extension = entry.getKey().isEmpty() ? "without extension" : "." + entry.getKey();
        return entry.getValue() + " " + extension;
    }

    private Progress progress() {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        boolean bar = switch (progressKind) {
            case BAR -> true;
            case JSON -> false;
            case AUTO -> Boolean.getBoolean("attune.terminal"); // told by the launcher script
        };
        return bar ? new ProgressBar(out, err, System::nanoTime) : new ProgressLines(out, err, System::nanoTime);
    }

    static final class ChannelConverter implements ITypeConverter<VoiceChannel> {
        @Override
        public VoiceChannel convert(String value) {
            try {
                return VoiceChannel.of(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
