package dev.attune.fusion;

import dev.attune.face.ActionUnitReader;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Definition;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What one face displays, smoothed. Immutable.
///
/// The nets' probabilities are averaged as logarithms: a product of experts over time, in which no single frame can
/// vote with certainty. The evidence of action units is added to them when they are read.
///
/// @param at media time of the latest frame
/// @param actionUnits smoothed
/// @param readAt media time of the latest frame whose expression counted; most frames with closed eyes do not
/// @param logProbabilities smoothed, in the order of [Emotion#values()]; empty until an expression counted
record Display(Duration at, List<ActionUnit> actionUnits, Duration readAt, List<Double> logProbabilities) {
    private static final Definition DEFINITION = AffectFormula.definition();
    private static final Smoothing SMOOTHING = new Smoothing(DEFINITION.seconds("smoothing.seconds"));
    private static final double TEMPERATURE = DEFINITION.number("expression.temperature");
    private static final double FLOOR = DEFINITION.number("expression.floor");
    private static final double EVIDENCE_WEIGHT = DEFINITION.number("expression.evidence.weight");
    private static final double CLEAR_TOP = DEFINITION.number("eyesClosed.clear.top");
    private static final double CLEAR_EVIDENCE = DEFINITION.number("eyesClosed.clear.evidence");
    private static final Prototypes PROTOTYPES = new Prototypes(DEFINITION.number("expression.evidence.full"));

    Display {
        logProbabilities = List.copyOf(logProbabilities);
        actionUnits = List.copyOf(actionUnits);
    }

    static Duration delay() {
        return SMOOTHING.timeConstant();
    }

    static Display first(Duration at, EmotionDistribution expression, List<ActionUnit> actionUnits) {
        return new Display(at, actionUnits, at, logarithms(expression));
    }

    static Display firstWithClosedEyes(Duration at, List<ActionUnit> actionUnits) {
        return new Display(at, actionUnits, at, List.of());
    }

    /// @param quality in [0, 1]; a poor frame counts less
    Display next(Duration now, EmotionDistribution expression, List<ActionUnit> newest, double quality) {
        var units = mix(newest, quality * SMOOTHING.weight(now.minus(at)));
        var logarithms = logarithms(expression);
        if (logProbabilities.isEmpty()) return new Display(now, units, now, logarithms);
        double weight = quality * SMOOTHING.weight(now.minus(readAt));
        var mixed = new ArrayList<Double>();
        for (int i = 0; i < logarithms.size(); i++)
            mixed.add(Smoothing.mix(logProbabilities.get(i), logarithms.get(i), weight));
        return new Display(now, units, now, mixed);
    }

    /// Whether an expression can be read although the eyes are closed: laughing and crying close them, sleep does too.
    /// The nets must be sure of something other than neutral, and the action units must show the same.
    static boolean isClear(EmotionDistribution expression, List<ActionUnit> actionUnits) {
        var top = expression.top();
        return top != Emotion.NEUTRAL
                && expression.of(top) >= CLEAR_TOP
                && PROTOTYPES.presence(actionUnits).getOrDefault(top, 0.0) >= CLEAR_EVIDENCE;
    }

    /// Only the movement goes on.
    Display nextWithClosedEyes(Duration now, List<ActionUnit> newest, double quality) {
        var units = mix(newest, quality * SMOOTHING.weight(now.minus(at)));
        return new Display(now, units, readAt, logProbabilities);
    }

    boolean hasExpression() {
        return !logProbabilities.isEmpty();
    }

    /// Uniform as long as there is none.
    ///
    /// @param bias of the nets for this person, see [FaceBaseline]
    EmotionDistribution expression(List<Double> bias) {
        var presence = PROTOTYPES.presence(actionUnits);
        var scores = new double[Emotion.values().length];
        double sum = 0;
        for (var emotion : Emotion.values()) {
            double evidence = EVIDENCE_WEIGHT * presence.getOrDefault(emotion, 0.0);
            int i = emotion.ordinal();
            double logarithm = hasExpression() ? logProbabilities.get(i) + bias.get(i) : 0;
            sum += scores[i] = Math.exp(logarithm / TEMPERATURE + evidence);
        }
        for (int i = 0; i < scores.length; i++) scores[i] /= sum;
        return EmotionDistribution.of(scores);
    }

    private List<ActionUnit> mix(List<ActionUnit> newest, double weight) {
        var mixed = new ArrayList<ActionUnit>();
        for (int i = 0; i < newest.size(); i++) {
            var to = newest.get(i);
            var from = i < actionUnits.size() && actionUnits.get(i).number() == to.number() ? actionUnits.get(i) : to;
            double left = Smoothing.mix(from.left(), to.left(), weight);
            double right = Smoothing.mix(from.right(), to.right(), weight);
            mixed.add(new ActionUnit(
                    to.number(), left, right, to.reliability(), to.evidence(), presence(from, to, left, right)));
        }
        return mixed;
    }

    /// A side that was present stays so until it falls below the lower threshold.
    private static Presence presence(ActionUnit from, ActionUnit to, double left, double right) {
        if (!ActionUnit.tellsPresence(to.evidence(), to.reliability())) return Presence.UNKNOWN;
        double enter = ActionUnitReader.enter(to.number());
        double leave = ActionUnitReader.leave(to.number());
        return Presence.of(
                left >= (from.presence().left() ? leave : enter),
                right >= (from.presence().right() ? leave : enter));
    }

    /// With the floor: no frame may vote with certainty.
    static double logarithm(double probability) {
        return Math.log(Math.max(FLOOR, probability));
    }

    private static List<Double> logarithms(EmotionDistribution expression) {
        var logarithms = new ArrayList<Double>();
        for (var emotion : Emotion.values()) logarithms.add(logarithm(expression.of(emotion)));
        return logarithms;
    }
}
