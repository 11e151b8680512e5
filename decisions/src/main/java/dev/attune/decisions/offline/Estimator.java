package dev.attune.decisions.offline;

import java.util.Locale;

/// How the value of a policy is estimated; formulas stand in the package's description.
public enum Estimator {
    IPS,
    SNIPS,
    DM,
    DR,
    SNDR,
    SWITCH_DR;

    /// The name used in JSON, for example `switch-dr`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
