package dev.attune.server.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.attune.decisions.Clause;
import dev.attune.server.decisions.DecisionLog;
import dev.attune.server.sessions.ConversationView;
import dev.attune.server.words.WordsView;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A text message to a page, as docs/live-protocol.md describes it. Times are milliseconds of media time.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface ServerMessage {

    /// @param speechToText the operator's engine; absent where none is installed
    @JsonTypeName("ready")
    record Ready(
            UUID sessionId,
            int maxFrameBytes,
            List<String> modalities,
            int recommendedFps,
            List<String> models,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String speechToText,

            List<StateView> states,
            List<StreamStateDefinition> streamStates)
            implements ServerMessage {}

    /// How a state of the one stream is defined, so that its probability can be computed again.
    ///
    /// @param weights by input, of the logarithm of the odds
    record StreamStateDefinition(
            String id,
            String definition,
            boolean modelDefined,
            String source,
            long windowMs,
            long evidenceMs,
            double enter,
            double leave,
            double bias,
            Map<String, Double> weights) {}

    /// How a state is defined; `modelDefined` because none is a fact about a person.
    record StateView(String id, String definition, boolean modelDefined, long windowMs, long evidenceMs) {}

    /// Whose face is before the camera, when that changes: `another`, of whom nothing is read, or `agreed`.
    ///
    /// @param answerWithinMs after which the session ends; absent while nothing is asked
    @JsonTypeName("person")
    record WhoIsThere(
            String who,
            double atMs,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long answerWithinMs) implements ServerMessage {}

    /// @param sequence of the frame; absent, as is `picture`, when a voice was heard and no face is in view
    /// @param others faces in the picture that are not read, where only whoever agreed is
    @JsonTypeName("affect")
    record Affect(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long sequence,

            double atMs,
            double latencyMs,
            List<Face> faces,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Picture picture,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int others,

            List<Person> affect)
            implements ServerMessage {}

    record Picture(int width, int height) {}

    /// @param box x, y, width, height in pixels
    /// @param landmarks Base64 of 478 x 2 int16, little-endian, tenths of a pixel
    record Face(
            int trackId,
            double[] box,
            double presence,
            String landmarks,
            Pose pose,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Gaze gaze,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Eyes eyes,

            Quality quality) {}

    record Pose(double yaw, double pitch, double roll) {}

    /// @param point on the screen; null until a calibration
    record Gaze(
            double yaw,
            double pitch,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            GazePoint point) {}

    /// @param x,y CSS pixels of the calibrated viewport; may lie outside it
    record GazePoint(double x, double y, double errorPx) {}

    /// @param openness of each eye against this person's own open eye; an eye that cannot be told is left out
    /// @param pupil over the iris, of both eyes and the last second
    /// @param pupils of each eye in this frame; empty when they are not told
    record Eyes(Map<String, Double> openness, Value pupil, Map<String, Double> pupils) {}

    record Quality(double score, List<String> reasons) {}

    /// @param expression probabilities by emotion, or a [NotMeasured]
    /// @param unitsExpression the same, from action units alone
    record Person(
            int trackId,
            Value valence,
            Value arousal,
            Object expression,
            Object unitsExpression,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Mixed mixed,

            Map<String, Value> states,
            Map<String, Unit> actionUnits,
            Value blinkRate,
            Value perclos,
            List<Contribution> contributions,
            String baseline,
            Quality quality,
            double delayMs) {}

    /// @param valenceTerms,arousalTerms what the face's sums are made of, largest effect first
    record Contribution(
            String modality,
            Value valence,
            double valenceWeight,
            Value arousal,
            double arousalWeight,
            double expressionWeight,
            List<Term> valenceTerms,
            List<Term> arousalTerms) {}

    record Term(String input, double effect) {}

    /// The one stream of the person, all modalities together; at most five a second.
    ///
    /// @param contradiction absent while nobody contradicts anybody
    /// @param states by id
    /// @param forecast `modelDefined`: trained on generated scenarios, not on customers
    /// @param usual by modality, in this person's own spreads
    /// @param late observations that came too late to be put in order
    @JsonTypeName("stream")
    record Stream(
            int trackId,
            double atMs,
            Value valence,
            Value arousal,
            Object expression,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Contradiction contradiction,

            Map<String, StreamStateView> states,
            Course course,
            List<Outlook> forecast,
            Map<String, Usual> usual,
            List<Contribution> contributions,
            double delayMs,
            long late,
            List<String> formulas)
            implements ServerMessage {}

    /// @param kind `masking` or `mixed`
    /// @param leading the modality whose side gives the valence
    record Contradiction(
            String kind,
            double sinceMs,
            String pleasant,
            double pleasantValence,
            String unpleasant,
            double unpleasantValence,
            String leading) {}

    record StreamStateView(Value probability, boolean active) {}

    record Course(
            Value valenceTrend,
            Value arousalTrend,
            Value volatility,
            Value recoverySeconds,
            Value peak,
            Value peakEnd) {}

    /// @param event `frustration`, `abandonment` or `human-request`
    record Outlook(String event, long withinMs, Value probability, boolean modelDefined) {}

    record Usual(Value valence, Value arousal, String baseline) {}

    sealed interface Value {}

    record Measured(double value, double confidence) implements Value {}

    record NotMeasured(String reason) implements Value {}

    /// @param evidence `geometry`, `appearance`, `reported` or `not-visible`
    /// @param present `both`, `left`, `right` or `none`
    record Unit(double left, double right, double reliability, String evidence, String present) {}

    /// @param snrDb absent, as is `method`, while too little was seen
    /// @param wave newest last, in [-1, 1], at 15 a second; empty when there is no reliable signal
    @JsonTypeName("pulse")
    record Pulse(
            int trackId,
            double atMs,
            Value rate,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double snrDb,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String method,

            Value variability,
            List<Double> wave)
            implements ServerMessage {}

    /// Somebody begins to speak or stops.
    @JsonTypeName("speech")
    record Speech(boolean speaking, double atMs) implements ServerMessage {}

    /// @param last whether it sums up all that was said without a pause; the others come every second meanwhile
    /// @param expression probabilities by emotion, or a [NotMeasured]
    @JsonTypeName("voice")
    record Voice(
            double fromMs,
            double toMs,
            boolean last,
            double latencyMs,
            Value arousal,
            Value anger,
            Value valence,
            Object expression,
            Map<String, Value> prosody,
            String baseline,
            Quality quality)
            implements ServerMessage {}

    /// How customer and agent of a call share it so far; once a second while something changes, else every five.
    @JsonTypeName("conversation")
    record Conversation(@JsonUnwrapped ConversationView conversation) implements ServerMessage {}

    /// What one utterance displays and is about.
    @JsonTypeName("words")
    record Words(
            double atMs, double latencyMs, @JsonUnwrapped WordsView words) implements ServerMessage {}

    @JsonTypeName("spotting")
    record Spotting(int trackId, double atMs, String grade, double measuredFps, double neededFps)
            implements ServerMessage {}

    /// Two expressions at once; weights are shares of the whole display.
    record Mixed(String first, String second, double firstWeight, double secondWeight) {}

    /// @param first of a mixed expression only, as are `second` and the weights, each part's share of the two
    @JsonTypeName("moment")
    record Moment(
            String kind,
            String name,
            int trackId,
            double onsetMs,
            double apexMs,
            double offsetMs,
            double strength,
            Map<String, Double> actionUnits,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String group,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String grade,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String first,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String second,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double firstWeight,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double secondWeight,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double completeness)
            implements ServerMessage {}

    @JsonTypeName("decision")
    record Decision(
            String id,
            double atMs,
            String playbook,
            int version,
            String rule,
            DecisionLog.ActionView action,
            String reason,
            List<Clause> clauses,
            double propensity,
            String fallback)
            implements ServerMessage {}

    @JsonTypeName("decisionEnded")
    record DecisionEnded(String id, String reason) implements ServerMessage {}

    /// @param errorPx mean over the validation points, as are the degrees
    /// @param refusedBelowPx areas with a shorter side below this cannot be told apart
    @JsonTypeName("calibrated")
    record Calibrated(double errorPx, double errorDegrees, int validationPoints, double refusedBelowPx)
            implements ServerMessage {}

    /// @param received since the session began, as are analysed and dropped
    /// @param latencyMs median of the last second, 0 when nothing was analysed
    @JsonTypeName("stats")
    record Stats(long received, long analysed, long dropped, double latencyMs, double fps) implements ServerMessage {}

    @JsonTypeName("withdrawn")
    record Withdrawn(List<ChoiceView> choices) implements ServerMessage {}

    record ChoiceView(String purpose, String modality) {}

    @JsonTypeName("error")
    record Error(String code, String message, String hint) implements ServerMessage {}
}
