package dev.attune.sensors;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Evidence;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Presence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// The shapes of phones and headsets as action units; table `blendshapes/1`.
public final class Blendshapes {
    private static final ModelRef REF = new ModelRef("blendshapes", "1");
    private static final double TRACE = 1; // FACS A
    private static final List<Row> TABLE = table();
    private static final Set<String> MAPPED = mapped();

    /// Shapes that stand for no unit: they point the eyes or shift the mouth.
    private static final Set<String> WITHOUT_UNIT = Set.of(
            "eyelookdownleft",
            "eyelookdownright",
            "eyelookinleft",
            "eyelookinright",
            "eyelookoutleft",
            "eyelookoutright",
            "eyelookupleft",
            "eyelookupright",
            "mouthleft",
            "mouthright",
            "mouthshrugupper",
            "_neutral");

    private Blendshapes() {}

    /// Who made the shapes; they see different units well.
    public enum Source {
        /// A depth sensor or headset that speaks ARKit's names.
        ARKIT,
        /// A network on a colour picture.
        MEDIAPIPE
    }

    public static ModelRef ref() {
        return REF;
    }

    /// Whether it is one of the 52 names, or MediaPipe's `_neutral`; `browDownLeft`, `BrowDownLeft`
    /// and `browDown_L` are one name.
    public static boolean isName(String name) {
        var plain = plain(name);
        return MAPPED.contains(plain) || WITHOUT_UNIT.contains(plain);
    }

    /// The units whose shapes are told, ascending; a unit of which a shape is missing is left out, not 0.
    ///
    /// @param shapes by name, each in [0, 1]; names that are no shapes are left alone
    /// @throws IllegalArgumentException naming the shape and its value
    public static List<ActionUnit> actionUnits(Map<String, Double> shapes, Source source) {
        var values = new HashMap<String, Double>();
        shapes.forEach((name, value) -> {
            if (!isName(name)) return;
            if (!(value >= 0 && value <= 1))
                throw new IllegalArgumentException("the shape %s must be in [0, 1], got %s".formatted(name, value));
            values.put(plain(name), value);
        });
        var units = new ArrayList<ActionUnit>();
        for (var row : TABLE) {
            double reliability = source == Source.ARKIT ? row.arkit() : row.mediapipe();
            var left = row.intensity(row.left(), values);
            var right = row.intensity(row.right(), values);
            if (reliability == 0 || left.isEmpty() || right.isEmpty()) continue;
            units.add(new ActionUnit(
                    row.unit(),
                    left.getAsDouble(),
                    right.getAsDouble(),
                    reliability,
                    Evidence.REPORTED,
                    Presence.of(left.getAsDouble() >= TRACE, right.getAsDouble() >= TRACE)));
        }
        return units;
    }

    private static String plain(String name) {
        if (name.equals("_neutral")) return name;
        var plain = name.replace("_", "").toLowerCase(Locale.ROOT);
        boolean letter = name.length() > 2 && name.charAt(name.length() - 2) == '_';
        if (letter && plain.endsWith("l")) return plain.substring(0, plain.length() - 1) + "left";
        if (letter && plain.endsWith("r")) return plain.substring(0, plain.length() - 1) + "right";
        return plain;
    }

    /// @param left,right weights by plain name
    private record Row(
            int unit,
            Map<String, Double> left,
            Map<String, Double> right,
            double from,
            double arkit,
            double mediapipe) {
        OptionalDouble intensity(Map<String, Double> weights, Map<String, Double> values) {
            double sum = 0;
            for (var entry : weights.entrySet()) {
                var value = values.get(entry.getKey());
                if (value == null) return OptionalDouble.empty();
                sum += entry.getValue() * value;
            }
            return OptionalDouble.of(ActionUnit.MAX_INTENSITY * Math.clamp((sum - from) / (1 - from), 0, 1));
        }
    }

    private static List<Row> table() {
        var rows = new ArrayList<Row>();
        try (var stream = Blendshapes.class.getResourceAsStream("blendshapes-1.csv")) {
            if (stream == null) throw new IllegalStateException("the table blendshapes-1.csv is not packed");
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .toList();
            for (var line : lines) {
                var cells = line.split(";", -1);
                rows.add(new Row(
                        Integer.parseInt(cells[0]),
                        weights(cells[1]),
                        weights(cells[2]),
                        Double.parseDouble(cells[3]),
                        Double.parseDouble(cells[4]),
                        Double.parseDouble(cells[5])));
            }
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read the table blendshapes-1.csv", cause);
        }
        return List.copyOf(rows);
    }

    /// `jawOpen`, or `2*jawOpen -2*mouthClose`.
    private static Map<String, Double> weights(String cell) {
        var weights = new HashMap<String, Double>();
        for (var term : cell.split(" ", -1)) {
            int star = term.indexOf('*');
            weights.put(plain(term.substring(star + 1)), star < 0 ? 1 : Double.parseDouble(term.substring(0, star)));
        }
        return Map.copyOf(weights);
    }

    private static Set<String> mapped() {
        var names = new HashSet<String>();
        for (var row : TABLE) {
            names.addAll(row.left().keySet());
            names.addAll(row.right().keySet());
        }
        return Set.copyOf(names);
    }
}
