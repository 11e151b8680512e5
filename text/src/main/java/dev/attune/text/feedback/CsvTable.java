package dev.attune.text.feedback;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;

/// Comma, semicolon or tab separated values with a header; quotes and line breaks inside cells.
///
/// Records are cut here and parsed one by one, so that a broken one, even a quotation mark that is never closed,
/// costs itself and not the rest of the file.
final class CsvTable extends FeedbackTable {
    private static final int LONGEST_RECORD = 4 << 20; // characters

    private final Lines lines;
    private final Header header;
    private final int text;
    private final int time;
    private final int product;
    private final int id;
    private long rows;

    CsvTable(BufferedReader reader, FeedbackColumns columns) throws IOException {
        super(reader);
        lines = new Lines(reader);
        header = Header.of(lines.record());
        var present = header.names;
        columns.mustBeIn(present);
        text = present.indexOf(columns.text());
        time = columns.time().isEmpty() ? -1 : present.indexOf(columns.time());
        product = columns.product().isEmpty() ? -1 : present.indexOf(columns.product());
        id = columns.id().isEmpty() ? -1 : present.indexOf(columns.id());
    }

    static List<String> columns(BufferedReader reader) throws IOException {
        return Header.of(new Lines(reader).record()).names;
    }

    /// @param line on which it begins
    private record Raw(String text, long line, List<String> lines, boolean closed) {}

    private record Header(List<String> names, CSVFormat format, char delimiter) {
        static Header of(@Nullable Raw first) {
            if (first == null) throw new UnusableTableException("The table is empty. Maybe it lacks its header line.");
            char delimiter = delimiter(first.text);
            var format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get();
            var names = CsvTable.cells(first.text, format, delimiter);
            if (names == null)
                throw new UnusableTableException(
                        "The header line cannot be read as CSV: a quotation mark is left open.");
            return new Header(names.stream().map(String::strip).toList(), format, delimiter);
        }

        /// The one the header has most of.
        private static char delimiter(String header) {
            char best = ',';
            long most = 0;
            for (char candidate : new char[] {',', ';', '\t'}) {
                long count = header.chars().filter(c -> c == candidate).count();
                if (count > most) {
                    best = candidate;
                    most = count;
                }
            }
            return best;
        }
    }

    @Override
    public @Nullable Entry next() throws IOException {
        while (true) {
            var record = lines.record();
            if (record == null) return null;
            if (record.text.isBlank()) continue; // an empty line is no row
            rows++;
            if (!record.closed) {
                lines.retry(record);
                return new Entry.Rejected(rows, record.line, RejectReason.OPEN_QUOTE, List.of());
            }
            var cells = cells(record.text, header.format, header.delimiter);
            int width = header.names.size();
            if (cells != null && cells.size() == width)
                return entry(
                        rows, record.line, cells.get(text), cell(cells, time), cell(cells, product), cell(cells, id));
            lines.retry(record);
            return cells == null
                    ? new Entry.Rejected(rows, record.line, RejectReason.STRAY_QUOTE, List.of())
                    : new Entry.Rejected(rows, record.line, RejectReason.WRONG_WIDTH, List.of(cells.size(), width));
        }
    }

    private static String cell(List<String> cells, int index) {
        return index < 0 ? "" : cells.get(index);
    }

    /// The lines of the file, put together to records.
    private static final class Lines {
        private final BufferedReader in;
        private final Deque<String> pushedBack = new ArrayDeque<>();
        private long number;

        Lines(BufferedReader in) {
            this.in = in;
        }

        /// What a stray quotation mark swallowed is read again from its second line on.
        void retry(Raw record) {
            for (int i = record.lines.size() - 1; i > 0; i--) {
                pushedBack.addFirst(record.lines.get(i));
                number--;
            }
        }

        /// Lines until quotation marks are even; null at the end.
        @Nullable
        Raw record() throws IOException {
            var first = line();
            if (first == null) return null;
            long begin = number;
            var parts = new ArrayList<String>();
            parts.add(first);
            boolean open = quotes(first) % 2 == 1;
            int length = first.length();
            while (open) {
                var next = length > LONGEST_RECORD ? null : line();
                if (next == null) return new Raw(first, begin, parts, false);
                parts.add(next);
                length += next.length();
                open = quotes(next) % 2 == 0;
            }
            return new Raw(parts.size() == 1 ? first : String.join("\n", parts), begin, parts, true);
        }

        private @Nullable String line() throws IOException {
            var line = pushedBack.isEmpty() ? in.readLine() : pushedBack.removeFirst();
            if (line != null) number++;
            return line;
        }

        private static int quotes(String line) {
            int quotes = 0;
            for (int i = line.indexOf('"'); i >= 0; i = line.indexOf('"', i + 1)) quotes++;
            return quotes;
        }
    }

    private static @Nullable List<String> cells(String record, CSVFormat format, char delimiter) {
        if (record.indexOf('"') < 0) return plainCells(record, delimiter);
        try (var parser = CSVParser.parse(record, format)) {
            var records = parser.getRecords();
            return records.size() == 1 ? records.getFirst().toList() : null;
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    private static List<String> plainCells(String record, char delimiter) {
        var cells = new ArrayList<String>();
        int from = 0;
        for (int at = record.indexOf(delimiter); at >= 0; at = record.indexOf(delimiter, from)) {
            cells.add(record.substring(from, at));
            from = at + 1;
        }
        cells.add(record.substring(from));
        return cells;
    }
}
