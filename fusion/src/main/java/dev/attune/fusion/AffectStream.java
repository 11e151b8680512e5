package dev.attune.fusion;

import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Face, voice, words and body of one person → one stream. Pure: `(state, cue) -> (state, moments)`,
/// the estimate stands in the state. Definitions `affect-stream/2`, `personal-levels/1`,
/// `stream-states/2`, `display-rules/1`, `forecast/2`; docs/fusion.md computes one number by hand.
///
/// Whatever the order in which cues arrive within `reorder.seconds` of media time, the settled estimate
/// is the same, bit for bit; so it is when the state was written and read in between. One that comes
/// later counts from when it came.
public final class AffectStream {
    private AffectStream() {}

    /// The definition of the sums.
    public static ModelRef ref() {
        return StreamNumbers.DEFINITION.ref();
    }

    public static StreamStep step(TrackState before, Cue cue) {
        var moments = new ArrayList<Moment>(0);
        var after = before.with(cue, moments);
        return new StreamStep(after, moments);
    }

    /// The estimate at a time without a cue: what was said meanwhile fades. Only to look at; step on from `before`.
    public static TrackState until(TrackState before, Duration now) {
        return before.until(now);
    }

    /// The end of a session: what waited becomes final.
    public static StreamStep finish(TrackState before) {
        var moments = new ArrayList<Moment>();
        var after = before.end(moments);
        return new StreamStep(after, moments);
    }

    /// The same without anything that this modality told of the person, as after a withdrawn consent.
    public static TrackState forget(TrackState before, Modality modality) {
        return before.without(modality);
    }

    static List<ModelRef> formulas() {
        return List.of(ref(), PersonalLevels.ref(), StreamState.ref(), DisplayRule.ref(), Forecast.ref());
    }
}
