package dev.attune.actor;

import dev.attune.actor.Expression.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// An expression over time: who does what from when to when. Everything rises and falls smoothly; the same seed gives
/// the same blinks, glances and sway, and the end meets the beginning, so that a clip can be looped.
public final class Script {
    private static final Duration SACCADE = Duration.ofMillis(60);
    private static final double CLOSING_SECONDS = 0.09, CLOSED_SECONDS = 0.03, OPENING_SECONDS = 0.17; // a calm blink
    private static final int BLINK = 45;

    private final Duration length;
    private final List<Action> actions;
    private final List<Turn> turns;
    private final Sway sway;

    private Script(Duration length, List<Action> actions, List<Turn> turns, Sway sway) {
        this.length = length;
        this.actions = List.copyOf(actions);
        this.turns = List.copyOf(turns);
        this.sway = sway;
    }

    public static Builder lasting(Duration length) {
        if (length.isNegative() || length.isZero())
            throw new IllegalArgumentException("a script must last longer than nothing, got " + length);
        return new Builder(length);
    }

    public Duration length() {
        return length;
    }

    /// @param at from zero; beyond the end nothing but sway is left
    public Expression at(Duration at) {
        double t = seconds(at);
        var units = new TreeMap<Integer, Level>();
        for (Action action : actions) {
            double share = action.envelope.at(t);
            if (share > 0) units.merge(action.unit, new Level(action.left * share, action.right * share), Level::max);
        }
        double[] pose = sway.at(t, seconds(length));
        for (Turn turn : turns) {
            double share = turn.envelope.at(t);
            for (int k = 0; k < pose.length; k++) pose[k] += share * turn.by[k];
        }
        return new Expression(units, pose[0], pose[1], pose[2], pose[3], pose[4], EyePaint.RESTING_PUPIL);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /// Rises from `from` for `rise`, holds, and has fallen again at `to`; all in seconds.
    private record Envelope(double from, double to, double rise, double fall) {
        Envelope {
            if (!(from >= 0 && rise > 0 && fall > 0 && from + rise + fall <= to + 1e-9))
                throw new IllegalArgumentException("rise of %s s and fall of %s s do not fit between %s s and %s s"
                        .formatted(rise, fall, from, to));
        }

        double at(double t) {
            return Math.min(Curve.smoothStep(from, from + rise, t), 1 - Curve.smoothStep(to - fall, to, t));
        }
    }

    private record Action(int unit, double left, double right, Envelope envelope) {}

    /// @param by degrees: head yaw, pitch, roll, eye yaw, pitch
    private record Turn(double[] by, Envelope envelope) {}

    /// Slow movement of a head that is held freely: two sines per axis with a whole number of cycles per script.
    private record Sway(double degrees, double[] phases) {
        private static final int[] CYCLES = {2, 5, 1, 4, 3, 2};
        private static final double[] SHARE_OF_AXIS = {1, 0.6, 0.5};

        double[] at(double t, double length) {
            double[] pose = new double[5];
            for (int axis = 0; axis < 3; axis++) {
                double slow = Math.sin(2 * Math.PI * (CYCLES[2 * axis] * t / length + phases[2 * axis]));
                double quick = Math.sin(2 * Math.PI * (CYCLES[2 * axis + 1] * t / length + phases[2 * axis + 1]));
                pose[axis] = degrees * SHARE_OF_AXIS[axis] * (0.75 * slow + 0.25 * quick);
            }
            // the eyes stay on what they look at while the head moves
            pose[3] = -0.8 * pose[0];
            pose[4] = -0.8 * pose[1];
            return pose;
        }
    }

    /// Collects actions; times are seconds from the start.
    public static final class Builder {
        private final Duration length;
        private final List<Action> actions = new ArrayList<>();
        private final List<Turn> turns = new ArrayList<>();
        private Sway sway = new Sway(0, new double[6]);

        private Builder(Duration length) {
            this.length = length;
        }

        /// An action unit at `intensity` 0..5 on both sides.
        public Builder act(int unit, double intensity, double from, double to, double rise, double fall) {
            return act(unit, intensity, intensity, from, to, rise, fall);
        }

        public Builder act(int unit, double left, double right, double from, double to, double rise, double fall) {
            actions.add(new Action(unit, left, right, new Envelope(from, to, rise, fall)));
            return this;
        }

        /// Turns the head by degrees with the signs of [Expression], on top of everything else.
        public Builder turnHead(double yaw, double pitch, double roll, double from, double to, double rise) {
            turns.add(new Turn(new double[] {yaw, pitch, roll, 0, 0}, new Envelope(from, to, rise, rise)));
            return this;
        }

        /// The eyes jump aside and back.
        public Builder glance(double yaw, double pitch, double from, double to) {
            double jump = seconds(SACCADE);
            turns.add(new Turn(new double[] {0, 0, 0, yaw, pitch}, new Envelope(from, to, jump, jump)));
            return this;
        }

        public Builder blink(double at) {
            double end = at + CLOSING_SECONDS + CLOSED_SECONDS + OPENING_SECONDS;
            return act(BLINK, 5, at, end, CLOSING_SECONDS, OPENING_SECONDS);
        }

        /// A blink every two to five seconds, none at the seam of a loop; and small wandering of the eyes.
        public Builder alive(long seed) {
            var random = new Random(seed);
            double end = seconds(length);
            for (double t = 0.8 + random.nextDouble(); t < end - 0.6; t += 2 + 3 * random.nextDouble()) blink(t);
            for (double t = 0.4; t < end - 0.6; ) {
                double hold = 0.4 + 1.1 * random.nextDouble();
                if (t + hold > end - 0.1) break;
                glance(1.2 * random.nextGaussian(), 0.7 * random.nextGaussian(), t, t + hold);
                t += hold;
            }
            return this;
        }

        /// @param degrees how far the head strays from the middle
        public Builder sway(double degrees, long seed) {
            var random = new Random(seed);
            double[] phases = new double[6];
            for (int i = 0; i < phases.length; i++) phases[i] = random.nextDouble();
            sway = new Sway(degrees, phases);
            return this;
        }

        public Script build() {
            return new Script(length, actions, turns, sway);
        }
    }
}
