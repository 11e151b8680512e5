package dev.attune.evaluation.actionunits;

import static dev.attune.evaluation.actionunits.Figures.rounded;

import dev.attune.actor.Rehearsal;
import dev.attune.actor.Rehearsal.Kind;
import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.actionunits.UnitSamples.Reading;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// How often a unit is read as present on a neutral face: the price of a low threshold.
record NeutralFinding(Readings readings) implements Finding {

    /// @param n neutral sides of each unit
    /// @param present share of neutral sides read as present, over all units
    /// @param worst the unit read as present most often
    private record Row(String reader, int n, double present, int worst, double worstPresent) {
        private static Row of(String reader, List<Reading> readings) {
            int worst = 0;
            double worstShare = -1;
            double sum = 0;
            int n = 0;
            for (int unit : Rehearsal.units()) {
                var samples = UnitSamples.of(unit, readings, face -> face.take().kind() == Kind.NEUTRAL);
                var counts = samples.presence();
                n = counts.falsePositives() + counts.trueNegatives();
                double share = (double) counts.falsePositives() / Math.max(1, n);
                sum += share;
                if (share > worstShare) {
                    worstShare = share;
                    worst = unit;
                }
            }
            return new Row(reader, n, sum / Rehearsal.units().size(), worst, worstShare);
        }
    }

    private List<Row> rows() {
        return List.of(
                Row.of("own neutral takes", readings.own()),
                Row.of("population", readings.population()),
                Row.of("fusion, own baseline", readings.product()));
    }

    @Override
    public void addTo(ObjectNode json) {
        var neutral = json.putArray("neutral");
        for (var row : rows())
            neutral.addObject()
                    .put("reader", row.reader())
                    .put("sidesOfEachUnit", row.n())
                    .put("readAsPresent", rounded(row.present()))
                    .put("worstUnit", row.worst())
                    .put("worstReadAsPresent", rounded(row.worstPresent()));
    }

    @Override
    public String markdown() {
        var table = new MarkdownTable("neutral faces against", "sides of each AU", "read as present", "worst AU");
        for (var row : rows())
            table.row(
                    row.reader(),
                    row.n(),
                    MarkdownTable.share(row.present()),
                    row.worst() + ": " + MarkdownTable.share(row.worstPresent()));
        return table.toString();
    }
}
