package dev.attune.evaluation.text;

import dev.attune.evaluation.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Labelled texts, one a line: labels separated by commas, a tab, the text. UTF-8, no header; a mark at the start
/// (BOM), either line end and empty lines are fine. An empty label field means that none of the labels applies.
///
/// @param sha256 of the file
public record LabelledTexts(Path file, String sha256, List<Row> rows) {

    /// @param line in the file, from 1
    /// @param labels lower case; empty for none
    public record Row(int line, Set<String> labels, String text) {
        public Row {
            labels = Set.copyOf(labels);
        }
    }

    public LabelledTexts {
        rows = List.copyOf(rows);
    }

    public static LabelledTexts read(Path file) throws UnusableTextsException {
        var whole = whole(file);
        var lines = whole.text().split("\n", -1);
        var rows = new ArrayList<Row>(lines.length);
        for (int i = 0; i < lines.length; i++) {
            var line = lines[i].endsWith("\r") ? lines[i].substring(0, lines[i].length() - 1) : lines[i];
            if (line.isBlank()) continue;
            int tab = line.indexOf('\t');
            if (tab < 0)
                throw new UnusableTextsException(
                        "%s, line %d has no tab. A line is: labels separated by commas, a tab, the text."
                                .formatted(file, i + 1));
            var labels = new TreeSet<String>();
            for (var label : line.substring(0, tab).split(","))
                if (!label.isBlank()) labels.add(label.strip().toLowerCase(Locale.ROOT));
            rows.add(new Row(i + 1, labels, line.substring(tab + 1)));
        }
        if (rows.isEmpty()) throw new UnusableTextsException("%s holds no texts.".formatted(file));
        return new LabelledTexts(file, whole.sha256(), rows);
    }

    private static TextFile whole(Path file) throws UnusableTextsException {
        try {
            return TextFile.read(file);
        } catch (TextFile.UnreadableException e) {
            throw new UnusableTextsException(String.valueOf(e.getMessage()));
        }
    }
}
