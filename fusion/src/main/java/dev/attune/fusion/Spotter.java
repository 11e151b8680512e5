package dev.attune.fusion;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.Definition;
import dev.attune.signals.Episode;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.Moment;
import dev.attune.signals.MuscleGroup;
import dev.attune.signals.SpottingGrade;
import dev.attune.signals.SpottingStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Spots short local movements of one face; definition `micro-expressions/3`. Immutable.
///
/// Each frame is compared with those a third of a second before and after it; where the difference
/// peaks, stands out of this person's own jitter, rises and falls back within half a second, there was
/// a short movement. It is known [#delay] after its apex.
///
/// @param frames of the last 1.6 s, in the order of time
/// @param changes of the frames that have enough on both sides, in the order of time
/// @param jitter median absolute change of each group, by [MuscleGroup#ordinal()]
/// @param since the frame from which on the jitter was learnt, or null
/// @param decided media seconds up to which apexes were looked for
/// @param talking media seconds at which jaw or lips moved lately
/// @param grade null until the frame rate is known
record Spotter(
        List<MovementFrame> frames,
        List<Change> changes,
        List<Double> jitter,
        @Nullable Duration since,
        double decided,
        List<Double> talking,
        @Nullable SpottingGrade grade) {
    private static final Definition DEFINITION = Definition.load(Spotter.class, "micro-expressions", "3");
    private static final double SHORTEST = DEFINITION.number("shortest.seconds");
    private static final double LONGEST = DEFINITION.number("longest.seconds");
    private static final double REACH = DEFINITION.number("reach.seconds");
    private static final double ANCHOR = DEFINITION.number("anchor.seconds");
    private static final double CENTRE = DEFINITION.number("centre.seconds");
    private static final double EDGE_CENTRE = DEFINITION.number("edge.centre.seconds");
    private static final double APEX = DEFINITION.number("apex.seconds");
    private static final double SAME = DEFINITION.number("same.seconds");
    private static final double KEPT = DEFINITION.number("kept.seconds");
    private static final double DEVIATIONS = DEFINITION.number("spot.deviations");
    private static final double NOISE_SECONDS = DEFINITION.number("noise.seconds");
    private static final double NOISE_CLIP = DEFINITION.number("noise.clip");
    private static final double NOISE_DOUBT = DEFINITION.number("noise.doubt");
    private static final double WARM_UP = DEFINITION.number("warmUp.seconds");
    private static final double RETURN = DEFINITION.number("spot.return");
    private static final double EDGE_LOW = DEFINITION.number("edge.low");
    private static final double EDGE_HIGH = DEFINITION.number("edge.high");
    private static final double MEASURABLE_HERTZ = DEFINITION.number("frames.measurableHz");
    private static final double INDICATIVE_HERTZ = DEFINITION.number("frames.indicativeHz");
    private static final double TOLERANCE = DEFINITION.number("frames.tolerance");
    private static final double LONGEST_GAP = DEFINITION.number("frames.longestGap");
    private static final double BLINK_SHARE = DEFINITION.number("blink.share");
    private static final double BLINK_SECONDS = DEFINITION.number("blink.seconds");
    private static final double SPEECH = DEFINITION.number("speech.seconds");
    private static final double HEAD = DEFINITION.number("head.degrees");
    private static final double GAZE = DEFINITION.number("gaze.degrees");
    private static final double LEAST_SHARE = DEFINITION.number("least.share");
    private static final double MAD_TO_STANDARD_DEVIATION = 1.4826; // of a normal distribution
    private static final double FIRST_JITTER = 0.002; // outer-eye distances; forgotten within the warm-up
    private static final double LEAST_JITTER = 1e-5;
    private static final MuscleGroup[] GROUPS = MuscleGroup.values();
    private static final double[] FULL = Arrays.stream(GROUPS)
            .mapToDouble(group -> DEFINITION.number("full." + group.id()))
            .toArray();
    private static final Set<MuscleGroup> UPPER = EnumSet.of(
            MuscleGroup.BROW_RAISE, MuscleGroup.BROW_LOWER, MuscleGroup.LIDS, MuscleGroup.NOSE_AND_UPPER_LIP);
    private static final double[] BLINK_LEAK = Arrays.stream(GROUPS)
            .mapToDouble(group ->
                    UPPER.contains(group) ? Double.POSITIVE_INFINITY : DEFINITION.number("blink.leak." + group.id()))
            .toArray();
    private static final Set<MuscleGroup> SPEAKING = EnumSet.of(MuscleGroup.JAW, MuscleGroup.LIPS);

    static final Spotter NONE = new Spotter(
            List.of(), List.of(), Collections.nCopies(GROUPS.length, FIRST_JITTER), null, 0, List.of(), null);

    Spotter {
        frames = List.copyOf(frames);
        changes = List.copyOf(changes);
        jitter = List.copyOf(jitter);
        talking = List.copyOf(talking);
    }

    /// From an apex to its report.
    static Duration delay() {
        return MovementWindow.duration(REACH + ANCHOR + APEX);
    }

    /// A frame in which the face was read.
    ///
    /// @param units unsmoothed: what a movement is made of
    /// @param out receives movements that are over, and changes of the grade
    Spotter next(Duration at, FaceObservation face, List<ActionUnit> units, List<AffectEvent> out) {
        var seen = new ArrayList<MovementFrame>();
        for (var frame : frames) if (Seconds.of(at.minus(frame.at)) < KEPT) seen.add(frame);
        seen.add(new MovementFrame(at, face, units, MovementMeasure.GEOMETRY));
        var begun = since == null ? at : since;
        var window = new MovementWindow(seen);
        if (window.last() - window.first() < REACH)
            return new Spotter(seen, changes, jitter, begun, decided, talking, grade);
        double hertz = window.frameRateHz();
        var graded = gradeOf(hertz);
        if (graded != grade) out.add(new SpottingStatus(at, face.trackId(), graded, hertz, MEASURABLE_HERTZ));
        if (graded == SpottingGrade.NOT_MEASURABLE) // nothing is spotted and nothing learnt
        return new Spotter(seen, List.of(), NONE.jitter, at, window.last(), List.of(), graded);
        return new Watch(window, hertz, graded, face.trackId(), begun, out).run(seen);
    }

    /// After frames that could not be read: what is known of the jitter and the frame rate stays.
    Spotter interrupted() {
        return new Spotter(List.of(), List.of(), jitter, since, decided, talking, grade);
    }

    private static SpottingGrade gradeOf(double hertz) {
        if (hertz >= MEASURABLE_HERTZ * (1 - TOLERANCE)) return SpottingGrade.MEASURABLE;
        return hertz >= INDICATIVE_HERTZ * (1 - TOLERANCE) ? SpottingGrade.INDICATIVE : SpottingGrade.NOT_MEASURABLE;
    }

    /// How far each group stands from where it stood a third of a second before and after.
    ///
    /// @param by in outer-eye distances, by [MuscleGroup#ordinal()]; not copied, never changed
    record Change(double at, double[] by) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Change(double when, double[] moved) && at == when && Arrays.equals(by, moved);
        }

        @Override
        public int hashCode() {
            return 31 * Double.hashCode(at) + Arrays.hashCode(by);
        }
    }

    /// Work on one frame.
    private final class Watch {
        private final MovementWindow window;
        private final double hertz;
        private final SpottingGrade graded;
        private final int trackId;
        private final Duration begun;
        private final List<AffectEvent> out;
        private final List<Change> known = new ArrayList<>();
        private final double[] learnt =
                jitter.stream().mapToDouble(Double::doubleValue).toArray();
        private final List<Double> heard = new ArrayList<>();

        Watch(
                MovementWindow window,
                double hertz,
                SpottingGrade graded,
                int trackId,
                Duration begun,
                List<AffectEvent> out) {
            this.window = window;
            this.hertz = hertz;
            this.graded = graded;
            this.trackId = trackId;
            this.begun = begun;
            this.out = out;
        }

        Spotter run(List<MovementFrame> seen) {
            for (var change : changes) if (window.last() - change.at() < KEPT) known.add(change);
            for (double moved : talking) if (window.last() - moved < SPEECH + KEPT) heard.add(moved);
            compare();
            double latest = known.isEmpty() ? 0 : known.getLast().at();
            boolean warm = window.last() - Seconds.of(begun) >= WARM_UP + REACH;
            double until = Math.max(decided, latest - APEX);
            for (int i = 0; i < known.size(); i++)
                if (known.get(i).at() > decided && known.get(i).at() <= until) decide(i, warm);
            var kept = Arrays.stream(learnt).boxed().toList();
            return new Spotter(seen, known, kept, begun, until, heard, graded);
        }

        /// Takes in the frames that have enough on both sides by now.
        private void compare() {
            double done = known.isEmpty() ? 0 : known.getLast().at();
            double from = Math.max(window.first() + REACH + ANCHOR, Math.nextUp(done));
            for (int i = window.firstFrom(from); i < window.size(); i++) {
                double at = window.time(i);
                if (at > window.last() - REACH - ANCHOR) break;
                double[] by = new double[GROUPS.length];
                for (var group : GROUPS) by[group.ordinal()] = change(group, at);
                known.add(new Change(at, by));
                learn(by, at);
            }
        }

        private double change(MuscleGroup group, double at) {
            double around = (window.level(group, at - REACH, ANCHOR) + window.level(group, at + REACH, ANCHOR)) / 2;
            return window.level(group, at, CENTRE) - around;
        }

        /// A running median: each frame moves it a small step towards its own side. One that stands far out moves it
        /// much less, because it is a movement or the shadow of one a third of a second away.
        private void learn(double[] by, double at) {
            boolean early = at - Seconds.of(begun) < WARM_UP;
            double step = (early ? 8 : 1) / (hertz * NOISE_SECONDS);
            for (int k = 0; k < learnt.length; k++) {
                double size = Math.abs(by[k]);
                boolean far = !early && size > NOISE_CLIP * MAD_TO_STANDARD_DEVIATION * learnt[k];
                double way = size <= learnt[k] ? -step : far ? NOISE_DOUBT * step : step;
                learnt[k] = Math.max(LEAST_JITTER, learnt[k] * Math.exp(way));
            }
        }

        private void decide(int i, boolean warm) {
            for (var group : GROUPS) {
                double height = height(group, i);
                if (height < DEVIATIONS || !isApex(group, i)) continue;
                double at = known.get(i).at();
                if (isDrawnByBlink(group, known.get(i).by()[group.ordinal()], at, at)) continue;
                boolean spoken = SPEAKING.contains(group);
                if (warm && isStrongestOfItsHalf(group, i) && !isTalking(group, at)) report(group, i);
                if (spoken) heard.add(at);
            }
        }

        /// In robust standard deviations; lids count both ways, the others only when the group acts.
        private double height(MuscleGroup group, int i) {
            int k = group.ordinal();
            double by = known.get(i).by()[k];
            double size = group == MuscleGroup.LIDS ? Math.abs(by) : by;
            return size / (MAD_TO_STANDARD_DEVIATION * learnt[k]);
        }

        private boolean isApex(MuscleGroup group, int i) {
            double here = height(group, i);
            for (int j = 0; j < known.size(); j++) {
                if (j == i || Math.abs(known.get(j).at() - known.get(i).at()) > APEX) continue;
                double there = height(group, j);
                if (there > here || there == here && j < i) return false;
            }
            return true;
        }

        private boolean isStrongestOfItsHalf(MuscleGroup group, int i) {
            double here = height(group, i);
            for (var other : GROUPS) {
                if (other == group || !isMovedBy(group, other)) continue;
                for (int j = 0; j < known.size(); j++)
                    if (Math.abs(known.get(j).at() - known.get(i).at()) <= SAME && height(other, j) > here)
                        return false;
            }
            return true;
        }

        /// One half of the face is one movement. The upper lip is drawn by what moves the mouth as well.
        private static boolean isMovedBy(MuscleGroup group, MuscleGroup other) {
            return group == MuscleGroup.NOSE_AND_UPPER_LIP || UPPER.contains(other) == UPPER.contains(group);
        }

        private boolean isTalking(MuscleGroup group, double at) {
            return !UPPER.contains(group)
                    && heard.stream().anyMatch(moved -> Math.abs(at - moved) > APEX && at - moved < SPEECH);
        }

        private void report(MuscleGroup group, int i) {
            double about = known.get(i).at();
            double sign = Math.signum(known.get(i).by()[group.ordinal()]);
            var shape = new MovementShape(window, group, sign, about, REACH, ANCHOR, EDGE_CENTRE);
            if (!shape.isComplete(EDGE_LOW, EDGE_HIGH, RETURN)) return;
            double onset = shape.onset();
            double offset = shape.offset();
            double frame = 1 / hertz;
            if (offset - onset < SHORTEST - frame || offset - onset > LONGEST + frame) return;
            if (shape.height() < LEAST_SHARE * FULL[group.ordinal()]) return;
            if (window.longestInterval(onset, offset) > LONGEST_GAP * frame * (1 + TOLERANCE)) return;
            if (isDrawnByBlink(group, shape.height(), onset, offset)) return;
            if (isHeadMoving(about, onset, offset)) return;
            if (group == MuscleGroup.LIDS && window.range(onset, offset, seen -> seen.gazePitch) > GAZE) return;
            var episode = new Episode(
                    trackId,
                    MovementWindow.duration(onset),
                    MovementWindow.duration(shape.apex()),
                    MovementWindow.duration(offset));
            double strength = Math.min(1, shape.height() / FULL[group.ordinal()]);
            out.add(new Moment.MicroExpression(episode, group, units(group, shape), strength, graded));
        }

        /// The mesh is fitted as a whole: lids that close draw the points of the mouth along.
        private boolean isDrawnByBlink(MuscleGroup group, double height, double onset, double offset) {
            return Math.abs(height) < BLINK_LEAK[group.ordinal()] && isBlinking(onset, offset);
        }

        private boolean isBlinking(double onset, double offset) {
            double usual = window.median(seen -> seen.opening);
            return window.least(onset - BLINK_SECONDS, offset + BLINK_SECONDS, seen -> seen.opening)
                    < BLINK_SHARE * usual;
        }

        private boolean isHeadMoving(double about, double onset, double offset) {
            return turn(about, seen -> seen.yaw) > HEAD
                    || turn(about, seen -> seen.pitch) > HEAD
                    || window.range(onset, offset, seen -> seen.yaw) > 2 * HEAD
                    || window.range(onset, offset, seen -> seen.pitch) > 2 * HEAD;
        }

        private double turn(double about, ToDoubleFunction<MovementFrame> angle) {
            double around = (window.mean(about - REACH, ANCHOR, angle) + window.mean(about + REACH, ANCHOR, angle)) / 2;
            return Math.abs(window.mean(about, ANCHOR, angle) - around);
        }

        /// How much more of the group's units there was at the apex than before and after, strongest first.
        private List<ActionUnit> units(MuscleGroup group, MovementShape shape) {
            var units = new ArrayList<ActionUnit>();
            var apex = window.frameAt(shape.apex());
            for (var unit : apex.units) {
                if (!group.units().contains(unit.number())) continue;
                double left = unit.left() - rest(unit.number(), true, shape);
                double right = unit.right() - rest(unit.number(), false, shape);
                if (left > 0 || right > 0)
                    units.add(new ActionUnit(
                            unit.number(),
                            Math.max(0, left),
                            Math.max(0, right),
                            unit.reliability(),
                            unit.evidence(),
                            unit.presence()));
            }
            units.sort(Comparator.comparingDouble(ActionUnit::intensity).reversed());
            return units;
        }

        private double rest(int number, boolean left, MovementShape shape) {
            return (window.mean(shape.onset(), ANCHOR, seen -> seen.unit(number, left))
                            + window.mean(shape.offset(), ANCHOR, seen -> seen.unit(number, left)))
                    / 2;
        }
    }
}
