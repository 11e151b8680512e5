package dev.attune.evaluation.text;

import dev.attune.evaluation.TextFile;
import dev.attune.models.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// Labelled texts, one a line: labels separated by commas, a tab, the text. UTF-8, no header; a mark at the start
/// (BOM), either line end and empty lines are fine. An empty label field means that none of the labels applies.
///
/// @param sha256 of the file
public record LabelledTexts(Path file, String sha256, List<Row> rows) {

    /// @param line in the file, from 1
    /// @param labels lower case, or as they are written where they are names; empty for none
    public record Row(int line, Set<String> labels, String text) {
        public Row {
            labels = Set.copyOf(labels);
        }
    }

    /// What the sentences of customers of our own are for.
    public enum Part {
        /// Teaches.
        TRAIN,
        /// Kept apart by lot before anything was taught; what is chosen may be chosen with it in view.
        DEV,
        /// Taught and chose nothing.
        TEST,
        /// Calm complaints and what is nearly one: teaches what a complaint is, and nothing else.
        CALM,
        /// As `calm`, of other trades, written when the words of the dictionary stood; taught and chose nothing.
        BLIND,
        /// Threats to leave, wishes for a person, haste, and what has the same words and is none: teaches these, and
        /// nothing else.
        WISHES,
        /// A quarter of what was written as `wishes`, kept apart by lot; what is chosen may be chosen with it in view.
        WISHES_DEV,
        /// As `wishes`, of other trades, written when dictionary and rules stood; taught and chose nothing.
        WISHES_BLIND;

        private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /// As it stands in the name of the file, for example `wishes-dev`.
        @Override
        public String toString() {
            return id;
        }
    }

    public LabelledTexts {
        rows = List.copyOf(rows);
    }

    public static LabelledTexts read(Path file) throws UnusableTextsException {
        return parse(file, whole(file), label -> label.toLowerCase(Locale.ROOT));
    }

    /// Labels as they are written: names.
    public static LabelledTexts readAsWritten(Path file) throws UnusableTextsException {
        return parse(file, whole(file), label -> label);
    }

    /// Sentences of our own with invented names; the labels are the names in them.
    ///
    /// @param language en, ru or zh
    public static LabelledTexts ownWithNames(String language) throws UnusableTextsException {
        return own("names-own-%s.tsv".formatted(language), label -> label);
    }

    /// Sentences of customers of our own, described in customers.md beside them. The labels: a trade, which way it
    /// leans, emotions, intents, `urgent`.
    ///
    /// @param language en, ru or zh
    public static LabelledTexts ofCustomers(String language, Part part) throws UnusableTextsException {
        return own("customers-%s.%s.tsv".formatted(language, part), label -> label);
    }

    private static LabelledTexts own(String name, UnaryOperator<String> spelling) throws UnusableTextsException {
        try (var stream = LabelledTexts.class.getResourceAsStream(name)) {
            if (stream == null)
                throw new IllegalArgumentException("there are no sentences of our own named '%s'".formatted(name));
            byte[] bytes = stream.readAllBytes();
            var whole = new TextFile(new String(bytes, StandardCharsets.UTF_8), Sha256.of(bytes));
            return parse(Path.of(name), whole, spelling);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same texts as if nothing had been labelled.
    public LabelledTexts withoutLabels() {
        return new LabelledTexts(
                file,
                sha256,
                rows.stream()
                        .map(row -> new Row(row.line(), Set.of(), row.text()))
                        .toList());
    }

    private static LabelledTexts parse(Path file, TextFile whole, UnaryOperator<String> spelling)
            throws UnusableTextsException {
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
                if (!label.isBlank()) labels.add(spelling.apply(label.strip()));
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
