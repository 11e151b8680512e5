package dev.attune.fusion;

import static dev.attune.fusion.Smoothing.mix;
import static dev.attune.fusion.StreamNumbers.NANOS;
import static dev.attune.fusion.StreamNumbers.number;
import static dev.attune.fusion.StreamNumbers.weight;

import dev.attune.signals.Emotion;
import dev.attune.signals.Episode;
import dev.attune.signals.Moment;
import dev.attune.signals.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// How one person's estimate moves: levels over several spans, their trends, the extreme, and what is going on; the
/// dynamics of `affect-stream/2`. Immutable.
///
/// @param valence,arousal smoothed; NaN before the first
/// @param seconds of media time in which the valence was told
/// @param peak the valence furthest from 0 so far
/// @param displeasure,delight,rising,lost going on now
/// @param recovery seconds from the last apex of displeasure to calm; NaN before the first
record Dynamics(
        double valence,
        double arousal,
        double seconds,
        double valenceFast,
        double valenceSlow,
        double arousalFast,
        double arousalSlow,
        double change,
        double end,
        double peak,
        long peakAt,
        double negativeDose,
        double frustrationFast,
        double frustrationSlow,
        double frustrationDose,
        double attention,
        Rise displeasure,
        Rise delight,
        Rise rising,
        Rise lost,
        double recovery,
        double yawns,
        long jawSince) {
    private static final double SMOOTH = number("dynamics.seconds");
    private static final double FAST = number("dynamics.fast");
    private static final double SLOW = number("dynamics.slow");
    private static final double VOLATILITY = number("dynamics.volatility");
    private static final double END = number("dynamics.end");
    private static final double DOSE = number("dynamics.dose");
    private static final double DISPLEASURE_ENTER = number("displeasure.enter");
    private static final double DISPLEASURE_LEAVE = number("displeasure.leave");
    private static final double DISPLEASURE_AROUSAL = number("displeasure.arousal");
    private static final double DISPLEASURE_HOLD = number("displeasure.hold");
    private static final double RISING = number("rising.perSecond");
    private static final double RISING_FAST = number("rising.fast");
    private static final double RISING_SLOW = number("rising.slow");
    private static final double RISING_LOW = number("rising.low");
    private static final double RISING_HIGH = number("rising.high");
    private static final double RISING_HOLD = number("rising.hold");
    private static final double LOST_BEFORE = number("lost.before");
    private static final double LOST_SECONDS = number("lost.seconds");
    private static final double LOST_BELOW = number("lost.below");
    private static final double LOST_HOLD = number("lost.hold");
    private static final double DELIGHT_VALENCE = number("delight.valence");
    private static final double DELIGHT_AROUSAL = number("delight.arousal");
    private static final double DELIGHT_LEAVE = number("delight.leave");
    private static final double DELIGHT_LEAST = number("delight.least");
    private static final double YAWN_JAW = number("yawn.jaw");
    private static final double YAWN_LEAST = number("yawn.least");
    private static final double YAWN_MOST = number("yawn.most");
    private static final double YAWN_FADE = number("yawn.fade");
    private static final int JOY = Emotion.JOY.ordinal();
    private static final long NEVER = -1;

    static final Dynamics NONE = new Dynamics(
            Double.NaN,
            Double.NaN,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            NEVER,
            0,
            0,
            0,
            0,
            0,
            Rise.NONE,
            Rise.NONE,
            Rise.NONE,
            Rise.NONE,
            Double.NaN,
            0,
            NEVER);

    /// Something that is going on.
    ///
    /// @param since media time, nanoseconds; -1 while it is not
    /// @param apexAt when it was strongest
    /// @param apex the level then
    /// @param holdingSince when what ends it, or makes it count, began; -1 while it has not
    /// @param told whether it was reported already
    record Rise(long since, long apexAt, double apex, long holdingSince, boolean told) {
        static final Rise NONE = new Rise(NEVER, NEVER, 0, NEVER, false);

        boolean isOn() {
            return since != NEVER;
        }

        static Rise at(long now, double level) {
            return new Rise(now, now, level, NEVER, false);
        }

        Rise higher(long now, double level) {
            return level > apex ? new Rise(since, now, level, holdingSince, told) : this;
        }

        Rise holding(long now) {
            return holdingSince == NEVER ? new Rise(since, apexAt, apex, now, told) : this;
        }

        Rise notHolding() {
            return holdingSince == NEVER ? this : new Rise(since, apexAt, apex, NEVER, told);
        }

        Rise reported() {
            return new Rise(since, apexAt, apex, holdingSince, true);
        }

        boolean heldFor(double seconds, long now) {
            return holdingSince != NEVER && now - holdingSince >= seconds * NANOS;
        }

        Episode until(int trackId, long end) {
            return new Episode(
                    trackId, Duration.ofNanos(since), Duration.ofNanos(Math.min(apexAt, end)), Duration.ofNanos(end));
        }

        void writeTo(DataOutput out) throws IOException {
            out.writeLong(since);
            out.writeLong(apexAt);
            out.writeDouble(apex);
            out.writeLong(holdingSince);
            out.writeBoolean(told);
        }

        static Rise readFrom(DataInput in) throws IOException {
            return new Rise(in.readLong(), in.readLong(), in.readDouble(), in.readLong(), in.readBoolean());
        }
    }

    /// @param dt seconds since the step before
    /// @param jaw how far the jaw is open, NaN when nobody saw it
    /// @param out receives what is over, or was noticed
    Dynamics next(
            Pooled pooled,
            StateLevels states,
            double jaw,
            boolean speaking,
            long now,
            double dt,
            int trackId,
            List<? super Moment> out) {
        double atSmooth = weight(dt, SMOOTH);
        double atFast = weight(dt, FAST);
        double atSlow = weight(dt, SLOW);
        double atDose = weight(dt, DOSE);
        boolean known = !Double.isNaN(pooled.valence());
        boolean first = Double.isNaN(valence);
        double v = !known ? valence : first ? pooled.valence() : mix(valence, pooled.valence(), atSmooth);
        double a = Double.isNaN(pooled.arousal())
                ? arousal
                : Double.isNaN(arousal) ? pooled.arousal() : mix(arousal, pooled.arousal(), atSmooth);
        double calmOrNot = Double.isNaN(a) ? 0 : a;
        double frustration = orZero(states.probability(State.FRUSTRATION));
        double attentive = states.probability(State.ATTENTION);
        double still = Double.isNaN(v) ? 0 : v;
        double rate = known && !first && dt > 0 ? Math.abs(v - valence) / dt : 0;
        boolean further = known && Math.abs(v) > Math.abs(peak);
        double fast = first ? still : mix(valenceFast, still, atFast);
        double slow = first ? still : mix(valenceSlow, still, atSlow);
        double quick = mix(frustrationFast, frustration, weight(dt, RISING_FAST));
        double lasting = mix(frustrationSlow, frustration, weight(dt, RISING_SLOW));
        var displeased = displeasure(still, calmOrNot, now, trackId, out);
        double seconds = displeased.isOn() || !displeasure.isOn() || !displeasure.heldFor(DISPLEASURE_HOLD, now)
                ? recovery
                : (displeasure.holdingSince() - displeasure.apexAt()) / NANOS;
        boolean yawning = jaw >= YAWN_JAW && !speaking;
        double open = jawSince == NEVER ? 0 : (now - jawSince) / NANOS;
        boolean yawned = !yawning && jawSince != NEVER && open >= YAWN_LEAST && open <= YAWN_MOST && !speaking;
        return new Dynamics(
                v,
                a,
                this.seconds + (known ? dt : 0),
                fast,
                slow,
                mix(arousalFast, calmOrNot, atFast),
                mix(arousalSlow, calmOrNot, atSlow),
                mix(change, rate, VOLATILITY == SLOW ? atSlow : weight(dt, VOLATILITY)),
                first ? still : mix(end, still, weight(dt, END)),
                further ? v : peak,
                further ? now : peakAt,
                mix(negativeDose, Math.max(0, -still), atDose),
                quick,
                lasting,
                mix(frustrationDose, frustration, atDose),
                Double.isNaN(attentive)
                        ? attention
                        : mix(attention, attentive, LOST_SECONDS == SLOW ? atSlow : weight(dt, LOST_SECONDS)),
                displeased,
                delight(pooled, still, calmOrNot, now, trackId, out),
                rising((quick - lasting) / (RISING_SLOW - RISING_FAST), frustration, now, trackId, out),
                lost(attentive, now, trackId, out),
                seconds,
                (yawns == 0 ? 0 : yawns * (1 - weight(dt, YAWN_FADE))) + (yawned ? 1 : 0),
                yawning ? (jawSince == NEVER ? now : jawSince) : NEVER);
    }

    /// Per second.
    double valenceTrend() {
        return (valenceFast - valenceSlow) / (SLOW - FAST);
    }

    double arousalTrend() {
        return (arousalFast - arousalSlow) / (SLOW - FAST);
    }

    double frustrationTrend() {
        return (frustrationFast - frustrationSlow) / (RISING_SLOW - RISING_FAST);
    }

    double peakEnd() {
        return (peak + end) / 2;
    }

    private Rise displeasure(double v, double a, long now, int trackId, List<? super Moment> out) {
        if (!displeasure.isOn()) return v <= DISPLEASURE_ENTER ? Rise.at(now, -v) : displeasure;
        var on = displeasure.higher(now, -v);
        if (v < DISPLEASURE_LEAVE || a > DISPLEASURE_AROUSAL) return on.notHolding();
        on = on.holding(now);
        if (!on.heldFor(DISPLEASURE_HOLD, now)) return on;
        out.add(new Moment.Turn(
                on.until(trackId, on.holdingSince()), Moment.Turn.Kind.RECOVERY, Math.clamp(on.apex(), 0, 1)));
        return Rise.NONE;
    }

    private Rise delight(Pooled pooled, double v, double a, long now, int trackId, List<? super Moment> out) {
        if (!delight.isOn())
            return v >= DELIGHT_VALENCE && a >= DELIGHT_AROUSAL && pooled.top() == JOY ? Rise.at(now, v) : delight;
        if (v >= DELIGHT_LEAVE) return delight.higher(now, v);
        if (now - delight.since() >= DELIGHT_LEAST * NANOS)
            out.add(new Moment.Turn(
                    delight.until(trackId, now), Moment.Turn.Kind.DELIGHT, Math.clamp(delight.apex(), 0, 1)));
        return Rise.NONE;
    }

    /// Told once, while it rises; armed again when it is low.
    private Rise rising(double trend, double level, long now, int trackId, List<? super Moment> out) {
        if (rising.told()) return level < RISING_LOW ? Rise.NONE : rising;
        if (trend < RISING || level < RISING_LOW || level > RISING_HIGH) return Rise.NONE;
        var on = (rising.isOn() ? rising.higher(now, level) : Rise.at(now, level)).holding(now);
        if (!on.heldFor(RISING_HOLD, now)) return on;
        out.add(new Moment.Turn(
                on.until(trackId, now), Moment.Turn.Kind.RISING_FRUSTRATION, Math.clamp(on.apex(), 0, 1)));
        return on.reported();
    }

    private Rise lost(double level, long now, int trackId, List<? super Moment> out) {
        if (Double.isNaN(level)) return lost;
        if (level >= LOST_BELOW) return lost.told() && level < LOST_BEFORE ? lost : Rise.NONE;
        if (lost.told()) return lost;
        if (!lost.isOn() && attention < LOST_BEFORE) return lost;
        var on = (lost.isOn() ? lost : Rise.at(now, attention)).holding(now);
        if (!on.heldFor(LOST_HOLD, now)) return on;
        out.add(new Moment.Turn(on.until(trackId, now), Moment.Turn.Kind.LOST_ATTENTION, Math.clamp(on.apex(), 0, 1)));
        return on.reported();
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    void writeTo(DataOutput out) throws IOException {
        for (double each : new double[] {
            valence,
            arousal,
            seconds,
            valenceFast,
            valenceSlow,
            arousalFast,
            arousalSlow,
            change,
            end,
            peak,
            negativeDose,
            frustrationFast,
            frustrationSlow,
            frustrationDose,
            attention,
            recovery,
            yawns
        }) out.writeDouble(each);
        out.writeLong(peakAt);
        out.writeLong(jawSince);
        displeasure.writeTo(out);
        delight.writeTo(out);
        rising.writeTo(out);
        lost.writeTo(out);
    }

    static Dynamics readFrom(DataInput in) throws IOException {
        var d = new double[17];
        for (int i = 0; i < d.length; i++) d[i] = in.readDouble();
        long peakAt = in.readLong();
        long jawSince = in.readLong();
        return new Dynamics(
                d[0],
                d[1],
                d[2],
                d[3],
                d[4],
                d[5],
                d[6],
                d[7],
                d[8],
                d[9],
                peakAt,
                d[10],
                d[11],
                d[12],
                d[13],
                d[14],
                Rise.readFrom(in),
                Rise.readFrom(in),
                Rise.readFrom(in),
                Rise.readFrom(in),
                d[15],
                d[16],
                jawSince);
    }
}
