package dev.attune.evaluation;

import java.util.List;

/// Mean, smallest and largest of named values.
final class ValueTable {
    private static final List<String> COLUMNS = List.of("voice.value", "voice.mean", "voice.least", "voice.most");

    private ValueTable() {}

    /// @param name key of its words
    record Row(String name, RunningValue value, int decimals) {}

    static void draw(Markup page, Words words, List<Row> rows) {
        page.open("table").open("thead").open("tr");
        for (var column : COLUMNS) page.leaf("th", words.say(column), "scope", "col");
        page.close().close().open("tbody");
        for (var row : rows) {
            var value = row.value();
            page.open("tr").leaf("td", words.say(row.name()));
            for (double number : new double[] {value.mean(), value.least(), value.most()})
                page.leaf("td", value.isEmpty() ? "–" : words.number(number, row.decimals()), "class", "number");
            page.close();
        }
        page.close().close();
    }
}
