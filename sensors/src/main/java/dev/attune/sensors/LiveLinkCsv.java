package dev.attune.sensors;

import dev.attune.signals.FaceUnits;
import dev.attune.signals.HeadTurn;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Quality;
import dev.attune.signals.UnitsReading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the Live Link Face app writes: ARKit's shapes with a timecode
/// `hours:minutes:seconds:frames.part`. The first row is media time 0. The file does not tell its
/// frame rate: it is the lowest usual one that holds the highest frame number.
final class LiveLinkCsv implements SensorRecording {
    static final String SIGN = "BlendShapeCount"; // the column by which the format is known
    private static final ModelRef REF = new ModelRef("live-link-face-csv", "1");
    private static final Pattern TIMECODE =
            Pattern.compile("(\\d{1,4}):(\\d{1,2}):(\\d{1,2})[:;](\\d{1,4}(?:\\.\\d+)?)");
    private static final int[] USUAL_RATES = {24, 25, 30, 50, 60, 120};
    private static final long DAY_SECONDS = 86_400;

    private final CsvRows rows;
    private final int frameRateHz;
    private final List<String> shapes;
    private @Nullable Duration first;
    private Duration last = Duration.ZERO;

    LiveLinkCsv(Path file) throws SensorFileException, IOException {
        this.frameRateHz = frameRate(file);
        this.rows = new CsvRows(file);
        this.shapes = rows.names().stream().filter(Blendshapes::isName).toList();
        if (shapes.isEmpty()) {
            rows.close();
            throw new SensorFileException(
                    file, "line 1", "there is no column with a blendshape.", "export it as Live Link Face CSV.");
        }
    }

    @Override
    public @Nullable UnitsReading next() throws SensorFileException, IOException {
        if (!rows.advance()) return null;
        var timecode = timecode(rows, frameRateHz);
        if (first == null) first = timecode;
        var at = timecode.minus(first);
        if (at.isNegative()) at = at.plusSeconds(DAY_SECONDS); // recorded over midnight
        if (at.compareTo(last) < 0) throw rows.wrong("Timecode", "runs back to " + rows.cell("Timecode"));
        last = at;
        if (rows.number(SIGN) == 0) return new UnitsReading(at, List.of()); // no face was tracked
        var values = new HashMap<String, Double>();
        for (var shape : shapes) {
            var value = rows.optional(shape);
            if (value.isPresent()) values.put(shape, value.getAsDouble());
        }
        try {
            var units = Blendshapes.actionUnits(values, Blendshapes.Source.ARKIT);
            var face = new FaceUnits(0, units, null, head(), null, Quality.PERFECT, List.of(REF, Blendshapes.ref()));
            return new UnitsReading(at, List.of(face));
        } catch (IllegalArgumentException e) {
            throw rows.wrong(SIGN, "is above 0, but " + e.getMessage());
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

    /// Radians in the file.
    private @Nullable HeadTurn head() throws SensorFileException {
        var yaw = rows.optional("HeadYaw");
        var pitch = rows.optional("HeadPitch");
        if (yaw.isEmpty() || pitch.isEmpty()) return null;
        return new HeadTurn(
                Math.toDegrees(yaw.getAsDouble()),
                Math.toDegrees(pitch.getAsDouble()),
                Math.toDegrees(rows.optional("HeadRoll").orElse(0)));
    }

    private static int frameRate(Path file) throws SensorFileException, IOException {
        double highest = 0;
        try (var rows = new CsvRows(file)) {
            while (rows.advance()) {
                var matcher = TIMECODE.matcher(rows.cell("Timecode"));
                if (matcher.matches()) highest = Math.max(highest, Double.parseDouble(matcher.group(4)));
            }
        }
        for (int rate : USUAL_RATES) if (highest < rate) return rate;
        throw new SensorFileException(
                file,
                "",
                "the column Timecode counts up to %s frames a second.".formatted(highest),
                "export it with a rate of at most %d.".formatted(USUAL_RATES[USUAL_RATES.length - 1]));
    }

    private static Duration timecode(CsvRows rows, int frameRateHz) throws SensorFileException {
        var matcher = TIMECODE.matcher(rows.cell("Timecode"));
        if (!matcher.matches())
            throw rows.wrong(
                    "Timecode", "must be hours:minutes:seconds:frames, got '%s'".formatted(rows.cell("Timecode")));
        long seconds = 3600 * Long.parseLong(matcher.group(1))
                + 60 * Long.parseLong(matcher.group(2))
                + Long.parseLong(matcher.group(3));
        return Duration.ofNanos(
                seconds * 1_000_000_000L + Math.round(Double.parseDouble(matcher.group(4)) / frameRateHz * 1e9));
    }
}
