package dev.attune.signals;

import java.util.List;
import java.util.Locale;

/// Action units that move one part of the face together, as far as a face mesh can tell them apart.
public enum MuscleGroup {
    BROW_RAISE(1, 2),
    BROW_LOWER(4),
    LIDS(5, 7),
    NOSE_AND_UPPER_LIP(9, 10),
    SMILE(12),
    CORNER_DOWN(15),
    CHIN(17),
    LIPS(18, 20, 23, 24),
    JAW(25, 26);

    private final List<Integer> units;
    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    MuscleGroup(Integer... units) {
        this.units = List.of(units);
    }

    /// FACS numbers, ascending.
    public List<Integer> units() {
        return units;
    }

    /// The name used in protocols and files, for example `brow-raise`; also the key of its message.
    public String id() {
        return id;
    }
}
