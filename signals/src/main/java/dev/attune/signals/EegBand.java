package dev.attune.signals;

import java.util.Locale;

/// A band of the electroencephalogram. The borders are the usual ones; authors differ by about 1 Hz.
public enum EegBand {
    DELTA(1, 4),
    THETA(4, 8),
    ALPHA(8, 13),
    BETA(13, 30),
    GAMMA(30, 45);

    private final double fromHz;
    private final double toHz;
    private final String id = name().toLowerCase(Locale.ROOT);

    EegBand(double fromHz, double toHz) {
        this.fromHz = fromHz;
        this.toHz = toHz;
    }

    public double fromHz() {
        return fromHz;
    }

    /// Exclusive.
    public double toHz() {
        return toHz;
    }

    /// The name used in protocols and files, for example `alpha`.
    public String id() {
        return id;
    }
}
