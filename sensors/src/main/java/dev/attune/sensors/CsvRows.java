package dev.attune.sensors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// The rows of a CSV file whose columns are found by their trimmed names, never by position: tools put
/// blanks after commas and add columns with every version. Columns nobody asks for are left alone.
final class CsvRows implements AutoCloseable {
    private final Path file;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> names;
    private final Map<String, Integer> columns = new HashMap<>();
    private @Nullable CSVRecord row;

    CsvRows(Path file) throws SensorFileException, IOException {
        this.file = file;
        var format = CSVFormat.RFC4180
                .builder()
                .setTrim(true)
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(true)
                .get();
        parser = CSVParser.parse(
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)), format);
        try {
            records = parser.iterator();
            if (!advance()) throw new SensorFileException(file, "", "the file is empty.", "export it again.");
            names = current().toList();
        } catch (SensorFileException | IOException e) {
            parser.close();
            throw e;
        }
        for (int i = 0; i < names.size(); i++) columns.putIfAbsent(withoutMark(names.get(i)), i);
    }

    /// In the order of the file.
    List<String> names() {
        return names.stream().map(CsvRows::withoutMark).toList();
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    /// False after the last row.
    boolean advance() throws SensorFileException, IOException {
        try {
            if (!records.hasNext()) return false;
            row = records.next();
            return true;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CSVException) throw broken(e.getCause());
            throw e.getCause();
        }
    }

    /// @throws SensorFileException when the column is missing or its cell is no number
    double number(String column) throws SensorFileException {
        return optional(column).orElseThrow(() -> wrong(column, has(column) ? "has no value" : "is missing"));
    }

    /// Empty when the column is missing or its cell is empty or `nan`.
    OptionalDouble optional(String column) throws SensorFileException {
        var cell = cell(column);
        if (cell.isEmpty() || cell.equalsIgnoreCase("nan")) return OptionalDouble.empty();
        try {
            double value = Double.parseDouble(cell);
            if (!Double.isFinite(value)) throw wrong(column, "must be a finite number, got " + cell);
            return OptionalDouble.of(value);
        } catch (NumberFormatException e) {
            throw wrong(column, "must be a number, got '%s'".formatted(cell));
        }
    }

    /// Empty when the column is missing.
    String cell(String column) {
        var index = columns.get(column);
        return index == null || index >= current().size() ? "" : current().get(index);
    }

    SensorFileException wrong(String column, String problem) {
        return SensorFileException.inLine(
                file,
                parser.getCurrentLineNumber(),
                "the column %s %s.".formatted(column, problem),
                "export the file again, or name its --format.");
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private SensorFileException broken(Throwable cause) {
        return SensorFileException.inLine(
                file, parser.getCurrentLineNumber(), "not CSV: " + cause.getMessage() + ".", "export the file again.");
    }

    private CSVRecord current() {
        if (row == null) throw new IllegalStateException("advance comes first");
        return row;
    }

    /// Spreadsheets write a byte order mark before the first name.
    private static String withoutMark(String name) {
        return name.startsWith("\uFEFF") ? name.substring(1).strip() : name;
    }
}
