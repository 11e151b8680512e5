package dev.attune.evaluation.actionunits;

import static dev.attune.evaluation.actionunits.Figures.put;

import dev.attune.actor.Rehearsal;
import dev.attune.actor.Rehearsal.Kind;
import dev.attune.evaluation.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// What is left of each unit when the head turns, and how often a face is found at all.
///
/// @param people with all their takes: those without a face in them count as well
record TurnFinding(List<RehearsedPerson> people, Readings readings) implements Finding {
    private static final List<Integer> DEGREES = List.of(0, 15, 30, 45); // to either side

    TurnFinding {
        people = List.copyOf(people);
    }

    /// @param r at each of [#DEGREES]
    private record Row(int unit, List<OptionalDouble> r) {}

    private List<Row> rows() {
        return Rehearsal.units().stream()
                .map(unit -> new Row(
                        unit,
                        DEGREES.stream()
                                .map(degrees -> correlation(unit, degrees))
                                .toList()))
                .toList();
    }

    private OptionalDouble correlation(int unit, int degrees) {
        return UnitSamples.of(unit, readings.own(), face -> isTurned(face.take(), degrees))
                .correlation();
    }

    private static boolean isTurned(Rehearsal.Take take, int degrees) {
        return take.kind() == Kind.TURNED && Math.abs(take.expression().headYaw()) == degrees;
    }

    private int played(int degrees) {
        return (int) people.stream()
                .flatMap(person -> person.takes().stream())
                .filter(take -> isTurned(take, degrees))
                .count();
    }

    private int found(int degrees) {
        return (int) people.stream()
                .flatMap(person -> person.faces().stream())
                .filter(face -> isTurned(face.take(), degrees))
                .count();
    }

    @Override
    public void addTo(ObjectNode json) {
        var rows = rows();
        var turned = json.putArray("turned");
        for (int t = 0; t < DEGREES.size(); t++) {
            int degrees = DEGREES.get(t);
            var object = turned.addObject().put("yaw", degrees);
            object.put("takes", played(degrees)).put("found", found(degrees));
            for (var row : rows) put(object, "rAU" + row.unit(), row.r().get(t));
        }
    }

    @Override
    public String markdown() {
        var table = new MarkdownTable("AU", "r at 0°", "15°", "30°", "45°");
        for (var row : rows()) table.row(cells(row.unit(), row.r().stream().map(Figures::two)));
        table.row(cells("faces found", DEGREES.stream().map(degrees -> found(degrees) + " of " + played(degrees))));
        return table.toString();
    }

    private static Object[] cells(Object first, Stream<String> others) {
        var cells = new ArrayList<>();
        cells.add(first);
        others.forEach(cells::add);
        return cells.toArray();
    }
}
