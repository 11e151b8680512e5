package dev.attune.evaluation.actionunits;

import static dev.attune.evaluation.actionunits.Figures.put;
import static dev.attune.evaluation.actionunits.Figures.two;

import dev.attune.actor.Rehearsal;
import dev.attune.actor.Rehearsal.Kind;
import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.actionunits.RehearsedPerson.Face;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Interval;
import dev.attune.face.ActionUnitFormula;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ObjectNode;

/// How well what is read of each unit agrees with what was played, by each way of reading.
record AgreementFinding(ActionUnitFormula formula, Readings readings, Bootstrap bootstrap) implements Finding {

    /// @param f1 of the threshold alone, told or not; `f1Product` of what the product told
    /// @param toldProduct share of the sides whose presence the product told
    private record Row(
            int unit,
            String source,
            int played,
            OptionalDouble r,
            Optional<Interval> interval,
            OptionalDouble error,
            OptionalDouble intraclass,
            OptionalDouble f1,
            OptionalDouble rRule,
            OptionalDouble rPopulation,
            OptionalDouble rProduct,
            OptionalDouble f1Product,
            OptionalDouble toldProduct) {}

    private List<Row> rows() {
        return Rehearsal.units().stream().map(this::row).toList();
    }

    private Row row(int unit) {
        var own = UnitSamples.of(unit, readings.own(), AgreementFinding::isFrontal);
        var rule = UnitSamples.of(unit, readings.rules(), AgreementFinding::isFrontal);
        var population = UnitSamples.of(unit, readings.population(), AgreementFinding::isFrontal);
        var product = UnitSamples.of(unit, readings.product(), AgreementFinding::isFrontal);
        return new Row(
                unit,
                formula.source(unit),
                own.played(),
                own.correlation(),
                interval(own),
                own.meanAbsoluteError(),
                own.intraclass(),
                own.presenceFrom(formula.enter(unit)).f1(),
                rule.correlation(),
                population.correlation(),
                product.correlation(),
                product.presence().f1(),
                product.told());
    }

    /// All takes but those turned on purpose, which have [TurnFinding].
    private static boolean isFrontal(Face face) {
        return face.take().kind() != Kind.TURNED;
    }

    /// Over people: the faces of one share their errors.
    private Optional<Interval> interval(UnitSamples samples) {
        var byPerson = samples.people().stream().map(samples::of).toList();
        return bootstrap.interval(
                byPerson.size(),
                drawn -> samples.drawn(byPerson, drawn).correlation().orElse(Double.NaN));
    }

    @Override
    public void addTo(ObjectNode json) {
        var units = json.putArray("units");
        for (var row : rows()) {
            var object = units.addObject().put("unit", row.unit()).put("source", row.source());
            object.put("playedSides", row.played());
            put(object, "r", row.r());
            put(object, "rInterval", row.interval());
            put(object, "meanAbsoluteError", row.error());
            put(object, "icc31", row.intraclass());
            put(object, "presenceF1", row.f1());
            put(object, "rRule", row.rRule());
            put(object, "rPopulation", row.rPopulation());
            put(object, "rProduct", row.rProduct());
            put(object, "presenceF1Product", row.f1Product());
            put(object, "presenceToldProduct", row.toldProduct());
        }
    }

    @Override
    public String markdown() {
        var table = new MarkdownTable(
                "AU",
                "read by",
                "sides played",
                "r [95 %]",
                "MAE",
                "ICC(3,1)",
                "presence F1",
                "r, rules alone",
                "r, population's neutral",
                "r, fusion",
                "F1, fusion",
                "presence told, fusion");
        for (var row : rows())
            table.row(
                    row.unit(),
                    row.source(),
                    row.played(),
                    two(row.r(), row.interval()),
                    two(row.error()),
                    two(row.intraclass()),
                    two(row.f1()),
                    two(row.rRule()),
                    two(row.rPopulation()),
                    two(row.rProduct()),
                    two(row.f1Product()),
                    two(row.toldProduct()));
        return table.toString();
    }
}
