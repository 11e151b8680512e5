package dev.attune.evaluation.actionunits;

import static dev.attune.evaluation.actionunits.Figures.put;
import static dev.attune.evaluation.actionunits.Figures.two;

import dev.attune.evaluation.MarkdownTable;
import dev.attune.face.ActionUnitGeometry;
import dev.attune.face.NeutralFace;
import dev.attune.signals.FaceObservation;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ObjectNode;

/// Whether real stills order as they should, by the packed definition and by the rules alone.
record StillFinding(StillOrder order) implements Finding {

    /// @param ruleArea under the curve, by the rules alone
    private record Row(StillOrder.Row read, OptionalDouble ruleArea) {}

    private List<Row> rows() {
        var byRules = order.rows(
                face -> ActionUnitGeometry.intensities(face.measures(), NeutralFace.population(), face.pose()),
                still -> true);
        return order.rows(FaceObservation::actionUnits, still -> true).stream()
                .map(row -> new Row(row, area(byRules, row)))
                .toList();
    }

    private static OptionalDouble area(List<StillOrder.Row> byRules, StillOrder.Row row) {
        return byRules.stream()
                .filter(rule -> rule.label() == row.label() && rule.unit() == row.unit())
                .findFirst()
                .map(StillOrder.Row::area)
                .orElse(OptionalDouble.empty());
    }

    @Override
    public void addTo(ObjectNode json) {
        var stills = json.putObject("stills");
        stills.put("faces", order.stills().size()).put("noFace", order.noFace()).put("unreadable", order.unreadable());
        var rows = stills.putArray("againstNeutral");
        for (var row : rows()) {
            var read = row.read();
            var object = rows.addObject().put("label", read.label().id()).put("unit", read.unit());
            object.put("n", read.n()).put("neutral", read.neutral());
            put(object, "area", read.area());
            put(object, "areaRule", row.ruleArea());
        }
    }

    @Override
    public String markdown() {
        var table = new MarkdownTable("label, AU", "n, neutral", "area under the curve", "rules alone");
        for (var row : rows()) {
            var read = row.read();
            table.row(
                    read.label().id() + " " + read.unit(),
                    read.n() + ", " + read.neutral(),
                    two(read.area()),
                    two(row.ruleArea()));
        }
        return """
                %d labelled stills with a face (%d without, %d unreadable), population's neutral face.

                %s""".formatted(order.stills().size(), order.noFace(), order.unreadable(), table);
    }
}
