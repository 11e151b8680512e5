package dev.attune.evaluation;

import dev.attune.evaluation.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// A Markdown table, row by row; and how figures are written in it.
public final class MarkdownTable {
    private static final String MISSING = "–";

    private final StringBuilder text = new StringBuilder();
    private final int columns;

    public MarkdownTable(String... header) {
        columns = header.length;
        append(List.of(header));
        text.append("|").append("---|".repeat(columns)).append('\n');
    }

    /// @param cells as many as the header has; a bar inside is escaped
    public MarkdownTable row(Object... cells) {
        if (cells.length != columns)
            throw new IllegalArgumentException(
                    "the table has %d columns, got %d cells: %s".formatted(columns, cells.length, List.of(cells)));
        append(List.of(cells));
        return this;
    }

    private void append(List<?> cells) {
        text.append('|');
        for (var cell : cells)
            text.append(' ').append(String.valueOf(cell).replace("|", "\\|")).append(" |");
        text.append('\n');
    }

    /// Three decimals, as `.812`; a dash when there is no value.
    public static String share(OptionalDouble value) {
        return value.isEmpty() ? MISSING : share(value.getAsDouble());
    }

    /// Three decimals, as `.812`.
    public static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceFirst("^(-?)0\\.", "$1.");
    }

    /// `.812 [.790, .833]`, the form for one cell.
    public static String share(OptionalDouble value, Optional<Interval> interval) {
        return share(value)
                + interval.map(known -> " [%s, %s]".formatted(share(known.low()), share(known.high())))
                        .orElse("");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
