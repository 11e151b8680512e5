package dev.attune.evaluation;

import dev.attune.evaluation.TextFile.UnreadableException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// A table that names files, one a row; its first line names the columns.
///
/// A mark at the start (BOM), any line end, quotes and spaces about a cell, and rows of empty cells
/// are fine. Cells are separated by tabs where the first line has one, else by commas, else by
/// semicolons, as spreadsheets write them.
///
/// @param sha256 of the file
/// @param columns in small letters
public record FileList(Path file, String sha256, List<String> columns, List<Row> rows) {

    /// @param line in the file, from 1
    /// @param cells as many as there are columns
    public record Row(long line, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    public FileList {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    public static FileList read(Path file) throws UnreadableException {
        var whole = TextFile.read(file);
        char separator = separator(whole.text());
        var format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(true)
                .get();
        List<String> columns = List.of();
        var rows = new ArrayList<Row>();
        try (var parser = format.parse(new StringReader(whole.text()))) {
            for (var record : parser) {
                if (record.stream().allMatch(String::isBlank)) continue;
                if (columns.isEmpty())
                    columns = record.stream()
                            .map(name -> name.strip().toLowerCase(Locale.ROOT))
                            .toList();
                else rows.add(row(file, parser.getCurrentLineNumber(), record, columns.size(), separator));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new UnreadableException(
                    "%s is no table: %s. Maybe a quotation mark is not closed.".formatted(file, e.getMessage()));
        }
        return new FileList(file, whole.sha256(), columns, rows);
    }

    private static char separator(String text) {
        var first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        if (first.indexOf('\t') >= 0) return '\t';
        return first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : ',';
    }

    private static Row row(Path file, long line, CSVRecord record, int columns, char separator)
            throws UnreadableException {
        var cells = record.toList();
        if (cells.size() < columns
                || cells.subList(columns, cells.size()).stream().anyMatch(cell -> !cell.isBlank()))
            throw new UnreadableException("%s, line %d: %d cells, but the first line has %d.%s"
                    .formatted(file, line, cells.size(), columns, separator == ',' ? " Maybe quote a comma." : ""));
        return new Row(line, cells.subList(0, columns));
    }

    /// Where the column stands in each row.
    public int column(String name) throws UnreadableException {
        int at = columns.indexOf(name.strip().toLowerCase(Locale.ROOT));
        if (at < 0)
            throw new UnreadableException("%s has no column '%s'. Its first line names: %s"
                    .formatted(file, name, String.join(", ", columns)));
        return at;
    }

    /// The file that a row names: relative to the list or, where nothing lies there, to the working folder.
    ///
    /// Where no file is spelled so, a `\` is read as `/`, and letters in the other normal form of
    /// Unicode: some systems write one accented letter as two signs.
    ///
    /// @return beside the list when there is no such file at all
    public Path named(Row row, String name) throws UnreadableException {
        try {
            var list = file.toAbsolutePath();
            return Stream.of(
                            name,
                            name.replace('\\', '/'),
                            Normalizer.normalize(name, Normalizer.Form.NFC),
                            Normalizer.normalize(name, Normalizer.Form.NFD))
                    .distinct()
                    .flatMap(spelled -> Stream.of(
                            list.resolveSibling(spelled), Path.of(spelled).toAbsolutePath()))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseGet(() -> list.resolveSibling(name));
        } catch (InvalidPathException e) {
            throw new UnreadableException(
                    "%s, line %d: '%s' is no file name: %s".formatted(file, row.line(), name, e.getReason()));
        }
    }
}
