package dev.attune.actor;

import dev.attune.actor.GroundTruth.Place;
import dev.attune.actor.GroundTruth.Point;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Gaze;
import dev.attune.signals.HeadPose;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Ground truth as CSV, one row per frame: `seconds`, `AU01_left`, `AU01_right`, … in 0..5, head and gaze in degrees
/// and millimetres, points in pixels. Rounded to what a test can use.
public final class TruthTable {
    private TruthTable() {}

    public static void write(Path file, List<GroundTruth> rows) throws IOException {
        var text = new StringBuilder(header()).append('\n');
        for (GroundTruth row : rows) text.append(line(row)).append('\n');
        Files.writeString(file, text);
    }

    private static String header() {
        var columns = new ArrayList<>(List.of("seconds"));
        for (ActionUnitRecipe recipe : ActionUnitRecipe.values()) {
            columns.add("AU%02d_left".formatted(recipe.number()));
            columns.add("AU%02d_right".formatted(recipe.number()));
        }
        columns.addAll(List.of("head_yaw", "head_pitch", "head_roll", "head_x_mm", "head_y_mm", "head_z_mm"));
        columns.addAll(List.of("gaze_yaw", "gaze_pitch"));
        for (Place place : Place.values()) {
            columns.add(column(place) + "_x");
            columns.add(column(place) + "_y");
        }
        return String.join(",", columns);
    }

    private static String column(Place place) {
        return place.name().toLowerCase(Locale.ROOT);
    }

    private static String line(GroundTruth row) {
        var fields = new ArrayList<String>();
        fields.add(rounded(row.at().toNanos() / 1e9, 3));
        for (ActionUnitRecipe recipe : ActionUnitRecipe.values()) {
            ActionUnit unit = row.actionUnit(recipe.number());
            fields.add(rounded(unit.left(), 2));
            fields.add(rounded(unit.right(), 2));
        }
        HeadPose head = row.head();
        for (double degrees : new double[] {head.yaw(), head.pitch(), head.roll()}) fields.add(rounded(degrees, 2));
        for (double mm : new double[] {head.xMillimetres(), head.yMillimetres(), head.zMillimetres()})
            fields.add(rounded(mm, 1));
        fields.add(rounded(row.gaze().yaw(), 2));
        fields.add(rounded(row.gaze().pitch(), 2));
        for (Place place : Place.values()) {
            fields.add(rounded(row.point(place).x(), 1));
            fields.add(rounded(row.point(place).y(), 1));
        }
        return String.join(",", fields);
    }

    /// Without trailing zeros: most action units are 0 most of the time.
    private static String rounded(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        String trimmed = text.replaceAll("\\.?0+$", "");
        return trimmed.isEmpty() || trimmed.equals("-0") || trimmed.equals("-") ? "0" : trimmed;
    }

    /// @param sourceName named in errors
    public static List<GroundTruth> read(Reader reader, String sourceName) throws IOException {
        var lines = new BufferedReader(reader);
        String header = lines.readLine();
        if (header == null || !header.equals(header()))
            throw new IOException(
                    "%s has other columns than this version writes. Maybe make the clips again.".formatted(sourceName));
        List<String> columns = Arrays.asList(header.split(","));
        var rows = new ArrayList<GroundTruth>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] fields = line.split(",");
            if (fields.length != columns.size())
                throw new IOException("%s, row %d: expected %d fields, got %d"
                        .formatted(sourceName, rows.size() + 1, columns.size(), fields.length));
            Map<String, Double> values = new HashMap<>();
            for (int k = 0; k < fields.length; k++) values.put(columns.get(k), Double.parseDouble(fields[k]));
            rows.add(truth(new Row(values)));
        }
        return rows;
    }

    private record Row(Map<String, Double> values) {
        double get(String column) {
            return values.getOrDefault(column, Double.NaN);
        }
    }

    private static GroundTruth truth(Row row) {
        var units = new ArrayList<ActionUnit>();
        for (ActionUnitRecipe recipe : ActionUnitRecipe.values()) {
            String name = "AU%02d".formatted(recipe.number());
            units.add(new ActionUnit(recipe.number(), row.get(name + "_left"), row.get(name + "_right"), 1));
        }
        var points = new EnumMap<Place, Point>(Place.class);
        for (Place place : Place.values())
            points.put(place, new Point(row.get(column(place) + "_x"), row.get(column(place) + "_y")));
        return new GroundTruth(
                Duration.ofMillis(Math.round(1000 * row.get("seconds"))),
                units,
                new HeadPose(
                        row.get("head_yaw"),
                        row.get("head_pitch"),
                        row.get("head_roll"),
                        row.get("head_x_mm"),
                        row.get("head_y_mm"),
                        row.get("head_z_mm")),
                new Gaze(row.get("gaze_yaw"), row.get("gaze_pitch")),
                points);
    }
}
