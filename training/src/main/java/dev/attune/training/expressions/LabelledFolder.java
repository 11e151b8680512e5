package dev.attune.training.expressions;

import dev.attune.evaluation.FileList;
import dev.attune.evaluation.TextFile;
import dev.attune.evaluation.expressions.ExpressionLabels;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import dev.attune.media.MediaFile;
import dev.attune.signals.Emotion;
import dev.attune.training.UnusableData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/// A customer's own pictures: `index.csv` with the columns `file,label` and, better, `group`; or
/// one folder per label.
///
/// A file may appear in several lines, one per labeller: its labels are then shares. Without a
/// group every file is its own; then pictures of one person may stand on both sides of a split, and
/// figures look better than they are.
final class LabelledFolder {
    static final String INDEX = "index.csv";

    private LabelledFolder() {}

    static List<LabelledPicture> read(Path folder) throws UnusableData {
        try {
            return Files.exists(folder.resolve(INDEX)) ? fromIndex(folder) : fromFolders(folder);
        } catch (IOException e) {
            throw new UnusableData("The folder %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static List<LabelledPicture> fromIndex(Path folder) throws UnusableData {
        try {
            var list = FileList.read(folder.resolve(INDEX));
            int file = list.column("file");
            int label = list.column("label");
            int group = list.columns().indexOf("group");
            var files = new LinkedHashMap<String, Path>();
            var groups = new HashMap<String, String>();
            var votes = new HashMap<String, float[]>();
            for (var row : list.rows()) {
                var name = row.cells().get(file);
                var emotion = emotion(row.cells().get(label), "%s, line %d".formatted(list.file(), row.line()));
                files.putIfAbsent(name, list.named(row, name));
                groups.putIfAbsent(
                        name,
                        group >= 0 && !row.cells().get(group).isEmpty()
                                ? row.cells().get(group)
                                : name);
                votes.computeIfAbsent(name, key -> new float[Emotion.values().length])[emotion.ordinal()]++;
            }
            var pictures = new ArrayList<LabelledPicture>();
            files.forEach((name, path) -> pictures.add(new LabelledPicture(
                    path.toString(),
                    shares(Objects.requireNonNull(votes.get(name))),
                    Objects.requireNonNull(groups.get(name)),
                    file(path))));
            return pictures;
        } catch (TextFile.UnreadableException e) {
            throw new UnusableData(String.valueOf(e.getMessage()), e);
        }
    }

    private static List<LabelledPicture> fromFolders(Path folder) throws IOException, UnusableData {
        var pictures = new ArrayList<LabelledPicture>();
        for (var labelled : sorted(folder)) {
            if (!Files.isDirectory(labelled)) continue;
            var emotion = emotion(labelled.getFileName().toString(), labelled.toString());
            var votes = new float[Emotion.values().length];
            votes[emotion.ordinal()] = 1;
            int before = pictures.size();
            for (var file : sorted(labelled))
                if (MediaFile.isCandidate(file))
                    pictures.add(new LabelledPicture(file.toString(), votes, file.toString(), file(file)));
            if (pictures.size() == before)
                throw new UnusableData(
                        ("%s holds no pictures, so '%s' cannot be learnt. Maybe put some there, or remove"
                                        + " the folder.")
                                .formatted(labelled, emotion.id()));
        }
        if (pictures.isEmpty())
            throw new UnusableData(("%s holds no labelled pictures. Expected one of: %s with %s; %s with the columns "
                            + "file,label[,group]; or one folder per label, such as joy/ and neutral/.")
                    .formatted(folder, FerPlus.TABLE, FerPlus.PICTURES, INDEX));
        return pictures;
    }

    /// @param where the value stands, for the message
    static Emotion emotion(String label, String where) throws UnusableData {
        var emotion = ExpressionLabels.parse(label);
        if (emotion.isEmpty())
            throw new UnusableData("%s: there is no expression '%s'. Maybe one of: %s"
                    .formatted(where, label, ExpressionLabels.accepted()));
        return emotion.get();
    }

    private static float[] shares(float[] votes) {
        float sum = 0;
        for (float vote : votes) sum += vote;
        for (int i = 0; i < votes.length; i++) votes[i] /= sum;
        return votes;
    }

    private static LabelledPicture.Pixels file(Path file) {
        return new LabelledPicture.Pixels() {
            @Override
            public Frame read() throws UnusableData {
                try (var source = MediaFile.open(file)) {
                    var frame = source.next();
                    if (frame == null) throw new UnusableData("%s holds no picture.".formatted(file));
                    return frame;
                } catch (MediaException e) {
                    throw new UnusableData("%s: %s".formatted(file, e.getMessage()), e);
                }
            }

            @Override
            public int filledSide() {
                return 0;
            }
        };
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
