package dev.attune.server.feedback;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which rows of a table are asked for; an absent part asks for all.
///
/// @param aspect id of an aspect that the row must name
/// @param language ISO 639-1, or `und`
/// @param request id of what the row must ask for
/// @param from first day, `to` the last; rows without a day are then left out
record Filter(
        @Nullable String product,
        @Nullable String aspect,
        @Nullable String language,
        @Nullable String request,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {
    /// All rows.
    static final Filter NONE = new Filter(null, null, null, null, null, null);

    boolean everything() {
        return product == null && aspect == null && language == null && request == null && from == null && to == null;
    }

    /// The condition in SQL over `feedback_row`, with its parameters.
    record Condition(String sql, List<Object> parameters) {}

    /// @param sealing of the table: products are looked for by their fingerprint
    Condition condition(Sealing sealing) {
        var sql = new StringBuilder();
        var parameters = new ArrayList<>();
        and(sql, parameters, " and product = ?", product == null ? null : sealing.product(product));
        and(sql, parameters, " and ? = any (aspects)", aspect);
        and(sql, parameters, " and language = ?", language);
        and(sql, parameters, " and request = ?", request);
        and(sql, parameters, " and day >= ?", from);
        and(sql, parameters, " and day <= ?", to);
        return new Condition(sql.toString(), parameters);
    }

    private static void and(StringBuilder sql, List<Object> parameters, String condition, @Nullable Object value) {
        if (value == null) return;
        sql.append(condition);
        parameters.add(value);
    }
}
