package dev.attune.face;

import dev.attune.signals.Evidence;
import dev.attune.signals.FaceMeasure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The data file behind [ActionUnitFormula]: lines `unit,term,value` after comments (`#`) that say where the
/// numbers come from. Terms: `source` (`fit`, `rule`, `hand`, `none`), `rule` (the number of the rule, where not
/// the unit's own), `evidence`, `reliability`, `enter`, `leave`, `bias`, `gain`, `yaw`, `turn`, `pitch`,
/// `own.MEASURE`, `other.MEASURE`.
final class ActionUnitData {
    static final FaceMeasure[] MEASURES = FaceMeasure.values();

    private static final String FILE = "action-units-4.csv";

    private final List<Unit> units;
    private final Map<Integer, Unit> byNumber = new HashMap<>();

    private ActionUnitData(List<Unit> units) {
        this.units = List.copyOf(units);
        for (var unit : units) byNumber.put(unit.number(), unit);
    }

    /// Where an intensity comes from.
    enum Source {
        FIT,
        RULE,
        /// Computed like a fit, with weights that somebody chose.
        HAND,
        NONE;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param own weight of each measure's deviation on the unit's own side, in the order of [FaceMeasure]
    /// @param other the same of the other side
    /// @param yaw per 30 degrees towards the own side; `turn` of its square; `pitch` per 20 degrees upwards
    @SuppressWarnings("ArrayRecordComponent") // a carrier inside this room, never compared
    record Unit(
            int number,
            Source source,
            int rule,
            Evidence evidence,
            double reliability,
            double enter,
            double leave,
            double bias,
            double gain,
            double yaw,
            double turn,
            double pitch,
            double[] own,
            double[] other) {
        Unit {
            if (!(leave <= enter))
                throw new IllegalArgumentException(
                        "AU%d must leave at or below where it enters, got leave %s and enter %s"
                                .formatted(number, leave, enter));
        }
    }

    static ActionUnitData packed() {
        var stream = Objects.requireNonNull(ActionUnitData.class.getResourceAsStream(FILE), FILE);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return parse(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    static ActionUnitData parse(BufferedReader reader) throws IOException {
        var terms = new TreeMap<Integer, Map<String, String>>();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isBlank() || line.startsWith("#") || line.startsWith("unit,")) continue;
            var cells = line.split(",");
            if (cells.length != 3) throw new IOException("expected unit,term,value, got '%s'".formatted(line));
            terms.computeIfAbsent(Integer.valueOf(cells[0]), number -> new HashMap<>())
                    .put(cells[1], cells[2]);
        }
        var units = new ArrayList<Unit>();
        terms.forEach((number, values) -> units.add(unit(number, values)));
        return new ActionUnitData(units);
    }

    private static Unit unit(int number, Map<String, String> values) {
        var own = new double[MEASURES.length];
        var other = new double[MEASURES.length];
        for (var measure : MEASURES) {
            own[measure.ordinal()] = number(values, "own." + measure, 0);
            other[measure.ordinal()] = number(values, "other." + measure, 0);
        }
        return new Unit(
                number,
                Source.valueOf(values.getOrDefault("source", "none").toUpperCase(Locale.ROOT)),
                (int) number(values, "rule", number),
                Evidence.valueOf(values.getOrDefault("evidence", "not-visible")
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')),
                number(values, "reliability", 0),
                number(values, "enter", 1),
                number(values, "leave", 0.5),
                number(values, "bias", 0),
                number(values, "gain", 1),
                number(values, "yaw", 0),
                number(values, "turn", 0),
                number(values, "pitch", 0),
                own,
                other);
    }

    private static double number(Map<String, String> values, String term, double whenAbsent) {
        var text = values.get(term);
        return text == null ? whenAbsent : Double.parseDouble(text);
    }

    List<Unit> units() {
        return units;
    }

    List<Integer> numbers() {
        return units.stream().map(Unit::number).toList();
    }

    Unit unit(int number) {
        var unit = byNumber.get(number);
        if (unit == null)
            throw new IllegalArgumentException("AU%d is not read here. Maybe one of %s.".formatted(number, numbers()));
        return unit;
    }
}
