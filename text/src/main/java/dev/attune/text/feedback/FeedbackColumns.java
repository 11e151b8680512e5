package dev.attune.text.feedback;

import java.util.List;

/// Which columns of a table hold what.
///
/// @param text what people wrote
/// @param time empty when the table has no time; likewise `product` and `id`
/// @param product what it is about
/// @param id of the row
public record FeedbackColumns(String text, String time, String product, String id) {
    public FeedbackColumns {
        if (text.isBlank()) throw new IllegalArgumentException("the text column needs a name, got '" + text + "'");
    }

    /// @throws UnusableTableException naming the columns that are there
    void mustBeIn(List<String> present) {
        for (var column : List.of(text, time, product, id))
            if (!column.isEmpty() && !present.contains(column))
                throw new UnusableTableException(
                        "There is no column '%s'. The columns are: %s.".formatted(column, String.join(", ", present)));
    }
}
