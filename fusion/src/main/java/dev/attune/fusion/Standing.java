package dev.attune.fusion;

import static dev.attune.fusion.StreamNumbers.FACE;
import static dev.attune.fusion.StreamNumbers.MODALITIES;
import static dev.attune.fusion.StreamNumbers.NANOS;
import static dev.attune.fusion.StreamNumbers.VOICE;

import dev.attune.signals.Modality;
import dev.attune.signals.Moment;
import dev.attune.signals.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one person after some cues in order. Immutable.
///
/// @param at media time in nanoseconds; -1 before the first cue
/// @param latest the newest cue of each modality by [Modality#ordinal()]; nobody changes the array
/// @param newest which modality's cue was the last step, by ordinal; -1 when it was none: it is learnt from with the
///     next step, so that nothing is measured against itself
/// @param rule declared by the operator
/// @param pooled what they say together at that time
@SuppressWarnings("ArrayRecordComponent") // equality is spelled out, the array never leaves the room
record Standing(
        long at,
        @Nullable Cue[] latest,
        int newest,
        PersonalLevels levels,
        DisplayRule rule,
        Pooled pooled,
        StateLevels states,
        Dynamics dynamics) {
    private static final double LONGEST_STEP = 5; // seconds; a longer silence counts as this long
    private static final int JAW = Sign.JAW.place();

    static Standing of(PersonalLevels levels, DisplayRule rule) {
        return new Standing(
                -1, new Cue[MODALITIES], -1, levels, rule, Pooled.NOTHING, StateLevels.UNKNOWN, Dynamics.NONE);
    }

    /// @param now not before `at`; of a late cue later than the cue itself
    /// @param out receives the moments that this step ends or notices
    Standing with(Cue cue, long now, int trackId, List<? super Moment> out) {
        int modality = cue.modality().ordinal();
        var known = latest[modality];
        if (known != null && cue.atNanos() < known.atNanos()) return until(now, trackId, out);
        var more = latest.clone();
        more[modality] = cue;
        return step(more, modality, now, trackId, out);
    }

    /// The same when time went by without a cue.
    Standing until(long now, int trackId, List<? super Moment> out) {
        return now <= at ? this : step(latest, -1, now, trackId, out);
    }

    private Standing step(@Nullable Cue[] cues, int modality, long now, int trackId, List<? super Moment> out) {
        double seconds = at < 0 ? 0 : Math.min(LONGEST_STEP, (now - at) / NANOS);
        var learnt = learnt();
        var contradiction = pooled.contradiction();
        var together = Pooled.of(
                cues,
                learnt,
                rule,
                contradiction == null ? -1 : contradiction.since().toNanos(),
                now);
        var nextStates = states.next(cues, together, dynamics.yawns(), now, seconds);
        var face = cues[FACE];
        var voice = cues[VOICE];
        boolean speaking = voice != null && StreamNumbers.freshness(voice, now) == 1;
        double jaw = face == null || StreamNumbers.freshness(face, now) < 1 ? Double.NaN : face.sign(JAW);
        var moved = dynamics.next(together, nextStates, jaw, speaking, now, seconds, trackId, out);
        return new Standing(now, cues, modality, learnt, rule, together, nextStates, moved);
    }

    private PersonalLevels learnt() {
        var cue = newest < 0 ? null : latest[newest];
        boolean restless = states.isActive(State.FRUSTRATION) || states.isActive(State.STRESS);
        return cue == null ? levels : levels.learn(cue, latest, restless);
    }

    /// Without anything that one modality told; what was smoothed over all of them starts again.
    Standing without(Modality modality) {
        var others = latest.clone();
        others[modality.ordinal()] = null;
        return new Standing(
                -1, others, -1, levels.without(modality), rule, Pooled.NOTHING, StateLevels.UNKNOWN, Dynamics.NONE);
    }

    /// Whether nothing is known at all.
    boolean isBlank() {
        return equals(of(PersonalLevels.UNKNOWN, rule));
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(at);
        for (var cue : latest) {
            out.writeBoolean(cue != null);
            if (cue != null) cue.writeTo(out);
        }
        levels.writeTo(out);
        states.writeTo(out);
        dynamics.writeTo(out);
        out.writeUTF(rule.id());
        out.writeByte(newest);
        out.writeLong(pooled.contradictingSince());
    }

    static Standing readFrom(DataInput in) throws IOException {
        long at = in.readLong();
        var latest = new Cue[MODALITIES];
        for (int m = 0; m < MODALITIES; m++) if (in.readBoolean()) latest[m] = Cue.readFrom(in);
        var levels = PersonalLevels.readFrom(in);
        var states = StateLevels.readFrom(in);
        var dynamics = Dynamics.readFrom(in);
        var rule = rule(in.readUTF());
        int newest = in.readByte();
        long since = in.readLong(); // all else of what they say together follows from the cues
        var pooled = at < 0 ? Pooled.NOTHING : Pooled.of(latest, levels, rule, since, at);
        return new Standing(at, latest, newest, levels, rule, pooled, states, dynamics);
    }

    private static DisplayRule rule(String id) throws IOException {
        try {
            return DisplayRule.named(id);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Standing that
                && at == that.at
                && Arrays.equals(latest, that.latest)
                && levels.equals(that.levels)
                && rule.equals(that.rule)
                && states.equals(that.states)
                && dynamics.equals(that.dynamics)
                && newest == that.newest
                && pooled.contradictingSince() == that.pooled.contradictingSince();
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(at) + Arrays.hashCode(latest);
    }
}
