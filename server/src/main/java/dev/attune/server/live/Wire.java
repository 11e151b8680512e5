package dev.attune.server.live;

import dev.attune.decisions.Decision;
import dev.attune.face.GazeCalibration;
import dev.attune.fusion.AffectFormula;
import dev.attune.fusion.StateDefinition;
import dev.attune.fusion.StreamState;
import dev.attune.server.decisions.DecisionLog;
import dev.attune.server.sessions.SessionLog;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Affect;
import dev.attune.signals.Contradiction;
import dev.attune.signals.Contribution;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EyeActivity;
import dev.attune.signals.Eyes;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.Gaze;
import dev.attune.signals.HeadPose;
import dev.attune.signals.Landmarks;
import dev.attune.signals.Measurement;
import dev.attune.signals.Mixture;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Moment;
import dev.attune.signals.PulseReading;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import dev.attune.signals.SpottingStatus;
import dev.attune.signals.State;
import dev.attune.signals.StreamReading;
import dev.attune.voice.VoiceEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns the vocabulary into messages. No more digits than the measurement carries.
final class Wire {
    private static final double LEAST_EFFECT = 0.005; // smaller ones would be sent as 0

    private Wire() {}

    /// @param withGaze whether this person allowed the gaze to be read
    /// @param calibration of this person before this screen, null without one
    /// @param affect of the same person and frame; null when fusion was silent
    static ServerMessage.Face face(
            FaceObservation face, @Nullable Affect affect, boolean withGaze, @Nullable GazeCalibration calibration) {
        var box = face.box();
        var gaze = face.gaze();
        return new ServerMessage.Face(
                face.trackId(),
                new double[] {tenths(box.x()), tenths(box.y()), tenths(box.width()), tenths(box.height())},
                hundredths(face.presence()),
                landmarks(face.landmarks()),
                new ServerMessage.Pose(
                        tenths(face.pose().yaw()),
                        tenths(face.pose().pitch()),
                        tenths(face.pose().roll())),
                withGaze && gaze != null ? gaze(gaze, face.pose(), calibration) : null,
                withGaze && affect != null ? eyes(face.eyes(), affect.eyes()) : null,
                quality(face.quality().overall()));
    }

    private static ServerMessage.Gaze gaze(Gaze gaze, HeadPose pose, @Nullable GazeCalibration calibration) {
        ServerMessage.GazePoint point = null;
        if (calibration != null) {
            var at = calibration.point(gaze, pose);
            point = new ServerMessage.GazePoint(
                    Math.round(at.x()), Math.round(at.y()), Math.round(calibration.errorPx()));
        }
        return new ServerMessage.Gaze(tenths(gaze.yaw()), tenths(gaze.pitch()), point);
    }

    private static ServerMessage.Eyes eyes(Eyes eyes, EyeActivity activity) {
        var openness = new LinkedHashMap<String, Double>();
        activity.leftOpenness().optional().ifPresent(value -> openness.put("left", hundredths(value)));
        activity.rightOpenness().optional().ifPresent(value -> openness.put("right", hundredths(value)));
        var pupils = new LinkedHashMap<String, Double>();
        eyes.pupils().left().optional().ifPresent(value -> pupils.put("left", hundredths(value)));
        eyes.pupils().right().optional().ifPresent(value -> pupils.put("right", hundredths(value)));
        return new ServerMessage.Eyes(openness, value(eyes.pupils().both()), pupils);
    }

    /// @param withGaze without it the state that needs the gaze, attention, is left out
    static ServerMessage.Person person(Affect affect, boolean withGaze) {
        var states = new LinkedHashMap<String, ServerMessage.Value>();
        affect.states()
                .forEach((state, value) -> states.put(
                        state.id(),
                        state == State.ATTENTION && !withGaze
                                ? new ServerMessage.NotMeasured(Reason.CONSENT_MISSING.id())
                                : value(value)));
        var units = new LinkedHashMap<String, ServerMessage.Unit>();
        for (ActionUnit unit : affect.actionUnits())
            units.put(
                    unit.id(),
                    new ServerMessage.Unit(
                            hundredths(unit.left()),
                            hundredths(unit.right()),
                            hundredths(unit.reliability()),
                            unit.evidence().id(),
                            unit.presence().id()));
        return new ServerMessage.Person(
                affect.trackId(),
                value(affect.valence()),
                value(affect.arousal()),
                expression(affect.expression()),
                expression(affect.unitsExpression()),
                mixed(affect.mixture()),
                states,
                units,
                value(affect.eyes().blinkRate()),
                value(affect.eyes().perclos()),
                affect.contributions().stream()
                        .map(contribution -> contribution(contribution, affect.actionUnits()))
                        .toList(),
                affect.baseline().id(),
                quality(affect.quality()),
                milliseconds(affect.delay()));
    }

    static ServerMessage.Voice voice(VoiceEvent.VoiceReading reading, double latencyMs) {
        var observation = reading.observation();
        var prosody = observation.prosody();
        var said = new LinkedHashMap<String, ServerMessage.Value>();
        said.put("f0Hz", value(prosody.f0Hz()));
        said.put("f0RangeSemitones", value(prosody.f0RangeSemitones()));
        said.put("levelDb", value(prosody.levelDb()));
        said.put("syllablesPerSecond", value(prosody.syllablesPerSecond()));
        said.put("jitter", value(prosody.jitter()));
        said.put("shimmerDb", value(prosody.shimmerDb()));
        said.put("hnrDb", value(prosody.hnrDb()));
        return new ServerMessage.Voice(
                milliseconds(observation.span().start()),
                milliseconds(observation.span().end()),
                reading.last(),
                tenths(latencyMs),
                value(observation.arousal()),
                value(observation.anger()),
                value(observation.valence()),
                expression(observation.expression()),
                said,
                observation.baseline().id(),
                quality(observation.quality()));
    }

    /// Without a picture: of a told face, or of a voice without a face in view.
    static ServerMessage.Affect unseen(List<Affect> affects, double latencyMs, boolean withGaze) {
        return new ServerMessage.Affect(
                null,
                milliseconds(affects.getLast().at()),
                tenths(latencyMs),
                List.of(),
                null,
                0,
                affects.stream().map(affect -> person(affect, withGaze)).toList());
    }

    /// @param withGaze whether this person allowed the gaze to be read
    static ServerMessage.Stream stream(StreamReading stream, boolean withGaze) {
        var states = new LinkedHashMap<String, ServerMessage.StreamStateView>();
        for (var each : stream.states())
            states.put(
                    each.state().id(),
                    each.state() == State.ATTENTION && !withGaze
                            ? new ServerMessage.StreamStateView(
                                    new ServerMessage.NotMeasured(Reason.CONSENT_MISSING.id()), false)
                            : new ServerMessage.StreamStateView(value(each.probability()), each.active()));
        var usual = new LinkedHashMap<String, ServerMessage.Usual>();
        for (var each : stream.usual())
            usual.put(
                    each.modality().id(),
                    new ServerMessage.Usual(
                            value(each.valence()),
                            value(each.arousal()),
                            each.baseline().id()));
        var course = stream.course();
        return new ServerMessage.Stream(
                stream.trackId(),
                milliseconds(stream.at()),
                value(stream.valence()),
                value(stream.arousal()),
                expression(stream.expression()),
                contradiction(stream.contradiction()),
                states,
                new ServerMessage.Course(
                        value(course.valenceTrend()),
                        value(course.arousalTrend()),
                        value(course.volatility()),
                        value(course.recoverySeconds()),
                        value(course.peak()),
                        value(course.peakEnd())),
                stream.outlooks().stream()
                        .map(each -> new ServerMessage.Outlook(
                                each.event().id(), each.horizon().toMillis(), value(each.probability()), true))
                        .toList(),
                usual,
                stream.contributions().stream()
                        .map(each -> contribution(each, null))
                        .toList(),
                milliseconds(stream.delay()),
                stream.late(),
                stream.formulas().stream().map(ModelRef::toString).toList());
    }

    private static ServerMessage.@Nullable Contradiction contradiction(@Nullable Contradiction both) {
        return both == null
                ? null
                : new ServerMessage.Contradiction(
                        both.kind().id(),
                        milliseconds(both.since()),
                        both.pleasant().id(),
                        hundredths(both.pleasantValence()),
                        both.unpleasant().id(),
                        hundredths(both.unpleasantValence()),
                        both.leading().id());
    }

    /// @param units of the face, whose terms are told then; null to leave them out
    private static ServerMessage.Contribution contribution(Contribution said, @Nullable List<ActionUnit> units) {
        var face = units != null
                        && said.modality() == Modality.FACE
                        && said.expression() instanceof DisplayPattern.Displayed displayed
                ? displayed.probabilities()
                : null;
        return new ServerMessage.Contribution(
                said.modality().id(),
                value(said.valence()),
                hundredths(said.valenceWeight()),
                value(said.arousal()),
                hundredths(said.arousalWeight()),
                hundredths(said.expressionWeight()),
                face == null || units == null ? List.of() : terms(AffectFormula.valence(face, units)),
                face == null || units == null ? List.of() : terms(AffectFormula.arousal(face, units)));
    }

    private static List<ServerMessage.Term> terms(List<AffectFormula.Term> terms) {
        return terms.stream()
                .filter(term -> Math.abs(term.effect()) >= LEAST_EFFECT)
                .map(term -> new ServerMessage.Term(term.input(), hundredths(term.effect())))
                .toList();
    }

    static List<ServerMessage.StateView> states() {
        return StateDefinition.all().stream()
                .map(definition -> new ServerMessage.StateView(
                        definition.state().id(),
                        definition.source().toString(),
                        definition.modelDefined(),
                        definition.window().toMillis(),
                        definition.evidence().toMillis()))
                .toList();
    }

    static List<ServerMessage.StreamStateDefinition> streamStates() {
        return StreamState.ALL.stream()
                .map(state -> {
                    var weights = new LinkedHashMap<String, Double>();
                    state.terms().forEach(term -> weights.put(term.input(), term.weight()));
                    return new ServerMessage.StreamStateDefinition(
                            state.state().id(),
                            StreamState.ref().toString(),
                            state.modelDefined(),
                            state.source(),
                            Math.round(1000 * state.seconds()),
                            Math.round(1000 * state.evidence()),
                            state.enter(),
                            state.leave(),
                            state.bias(),
                            weights);
                })
                .toList();
    }

    static ServerMessage.Moment moment(Moment moment) {
        var episode = moment.episode();
        var units = new LinkedHashMap<String, Double>();
        SessionLog.intensities(moment).forEach((unit, intensity) -> units.put(unit, hundredths(intensity)));
        var mixture = moment instanceof Moment.MixedExpression mixed ? mixed : null;
        return new ServerMessage.Moment(
                SessionLog.kind(moment),
                SessionLog.name(moment),
                episode.trackId(),
                milliseconds(episode.onset()),
                milliseconds(episode.apex()),
                milliseconds(episode.offset()),
                hundredths(moment.strength()),
                units,
                moment instanceof Moment.MicroExpression micro ? micro.group().id() : null,
                moment instanceof Moment.MicroExpression micro ? micro.grade().id() : null,
                mixture == null ? null : mixture.first().id(),
                mixture == null ? null : mixture.second().id(),
                mixture == null ? null : hundredths(mixture.firstWeight()),
                mixture == null ? null : hundredths(mixture.secondWeight()),
                moment instanceof Moment.Blink blink ? hundredths(blink.completeness()) : null);
    }

    static ServerMessage.Pulse pulse(PulseReading pulse) {
        var trace = pulse.trace();
        return new ServerMessage.Pulse(
                pulse.trackId(),
                milliseconds(pulse.at()),
                value(pulse.rate()),
                trace == null ? null : tenths(trace.snrDb()),
                trace == null ? null : trace.method().id(),
                value(pulse.variability()),
                trace == null
                        ? List.of()
                        : trace.wave().stream().map(Wire::hundredths).toList());
    }

    static ServerMessage.Spotting spotting(SpottingStatus status) {
        return new ServerMessage.Spotting(
                status.trackId(),
                milliseconds(status.at()),
                status.grade().id(),
                tenths(status.measuredHz()),
                tenths(status.neededHz()));
    }

    static ServerMessage.Decision decision(Decision decision, String language) {
        return new ServerMessage.Decision(
                decision.id(),
                milliseconds(decision.at()),
                decision.playbook(),
                decision.version(),
                decision.rule(),
                DecisionLog.view(decision),
                decision.explanation().reason().in(language),
                decision.explanation().clauses(),
                decision.propensity(),
                decision.fallback());
    }

    static double milliseconds(Duration duration) {
        return tenths(duration.toNanos() / 1e6);
    }

    private static ServerMessage.@Nullable Mixed mixed(@Nullable Mixture mixture) {
        return mixture == null
                ? null
                : new ServerMessage.Mixed(
                        mixture.first().id(),
                        mixture.second().id(),
                        hundredths(mixture.firstWeight()),
                        hundredths(mixture.secondWeight()));
    }

    private static Object expression(DisplayPattern pattern) {
        return switch (pattern) {
            case DisplayPattern.Abstained abstained ->
                new ServerMessage.NotMeasured(abstained.reason().id());
            case DisplayPattern.Displayed displayed -> probabilities(displayed);
        };
    }

    private static Map<String, Double> probabilities(DisplayPattern.Displayed displayed) {
        var probabilities = new LinkedHashMap<String, Double>();
        for (var emotion : Emotion.values())
            probabilities.put(
                    emotion.id(), thousandths(displayed.probabilities().of(emotion)));
        return probabilities;
    }

    private static ServerMessage.Value value(Measurement measurement) {
        return switch (measurement) {
            case Measurement.Measured measured ->
                new ServerMessage.Measured(thousandths(measured.value()), hundredths(measured.confidence()));
            case Measurement.NotMeasurable missing ->
                new ServerMessage.NotMeasured(missing.reason().id());
        };
    }

    private static ServerMessage.Quality quality(Quality quality) {
        return new ServerMessage.Quality(
                hundredths(quality.score()),
                quality.reasons().stream().map(Reason::id).sorted().toList());
    }

    private static String landmarks(Landmarks landmarks) {
        var bytes = ByteBuffer.allocate(Landmarks.COUNT * 2 * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int point = 0; point < Landmarks.COUNT; point++)
            bytes.putShort(tenthsOfPixel(landmarks.x(point))).putShort(tenthsOfPixel(landmarks.y(point)));
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /// Reaches ±3276 px; a point further outside is drawn at that edge.
    private static short tenthsOfPixel(float coordinate) {
        return (short) Math.clamp(Math.round(coordinate * 10), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static double thousandths(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
