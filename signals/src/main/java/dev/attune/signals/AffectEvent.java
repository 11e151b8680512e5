package dev.attune.signals;

/// What fusion emits: a continuous stream of [Affect], and [Moment]s once they are complete.
public sealed interface AffectEvent permits Affect, Moment {
    int trackId();
}
