package dev.attune.evaluation;

import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import dev.attune.text.feedback.FeedbackColumns;
import dev.attune.text.feedback.FeedbackJson;
import dev.attune.text.feedback.FeedbackReader;
import dev.attune.text.feedback.FeedbackReading;
import dev.attune.text.feedback.FeedbackSummary;
import dev.attune.text.feedback.FeedbackTable;
import dev.attune.text.feedback.FeedbackTable.Entry;
import dev.attune.text.feedback.Summarizer;
import dev.attune.text.feedback.SummaryJson;
import dev.attune.text.feedback.Tally;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a table of feedback displays and is about, in five files: `NAME.feedback.csv` and `.jsonl`
/// (one line for each good row), `NAME.rejects.csv` (number and reason of each bad one),
/// `NAME.feedback.json` (the summary), `NAME.html`.
///
/// Rows are read on all cores and written in their order. Every [#CHECKPOINT_ROWS] rows what is written
/// is forced to the disk and noted; a run that was killed goes on from there, and no row is written by
/// halves or twice. The five files appear together at the end.
public final class FeedbackReport {
    private static final int CHECKPOINT_ROWS = 20_000;
    private static final int BATCH = 256; // rows
    private static final String SUBJECT = "people-in-the-table"; // nobody is identified

    private final Source source;
    private final Path directory;
    private final String name;
    private final String language;
    private final FeedbackReader reader;
    private final Gate gate;
    private final Purpose purpose;

    /// @param file the table
    /// @param charset its encoding
    public record Source(Path file, FeedbackTable.Format format, Charset charset, FeedbackColumns columns) {
        String fileName() {
            return String.valueOf(file.getFileName());
        }
    }

    /// @param resumedFrom rows that an earlier run had done; 0 when it began anew
    public record Outcome(long rows, long rejected, long resumedFrom, Tally segments) {}

    /// @param language one of [Words#LANGUAGES], of the page
    public FeedbackReport(
            Source source,
            Path directory,
            String name,
            String language,
            FeedbackReader reader,
            Gate gate,
            Purpose purpose) {
        this.source = source;
        this.directory = directory;
        this.name = name;
        this.language = language;
        this.reader = reader;
        this.gate = gate;
        this.purpose = purpose;
    }

    /// The summary is the last but one, the page the last.
    public static List<String> fileNames(String name) {
        return List.of(
                name + ".feedback.csv",
                name + ".feedback.jsonl",
                name + ".rejects.csv",
                name + ".feedback.json",
                name + ".html");
    }

    /// @param progress gets the number of rows done
    /// @param interruption is called between batches; what it throws ends the run, which can then be continued
    /// @throws dev.attune.text.feedback.UnusableTableException when the table has no such columns
    /// @throws SecurityException when the gate refuses
    public Outcome run(LongConsumer progress, Runnable interruption) throws IOException {
        var verdict = gate.check(new Gate.Question(SUBJECT, purpose, Modality.TEXT));
        if (verdict instanceof Gate.Verdict.Refused refused) throw new SecurityException(refused.reason());
        var receipt = ((Gate.Verdict.Allowed) verdict).receipt();
        Files.createDirectories(directory);
        try (var rows = FeedbackRows.open(directory, name, source, language, reader.opened())) {
            long resumedFrom = rows.done();
            var reader = adapted();
            readRows(rows, reader, progress, interruption);
            var summary = summary(rows, reader);
            rows.writeBeside(fileNames(name).get(3), json(summary, receipt));
            rows.writeBeside(
                    fileNames(name).get(4),
                    new FeedbackPage(new Words(language), source.fileName(), purpose, summary).render());
            rows.commit();
            long rejected = summary.rejected().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            return new Outcome(summary.rows(), rejected, resumedFrom, summary.segments());
        }
    }

    private FeedbackTable open() throws IOException {
        return FeedbackTable.open(Files.newInputStream(source.file), source.format, source.charset, source.columns);
    }

    private FeedbackReader adapted() throws IOException {
        try (var beginning = open()) {
            return reader.adaptedTo(beginning);
        }
    }

    private void readRows(FeedbackRows rows, FeedbackReader reader, LongConsumer progress, Runnable interruption)
            throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        try (var table = open();
                var workers = Executors.newFixedThreadPool(cores)) {
            for (long i = 0; i < rows.done(); i++) if (table.next() == null) break;
            try {
                readRows(table, rows, reader, workers, 2 * cores, progress, interruption);
            } finally {
                workers.shutdownNow(); // after an error what is queued is not wanted any more
            }
        }
    }

    private void readRows(
            FeedbackTable table,
            FeedbackRows rows,
            FeedbackReader reader,
            ExecutorService workers,
            int atOnce,
            LongConsumer progress,
            Runnable interruption)
            throws IOException {
        var queue = new ArrayDeque<Future<FeedbackRows.Batch>>();
        boolean more = true;
        while (more || !queue.isEmpty()) {
            interruption.run();
            while (more && queue.size() < atOnce) {
                var entries = batch(table);
                more = entries.size() == BATCH;
                if (!entries.isEmpty()) queue.add(workers.submit(() -> rendered(entries, reader)));
            }
            if (queue.isEmpty()) return;
            rows.append(await(queue.remove()));
            if (rows.sinceCheckpoint() >= CHECKPOINT_ROWS) rows.checkpoint();
            progress.accept(rows.done());
        }
    }

    private static List<Entry> batch(FeedbackTable table) throws IOException {
        var entries = new ArrayList<Entry>(BATCH);
        while (entries.size() < BATCH) {
            var entry = table.next();
            if (entry == null) break;
            entries.add(entry);
        }
        return entries;
    }

    private FeedbackRows.Batch rendered(List<Entry> entries, FeedbackReader reader) {
        var batch = new FeedbackRows.Batch(entries.size(), language);
        for (var entry : entries)
            switch (entry) {
                case Entry.Read read -> batch.add(reader.read(read.feedback()));
                case Entry.Rejected rejected -> batch.reject(rejected);
            }
        return batch;
    }

    private static FeedbackRows.Batch await(Future<FeedbackRows.Batch> batch) {
        try {
            return batch.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a row could not be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows were read", e);
        }
    }

    /// From the rows as they are written: so a continued run sums up the same as one that never stopped.
    private FeedbackSummary summary(FeedbackRows rows, FeedbackReader reader) throws IOException {
        rows.flush();
        var summarizer = new Summarizer(reader.dictionary());
        each(rows.jsonl(), summarizer::add);
        each(rows.jsonl(), summarizer::addAgain);
        return summarizer.summary(rows.rejected(), reader.models());
    }

    private static void each(Path jsonl, Consumer<FeedbackReading> reading) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(jsonl, StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine())
                reading.accept(FeedbackJson.read(line));
        }
    }

    private String json(FeedbackSummary summary, String receipt) throws IOException {
        var json = SummaryJson.of(summary);
        json.put("attuneVersion", Build.version());
        json.put("purpose", purpose.id());
        json.put("receipt", receipt);
        json.put("language", language);
        json.putObject("table").put("file", source.fileName()).put("bytes", Files.size(source.file));
        json.put("columns", source.columns.toString());
        var readers = json.putArray("readers");
        reader.opened().forEach(each -> readers.add(each.toString()));
        var files = json.putArray("files");
        fileNames(name).forEach(files::add);
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(json) + "\n";
    }
}
