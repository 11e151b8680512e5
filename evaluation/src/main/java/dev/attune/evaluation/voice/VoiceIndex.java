package dev.attune.evaluation.voice;

import dev.attune.evaluation.FileList;
import dev.attune.evaluation.TextFile.UnreadableException;
import dev.attune.voice.Tone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A [FileList] with the columns `file`, `corpus`, `speaker`, `emotion`: how clips were labelled.
/// Further columns are ignored.
public record VoiceIndex(Path file, List<Clip> clips) {

    /// @param speaker unique over all corpora: clips of one speaker are not independent
    public record Clip(Path file, String name, String corpus, String speaker, Tone tone) {}

    public VoiceIndex {
        clips = List.copyOf(clips);
    }

    public static VoiceIndex read(Path tsv) throws UnusableVoicesException {
        try {
            var list = FileList.read(tsv);
            if (list.columns().isEmpty())
                throw new UnusableVoicesException(tsv + " is empty. Its first line names the columns.");
            int file = list.column("file");
            int corpus = list.column("corpus");
            int speaker = list.column("speaker");
            int emotion = list.column("emotion");
            var clips = new ArrayList<Clip>();
            for (var row : list.rows()) {
                var cells = row.cells();
                var name = cells.get(file);
                if (name.isEmpty())
                    throw new UnusableVoicesException("%s, line %d: no file is named".formatted(tsv, row.line()));
                clips.add(new Clip(
                        list.named(row, name),
                        name,
                        cells.get(corpus),
                        cells.get(speaker),
                        tone(tsv, row.line(), cells.get(emotion))));
            }
            if (clips.isEmpty()) throw new UnusableVoicesException(tsv + " names no clips.");
            return new VoiceIndex(tsv, clips);
        } catch (UnreadableException e) {
            throw new UnusableVoicesException(String.valueOf(e.getMessage()));
        }
    }

    private static Tone tone(Path tsv, long line, String label) throws UnusableVoicesException {
        var tone = ToneLabels.parse(label);
        if (tone.isEmpty())
            throw new UnusableVoicesException("%s, line %d: unknown emotion '%s'. Accepted: %s"
                    .formatted(tsv, line, label, ToneLabels.accepted()));
        return tone.get();
    }
}
