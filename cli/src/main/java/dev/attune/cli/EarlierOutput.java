package dev.attune.cli;

import dev.attune.evaluation.Build;
import dev.attune.evaluation.FeedbackReport;
import dev.attune.evaluation.RecordingReport;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an earlier run left under a name, told by its summary.
///
/// @param source the field of the summary that tells what it came from
/// @param summary empty when there is none, or none that is complete and readable
record EarlierOutput(Path file, String source, Optional<JsonNode> summary) {

    static EarlierOutput in(Path directory, String name) throws IOException {
        return in(directory, RecordingReport.fileNames(name), 2, "recording");
    }

    /// The same for a table of feedback.
    static EarlierOutput ofTable(Path directory, String name) throws IOException {
        return in(directory, FeedbackReport.fileNames(name), 3, "table");
    }

    private static EarlierOutput in(Path directory, List<String> names, int summary, String source) throws IOException {
        var file = directory.resolve(names.get(summary));
        boolean complete = names.stream().allMatch(each -> Files.isRegularFile(directory.resolve(each)));
        return new EarlierOutput(file, source, complete ? read(file) : Optional.empty());
    }

    private static Optional<JsonNode> read(Path file) throws IOException {
        try {
            return Optional.of(JsonMapper.shared().readTree(Files.readString(file)));
        } catch (JacksonException e) {
            return Optional.empty(); // not ours, or damaged: written anew
        }
    }

    /// Whether it came from the same recording, for the same purpose and language, by this version.
    boolean isUpToDate(Path recording, Purpose purpose, String language) throws IOException {
        if (summary.isEmpty()) return false;
        var json = summary.get();
        return isOf(recording)
                && json.path("attuneVersion").asString("").equals(Build.version())
                && json.path("purpose").asString("").equals(purpose.id())
                && json.path("language").asString("").equals(language);
    }

    boolean hasColumns(String columns) {
        return summary.isPresent() && summary.get().path("columns").asString("").equals(columns);
    }

    /// Whether the same dictionary and requests were read with.
    boolean hasReaders(List<ModelRef> readers) {
        return summary.isPresent()
                && summary.get()
                        .path("readers")
                        .valueStream()
                        .map(each -> each.asString(""))
                        .toList()
                        .equals(readers.stream().map(ModelRef::toString).toList());
    }

    /// @throws CommandFailure when it came from another recording, whose results must not be lost
    void refuseForeign(Path recording) throws CommandFailure, IOException {
        if (summary.isPresent() && !isOf(recording))
            throw new CommandFailure(ExitCode.CANNOT_WRITE, """
                    %s holds the results of another %s, %s.
                    Maybe choose another --out, or overwrite it with --force.""".formatted(
                    file, source, summary.get().path(source).path("file").asString("?")));
    }

    private boolean isOf(Path recording) throws IOException {
        var of = summary.map(json -> json.path(source)).orElseThrow();
        return Files.isRegularFile(recording)
                && of.path("file").asString("").equals(String.valueOf(recording.getFileName()))
                && of.path("bytes").asLong(-1) == Files.size(recording);
    }
}
