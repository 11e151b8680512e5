package dev.attune.signals;

/// What fusion emits: a continuous stream of [Affect] and [StreamReading], [Moment]s once they are complete, and now
/// and then a [PulseReading] or a [SpottingStatus].
public sealed interface AffectEvent permits Affect, StreamReading, Moment, PulseReading, SpottingStatus {
    int trackId();
}
