package dev.attune.signals;

/// What fusion emits: a continuous stream of [Affect], [Moment]s once they are complete, and now and then a
/// [PulseReading] or a [SpottingStatus].
public sealed interface AffectEvent permits Affect, Moment, PulseReading, SpottingStatus {
    int trackId();
}
