package dev.attune.signals;

/// How an estimate moves.
///
/// @param valenceTrend,arousalTrend per second
/// @param volatility mean change of the valence per second
/// @param recoverySeconds from the last height of displeasure to calm
/// @param peak the valence furthest from 0 so far
/// @param peakEnd mean of the peak and of the level over the last seconds
public record Course(
        Measurement valenceTrend,
        Measurement arousalTrend,
        Measurement volatility,
        Measurement recoverySeconds,
        Measurement peak,
        Measurement peakEnd) {}
