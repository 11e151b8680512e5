package dev.attune.signals;

import java.util.Locale;

/// What intensities are relative to.
public enum Baseline {
    /// The population's neutral face only.
    POPULATION,
    /// A mixture of population and person: few neutral frames of this person so far.
    PROVISIONAL,
    /// This person's own neutral face.
    PERSONAL;

    private final String id = name().toLowerCase(Locale.ROOT);

    /// The name used in protocols and files, for example `personal`.
    public String id() {
        return id;
    }
}
