package dev.attune.cli;

import dev.attune.evaluation.FileList;
import dev.attune.evaluation.TextFile;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import dev.attune.media.MediaFile;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/// The pictures a list names in its column `file`, relative to it.
///
/// @param every every N-th of the list, from its first line on
/// @param limit at most so many
record Pictures(Path index, int every, int limit) {
    Pictures {
        if (every < 1 || limit < 1)
            throw new IllegalArgumentException(
                    "every and limit must be at least 1, got %d and %d".formatted(every, limit));
    }

    /// @param viewer is given the file's name and its picture, which stays as it is
    void each(BiConsumer<String, Frame> viewer) throws MediaException, CommandFailure {
        try {
            var list = FileList.read(index);
            int column = list.column("file");
            int taken = 0;
            for (int i = 0; i < list.rows().size() && taken < limit; i += every) {
                var row = list.rows().get(i);
                var file = list.named(row, row.cells().get(column));
                try (var media = MediaFile.open(file)) {
                    var frame = media.next();
                    if (frame == null) continue;
                    taken++;
                    viewer.accept(
                            String.valueOf(file.getFileName()),
                            new Frame(
                                    frame.at(),
                                    frame.width(),
                                    frame.height(),
                                    frame.bgr().clone()));
                }
            }
        } catch (TextFile.UnreadableException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
        }
    }
}
