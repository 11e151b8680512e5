package dev.attune.fusion;

import dev.attune.face.ActionUnitReader;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.Baseline;
import dev.attune.signals.Contribution;
import dev.attune.signals.Definition;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.EyeActivity;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import dev.attune.signals.Presence;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything fusion knows of one face in view. Immutable.
///
/// @param lastRead media time of the last readable frame, or of the first frame when there was none
/// @param display null until the first readable frame
/// @param eyesClosedSince null while the eyes are open
record AffectTrack(
        int id,
        Duration lastRead,
        FaceBaseline baseline,
        @Nullable Display display,
        StateWindow window,
        @Nullable Duration eyesClosedSince,
        Moments moments,
        Rhythm rhythm,
        Eyelids eyelids,
        SlowStates slow,
        Posture posture) {
    private static final Definition DEFINITION = AffectFormula.definition();
    private static final double LEAST_QUALITY = DEFINITION.number("abstain.quality");
    private static final double LEAST_TOP = DEFINITION.number("abstain.top");
    private static final double CLOSED_SHARE = DEFINITION.number("eyesClosed.share");
    private static final int BLINK = 45;
    private static final Duration LONGEST_BLINK = DEFINITION.seconds("eyesClosed.seconds");

    static AffectTrack begin(int id, Duration at) {
        return new AffectTrack(
                id,
                at,
                FaceBaseline.unknown(),
                null,
                StateWindow.EMPTY,
                null,
                Moments.NONE,
                Rhythm.NONE,
                Eyelids.unknown(),
                SlowStates.EMPTY,
                Posture.UNKNOWN);
    }

    /// @param out receives the estimate and the moments that ended
    AffectTrack seen(Duration at, FaceObservation face, List<AffectEvent> out) {
        return face.quality().overall().score() < LEAST_QUALITY ? unreadable(at, face, out) : read(at, face, out);
    }

    /// The face is not in the frame.
    AffectTrack missed(Duration at, List<AffectEvent> out) {
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

    /// The same person on a clock that was set: what is over time starts again, the neutral face stays.
    AffectTrack onNewClock(Duration at) {
        return new AffectTrack(
                id,
                at,
                baseline.onNewClock(),
                null,
                StateWindow.EMPTY,
                null,
                Moments.NONE,
                Rhythm.NONE,
                eyelids.onNewClock(),
                SlowStates.EMPTY,
                posture.onNewClock());
    }

    AffectTrack withoutPulse() {
        return with(window, rhythm.withoutPulse());
    }

    /// Attention and short movements start again: the last seconds of both know where the eyes pointed.
    AffectTrack withoutGaze() {
        return with(StateWindow.EMPTY, rhythm.interrupted());
    }

    private AffectTrack with(StateWindow otherWindow, Rhythm otherRhythm) {
        return new AffectTrack(
                id,
                lastRead,
                baseline,
                display,
                otherWindow,
                eyesClosedSince,
                moments,
                otherRhythm,
                eyelids,
                slow,
                posture);
    }

    private AffectTrack read(Duration at, FaceObservation face, List<AffectEvent> out) {
        var units = ActionUnitReader.read(face.measures(), baseline.neutral(), face.pose());
        boolean closed = areEyesClosed(face);
        var closedSince = !closed ? null : eyesClosedSince == null ? at : eyesClosedSince;
        if (closedSince != null && at.minus(closedSince).compareTo(LONGEST_BLINK) > 0) units = withoutBlink(units);
        var shown = display(at, face, units, closed);
        var states = window.with(
                at,
                !closed && StateWindow.isLooking(face),
                face.quality().overall().score(),
                shown.actionUnits());
        var blinks = new ArrayList<AffectEvent>();
        var lids = eyelids.seen(at, face, blinks);
        var slower = slow.with(
                at,
                shown.expression(baseline.bias()).of(Emotion.NEUTRAL),
                states.latestEngagement(),
                shown.actionUnits(),
                face.quality().overall().score());
        var held = posture.with(at, face.pose().zMillimetres(), face.pose().pitch());
        var affect = affect(at, face, shown, states, closedSince, lids, slower);
        out.add(affect);
        out.addAll(blinks);
        var ended = Moments.collector();
        var after = moments.readable(affect, ended);
        out.addAll(ended);
        var beating = rhythm.next(at, face, units, out);
        var learnt = baseline.learn(at, face); // afterwards: no frame is measured against itself
        return new AffectTrack(id, at, learnt, shown, states, closedSince, after, beating, lids, slower, held);
    }

    /// Eyes that stay closed are AU43 alone.
    private static List<ActionUnit> withoutBlink(List<ActionUnit> units) {
        return units.stream()
                .map(unit -> unit.number() == BLINK
                        ? new ActionUnit(BLINK, 0, 0, unit.reliability(), unit.evidence(), Presence.NONE)
                        : unit)
                .toList();
    }

    private Display display(Duration at, FaceObservation face, List<ActionUnit> units, boolean closed) {
        double quality = face.quality().overall().score();
        boolean unreadable = closed && !Display.isClear(face.expression(), units);
        if (display == null)
            return unreadable ? Display.firstWithClosedEyes(at, units) : Display.first(at, face.expression(), units);
        return unreadable
                ? display.nextWithClosedEyes(at, units, quality)
                : display.next(at, face.expression(), units, quality);
    }

    private AffectTrack unreadable(Duration at, FaceObservation face, List<AffectEvent> out) {
        var reason = mainReason(face.quality().overall());
        out.add(new Affect(
                at,
                id,
                new Measurement.NotMeasurable(reason),
                new Measurement.NotMeasurable(reason),
                new DisplayPattern.Abstained(reason),
                new DisplayPattern.Abstained(reason),
                null,
                unreadableStates(reason),
                List.of(),
                EyeActivity.notMeasurable(reason, eyelids.missed(at).minute().missing()),
                baseline.state(),
                face.quality().overall(),
                Display.delay(),
                List.of(),
                AffectFormula.ref()));
        return interrupted(at, reason, out);
    }

    private AffectTrack interrupted(Duration at, Reason reason, List<AffectEvent> out) {
        var ended = Moments.collector();
        var after = moments.unreadable(id, at, lastRead, reason, ended);
        out.addAll(ended);
        return new AffectTrack(
                id,
                lastRead,
                baseline,
                display,
                window,
                eyesClosedSince,
                after,
                rhythm.interrupted(),
                eyelids.missed(at),
                slow,
                posture);
    }

    private Affect affect(
            Duration at,
            FaceObservation face,
            Display shown,
            StateWindow states,
            @Nullable Duration closedSince,
            Eyelids lids,
            SlowStates slower) {
        var probabilities = shown.expression(baseline.bias());
        var quality = face.quality().overall();
        boolean asleep = closedSince != null
                && (!shown.hasExpression() || at.minus(shown.readAt()).compareTo(LONGEST_BLINK) > 0);
        double confidence = quality.score() * AffectFormula.confidence(baseline.state());
        var eyes = lids.activity(face, quality.score());
        var estimates = new EnumMap<State, Measurement>(states.estimate());
        estimates.putAll(slower.estimate(eyes.perclos(), eyes.blinkRate(), lids.minute()));
        var pattern = pattern(probabilities, asleep, quality);
        var valence = measured(AffectFormula.valence(probabilities, shown.actionUnits()), confidence, pattern, quality);
        var arousal = measured(AffectFormula.arousal(probabilities, shown.actionUnits()), confidence, pattern, quality);
        return new Affect(
                at,
                id,
                valence,
                arousal,
                pattern,
                pattern(UnitsExpression.of(shown.actionUnits()), asleep, quality),
                asleep ? null : Mixtures.in(shown.actionUnits()),
                estimates,
                shown.actionUnits(),
                eyes,
                baseline.state(),
                withBaseline(quality, baseline.state()),
                Display.delay(),
                List.of(Contribution.sole(Modality.FACE, valence, arousal, pattern)),
                AffectFormula.ref());
    }

    /// The worse a face can be read, the clearer its expression must be.
    private static DisplayPattern pattern(EmotionDistribution probabilities, boolean asleep, Quality quality) {
        if (asleep) return new DisplayPattern.Abstained(Reason.EYES_CLOSED);
        return probabilities.of(probabilities.top()) * quality.score() < LEAST_TOP
                ? new DisplayPattern.Abstained(mainReason(quality))
                : new DisplayPattern.Displayed(probabilities);
    }

    /// An expression between two classes still has a valence. One that is unclear because the face cannot be read
    /// well has none: what the nets see under a hand or in the dark is not a mean but a guess.
    private static Measurement measured(
            List<AffectFormula.Term> terms, double confidence, DisplayPattern pattern, Quality quality) {
        if (pattern instanceof DisplayPattern.Abstained(Reason reason)
                && (reason == Reason.EYES_CLOSED || !quality.reasons().isEmpty()))
            return new Measurement.NotMeasurable(reason);
        return new Measurement.Measured(AffectFormula.sum(terms), confidence);
    }

    private boolean areEyesClosed(FaceObservation face) {
        double rest = baseline.neutral().centre().mean(FaceMeasure.EYE_OPENING);
        return face.measures().mean(FaceMeasure.EYE_OPENING) < CLOSED_SHARE * rest;
    }

    static Map<State, Measurement> unreadableStates(Reason reason) {
        var states = new EnumMap<State, Measurement>(StateWindow.notMeasurable(reason));
        states.putAll(SlowStates.notMeasurable(reason));
        return states;
    }

    static Quality withBaseline(Quality quality, Baseline baseline) {
        if (baseline != Baseline.POPULATION) return quality;
        var reasons = new LinkedHashSet<>(quality.reasons());
        reasons.add(Reason.BASELINE_MISSING);
        return new Quality(quality.score(), reasons);
    }

    private static Reason mainReason(Quality quality) {
        return quality.reasons().stream().findFirst().orElse(Reason.LOW_CONFIDENCE);
    }
}
