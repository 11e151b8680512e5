package dev.attune.signals;

import java.util.List;

/// The signal behind a pulse reading.
///
/// @param snrDb power at the rate and its first harmonic against the rest of the band, decibels
/// @param wave the latest stretch at [#WAVE_HERTZ], newest last, in [-1, 1]; empty when there is no reliable signal
public record PulseTrace(PulseMethod method, double snrDb, List<Double> wave) {
    public static final double WAVE_HERTZ = 15; // twice what a wave of 180 beats and two harmonics needs

    public PulseTrace {
        Check.finite("signal-to-noise ratio", snrDb);
        wave = List.copyOf(wave);
        for (double value : wave) Check.inRange("a value of the wave", value, -1, 1);
    }
}
