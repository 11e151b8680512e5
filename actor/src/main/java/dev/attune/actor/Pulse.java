package dev.attune.actor;

import java.time.Duration;

/// A heartbeat as skin shows it: a periodic change of colour, strongest in green. A test signal with a known rate, no
/// statement about real skin.
///
/// The channels follow the blood-volume vector .33, .77, .53 (de Haan & van Leest 2014); the shape is a fundamental
/// with a weaker, delayed harmonic.
///
/// @param beatsPerMinute 20..240
/// @param greenAmplitude of the relative change of green, 0..0.1: 0.005 is ±0.5 %
public record Pulse(double beatsPerMinute, double greenAmplitude) {
    public static final Pulse NONE = new Pulse(60, 0);

    private static final double RED_SHARE = 0.33 / 0.77, BLUE_SHARE = 0.53 / 0.77;
    private static final double HARMONIC = 0.25, HARMONIC_DELAY = 0.9; // radians

    public Pulse {
        if (!(beatsPerMinute >= 20 && beatsPerMinute <= 240))
            throw new IllegalArgumentException("a pulse must beat 20..240 times a minute, got " + beatsPerMinute);
        if (!(greenAmplitude >= 0 && greenAmplitude <= 0.1))
            throw new IllegalArgumentException("a pulse's amplitude must be in 0..0.1, got " + greenAmplitude);
    }

    /// Factors for red, green and blue at a media time.
    public Gain at(Duration at) {
        double wave = wave(at.toNanos() / 1e9);
        return new Gain(
                1 - greenAmplitude * RED_SHARE * wave,
                1 - greenAmplitude * wave,
                1 - greenAmplitude * BLUE_SHARE * wave);
    }

    /// Amplitude about 1; blood that arrives takes light away.
    private double wave(double seconds) {
        double phase = 2 * Math.PI * beatsPerMinute / 60 * seconds;
        return Math.sin(phase) + HARMONIC * Math.sin(2 * phase - HARMONIC_DELAY);
    }

    /// What each channel of light from skin is multiplied with.
    public record Gain(double red, double green, double blue) {
        public static final Gain NONE = new Gain(1, 1, 1);
    }
}
