package dev.attune.cli;

import dev.attune.evaluation.FeedbackReport;
import dev.attune.evaluation.declared.DeclaredUse;
import dev.attune.models.ModelStore;
import dev.attune.text.feedback.FeedbackReader;
import dev.attune.text.feedback.UnusableTableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Walks tables of feedback into their reports, one after the other, each on all cores.
final class FeedbackAnalysis {
    private final Path directory;
    private final DeclaredUse gate;
    private final String language;
    private final boolean force;

    FeedbackAnalysis(Path directory, DeclaredUse gate, String language, boolean force) {
        this.directory = directory;
        this.gate = gate;
        this.language = language;
        this.force = force;
    }

    /// @return the exit code
    int run(List<Path> tables, TableOptions options, Progress progress) throws CommandFailure {
        int code = ExitCode.OK;
        var names = OutputNames.of(tables);
        try (var interruption = Interruption.listen();
                var store = ModelStore.bundled()) {
            var words = options.words(store);
            var requests = options.requests(store);
            for (int i = 0; i < tables.size(); i++) {
                var table = tables.get(i);
                var source = options.source(table);
                var reader = new FeedbackReader(words, options.dictionary(), requests);
                int one = run(
                        source, names.getOrDefault(table, ""), reader, i + 1, tables.size(), progress, interruption);
                if (one != ExitCode.OK) code = tables.size() == 1 ? one : ExitCode.SOME_FAILED;
                if (one == ExitCode.INTERRUPTED || one == ExitCode.CANNOT_WRITE) return one;
            }
        }
        return code;
    }

    private int run(
            FeedbackReport.Source source,
            String name,
            FeedbackReader reader,
            int index,
            int count,
            Progress progress,
            Interruption interruption) {
        var table = source.file();
        var page = directory.resolve(FeedbackReport.fileNames(name).getLast());
        long startedNanos = System.nanoTime();
        try {
            if (Files.isDirectory(table))
                return failed(
                        progress, table, ExitCode.CANNOT_READ, "it is a folder. Maybe name the tables that lie in it.");
            if (!Files.exists(table))
                return failed(progress, table, ExitCode.CANNOT_READ, "it does not exist. Maybe check its name.");
            if (!Files.isReadable(table))
                return failed(
                        progress, table, ExitCode.CANNOT_READ, "it may not be read. Maybe check its permissions.");
            if (Files.size(table) == 0)
                return failed(progress, table, ExitCode.EMPTY_FILE, "it has 0 bytes. Maybe export it again.");
            var earlier = EarlierOutput.ofTable(directory, name);
            if (!force
                    && earlier.isUpToDate(table, gate.purpose(), language)
                    && earlier.hasColumns(source.columns().toString())
                    && earlier.hasReaders(reader.opened())) {
                progress.kept(table, page);
                return ExitCode.OK;
            }
            if (!force) earlier.refuseForeign(table);
            progress.start(table, index, count, 0);
            var report = new FeedbackReport(source, directory, name, language, reader, gate, gate.purpose());
            var outcome = report.run(rows -> progress.frame(table, rows), interruption::check);
            progress.tableDone(table, page, outcome, Duration.ofNanos(System.nanoTime() - startedNanos));
            return ExitCode.OK;
        } catch (UnusableTableException e) {
            return failed(progress, table, ExitCode.USAGE, String.valueOf(e.getMessage()));
        } catch (CommandFailure e) {
            progress.failed(table, e.exitCode(), String.valueOf(e.getMessage()));
            return e.exitCode();
        } catch (Interruption.Interrupted e) {
            progress.note("attune: interrupted; the rows read so far are kept, the same command goes on from there");
            return ExitCode.INTERRUPTED;
        } catch (IOException e) {
            return failed(
                    progress,
                    table,
                    ExitCode.CANNOT_WRITE,
                    "it cannot be read, or %s not be written: %s. Maybe free some space, or check the permissions."
                            .formatted(directory, e.getMessage()));
        }
    }

    private static int failed(Progress progress, Path table, int code, String reason) {
        progress.failed(table, code, table + ": " + reason);
        return code;
    }
}
