package dev.attune.evaluation.expressions;

import dev.attune.evaluation.TextFile;
import dev.attune.signals.Emotion;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// A CSV file (RFC 4180) with the columns `file` and `label`: which expression people saw in which picture.
///
/// A mark at the start (BOM), either line end, quotes and spaces about a cell are fine; further columns are ignored.
///
/// @param sha256 of the CSV file
public record LabelledIndex(Path file, String sha256, List<Row> rows) {
    private static final String FILE = "file";
    private static final String LABEL = "label";
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();

    /// @param line in the CSV file, from 1
    /// @param name of the picture as written in the CSV file
    /// @param label null where the cell is empty: nobody labelled the picture
    /// @param group empty when no groups were asked for
    public record Row(
            long line, String name, Path picture, @Nullable Emotion label, String group) {}

    public LabelledIndex {
        rows = List.copyOf(rows);
    }

    /// @param groups column that names the group of each picture; null when groups are not compared. Only with it
    ///     may a label be empty
    public static LabelledIndex read(Path csv, @Nullable String groups) throws UnusableIndexException {
        var whole = whole(csv);
        var rows = new ArrayList<Row>();
        Columns columns = null;
        try (var parser = FORMAT.parse(new StringReader(whole.text()))) {
            for (var cells : parser) {
                if (columns == null) columns = Columns.of(csv, cells, groups);
                else rows.add(row(csv, parser.getCurrentLineNumber(), cells, columns));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new UnusableIndexException(
                    "%s is no CSV file: %s. Maybe a quotation mark is not closed.".formatted(csv, e.getMessage()));
        }
        if (rows.isEmpty())
            throw new UnusableIndexException(
                    "%s names no pictures. It should begin with a line 'file,label'.".formatted(csv));
        return new LabelledIndex(csv, whole.sha256(), rows);
    }

    private record Columns(int count, int file, int label, int group) {
        static Columns of(Path csv, CSVRecord header, @Nullable String groups) throws UnusableIndexException {
            var names = header.stream()
                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
                    .toList();
            return new Columns(
                    names.size(),
                    find(csv, names, FILE),
                    find(csv, names, LABEL),
                    groups == null ? -1 : find(csv, names, groups.strip().toLowerCase(Locale.ROOT)));
        }

        private static int find(Path csv, List<String> names, String wanted) throws UnusableIndexException {
            int at = names.indexOf(wanted);
            if (at < 0)
                throw new UnusableIndexException("%s has no column '%s'. Its first line names: %s"
                        .formatted(csv, wanted, String.join(", ", names)));
            return at;
        }
    }

    private static Row row(Path csv, long line, CSVRecord cells, Columns columns) throws UnusableIndexException {
        if (cells.size() != columns.count())
            throw new UnusableIndexException("%s, line %d: %d cells, but the first line has %d. Maybe quote a comma."
                    .formatted(csv, line, cells.size(), columns.count()));
        var name = cells.get(columns.file());
        if (name.isEmpty()) throw new UnusableIndexException("%s, line %d: no file is named".formatted(csv, line));
        var label = cells.get(columns.label());
        boolean unlabelled = label.isEmpty() && columns.group() >= 0;
        return new Row(
                line,
                name,
                resolve(csv, line, name),
                unlabelled ? null : emotion(csv, line, label),
                columns.group() < 0 ? "" : cells.get(columns.group()));
    }

    private static Emotion emotion(Path csv, long line, String label) throws UnusableIndexException {
        if (label.isEmpty())
            throw new UnusableIndexException(
                    "%s, line %d: the label is empty. Only with --groups may a picture be without one."
                            .formatted(csv, line));
        var emotion = ExpressionLabels.parse(label);
        if (emotion.isEmpty())
            throw new UnusableIndexException("%s, line %d: unknown label '%s'. Accepted, in any case: %s"
                    .formatted(csv, line, label, ExpressionLabels.accepted()));
        return emotion.get();
    }

    private static Path resolve(Path csv, long line, String name) throws UnusableIndexException {
        try {
            return csv.toAbsolutePath().resolveSibling(name);
        } catch (InvalidPathException e) {
            throw new UnusableIndexException(
                    "%s, line %d: '%s' is no file name: %s".formatted(csv, line, name, e.getReason()));
        }
    }

    private static TextFile whole(Path csv) throws UnusableIndexException {
        try {
            return TextFile.read(csv);
        } catch (TextFile.UnreadableException e) {
            throw new UnusableIndexException(String.valueOf(e.getMessage()));
        }
    }
}
