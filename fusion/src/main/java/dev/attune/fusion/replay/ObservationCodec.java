package dev.attune.fusion.replay;

import dev.attune.face.NeutralFace;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.BandPowers;
import dev.attune.signals.Baseline;
import dev.attune.signals.Box;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.EegBand;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Evidence;
import dev.attune.signals.Eyes;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceQuality;
import dev.attune.signals.FaceReading;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.Gaze;
import dev.attune.signals.GazeReading;
import dev.attune.signals.HeadPose;
import dev.attune.signals.HeadTurn;
import dev.attune.signals.Landmarks;
import dev.attune.signals.Measurement;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Observation;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.Presence;
import dev.attune.signals.Prosody;
import dev.attune.signals.Pupils;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import dev.attune.signals.Skin;
import dev.attune.signals.SkinPatch;
import dev.attune.signals.TextObservation;
import dev.attune.signals.TimeSpan;
import dev.attune.signals.UnitsReading;
import dev.attune.signals.VoiceObservation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Observations as bytes and back, number for number. Names of constants are written, not their
/// places, so that a later version with more of them reads the same.
///
/// Of a face's picture the landmarks, the action units against the population's face and the pupil of each
/// single eye are not written: fusion looks at none of them, and the mesh would be most of the bytes and the
/// part that resembles the person most.
final class ObservationCodec {
    private static final Map<String, FaceMeasure> MEASURES =
            Arrays.stream(FaceMeasure.values()).collect(Collectors.toMap(FaceMeasure::name, measure -> measure));

    /// Stands for measures that an earlier version did not take.
    private static final FaceMeasures AT_REST = NeutralFace.population().centre();

    private static final int FACE = 1;
    private static final int UNITS = 2;
    private static final int VOICE = 3;
    private static final int WORDS = 4;
    private static final int BODY = 5;
    private static final int MOST = 4096; // elements of any list; more is damage, not data
    private static final Measurement NOT_KEPT = new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);
    private static final Landmarks NO_LANDMARKS = new Landmarks(new float[3 * Landmarks.COUNT]);

    private ObservationCodec() {}

    static void write(Observation observation, DataOutput out) throws IOException {
        switch (observation) {
            case FaceReading reading -> {
                out.writeByte(FACE);
                write(reading.at(), out);
                out.writeShort(reading.faces().size());
                for (var face : reading.faces()) write(face, out);
            }
            case UnitsReading reading -> {
                out.writeByte(UNITS);
                write(reading.at(), out);
                out.writeShort(reading.faces().size());
                for (var face : reading.faces()) write(face, out);
            }
            case VoiceObservation voice -> {
                out.writeByte(VOICE);
                write(voice, out);
            }
            case TextObservation words -> {
                out.writeByte(WORDS);
                write(words, out);
            }
            case PhysiologyObservation body -> {
                out.writeByte(BODY);
                write(body, out);
            }
        }
    }

    /// @throws IllegalArgumentException when the bytes are none of this
    static Observation read(DataInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case FACE -> {
                var at = duration(in);
                var faces = new ArrayList<FaceObservation>();
                for (int i = count(in); i > 0; i--) faces.add(face(in));
                yield new FaceReading(at, faces);
            }
            case UNITS -> {
                var at = duration(in);
                var faces = new ArrayList<FaceUnits>();
                for (int i = count(in); i > 0; i--) faces.add(units(in));
                yield new UnitsReading(at, faces);
            }
            case VOICE -> voice(in);
            case WORDS -> words(in);
            case BODY -> body(in);
            default -> throw new IllegalArgumentException("there is no observation of kind " + kind);
        };
    }

    // ---- a face in a picture

    private static void write(FaceObservation face, DataOutput out) throws IOException {
        out.writeInt(face.trackId());
        var box = face.box();
        doubles(out, box.x(), box.y(), box.width(), box.height(), face.presence());
        var pose = face.pose();
        doubles(out, pose.yaw(), pose.pitch(), pose.roll());
        doubles(out, pose.xMillimetres(), pose.yMillimetres(), pose.zMillimetres());
        switch (face.eyes().gaze()) {
            case GazeReading.Seen seen -> {
                out.writeBoolean(true);
                write(seen.both(), out);
                write(seen.left(), out);
                write(seen.right(), out);
                out.writeDouble(seen.confidence());
            }
            case GazeReading.NotMeasurable missing -> {
                out.writeBoolean(false);
                write(missing.reason(), out);
            }
        }
        write(face.eyes().pupils().both(), out);
        out.writeShort(FaceMeasure.values().length);
        for (var measure : FaceMeasure.values()) {
            out.writeUTF(measure.name());
            doubles(out, face.measures().left(measure), face.measures().right(measure));
        }
        write(face.expression(), out);
        var quality = face.quality();
        doubles(out, quality.eyeDistancePixels(), quality.sharpness(), quality.brightness());
        doubles(out, quality.poseDegrees(), quality.visible());
        write(quality.overall(), out);
        var skin = face.skin();
        out.writeBoolean(skin != null);
        if (skin != null) {
            write(skin.forehead(), out);
            write(skin.leftCheek(), out);
            write(skin.rightCheek(), out);
        }
        write(face.models(), out);
    }

    private static FaceObservation face(DataInput in) throws IOException {
        int trackId = in.readInt();
        var box = new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        double presence = in.readDouble();
        var pose = new HeadPose(
                in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        GazeReading gaze = in.readBoolean()
                ? new GazeReading.Seen(gaze(in), gaze(in), gaze(in), in.readDouble())
                : new GazeReading.NotMeasurable(reason(in));
        var eyes = new Eyes(gaze, new Pupils(measurement(in), NOT_KEPT, NOT_KEPT));
        var left = new double[FaceMeasure.values().length];
        var right = new double[left.length];
        for (var measure : FaceMeasure.values()) {
            left[measure.ordinal()] = AT_REST.left(measure);
            right[measure.ordinal()] = AT_REST.right(measure);
        }
        for (int i = count(in); i > 0; i--) {
            var measure = MEASURES.get(in.readUTF());
            double onLeft = in.readDouble();
            double onRight = in.readDouble();
            if (measure == null) continue; // one that only an earlier version took
            left[measure.ordinal()] = onLeft;
            right[measure.ordinal()] = onRight;
        }
        var expression = distribution(in);
        double eyeDistance = in.readDouble();
        double sharpness = in.readDouble();
        double brightness = in.readDouble();
        double poseDegrees = in.readDouble();
        double visible = in.readDouble();
        var quality = new FaceQuality(eyeDistance, sharpness, brightness, poseDegrees, visible, quality(in));
        var skin = in.readBoolean() ? new Skin(patch(in), patch(in), patch(in)) : null;
        return new FaceObservation(
                trackId,
                box,
                presence,
                NO_LANDMARKS,
                pose,
                eyes,
                new FaceMeasures(left, right),
                List.of(),
                expression,
                quality,
                skin,
                models(in));
    }

    private static void write(SkinPatch patch, DataOutput out) throws IOException {
        doubles(out, patch.red(), patch.green(), patch.blue());
        out.writeInt(patch.pixels());
        out.writeDouble(patch.saturated());
    }

    private static SkinPatch patch(DataInput in) throws IOException {
        return new SkinPatch(in.readDouble(), in.readDouble(), in.readDouble(), in.readInt(), in.readDouble());
    }

    private static void write(Gaze gaze, DataOutput out) throws IOException {
        doubles(out, gaze.yaw(), gaze.pitch());
    }

    private static Gaze gaze(DataInput in) throws IOException {
        return new Gaze(in.readDouble(), in.readDouble());
    }

    // ---- a face that is told

    private static void write(FaceUnits face, DataOutput out) throws IOException {
        out.writeInt(face.trackId());
        out.writeShort(face.actionUnits().size());
        for (var unit : face.actionUnits()) {
            out.writeByte(unit.number());
            doubles(out, unit.left(), unit.right(), unit.reliability());
            out.writeUTF(unit.evidence().name());
            out.writeUTF(unit.presence().name());
        }
        var expression = face.expression();
        out.writeBoolean(expression != null);
        if (expression != null) write(expression, out);
        var head = face.head();
        out.writeBoolean(head != null);
        if (head != null) doubles(out, head.yaw(), head.pitch(), head.roll());
        var gaze = face.gaze();
        out.writeBoolean(gaze != null);
        if (gaze != null) write(gaze, out);
        write(face.quality(), out);
        write(face.models(), out);
    }

    private static FaceUnits units(DataInput in) throws IOException {
        int trackId = in.readInt();
        var units = new ArrayList<ActionUnit>();
        for (int i = count(in); i > 0; i--)
            units.add(new ActionUnit(
                    in.readByte(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    Evidence.valueOf(in.readUTF()),
                    Presence.valueOf(in.readUTF())));
        var expression = in.readBoolean() ? distribution(in) : null;
        var head = in.readBoolean() ? new HeadTurn(in.readDouble(), in.readDouble(), in.readDouble()) : null;
        @Nullable Gaze gaze = in.readBoolean() ? gaze(in) : null;
        return new FaceUnits(trackId, units, expression, head, gaze, quality(in), models(in));
    }

    // ---- voice, words, body

    private static void write(VoiceObservation voice, DataOutput out) throws IOException {
        write(voice.span(), out);
        write(voice.arousal(), out);
        write(voice.anger(), out);
        write(voice.valence(), out);
        write(voice.expression(), out);
        var prosody = voice.prosody();
        write(prosody.f0Hz(), out);
        write(prosody.f0RangeSemitones(), out);
        write(prosody.levelDb(), out);
        write(prosody.syllablesPerSecond(), out);
        write(prosody.jitter(), out);
        write(prosody.shimmerDb(), out);
        write(prosody.hnrDb(), out);
        out.writeUTF(voice.baseline().name());
        write(voice.quality(), out);
        write(voice.models(), out);
    }

    private static VoiceObservation voice(DataInput in) throws IOException {
        return new VoiceObservation(
                span(in),
                measurement(in),
                measurement(in),
                measurement(in),
                pattern(in),
                new Prosody(
                        measurement(in),
                        measurement(in),
                        measurement(in),
                        measurement(in),
                        measurement(in),
                        measurement(in),
                        measurement(in)),
                Baseline.valueOf(in.readUTF()),
                quality(in),
                models(in));
    }

    private static void write(TextObservation words, DataOutput out) throws IOException {
        write(words.at(), out);
        out.writeUTF(words.language());
        write(words.valence(), out);
        write(words.arousal(), out);
        write(words.expression(), out);
        write(words.quality(), out);
        write(words.models(), out);
    }

    private static TextObservation words(DataInput in) throws IOException {
        return new TextObservation(
                duration(in), in.readUTF(), measurement(in), measurement(in), pattern(in), quality(in), models(in));
    }

    private static void write(PhysiologyObservation body, DataOutput out) throws IOException {
        write(body.span(), out);
        for (var value : List.of(body.heartRate(), body.skinConductance(), body.respirationRate()))
            out.writeDouble(value.orElse(Double.NaN));
        out.writeShort(body.eeg().size());
        for (var electrode : body.eeg()) {
            out.writeUTF(electrode.channel());
            out.writeShort(electrode.microvoltsSquared().size());
            for (var power : electrode.microvoltsSquared().entrySet()) {
                out.writeUTF(power.getKey().name());
                out.writeDouble(power.getValue());
            }
        }
        write(body.quality(), out);
        out.writeUTF(body.device());
        write(body.models(), out);
    }

    private static PhysiologyObservation body(DataInput in) throws IOException {
        var span = span(in);
        var heartRate = optional(in);
        var conductance = optional(in);
        var respiration = optional(in);
        var electrodes = new ArrayList<BandPowers>();
        for (int i = count(in); i > 0; i--) {
            var channel = in.readUTF();
            var powers = new EnumMap<EegBand, Double>(EegBand.class);
            for (int band = count(in); band > 0; band--) powers.put(EegBand.valueOf(in.readUTF()), in.readDouble());
            electrodes.add(new BandPowers(channel, powers));
        }
        return new PhysiologyObservation(
                span, heartRate, conductance, respiration, electrodes, quality(in), in.readUTF(), models(in));
    }

    private static OptionalDouble optional(DataInput in) throws IOException {
        double value = in.readDouble();
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    // ---- parts

    private static void write(Duration duration, DataOutput out) throws IOException {
        out.writeLong(duration.toNanos());
    }

    private static Duration duration(DataInput in) throws IOException {
        return Duration.ofNanos(in.readLong());
    }

    private static void write(TimeSpan span, DataOutput out) throws IOException {
        write(span.start(), out);
        write(span.end(), out);
    }

    private static TimeSpan span(DataInput in) throws IOException {
        return new TimeSpan(duration(in), duration(in));
    }

    private static void write(Measurement measurement, DataOutput out) throws IOException {
        switch (measurement) {
            case Measurement.Measured measured -> {
                out.writeBoolean(true);
                doubles(out, measured.value(), measured.confidence());
            }
            case Measurement.NotMeasurable missing -> {
                out.writeBoolean(false);
                write(missing.reason(), out);
            }
        }
    }

    private static Measurement measurement(DataInput in) throws IOException {
        return in.readBoolean()
                ? new Measurement.Measured(in.readDouble(), in.readDouble())
                : new Measurement.NotMeasurable(reason(in));
    }

    private static void write(DisplayPattern pattern, DataOutput out) throws IOException {
        switch (pattern) {
            case DisplayPattern.Displayed displayed -> {
                out.writeBoolean(true);
                write(displayed.probabilities(), out);
            }
            case DisplayPattern.Abstained abstained -> {
                out.writeBoolean(false);
                write(abstained.reason(), out);
            }
        }
    }

    private static DisplayPattern pattern(DataInput in) throws IOException {
        return in.readBoolean()
                ? new DisplayPattern.Displayed(distribution(in))
                : new DisplayPattern.Abstained(reason(in));
    }

    private static void write(EmotionDistribution distribution, DataOutput out) throws IOException {
        doubles(out, distribution.toArray());
    }

    private static EmotionDistribution distribution(DataInput in) throws IOException {
        var probabilities = new double[Emotion.values().length];
        for (int i = 0; i < probabilities.length; i++) probabilities[i] = in.readDouble();
        return EmotionDistribution.of(probabilities);
    }

    private static void write(Quality quality, DataOutput out) throws IOException {
        out.writeDouble(quality.score());
        out.writeShort(quality.reasons().size());
        for (var reason : quality.reasons()) write(reason, out);
    }

    private static Quality quality(DataInput in) throws IOException {
        double score = in.readDouble();
        var reasons = new LinkedHashSet<Reason>();
        for (int i = count(in); i > 0; i--) reasons.add(reason(in));
        return new Quality(score, reasons);
    }

    private static void write(Reason reason, DataOutput out) throws IOException {
        out.writeUTF(reason.name());
    }

    private static Reason reason(DataInput in) throws IOException {
        return Reason.valueOf(in.readUTF());
    }

    static void write(List<ModelRef> models, DataOutput out) throws IOException {
        out.writeShort(models.size());
        for (var model : models) {
            out.writeUTF(model.id());
            out.writeUTF(model.version());
        }
    }

    static List<ModelRef> models(DataInput in) throws IOException {
        var models = new ArrayList<ModelRef>();
        for (int i = count(in); i > 0; i--) models.add(new ModelRef(in.readUTF(), in.readUTF()));
        return models;
    }

    private static void doubles(DataOutput out, double... values) throws IOException {
        for (double value : values) out.writeDouble(value);
    }

    static int count(DataInput in) throws IOException {
        int count = in.readUnsignedShort();
        if (count > MOST) throw new IllegalArgumentException("a list has %d elements".formatted(count));
        return count;
    }
}
