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

    private final CSVFormat format;
    private final char delimiter;
    private final int width;
    private final int text;
    private final int time;
    private final int product;
    private final int id;
    private final Deque<String> pushedBack = new ArrayDeque<>();
    private long lines;
    private long rows;

    CsvTable(BufferedReader reader, FeedbackColumns columns) throws IOException {
        super(reader, columns);
        var header = record();
        if (header == null) throw new UnusableTableException("The table is empty. Maybe it lacks its header line.");
        delimiter = delimiter(header.text);
        format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get();
        var names = cells(header.text);
        if (names == null)
            throw new UnusableTableException("The header line cannot be read as CSV: a quotation mark is left open.");
        var present = names.stream().map(String::strip).toList();
        columns.mustBeIn(present);
        width = present.size();
        text = present.indexOf(columns.text());
        time = columns.time().isEmpty() ? -1 : present.indexOf(columns.time());
        product = columns.product().isEmpty() ? -1 : present.indexOf(columns.product());
        id = columns.id().isEmpty() ? -1 : present.indexOf(columns.id());
    }

    /// @param line on which it begins
    private record Raw(String text, long line, List<String> lines, boolean closed) {}

    @Override
    public @Nullable Entry next() throws IOException {
        while (true) {
            var record = record();
            if (record == null) return null;
            if (record.text.isBlank()) continue; // an empty line is no row
            rows++;
            if (!record.closed) {
                retry(record);
                return new Entry.Rejected(rows, record.line, "a quotation mark is opened and never closed");
            }
            var cells = cells(record.text);
            if (cells != null && cells.size() == width)
                return entry(
                        rows, record.line, cells.get(text), cell(cells, time), cell(cells, product), cell(cells, id));
            retry(record);
            return new Entry.Rejected(
                    rows,
                    record.line,
                    cells == null
                            ? "quotation marks stand where none may"
                            : "it has %d cells, the header names %d".formatted(cells.size(), width));
        }
    }

    /// What a stray quotation mark swallowed is read again from its second line on.
    private void retry(Raw record) {
        for (int i = record.lines.size() - 1; i > 0; i--) {
            pushedBack.addFirst(record.lines.get(i));
            lines--;
        }
    }

    private static String cell(List<String> cells, int index) {
        return index < 0 ? "" : cells.get(index);
    }

    /// Lines until quotation marks are even; null at the end.
    private @Nullable Raw record() throws IOException {
        var first = line();
        if (first == null) return null;
        long begin = lines;
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
        if (line != null) lines++;
        return line;
    }

    private static int quotes(String line) {
        int quotes = 0;
        for (int i = line.indexOf('"'); i >= 0; i = line.indexOf('"', i + 1)) quotes++;
        return quotes;
    }

    private @Nullable List<String> cells(String record) {
        if (record.indexOf('"') < 0) return plainCells(record);
        try (var parser = CSVParser.parse(record, format)) {
            var records = parser.getRecords();
            return records.size() == 1 ? records.getFirst().toList() : null;
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    private List<String> plainCells(String record) {
        var cells = new ArrayList<String>();
        int from = 0;
        for (int at = record.indexOf(delimiter); at >= 0; at = record.indexOf(delimiter, from)) {
            cells.add(record.substring(from, at));
            from = at + 1;
        }
        cells.add(record.substring(from));
        return cells;
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
