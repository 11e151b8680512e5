package dev.attune.evaluation.voice;

import dev.attune.voice.Tone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A tab-separated list of clips, UTF-8, whose first line names the columns `file`, `corpus`, `speaker`,
/// `emotion`.
/// Files are named relative to it; further columns are ignored.
public record VoiceIndex(Path file, List<Clip> clips) {

    /// @param speaker unique over all corpora: clips of one speaker are not independent
    public record Clip(Path file, String name, String corpus, String speaker, Tone tone) {}

    public VoiceIndex {
        clips = List.copyOf(clips);
    }

    public static VoiceIndex read(Path tsv) throws UnusableVoicesException {
        List<String> lines;
        try {
            lines = Files.readAllLines(tsv);
        } catch (IOException e) {
            throw new UnusableVoicesException(
                    "%s cannot be read: %s. Maybe check the spelling.".formatted(tsv, e.getMessage()));
        }
        if (lines.isEmpty()) throw new UnusableVoicesException(tsv + " is empty. Its first line names the columns.");
        var columns = Arrays.stream(lines.getFirst().replace("\uFEFF", "").split("\t", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        int[] at = new int[4];
        var wanted = List.of("file", "corpus", "speaker", "emotion");
        for (int i = 0; i < at.length; i++) {
            at[i] = columns.indexOf(wanted.get(i));
            if (at[i] < 0)
                throw new UnusableVoicesException("%s has no column '%s'. Its first line names: %s"
                        .formatted(tsv, wanted.get(i), String.join(", ", columns)));
        }
        var clips = new ArrayList<Clip>();
        for (int line = 1; line < lines.size(); line++) {
            if (lines.get(line).isBlank()) continue;
            var cells = lines.get(line).split("\t", -1);
            if (cells.length != columns.size())
                throw new UnusableVoicesException("%s, line %d: %d cells, but the first line has %d"
                        .formatted(tsv, line + 1, cells.length, columns.size()));
            var label = cells[at[3]].strip();
            int shown = line + 1;
            var tone = Tone.of(label)
                    .orElseThrow(() -> new UnusableVoicesException("%s, line %d: unknown emotion '%s'. Accepted: %s"
                            .formatted(tsv, shown, label, accepted())));
            var name = cells[at[0]].strip();
            clips.add(new Clip(
                    tsv.toAbsolutePath().resolveSibling(name), name, cells[at[1]].strip(), cells[at[2]].strip(), tone));
        }
        if (clips.isEmpty()) throw new UnusableVoicesException(tsv + " names no clips.");
        return new VoiceIndex(tsv, clips);
    }

    private static String accepted() {
        return Arrays.stream(Tone.values()).map(Tone::id).collect(Collectors.joining(", "));
    }
}
