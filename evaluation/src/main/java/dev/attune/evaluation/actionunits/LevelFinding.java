package dev.attune.evaluation.actionunits;

import static dev.attune.evaluation.actionunits.Figures.rounded;
import static dev.attune.evaluation.actionunits.Figures.two;

import dev.attune.actor.Rehearsal;
import dev.attune.actor.Rehearsal.Kind;
import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.actionunits.UnitSamples.Reading;
import dev.attune.signals.ActionUnit;
import java.util.List;
import java.util.Set;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import tools.jackson.databind.node.ObjectNode;

/// How each unit alone at 2.5 is read, and how differently between people.
record LevelFinding(Readings readings) implements Finding {
    private record Row(int unit, Spread own, Spread population, Spread product, Spread held) {}

    /// @param deviation standard, between people
    private record Spread(int n, double mean, double deviation) {
        private static Spread of(int unit, List<Reading> readings) {
            var values = readings.stream()
                    .filter(reading -> reading.face().take().kind() == Kind.LEVEL
                            && reading.face().truth(unit).left() > 0)
                    .flatMap(reading -> reading.units().stream())
                    .filter(read -> read.number() == unit)
                    .mapToDouble(ActionUnit::intensity)
                    .toArray();
            var statistics = DoubleStatistics.of(Set.of(Statistic.MEAN, Statistic.STANDARD_DEVIATION), values);
            return new Spread(
                    values.length,
                    statistics.getAsDouble(Statistic.MEAN),
                    statistics.getAsDouble(Statistic.STANDARD_DEVIATION));
        }

        private void addTo(ObjectNode json) {
            json.put("n", n).put("mean", rounded(mean)).put("standardDeviation", rounded(deviation));
        }

        private String cell() {
            return "%s (%s)".formatted(two(mean), two(deviation));
        }
    }

    private List<Row> rows() {
        return Rehearsal.units().stream()
                .map(unit -> new Row(
                        unit,
                        Spread.of(unit, readings.own()),
                        Spread.of(unit, readings.population()),
                        Spread.of(unit, readings.product()),
                        Spread.of(unit, readings.held())))
                .toList();
    }

    @Override
    public void addTo(ObjectNode json) {
        var levels = json.putArray("atIntensity2.5");
        for (var row : rows()) {
            var object = levels.addObject().put("unit", row.unit());
            row.own().addTo(object.putObject("own"));
            row.population().addTo(object.putObject("population"));
            row.product().addTo(object.putObject("product"));
            row.held().addTo(object.putObject("heldForAMinute"));
        }
    }

    @Override
    public String markdown() {
        var table = new MarkdownTable(
                "AU alone at 2.5: mean (sd between people)",
                "own neutral",
                "population",
                "fusion, 2 s",
                "fusion, 60 s");
        for (var row : rows())
            table.row(
                    row.unit(),
                    row.own().cell(),
                    row.population().cell(),
                    row.product().cell(),
                    row.held().cell());
        return table.toString();
    }
}
