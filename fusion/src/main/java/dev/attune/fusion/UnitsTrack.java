package dev.attune.fusion;

import dev.attune.face.ActionUnitReader;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.Contribution;
import dev.attune.signals.Definition;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.EyeActivity;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything fusion knows of one face that a phone, a headset or another tool tells in action units. Immutable.
///
/// What needs the picture itself is missing here: pulse and short movements. Lids are those of
/// [ToldLids]. The expression is the source's own where it reads one, else [UnitsExpression]. The rest
/// is as for a face in the picture, see [AffectTrack].
///
/// @param lastRead media time of the last readable reading, or of the first when there was none
/// @param display null until the first readable one
record UnitsTrack(
        int id,
        Duration lastRead,
        UnitsUsual usual,
        @Nullable Display display,
        StateWindow window,
        Moments moments,
        Eyelids eyelids,
        SlowStates slow,
        Posture posture) {
    private static final Definition DEFINITION = AffectFormula.definition();
    private static final double LEAST_QUALITY = DEFINITION.number("abstain.quality");
    private static final double LEAST_TOP = DEFINITION.number("abstain.top");
    private static final double LIDS_SHUT =
            (1 - Eyelids.definition().number("perclos.openness")) * ActionUnit.MAX_INTENSITY;
    private static final int EYES_CLOSED = 43;
    private static final int BLINK = 45;
    private static final Set<Integer> READABLE = Set.copyOf(ActionUnitReader.numbers());
    /// Action units at rest are 0: what they say of an expression then is known.
    private static final List<Double> UNITS_BIAS = FaceBaseline.bias(UnitsExpression.of(List.of()));

    private static final List<Double> NO_BIAS = Collections.nCopies(Emotion.values().length, 0.0);

    static UnitsTrack begin(int id, Duration at) {
        return new UnitsTrack(
                id,
                at,
                UnitsUsual.UNKNOWN,
                null,
                StateWindow.EMPTY,
                Moments.NONE,
                Eyelids.unknown(),
                SlowStates.EMPTY,
                Posture.UNKNOWN);
    }

    static boolean isLid(int number) {
        return number == EYES_CLOSED || number == BLINK;
    }

    /// @param out receives the estimate and the moments that ended
    UnitsTrack seen(Duration at, FaceUnits face, List<AffectEvent> out) {
        double quality = face.quality().score();
        if (quality < LEAST_QUALITY) return unreadable(at, face, out);
        var told = face.actionUnits().stream()
                .filter(unit -> READABLE.contains(unit.number()))
                .toList();
        var units = usual.above(told);
        var expression = expression(face, units);
        var shown =
                display == null ? Display.first(at, expression, units) : display.next(at, expression, units, quality);
        var states = units.isEmpty() ? window : window.with(at, isLooking(face), quality, shown.actionUnits());
        var lids = ToldLids.of(face);
        var blinks = new ArrayList<AffectEvent>();
        var nextLids = lids == null ? eyelids.missed(at) : eyelids.seen(at, id, lids, blinks);
        var slower = units.isEmpty()
                ? slow
                : slow.with(
                        at,
                        shown.expression(bias(face)).of(Emotion.NEUTRAL),
                        states.latestEngagement(),
                        shown.actionUnits(),
                        quality);
        var head = face.head();
        var held = head == null ? posture : posture.with(at, Double.NaN, head.pitch()); // how far away is not told
        var eyes = lids == null
                ? EyeActivity.notMeasurable(
                        Reason.NOT_ENOUGH_EVIDENCE, nextLids.minute().missing())
                : nextLids.activity(lids, quality);
        var affect = affect(at, face, shown, states(face, states, slower, eyes, nextLids), eyes);
        out.add(affect);
        out.addAll(blinks);
        var ended = Moments.collector();
        var after = moments.readable(affect, ended);
        out.addAll(ended);
        var learnt = usual.learn(at, told, face.expression(), quality); // afterwards, as for a picture
        return new UnitsTrack(id, at, learnt, shown, states, after, nextLids, slower, held);
    }

    /// The face was not told.
    UnitsTrack missed(Duration at, List<AffectEvent> out) {
        return interrupted(at, Reason.NO_FACE, out);
    }

    boolean isForgotten(Duration at) {
        return at.minus(lastRead).compareTo(Moments.patience()) > 0;
    }

    /// Ends what is open.
    void close(Duration at, List<AffectEvent> out) {
        var ended = Moments.collector();
        moments.close(id, at, ended);
        out.addAll(ended);
    }

    /// The same person on a clock that was set.
    UnitsTrack onNewClock(Duration at) {
        return new UnitsTrack(
                id,
                at,
                usual.onNewClock(),
                null,
                StateWindow.EMPTY,
                Moments.NONE,
                eyelids.onNewClock(),
                SlowStates.EMPTY,
                posture.onNewClock());
    }

    private static EmotionDistribution expression(FaceUnits face, List<ActionUnit> units) {
        var own = face.expression();
        return own == null ? UnitsExpression.of(units) : own;
    }

    private static boolean isLooking(FaceUnits face) {
        boolean shut =
                face.actionUnits().stream().anyMatch(unit -> isLid(unit.number()) && unit.intensity() >= LIDS_SHUT);
        if (shut) return false;
        var gaze = face.gaze();
        if (gaze != null) return StateWindow.isLooking(gaze);
        var head = face.head();
        return head != null && StateWindow.isFacing(head.yaw(), head.pitch());
    }

    private UnitsTrack unreadable(Duration at, FaceUnits face, List<AffectEvent> out) {
        var reason = face.quality().reasons().stream().findFirst().orElse(Reason.LOW_CONFIDENCE);
        var missing = new Measurement.NotMeasurable(reason);
        var abstained = new DisplayPattern.Abstained(reason);
        out.add(new Affect(
                at,
                id,
                missing,
                missing,
                abstained,
                abstained,
                null,
                AffectTrack.unreadableStates(reason),
                List.of(),
                EyeActivity.notMeasurable(reason, 1),
                usual.state(),
                face.quality(),
                Display.delay(),
                List.of(),
                AffectFormula.ref()));
        return interrupted(at, reason, out);
    }

    private UnitsTrack interrupted(Duration at, Reason reason, List<AffectEvent> out) {
        var ended = Moments.collector();
        var after = moments.unreadable(id, at, lastRead, reason, ended);
        out.addAll(ended);
        return new UnitsTrack(id, lastRead, usual, display, window, after, eyelids.missed(at), slow, posture);
    }

    private static List<Double> bias(FaceUnits face) {
        return face.expression() == null ? UNITS_BIAS : NO_BIAS;
    }

    private Affect affect(
            Duration at, FaceUnits face, Display shown, Map<State, Measurement> states, EyeActivity eyes) {
        var units = shown.actionUnits();
        var probabilities = shown.expression(bias(face));
        var quality = face.quality();
        var pattern = pattern(probabilities, quality);
        double confidence = quality.score() * AffectFormula.confidence(usual.state());
        var valence =
                new Measurement.Measured(AffectFormula.sum(AffectFormula.valence(probabilities, units)), confidence);
        var arousal =
                new Measurement.Measured(AffectFormula.sum(AffectFormula.arousal(probabilities, units)), confidence);
        return new Affect(
                at,
                id,
                valence,
                arousal,
                pattern,
                units.isEmpty()
                        ? new DisplayPattern.Abstained(Reason.NOT_ENOUGH_EVIDENCE)
                        : pattern(UnitsExpression.of(units), quality),
                Mixtures.in(units),
                states,
                units,
                eyes,
                usual.state(),
                AffectTrack.withBaseline(quality, usual.state()),
                Display.delay(),
                List.of(Contribution.sole(Modality.FACE, valence, arousal, pattern)),
                AffectFormula.ref());
    }

    /// A source that does not tell where the person looks leaves attention, and the interest built on
    /// it, open.
    private static Map<State, Measurement> states(
            FaceUnits face, StateWindow window, SlowStates slow, EyeActivity eyes, Eyelids lids) {
        var not = new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);
        var states = new EnumMap<State, Measurement>(window.estimate());
        states.putAll(slow.estimate(eyes.perclos(), eyes.blinkRate(), lids.minute()));
        if (face.head() == null && face.gaze() == null) {
            states.put(State.ATTENTION, not);
            states.put(State.INTEREST, not);
        }
        return states;
    }

    private static DisplayPattern pattern(EmotionDistribution probabilities, Quality quality) {
        return probabilities.of(probabilities.top()) * quality.score() < LEAST_TOP
                ? new DisplayPattern.Abstained(Reason.LOW_CONFIDENCE)
                : new DisplayPattern.Displayed(probabilities);
    }
}
