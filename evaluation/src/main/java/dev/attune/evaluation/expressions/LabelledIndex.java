package dev.attune.evaluation.expressions;

import dev.attune.evaluation.FileList;
import dev.attune.evaluation.TextFile.UnreadableException;
import dev.attune.media.MediaFile;
import dev.attune.signals.Emotion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which expression people saw in which picture: a [FileList] with the columns `file` and `label`, further columns are
/// ignored; or a folder, as for `attune train expressions`: with `index.csv`, or with one folder per label.
///
/// @param sha256 of the list; of folders, of the lines `file,label` that would list them
public record LabelledIndex(Path file, String sha256, List<Row> rows) {
    private static final String INDEX = "index.csv";

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
    public static LabelledIndex read(Path data, @Nullable String groups) throws UnusableIndexException {
        if (!Files.isDirectory(data)) return fromList(data, groups);
        if (Files.exists(data.resolve(INDEX))) return fromList(data.resolve(INDEX), groups);
        if (groups != null)
            throw new UnusableIndexException(
                    "%s holds no %s, and folders name no groups. Maybe write one with the columns file,label,%s."
                            .formatted(data, INDEX, groups));
        try {
            return fromFolders(data);
        } catch (IOException e) {
            throw new UnusableIndexException("The folder %s cannot be read: %s".formatted(data, e.getMessage()));
        }
    }

    private static LabelledIndex fromFolders(Path data) throws IOException, UnusableIndexException {
        var rows = new ArrayList<Row>();
        var list = new StringBuilder();
        for (var labelled : sorted(data)) {
            if (!Files.isDirectory(labelled)) continue;
            var label = labelled.getFileName().toString();
            var emotion = ExpressionLabels.parse(label);
            if (emotion.isEmpty())
                throw new UnusableIndexException("%s: unknown label '%s'. Accepted, in any case: %s"
                        .formatted(labelled, label, ExpressionLabels.accepted()));
            for (var picture : sorted(labelled)) {
                if (!MediaFile.isCandidate(picture)) continue;
                var name = "%s/%s".formatted(label, picture.getFileName());
                rows.add(new Row(rows.size() + 1, name, picture, emotion.get(), ""));
                list.append(name).append(',').append(label).append('\n');
            }
        }
        if (rows.isEmpty())
            throw new UnusableIndexException(
                    "%s holds no labelled pictures. Expected %s with the columns file,label, or one folder per label, such as joy/ and neutral/."
                            .formatted(data, INDEX));
        return new LabelledIndex(data, sha256(list.toString()), rows);
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static LabelledIndex fromList(Path csv, @Nullable String groups) throws UnusableIndexException {
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
