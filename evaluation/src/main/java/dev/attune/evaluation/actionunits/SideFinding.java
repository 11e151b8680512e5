package dev.attune.evaluation.actionunits;

import static dev.attune.evaluation.actionunits.Figures.rounded;
import static dev.attune.evaluation.actionunits.Figures.two;

import dev.attune.actor.Rehearsal;
import dev.attune.evaluation.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Whether the side that moved more reads higher, where one clearly did.
record SideFinding(Readings readings) implements Finding {
    private static final double CLEARLY_ONE_SIDED = 2; // of 5, between the sides

    /// @param order share of the faces in which the side that moved more reads higher; ties count half
    /// @param moved mean reading of that side; `other` of the other
    private record Row(int unit, int n, double order, double moved, double other) {}

    /// Of the units that are ever moved on one side.
    private List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (int unit : Rehearsal.units()) {
            int n = 0;
            double order = 0;
            double moved = 0;
            double other = 0;
            for (var reading : readings.own()) {
                var truth = reading.face().truth(unit);
                if (Math.abs(truth.left() - truth.right()) < CLEARLY_ONE_SIDED) continue;
                for (var read : reading.units()) {
                    if (read.number() != unit) continue;
                    double more = truth.left() > truth.right() ? read.left() : read.right();
                    double less = truth.left() > truth.right() ? read.right() : read.left();
                    n++;
                    order += more > less ? 1 : more == less ? 0.5 : 0;
                    moved += more;
                    other += less;
                }
            }
            if (n > 0) rows.add(new Row(unit, n, order / n, moved / n, other / n));
        }
        return rows;
    }

    @Override
    public void addTo(ObjectNode json) {
        var sides = json.putArray("oneSided");
        for (var row : rows())
            sides.addObject()
                    .put("unit", row.unit())
                    .put("n", row.n())
                    .put("rightSideHigher", rounded(row.order()))
                    .put("moved", rounded(row.moved()))
                    .put("other", rounded(row.other()));
    }

    @Override
    public String markdown() {
        var table = new MarkdownTable("one-sided AU", "n", "right side higher", "side that moved", "other side");
        for (var row : rows()) table.row(row.unit(), row.n(), two(row.order()), two(row.moved()), two(row.other()));
        return table.toString();
    }
}
