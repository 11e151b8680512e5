package dev.attune.sensors;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.Gaze;
import dev.attune.signals.HeadTurn;
import dev.attune.signals.ModelRef;
import dev.attune.signals.UnitsReading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What OpenFace 2.x's FeatureExtraction and FaceLandmarkVidMulti write. Intensities are read,
/// presences (`AU.._c`) are not: they are decided here. Rows of one time are one reading.
final class OpenFaceCsv implements SensorRecording {
    static final String SIGN = "AU01_r"; // the column by which the format is known
    private static final ModelRef REF = new ModelRef("openface-csv", "2");
    private static final Pattern INTENSITY = Pattern.compile("AU(\\d\\d)_r");
    private static final ToolNumbers NUMBERS = ToolNumbers.of("openface");
    private static final double LATEST_SECONDS = 1e7; // four months; OpenFace 3 writes seconds since 1970

    private final CsvRows rows;
    private final boolean withGaze;
    private final List<Column> units = new ArrayList<>();
    private boolean more;
    private @Nullable Duration last;

    private record Column(int unit, String name) {}

    /// @param withGaze whether the gaze may be read
    OpenFaceCsv(Path file, boolean withGaze) throws SensorFileException, IOException {
        this.rows = new CsvRows(file);
        this.withGaze = withGaze;
        try {
            for (var name : rows.names()) {
                var matcher = INTENSITY.matcher(name);
                if (matcher.matches()) units.add(new Column(Integer.parseInt(matcher.group(1)), name));
            }
            if (units.isEmpty() || !rows.has("timestamp"))
                throw new SensorFileException(
                        file,
                        "line 1",
                        "there is no column %s.".formatted(units.isEmpty() ? "AU.._r" : "timestamp"),
                        "run FeatureExtraction with -aus.");
            more = rows.advance();
        } catch (SensorFileException | IOException e) {
            rows.close();
            throw e;
        }
    }

    @Override
    public @Nullable UnitsReading next() throws SensorFileException, IOException {
        if (!more) return null;
        var at = time();
        var faces = new ArrayList<FaceUnits>();
        do {
            if (rows.optional("success").orElse(1) > 0) faces.add(face());
            more = rows.advance();
        } while (more && time().equals(at));
        last = at;
        faces.sort(Comparator.comparingInt(FaceUnits::trackId));
        try {
            return new UnitsReading(at, faces);
        } catch (IllegalArgumentException e) {
            throw rows.wrong("face_id", "is wrong: " + e.getMessage());
        }
    }

    @Override
    public List<String> leftAlone() {
        return List.of();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private Duration time() throws SensorFileException {
        double seconds = rows.number("timestamp");
        if (!(seconds >= 0 && seconds < LATEST_SECONDS))
            throw rows.wrong(
                    "timestamp",
                    "must be seconds of media time, got %s; OpenFace 3 writes when it ran instead".formatted(seconds));
        var at = Duration.ofNanos(Math.round(seconds * 1e9));
        if (last != null && at.compareTo(last) < 0) throw rows.wrong("timestamp", "runs back to " + seconds + " s");
        return at;
    }

    private FaceUnits face() throws SensorFileException {
        var read = new ArrayList<ActionUnit>();
        for (var column : units) {
            var told = rows.optional(column.name());
            if (told.isEmpty()) continue;
            try {
                read.add(NUMBERS.unit(column.unit(), told.getAsDouble()));
            } catch (IllegalArgumentException e) {
                throw rows.wrong(column.name(), "is no intensity: " + e.getMessage());
            }
        }
        double confidence = rows.optional("confidence").orElse(1);
        try {
            return new FaceUnits(
                    (int) rows.optional("face_id").orElse(0),
                    read,
                    null,
                    head(),
                    withGaze ? gaze() : null,
                    ToolNumbers.quality(confidence, Set.of()),
                    List.of(REF, ToolNumbers.ref()));
        } catch (IllegalArgumentException e) {
            throw rows.wrong("success", "is 1, but " + e.getMessage());
        }
    }

    /// OpenFace turns about x to the image right, y down, z away: positive is chin down, to the image
    /// left, clockwise.
    private @Nullable HeadTurn head() throws SensorFileException {
        if (!rows.has("pose_Rx")) return null;
        return new HeadTurn(
                -Math.toDegrees(rows.number("pose_Ry")),
                -Math.toDegrees(rows.number("pose_Rx")),
                Math.toDegrees(rows.number("pose_Rz")));
    }

    /// Some builds write no angles: then from the mean of both eyes' directions.
    private @Nullable Gaze gaze() throws SensorFileException {
        if (rows.has("gaze_angle_x"))
            return new Gaze(Math.toDegrees(rows.number("gaze_angle_x")), -Math.toDegrees(rows.number("gaze_angle_y")));
        if (!rows.has("gaze_0_x")) return null;
        double x = rows.number("gaze_0_x") + rows.number("gaze_1_x");
        double y = rows.number("gaze_0_y") + rows.number("gaze_1_y");
        double z = rows.number("gaze_0_z") + rows.number("gaze_1_z");
        return new Gaze(Math.toDegrees(Math.atan2(x, -z)), -Math.toDegrees(Math.atan2(y, Math.hypot(x, z))));
    }
}
