package dev.attune.evaluation.expressions;

import dev.attune.evaluation.FileList;
import dev.attune.evaluation.TextFile.UnreadableException;
import dev.attune.signals.Emotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A [FileList] with the columns `file` and `label`: which expression people saw in which picture.
/// Further columns are ignored.
///
/// @param sha256 of the list
public record LabelledIndex(Path file, String sha256, List<Row> rows) {

    /// @param line in the list, from 1
    /// @param name of the picture as written in the list
    /// @param label null where the cell is empty: nobody labelled the picture
    /// @param group empty when no groups were asked for
    public record Row(
            long line, String name, Path picture, @Nullable Emotion label, String group) {}

    public LabelledIndex {
        rows = List.copyOf(rows);
    }

    /// @param groups column that names the group of each picture; null when groups are not
    ///     compared. Only with it may a label be empty
    public static LabelledIndex read(Path csv, @Nullable String groups) throws UnusableIndexException {
        try {
            var list = FileList.read(csv);
            if (list.rows().isEmpty())
                throw new UnusableIndexException(
                        "%s names no pictures. It should begin with a line 'file,label'.".formatted(csv));
            var columns = Columns.of(list, groups);
            var rows = new ArrayList<Row>();
            for (var row : list.rows()) rows.add(row(list, row, columns));
            return new LabelledIndex(csv, list.sha256(), rows);
        } catch (UnreadableException e) {
            throw new UnusableIndexException(String.valueOf(e.getMessage()));
        }
    }

    /// @param group -1 when groups are not compared
    private record Columns(int file, int label, int group) {
        static Columns of(FileList list, @Nullable String groups) throws UnreadableException {
            return new Columns(list.column("file"), list.column("label"), groups == null ? -1 : list.column(groups));
        }
    }

    private static Row row(FileList list, FileList.Row row, Columns columns)
            throws UnreadableException, UnusableIndexException {
        var name = row.cells().get(columns.file());
        if (name.isEmpty())
            throw new UnusableIndexException("%s, line %d: no file is named".formatted(list.file(), row.line()));
        var label = row.cells().get(columns.label());
        boolean unlabelled = label.isEmpty() && columns.group() >= 0;
        return new Row(
                row.line(),
                name,
                list.named(row, name),
                unlabelled ? null : emotion(list.file(), row.line(), label),
                columns.group() < 0 ? "" : row.cells().get(columns.group()));
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
}
