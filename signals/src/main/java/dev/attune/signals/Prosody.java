package dev.attune.signals;

/// How something was said: means over the speech of one stretch.
///
/// @param f0Hz fundamental frequency of the voiced frames
/// @param f0RangeSemitones from the 20th to the 80th percentile
/// @param levelDb mean power of the speech, dB re full scale
/// @param syllablesPerSecond pauses counted as time
/// @param jitter mean difference of consecutive periods over the mean period, a ratio
/// @param shimmerDb mean level difference of consecutive periods
/// @param hnrDb harmonics-to-noise ratio
public record Prosody(
        Measurement f0Hz,
        Measurement f0RangeSemitones,
        Measurement levelDb,
        Measurement syllablesPerSecond,
        Measurement jitter,
        Measurement shimmerDb,
        Measurement hnrDb) {}
