package dev.attune.evaluation;

import dev.attune.media.Frame;
import dev.attune.media.MediaInfo;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.Baseline;
import dev.attune.signals.Box;
import dev.attune.signals.Contribution;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Episode;
import dev.attune.signals.EyeActivity;
import dev.attune.signals.Eyes;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceQuality;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Gaze;
import dev.attune.signals.GazeReading;
import dev.attune.signals.HeadPose;
import dev.attune.signals.Landmarks;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Moment;
import dev.attune.signals.Pupils;
import dev.attune.signals.Purpose;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A made-up recording: one person who smiles from 2 s to 5 s and covers the face from 6 s to 7 s, at 30 frames/s.
final class Scene {
    static final double FRAME_RATE_HZ = 30;
    static final Duration SMILE_FROM = Duration.ofSeconds(2);
    static final Duration SMILE_TO = Duration.ofSeconds(5);
    static final Duration COVERED_FROM = Duration.ofSeconds(6);
    static final Duration COVERED_TO = Duration.ofSeconds(7);
    static final ModelRef MESH = new ModelRef("face-mesh", "1");
    static final ModelRef FORMULA = new ModelRef("affect-late-fusion", "2");

    private Scene() {}

    static RecordingFacts facts(String name) {
        return facts(name, Duration.ofSeconds(8));
    }

    static RecordingFacts facts(String name, Duration length) {
        var media = new MediaInfo(
                Path.of("/somewhere/private/" + name + ".mp4"),
                MediaInfo.Kind.VIDEO,
                640,
                480,
                FRAME_RATE_HZ,
                length,
                "h264",
                false);
        return new RecordingFacts(name, media, 123_456, Purpose.RESEARCH, "declared");
    }

    static Duration at(int frame) {
        return Duration.ofNanos(Math.round((frame - 1) * 1e9 / FRAME_RATE_HZ));
    }

    static Frame picture(Duration at) {
        var bgr = new byte[640 * 480 * 3];
        for (int i = 0; i < bgr.length; i++) bgr[i] = (byte) (96 + i / 3 % 640 / 8);
        return new Frame(at, 640, 480, bgr);
    }

    /// Frame `number`, counted from 1, with the smile's moment where it ends.
    static FrameResult frame(int number) {
        var at = at(number);
        var events = new ArrayList<AffectEvent>();
        events.add(affect(0, at));
        boolean smileEnds = at.compareTo(SMILE_TO) >= 0 && at(number - 1).compareTo(SMILE_TO) < 0;
        if (smileEnds) events.add(smile());
        return FrameResult.of(number, new FaceReading(at, List.of(face(0, at))), events);
    }

    static FrameResult nobody(int number) {
        return FrameResult.of(number, new FaceReading(at(number), List.of()), List.of());
    }

    static Moment smile() {
        return new Moment.ExpressionEpisode(
                new Episode(0, SMILE_FROM, Duration.ofMillis(3500), SMILE_TO),
                Emotion.JOY,
                0.82,
                List.of(new ActionUnit(12, 3.1, 2.9, 0.9), new ActionUnit(6, 1.4, 1.5, 0.3)));
    }

    static boolean covered(Duration at) {
        return at.compareTo(COVERED_FROM) >= 0 && at.compareTo(COVERED_TO) < 0;
    }

    /// 0 at rest, 1 at the smile's apex.
    static double smileAt(Duration at) {
        double from = SMILE_FROM.toMillis();
        double to = SMILE_TO.toMillis();
        double now = at.toNanos() / 1e6;
        return now <= from || now >= to ? 0 : Math.sin(Math.PI * (now - from) / (to - from));
    }

    static FaceObservation face(int trackId, Duration at) {
        var reasons = covered(at) ? Set.of(Reason.OCCLUDED) : Set.<Reason>of();
        double score = covered(at) ? 0.2 : 0.9;
        return new FaceObservation(
                trackId,
                new Box(240, 120, 160, 200),
                0.97,
                mesh(320, 220),
                new HeadPose(10, 5, -3, 12, -8, 620),
                new Eyes(
                        new GazeReading.Seen(new Gaze(15, -10), new Gaze(14, -10), new Gaze(16, -10), 0.8),
                        new Pupils(
                                new Measurement.Measured(0.4, 0.6),
                                new Measurement.Measured(0.41, 0.6),
                                new Measurement.Measured(0.39, 0.6))),
                new FaceMeasures(new double[FaceMeasure.values().length], new double[FaceMeasure.values().length]),
                units(at),
                EmotionDistribution.of(Map.of(Emotion.NEUTRAL, 1.0)),
                new FaceQuality(92, 210, 0.5, 11, covered(at) ? 0.4 : 1, new Quality(score, reasons)),
                null,
                List.of(MESH));
    }

    static List<ActionUnit> units(Duration at) {
        double smile = 3 * smileAt(at);
        return List.of(
                new ActionUnit(4, 0.2, 0.2, 0.8),
                new ActionUnit(6, smile / 2, smile / 2, 0.3),
                new ActionUnit(12, smile, smile * 0.9, 0.9));
    }

    static Affect affect(int trackId, Duration at) {
        double smile = smileAt(at);
        var pattern = covered(at)
                ? new DisplayPattern.Abstained(Reason.OCCLUDED)
                : new DisplayPattern.Displayed(
                        EmotionDistribution.of(Map.of(Emotion.JOY, 0.8 * smile, Emotion.NEUTRAL, 1 - 0.8 * smile)));
        var valence = covered(at)
                ? new Measurement.NotMeasurable(Reason.OCCLUDED)
                : new Measurement.Measured(0.7 * smile, 0.9);
        var arousal = covered(at)
                ? new Measurement.NotMeasurable(Reason.OCCLUDED)
                : new Measurement.Measured(0.4 * smile - 0.1, 0.8);
        return new Affect(
                at,
                trackId,
                valence,
                arousal,
                pattern,
                pattern,
                null,
                Map.of(
                        State.INTEREST, new Measurement.Measured(0.5, 0.7),
                        State.STRESS, new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE)),
                units(at),
                new EyeActivity(
                        new Measurement.Measured(0.95, 0.9),
                        new Measurement.Measured(0.97, 0.9),
                        new Measurement.Measured(14, 0.8),
                        new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE),
                        0.1),
                Baseline.PERSONAL,
                new Quality(covered(at) ? 0.2 : 0.9, covered(at) ? Set.of(Reason.OCCLUDED) : Set.of()),
                Duration.ofMillis(250),
                List.of(Contribution.sole(Modality.FACE, valence, arousal, pattern)),
                FORMULA);
    }

    /// A flat mesh in the rough shape of a face: points on circles about the centre.
    static Landmarks mesh(double centreX, double centreY) {
        var xyz = new float[Landmarks.COUNT * 3];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double angle = i * 2.399963; // the golden angle spreads points evenly
            double radius = 90 * Math.sqrt((i + 0.5) / Landmarks.COUNT);
            xyz[3 * i] = (float) (centreX + radius * Math.cos(angle));
            xyz[3 * i + 1] = (float) (centreY + 1.2 * radius * Math.sin(angle));
        }
        return new Landmarks(xyz);
    }
}
