package dev.attune.text.feedback;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One JSON object a line. The first readable object tells which fields there are.
final class JsonlTable extends FeedbackTable {
    private long lines;
    private long rows;
    private final FeedbackColumns columns;
    private boolean checked;

    JsonlTable(BufferedReader reader, FeedbackColumns columns) {
        super(reader);
        this.columns = columns;
    }

    static List<String> columns(BufferedReader reader) throws IOException {
        for (var line = reader.readLine(); line != null; line = reader.readLine())
            try {
                var json = JsonMapper.shared().readTree(line);
                if (json.isObject()) return List.copyOf(json.propertyNames());
            } catch (JacksonException e) {
                // maybe the next line
            }
        throw new UnusableTableException(
                "There is no JSON object in its beginning. Maybe it is one JSON array; " + "write one object a line.");
    }

    @Override
    public @Nullable Entry next() throws IOException {
        while (true) {
            var line = in.readLine();
            if (line == null) return null;
            lines++;
            if (line.isBlank()) continue;
            rows++;
            return entry(line);
        }
    }

    private Entry entry(String line) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(line);
        } catch (JacksonException e) {
            var location = e.getLocation();
            int column = location == null ? 0 : Math.max(0, location.getColumnNr());
            return new Entry.Rejected(rows, lines, RejectReason.NO_JSON, List.of(column));
        }
        if (!json.isObject()) return new Entry.Rejected(rows, lines, RejectReason.NO_OBJECT, List.of());
        if (!checked) {
            columns.mustBeIn(List.copyOf(json.propertyNames()));
            checked = true;
        }
        return entry(
                rows,
                lines,
                cell(json, columns.text()),
                cell(json, columns.time()),
                cell(json, columns.product()),
                cell(json, columns.id()));
    }

    private static String cell(JsonNode json, String name) {
        return name.isEmpty() ? "" : json.path(name).asString("");
    }
}
