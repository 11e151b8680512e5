package dev.attune.server.customers;

import dev.attune.server.customers.Checked.Original;
import dev.attune.server.customers.Checked.Unsound;
import dev.attune.server.customers.Checked.Who;
import dev.attune.server.problems.Refusal;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Events from a file, a few at a time. A line that cannot be read costs itself and not the rest.
///
/// In a table the columns are those of a call (`type`, `event`, `userId`, `anonymousId`, `previousId`, `groupId`,
/// `name`, `category`, `messageId`, `timestamp`) and `properties.NAME`, `traits.NAME` or `context.NAME`. What came from
/// elsewhere may be as old as what is kept here.
@Component
class ImportedFile {
    private static final String SOURCE = "/v1/imports";
    private static final int PART = 500; // events that are stored together
    private static final int LONGEST = 1024 * 1024; // characters of a line, far beyond what an event may have
    private static final String WHOLE = "-?(0|[1-9]\\d{0,14})"; // a number as it is usually written
    private static final Set<String> TREES = Set.of("properties", "traits", "context");

    private final SegmentReader reader;
    private final JsonMapper json;
    private final CustomerSettings settings;

    ImportedFile(SegmentReader reader, JsonMapper json, CustomerSettings settings) {
        this.reader = reader;
        this.json = json;
        this.settings = settings;
    }

    void read(String format, InputStream in, Instant now, Consumer<List<Checked>> parts) throws IOException {
        var text = new InputStreamReader(in, StandardCharsets.UTF_8);
        var part = new Part(parts);
        try {
            switch (format) {
                case "jsonl" -> jsonl(text, now, part);
                case "csv" -> csv(text, now, part);
                default ->
                    throw Refusal.badRequest("format must be jsonl or csv, got '%s'."
                            .formatted(format.replaceAll("[^A-Za-z0-9._-]", "?")));
            }
        } finally {
            part.flush(); // where a table breaks, what stood before is taken
        }
    }

    /// Gathers events for the next commit.
    private static final class Part {
        private final Consumer<List<Checked>> parts;
        private final List<Checked> events = new ArrayList<>();
        private long characters;

        Part(Consumer<List<Checked>> parts) {
            this.parts = parts;
        }

        /// @param length characters that it came in: what waits here is in memory
        void add(Checked event, long length) {
            events.add(event);
            characters += length;
            if (events.size() == PART || characters > LONGEST) flush();
        }

        void flush() {
            if (!events.isEmpty()) parts.accept(List.copyOf(events));
            events.clear();
            characters = 0;
        }
    }

    private void jsonl(Reader text, Instant now, Part part) throws IOException {
        var lines = new BoundedLines(text, LONGEST);
        var line = new StringBuilder();
        for (long number = 1; lines.next(line); number++) {
            if (lines.isCut()) part.add(tooLong(number, now), 0);
            else if (!line.toString().isBlank()) part.add(line(line.toString(), number, now), line.length());
        }
    }

    private Checked tooLong(long number, Instant now) {
        return new Unsound(
                Who.NOBODY,
                "",
                "",
                Wrong.LINE_TOO_LONG,
                "",
                "Line %d has more than %,d characters and was passed over.".formatted(number, LONGEST),
                new Original(SOURCE, now, null, json.missingNode()));
    }

    private Checked line(String line, long number, Instant now) {
        try {
            return reader.read(null, new Original(SOURCE, now, null, json.readTree(line)), settings.retention());
        } catch (JacksonException e) {
            return new Unsound(
                    Who.NOBODY,
                    "",
                    "",
                    Wrong.NO_JSON,
                    "",
                    "Line %d is not JSON: %s.".formatted(number, Broken.inWords(e)),
                    new Original(SOURCE, now, null, json.getNodeFactory().stringNode(line)));
        }
    }

    private void csv(Reader text, Instant now, Part part) throws IOException {
        var format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        var rows = new RowLimit(text);
        try (var records = format.parse(rows)) {
            var names = records.getHeaderNames();
            if (!names.contains("type"))
                throw Refusal.badRequest(
                        "The table has no column type. Maybe its first line lacks the names, got %d columns."
                                .formatted(names.size()));
            rows.next(records.getCurrentLineNumber());
            for (var record : records) {
                part.add(
                        reader.read(null, new Original(SOURCE, now, null, event(record, names)), settings.retention()),
                        rows.length());
                rows.next(records.getCurrentLineNumber());
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("The header line cannot be read: a name stands twice or is empty.");
        } catch (IOException | UncheckedIOException e) {
            if (rows.isExceeded()) throw Refusal.badRequest(rows.told());
            if (e instanceof UncheckedIOException)
                throw Refusal.badRequest(
                        "The table breaks after the rows that were taken: a quotation mark is left open.");
            throw e;
        }
    }

    /// Ends a table at a row without an end, which would be gathered in memory. Where such a row ends nobody can say:
    /// what follows may be the text of a cell, and must not be taken for rows.
    private static final class RowLimit extends FilterReader {
        private long row = 1; // its line
        private long read;
        private boolean exceeded;

        RowLimit(Reader text) {
            super(text);
        }

        /// @param line where the row before ended
        void next(long line) {
            row = line + 1;
            read = 0;
        }

        /// Characters since the row began, to the buffer's measure.
        long length() {
            return read;
        }

        boolean isExceeded() {
            return exceeded;
        }

        String told() {
            return "The row from line %d on has more than %,d characters; the rows before were taken. Maybe a quotation mark is left open."
                    .formatted(row, LONGEST);
        }

        @Override
        public int read(char[] into, int from, int most) throws IOException {
            if (read > LONGEST) {
                exceeded = true;
                throw new IOException("a row without an end");
            }
            int count = super.read(into, from, most);
            read += Math.max(0, count);
            return count;
        }
    }

    private ObjectNode event(CSVRecord record, List<String> names) {
        var event = json.createObjectNode();
        for (int i = 0; i < Math.min(names.size(), record.size()); i++) {
            String name = names.get(i);
            String value = record.get(i);
            if (value.isEmpty()) continue;
            int dot = name.indexOf('.');
            if (dot > 0 && TREES.contains(name.substring(0, dot)))
                put(event.withObject("/" + name.substring(0, dot)), name.substring(dot + 1), value);
            else event.put(name, value);
        }
        return event;
    }

    /// A table has no types: what looks like a number is one, but for what begins with a nought, as postcodes do.
    private static void put(ObjectNode tree, String name, String value) {
        if (value.matches(WHOLE)) tree.put(name, Long.parseLong(value));
        else if (value.matches(WHOLE + "\\.\\d{1,15}")) tree.put(name, Double.parseDouble(value));
        else if (value.equals("true") || value.equals("false")) tree.put(name, Boolean.parseBoolean(value));
        else tree.put(name, value);
    }
}
