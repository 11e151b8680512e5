package dev.attune.evaluation;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Affect;
import dev.attune.signals.Emotion;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.Gaze;
import dev.attune.signals.GazeReading;
import dev.attune.signals.HeadTurn;
import dev.attune.signals.Measurement;
import dev.attune.signals.PulseReading;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// `NAME.frames.csv`: one row per face and frame, and one row for a frame without a face.
///
/// The columns of OpenFace 2.2 come first, with its names, units and directions ([OpenFace]); Attune's
/// follow. An empty cell means "not measured": zero never stands for a missing value, so where OpenFace
/// writes zeros for a lost face, this file writes nothing. Columns OpenFace has and Attune cannot fill
/// at all (eye landmarks, 3-D landmarks, the parameters of its point distribution model) are left out.
public final class FramesCsv implements AutoCloseable {
    private static final double MISSING = Double.NaN;

    private static final List<Column> COLUMNS = columns();

    private final Writer out;
    private final StringBuilder line = new StringBuilder(4096);

    /// Writes the header at once.
    ///
    /// @param out closed by [#close()]
    public FramesCsv(Writer out) throws IOException {
        this.out = out;
        out.write(String.join(",", columnNames()));
        out.write('\n');
    }

    public static List<String> columnNames() {
        return COLUMNS.stream().map(Column::name).toList();
    }

    public void write(FrameResult frame) throws IOException {
        for (var row : frame.rows()) {
            line.setLength(0);
            for (var column : COLUMNS) {
                if (!line.isEmpty()) line.append(',');
                column.append(row, line);
            }
            out.append(line.append('\n'));
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private sealed interface Column {
        String name();

        void append(FaceRow row, StringBuilder out);
    }

    /// @param value NaN leaves the cell empty
    private record Number(String name, int decimals, ToDoubleFunction<FaceRow> value) implements Column {
        @Override
        public void append(FaceRow row, StringBuilder out) {
            double number = value.applyAsDouble(row);
            if (!Double.isNaN(number)) Decimal.append(out, number, decimals);
        }
    }

    /// @param value a word without commas, quotes or line breaks, so that it needs no quoting
    private record Word(String name, Function<FaceRow, String> value) implements Column {
        @Override
        public void append(FaceRow row, StringBuilder out) {
            out.append(value.apply(row));
        }
    }

    private static List<Column> columns() {
        var columns = new ArrayList<Column>();
        addOpenFace(columns);
        addQuality(columns);
        addExpression(columns);
        addStates(columns);
        addSides(columns);
        addPulse(columns);
        addEyes(columns);
        return List.copyOf(columns);
    }

    private static void addOpenFace(List<Column> columns) {
        columns.add(new Number("frame", 0, FaceRow::frame));
        columns.add(new Number("face_id", 0, row -> row.trackId() == null ? MISSING : row.trackId()));
        columns.add(new Number("timestamp", 6, FaceRow::seconds));
        columns.add(new Number(
                "confidence",
                3,
                row -> row.quality() == null ? 0 : row.quality().score()));
        columns.add(new Number("success", 0, row -> row.trackId() == null ? 0 : 1));
        for (int eye = 0; eye < 2; eye++) { // OpenFace counts from the image's left: eye 0 is the subject's right one
            Function<GazeReading.Seen, Gaze> of = eye == 0 ? GazeReading.Seen::right : GazeReading.Seen::left;
            columns.add(gaze("gaze_%d_x".formatted(eye), of, OpenFace::gazeX));
            columns.add(gaze("gaze_%d_y".formatted(eye), of, OpenFace::gazeY));
            columns.add(gaze("gaze_%d_z".formatted(eye), of, OpenFace::gazeZ));
        }
        columns.add(gazeAngle("gaze_angle_x", OpenFace::gazeAngleX));
        columns.add(gazeAngle("gaze_angle_y", OpenFace::gazeAngleY));
        columns.add(face("pose_Tx", 1, face -> face.pose().xMillimetres()));
        columns.add(face("pose_Ty", 1, face -> face.pose().yMillimetres()));
        columns.add(face("pose_Tz", 1, face -> face.pose().zMillimetres()));
        columns.add(turn("pose_Rx", OpenFace::rx));
        columns.add(turn("pose_Ry", OpenFace::ry));
        columns.add(turn("pose_Rz", OpenFace::rz));
        for (int i = 0; i < OpenFace.POINTS; i++) {
            int point = i;
            columns.add(face("x_" + point, 2, face -> OpenFace.x(face.landmarks(), point)));
        }
        for (int i = 0; i < OpenFace.POINTS; i++) {
            int point = i;
            columns.add(face("y_" + point, 2, face -> OpenFace.y(face.landmarks(), point)));
        }
        for (int unit : OpenFace.INTENSITY_UNITS)
            columns.add(unit("AU%02d_r".formatted(unit), 3, unit, ActionUnit::intensity));
        for (int unit : OpenFace.PRESENCE_UNITS)
            columns.add(unit("AU%02d_c".formatted(unit), 0, unit, OpenFace::presence));
    }

    private static void addQuality(List<Column> columns) {
        columns.add(face("face_x", 1, face -> face.box().x()));
        columns.add(face("face_y", 1, face -> face.box().y()));
        columns.add(face("face_width", 1, face -> face.box().width()));
        columns.add(face("face_height", 1, face -> face.box().height()));
        columns.add(face("presence", 3, FaceObservation::presence));
        columns.add(new Number(
                "quality",
                3,
                row -> row.quality() == null ? MISSING : row.quality().score()));
        columns.add(face("eye_distance_px", 1, face -> face.quality().eyeDistancePixels()));
        columns.add(face("sharpness", 1, face -> face.quality().sharpness()));
        columns.add(face("brightness", 3, face -> face.quality().brightness()));
        columns.add(face("visible", 3, face -> face.quality().visible()));
        columns.add(new Word("reasons", FramesCsv::reasons));
    }

    private static void addExpression(List<Column> columns) {
        columns.add(new Word(
                "baseline",
                row -> row.affect() == null ? "" : row.affect().baseline().id()));
        columns.add(new Number(
                "delay_ms",
                1,
                row -> row.affect() == null ? MISSING : row.affect().delay().toNanos() / 1e6));
        for (var emotion : Emotion.values())
            columns.add(new Number(
                    "expression_" + emotion.id(),
                    4,
                    row -> row.displayed().map(p -> p.of(emotion)).orElse(MISSING)));
        columns.add(new Word(
                "expression_missing", row -> row.abstention().map(Reason::id).orElse("")));
        addMeasurement(columns, "valence", Affect::valence);
        addMeasurement(columns, "arousal", Affect::arousal);
    }

    private static void addStates(List<Column> columns) {
        for (var state : State.values())
            addMeasurement(
                    columns,
                    state.id(),
                    affect -> affect.states()
                            .getOrDefault(state, new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE)));
    }

    private static void addMeasurement(List<Column> columns, String name, Function<Affect, Measurement> measurement) {
        columns.add(
                new Number(name, 4, row -> row.affect() == null ? MISSING : value(measurement.apply(row.affect()))));
        columns.add(new Number(
                name + "_confidence",
                3,
                row -> row.affect() == null ? MISSING : confidence(measurement.apply(row.affect()))));
        columns.add(new Word(
                name + "_missing",
                row -> row.affect() == null ? missingAffect(row).id() : missing(measurement.apply(row.affect()))));
    }

    private static void addSides(List<Column> columns) {
        for (int unit : ActionUnits.NUMBERS) {
            columns.add(unit("AU%02d_left".formatted(unit), 3, unit, ActionUnit::left));
            columns.add(unit("AU%02d_right".formatted(unit), 3, unit, ActionUnit::right));
        }
    }

    /// Once a second at most; empty in the frames between.
    private static void addPulse(List<Column> columns) {
        columns.add(pulse("pulse_bpm", 1, pulse -> value(pulse.rate())));
        columns.add(pulse("pulse_bpm_confidence", 3, pulse -> confidence(pulse.rate())));
        columns.add(new Word(
                "pulse_bpm_missing",
                row -> row.pulse() == null ? "" : missing(row.pulse().rate())));
        columns.add(pulse(
                "pulse_snr_db",
                1,
                pulse -> pulse.trace() == null ? MISSING : pulse.trace().snrDb()));
        columns.add(pulse("pulse_rmssd_ms", 1, pulse -> value(pulse.variability())));
    }

    private static Column pulse(String name, int decimals, ToDoubleFunction<PulseReading> value) {
        return new Number(name, decimals, row -> row.pulse() == null ? MISSING : value.applyAsDouble(row.pulse()));
    }

    private static void addEyes(List<Column> columns) {
        columns.add(face(
                "gaze_confidence",
                3,
                face -> face.eyes().gaze() instanceof GazeReading.Seen seen ? seen.confidence() : MISSING));
        columns.add(new Word("gaze_missing", FramesCsv::gazeMissing));
        addMeasurement(columns, "openness_left", affect -> affect.eyes().leftOpenness());
        addMeasurement(columns, "openness_right", affect -> affect.eyes().rightOpenness());
        addMeasurement(columns, "blink_rate", affect -> affect.eyes().blinkRate());
        addMeasurement(columns, "perclos", affect -> affect.eyes().perclos());
        columns.add(new Number(
                "eyes_unread",
                3,
                row -> row.affect() == null ? MISSING : row.affect().eyes().missing()));
        columns.add(face("pupil", 3, face -> value(face.eyes().pupils().both())));
        columns.add(face(
                "pupil_confidence", 3, face -> confidence(face.eyes().pupils().both())));
        columns.add(new Word(
                "pupil_missing",
                row -> row.face() == null
                        ? Reason.NO_FACE.id()
                        : missing(row.face().eyes().pupils().both())));
        columns.add(face("pupil_left", 3, face -> value(face.eyes().pupils().left())));
        columns.add(face("pupil_right", 3, face -> value(face.eyes().pupils().right())));
    }

    private static String gazeMissing(FaceRow row) {
        if (row.told() != null) return row.told().gaze() == null ? Reason.NOT_ENOUGH_EVIDENCE.id() : "";
        if (row.face() == null) return Reason.NO_FACE.id();
        return switch (row.face().eyes().gaze()) {
            case GazeReading.Seen seen -> "";
            case GazeReading.NotMeasurable missing -> missing.reason().id();
        };
    }

    private static Column face(String name, int decimals, ToDoubleFunction<FaceObservation> value) {
        return new Number(name, decimals, row -> row.face() == null ? MISSING : value.applyAsDouble(row.face()));
    }

    private static Column gaze(String name, Function<GazeReading.Seen, Gaze> of, ToDoubleFunction<Gaze> value) {
        return face(
                name,
                4,
                face -> face.eyes().gaze() instanceof GazeReading.Seen seen
                        ? value.applyAsDouble(of.apply(seen))
                        : MISSING);
    }

    /// Of both eyes, seen or told.
    private static Column gazeAngle(String name, ToDoubleFunction<Gaze> value) {
        return new Number(name, 4, row -> {
            var gaze = row.face() != null
                    ? row.face().gaze()
                    : row.told() == null ? null : row.told().gaze();
            return gaze == null ? MISSING : value.applyAsDouble(gaze);
        });
    }

    /// Of the head, seen or told.
    private static Column turn(String name, ToDoubleFunction<HeadTurn> value) {
        return new Number(name, 4, row -> {
            var head = row.face() != null
                    ? turn(row.face())
                    : row.told() == null ? null : row.told().head();
            return head == null ? MISSING : value.applyAsDouble(head);
        });
    }

    private static HeadTurn turn(FaceObservation face) {
        return new HeadTurn(face.pose().yaw(), face.pose().pitch(), face.pose().roll());
    }

    private static Column unit(String name, int decimals, int number, ToDoubleFunction<ActionUnit> value) {
        return new Number(
                name,
                decimals,
                row -> row.actionUnit(number).map(value::applyAsDouble).orElse(MISSING));
    }

    private static String reasons(FaceRow row) {
        var quality = row.quality();
        if (quality == null) return Reason.NO_FACE.id();
        return quality.reasons().stream().map(Reason::id).sorted().collect(Collectors.joining(";"));
    }

    private static Reason missingAffect(FaceRow row) {
        return row.trackId() == null ? Reason.NO_FACE : Reason.NOT_ENOUGH_EVIDENCE;
    }

    private static double value(Measurement measurement) {
        return measurement.optional().orElse(MISSING);
    }

    private static double confidence(Measurement measurement) {
        return switch (measurement) {
            case Measurement.Measured measured -> measured.confidence();
            case Measurement.NotMeasurable missing -> MISSING;
        };
    }

    private static String missing(Measurement measurement) {
        return switch (measurement) {
            case Measurement.Measured measured -> "";
            case Measurement.NotMeasurable missing -> missing.reason().id();
        };
    }
}
