package dev.attune.evaluation;

import dev.attune.signals.ModelRef;
import dev.attune.text.feedback.FeedbackJson;
import dev.attune.text.feedback.FeedbackReading;
import dev.attune.text.feedback.FeedbackTable.Entry;
import dev.attune.text.feedback.RejectReason;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rows of a [FeedbackReport] while they are written, under hidden names, with a note of how far
/// they are safe.
///
/// The note is replaced atomically after the files were forced to the disk. Whoever opens the same
/// report again cuts the files back to the note and goes on; a note of more than the files hold is worth nothing.
final class FeedbackRows implements AutoCloseable {
    private static final String BOM = "\uFEFF"; // without it spreadsheets take UTF-8 for something else
    private static final String CSV_HEADER =
            "row,id,day,product,language,segment,polarity,emotions,aspects,intents,urgency,sarcasm_suspected,request,personal_data,text\n";
    private static final String REJECTS_HEADER = "row,line,reason\n";

    private final Path directory;
    private final String name;
    private final JsonNode identity;
    private final List<Part> parts;
    private final List<Path> beside = new ArrayList<>();
    private final SortedMap<RejectReason, Long> rejected = new TreeMap<>();
    private long done;
    private long noted;
    private boolean whole = true;

    /// One of the files that grow.
    private static final class Part implements AutoCloseable {
        private final Path path;
        private final FileChannel channel;
        private final OutputStream out;

        Part(Path path, long length) throws IOException {
            this.path = path;
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.truncate(length).position(length);
            out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        }

        long force() throws IOException {
            out.flush();
            channel.force(true);
            return channel.position();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /// Rows that were read, as they will stand in the files.
    static final class Batch {
        private final int entries;
        private final StringBuilder csv = new StringBuilder();
        private final StringBuilder jsonl = new StringBuilder();
        private final StringBuilder rejects = new StringBuilder();
        private final List<RejectReason> reasons = new ArrayList<>();
        private final String language;

        /// @param language of the reasons of rejected rows
        Batch(int entries, String language) {
            this.entries = entries;
            this.language = language;
        }

        void add(FeedbackReading reading) {
            jsonl.append(FeedbackJson.write(reading)).append('\n');
            cells(
                    csv,
                    String.valueOf(reading.row()),
                    reading.id(),
                    reading.day().map(Object::toString).orElse(""),
                    reading.product(),
                    reading.language(),
                    reading.segment().id(),
                    Decimal.format(reading.polarity(), 3),
                    String.join(";", reading.emotions()),
                    reading.aspects().stream()
                            .map(aspect -> aspect.aspect() + ":" + Decimal.format(aspect.polarity(), 2))
                            .collect(Collectors.joining(";")),
                    reading.intents().stream()
                            .map(mention -> mention.intent().id())
                            .collect(Collectors.joining(";")),
                    reading.urgency().id(),
                    reading.sarcasm().isEmpty() ? "" : "yes",
                    reading.request().orElse(""),
                    String.join(";", reading.personalData()),
                    reading.text());
        }

        void reject(Entry.Rejected entry) {
            cells(rejects, String.valueOf(entry.row()), String.valueOf(entry.line()), entry.sentence(language));
            reasons.add(entry.reason());
        }

        private static void cells(StringBuilder out, String... cells) {
            for (int i = 0; i < cells.length; i++) {
                if (i > 0) out.append(',');
                cell(out, cells[i]);
            }
            out.append('\n');
        }

        /// RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front; a carriage return
        /// ends a row there too, and a formula might follow it.
        private static void cell(StringBuilder out, String cell) {
            boolean formula = !cell.isEmpty()
                    && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0
                    && !cell.chars().allMatch(c -> c == '-' || c == '.' || c >= '0' && c <= '9');
            var safe = formula ? "'" + cell : cell;
            boolean plain =
                    safe.indexOf('"') < 0 && safe.indexOf(',') < 0 && safe.indexOf('\n') < 0 && safe.indexOf('\r') < 0;
            if (plain) out.append(safe);
            else out.append('"').append(safe.replace("\"", "\"\"")).append('"');
        }
    }

    private FeedbackRows(Path directory, String name, JsonNode identity, JsonNode note) throws IOException {
        this.directory = directory;
        this.name = name;
        this.identity = identity;
        var names = FeedbackReport.fileNames(name);
        var opened = new ArrayList<Part>();
        for (int i = 0; i < 3; i++)
            opened.add(new Part(
                    hidden(directory, names.get(i)), note.path("bytes").path(i).asLong(0)));
        parts = List.copyOf(opened);
        done = note.path("rows").asLong(0);
        noted = done;
        for (var reason : note.path("rejected").properties())
            rejected.put(RejectReason.of(reason.getKey()), reason.getValue().asLong());
        if (done > 0) return;
        write(0, BOM + CSV_HEADER);
        write(2, BOM + REJECTS_HEADER);
    }

    /// Goes on where an earlier run of the same table by the same version was stopped, or begins anew.
    static FeedbackRows open(
            Path directory, String name, FeedbackReport.Source source, String language, List<ModelRef> readers)
            throws IOException {
        var identity = JsonMapper.shared()
                .createObjectNode()
                .put("file", source.fileName())
                .put("size", Files.size(source.file()))
                .put("modified", Files.getLastModifiedTime(source.file()).toMillis())
                .put("columns", source.columns().toString())
                .put("encoding", source.charset().name())
                .put("language", language)
                .put("readers", readers.toString())
                .put("attuneVersion", Build.version());
        var checkpoint = checkpoint(directory, name);
        JsonNode note = JsonMapper.shared().createObjectNode();
        if (Files.isRegularFile(checkpoint))
            try {
                var found = JsonMapper.shared().readTree(Files.readString(checkpoint));
                boolean same = found.path("of").toString().equals(identity.toString()); // 5 as int and as long differ
                if (same && isHeld(directory, name, found.path("bytes"))) note = found;
            } catch (JacksonException e) {
                // a note we did not write: begin anew
            }
        return new FeedbackRows(directory, name, identity, note);
    }

    /// Whether each file is as long as was noted; a commit that was cut off has moved some of them.
    private static boolean isHeld(Path directory, String name, JsonNode bytes) throws IOException {
        var names = FeedbackReport.fileNames(name);
        for (int i = 0; i < bytes.size(); i++) {
            var part = hidden(directory, names.get(i));
            if (!Files.isRegularFile(part) || Files.size(part) < bytes.path(i).asLong()) return false;
        }
        return true;
    }

    private static Path checkpoint(Path directory, String name) {
        return directory.resolve("." + name + ".feedback.checkpoint");
    }

    private static Path hidden(Path directory, String fileName) {
        return directory.resolve("." + fileName + ".part");
    }

    /// Rows that are written, bad ones counted.
    long done() {
        return done;
    }

    long sinceCheckpoint() {
        return done - noted;
    }

    SortedMap<RejectReason, Long> rejected() {
        return rejected;
    }

    Path jsonl() {
        return parts.get(1).path;
    }

    void append(Batch batch) throws IOException {
        whole = false; // until all of it is written there is nothing to note
        write(0, batch.csv);
        write(1, batch.jsonl);
        write(2, batch.rejects);
        for (var reason : batch.reasons) rejected.merge(reason, 1L, Long::sum);
        done += batch.entries;
        whole = true;
    }

    private void write(int part, CharSequence text) throws IOException {
        parts.get(part).out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    void flush() throws IOException {
        for (var part : parts) part.out.flush();
    }

    void checkpoint() throws IOException {
        var note = JsonMapper.shared().createObjectNode();
        note.set("of", identity);
        note.put("rows", done);
        var bytes = note.putArray("bytes");
        for (var part : parts) bytes.add(part.force());
        var reasons = note.putObject("rejected");
        rejected.forEach((reason, count) -> reasons.put(reason.id(), count));
        var checkpoint = checkpoint(directory, name);
        var temporary = directory.resolve(checkpoint.getFileName() + ".part");
        Files.writeString(temporary, JsonMapper.shared().writeValueAsString(note));
        Files.move(temporary, checkpoint, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        noted = done;
    }

    /// A file that appears together with the rows.
    void writeBeside(String fileName, String content) throws IOException {
        var path = hidden(directory, fileName);
        Files.writeString(path, content);
        beside.add(path);
    }

    /// Makes all files appear.
    void commit() throws IOException {
        for (var part : parts) {
            part.force();
            part.close();
        }
        for (var fileName : FeedbackReport.fileNames(name))
            Files.move(
                    hidden(directory, fileName),
                    directory.resolve(fileName),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(checkpoint(directory, name));
        beside.clear();
        noted = done;
    }

    /// Without [#commit()] what is safe stays for the next run, under hidden names.
    @Override
    public void close() throws IOException {
        for (var path : beside) Files.deleteIfExists(path);
        if (parts.stream().anyMatch(part -> !part.channel.isOpen())) return;
        if (whole) checkpoint();
        for (var part : parts) part.close();
    }
}
