package dev.attune.sensors;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.HeadTurn;
import dev.attune.signals.ModelRef;
import dev.attune.signals.UnitsReading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What py-feat writes as `Fex` CSV: action units and emotions as probabilities, with a frame number
/// and no time. The picture it names in `input` is never opened; identity columns are not read.
final class PyFeatCsv implements SensorRecording {
    static final String SIGN = "FaceRectX"; // the column by which the format is known
    private static final ModelRef REF = new ModelRef("py-feat-csv", "1");
    private static final Pattern UNIT = Pattern.compile("AU(\\d\\d)");
    private static final ToolNumbers NUMBERS = ToolNumbers.of("py-feat");
    private static final Map<String, Emotion> EMOTIONS = Map.of(
            "anger", Emotion.ANGER,
            "disgust", Emotion.DISGUST,
            "fear", Emotion.FEAR,
            "happiness", Emotion.JOY,
            "sadness", Emotion.SADNESS,
            "surprise", Emotion.SURPRISE,
            "neutral", Emotion.NEUTRAL);

    private final Path file;
    private final CsvRows rows;
    private final OptionalDouble frameRateHz;
    private final Map<String, Integer> units = new LinkedHashMap<>();
    private boolean more;
    private double last = -1;

    /// @param frameRateHz of the video; may be missing for a single picture
    PyFeatCsv(Path file, OptionalDouble frameRateHz) throws SensorFileException, IOException {
        this.file = file;
        this.rows = new CsvRows(file);
        this.frameRateHz = frameRateHz;
        try {
            for (var name : rows.names()) {
                var matcher = UNIT.matcher(name);
                if (matcher.matches()) units.put(name, Integer.parseInt(matcher.group(1)));
            }
            if (units.isEmpty())
                throw new SensorFileException(file, "line 1", "there is no column AU01.", "write it with Fex.to_csv.");
            more = rows.advance();
        } catch (SensorFileException | IOException e) {
            rows.close();
            throw e;
        }
    }

    @Override
    public @Nullable UnitsReading next() throws SensorFileException, IOException {
        if (!more) return null;
        double frame = frame();
        if (frame < last) throw rows.wrong("frame", "runs back to " + frame);
        last = frame;
        var faces = new ArrayList<FaceUnits>();
        do {
            if (rows.optional("FaceScore").isPresent()) faces.add(face(faces.size()));
            more = rows.advance();
        } while (more && frame() == frame);
        return new UnitsReading(time(frame), faces);
    }

    @Override
    public List<String> leftAlone() {
        return List.of();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private double frame() throws SensorFileException {
        return rows.optional("frame").orElse(0);
    }

    private Duration time(double frame) throws SensorFileException {
        if (frame == 0) return Duration.ZERO;
        double rate = frameRateHz.orElseThrow(() -> new SensorFileException(
                file,
                "",
                "py-feat numbers frames and tells no times.",
                "add --frame-rate with the frames per second of the video, if they are constant."));
        return Duration.ofNanos(Math.round(frame / rate * 1e9));
    }

    private FaceUnits face(int number) throws SensorFileException {
        var read = new ArrayList<ActionUnit>();
        for (var unit : units.entrySet()) {
            var told = rows.optional(unit.getKey());
            if (told.isEmpty()) continue;
            try {
                read.add(NUMBERS.unit(unit.getValue(), told.getAsDouble()));
            } catch (IllegalArgumentException e) {
                throw rows.wrong(unit.getKey(), "is no probability: " + e.getMessage());
            }
        }
        try {
            return new FaceUnits(
                    number,
                    read,
                    expression(),
                    head(),
                    null,
                    ToolNumbers.quality(Math.clamp(rows.number("FaceScore"), 0, 1), Set.of()),
                    List.of(REF, ToolNumbers.ref()));
        } catch (IllegalArgumentException e) {
            throw rows.wrong("FaceScore", "is there, but " + e.getMessage());
        }
    }

    private @Nullable EmotionDistribution expression() throws SensorFileException {
        var probabilities = new EnumMap<Emotion, Double>(Emotion.class);
        double sum = 0;
        for (var emotion : EMOTIONS.entrySet()) {
            double told = rows.optional(emotion.getKey()).orElse(0);
            if (told < 0) throw rows.wrong(emotion.getKey(), "must not be negative, got " + told);
            probabilities.put(emotion.getValue(), told);
            sum += told;
        }
        if (sum == 0) return null;
        double all = sum;
        probabilities.replaceAll((emotion, told) -> told / all);
        return EmotionDistribution.of(probabilities);
    }

    /// Degrees; how the signs go is not documented, and only how far the head is turned is used.
    private @Nullable HeadTurn head() throws SensorFileException {
        var yaw = rows.optional("Yaw");
        var pitch = rows.optional("Pitch");
        if (yaw.isEmpty() || pitch.isEmpty()) return null;
        return new HeadTurn(
                yaw.getAsDouble(), pitch.getAsDouble(), rows.optional("Roll").orElse(0));
    }
}
