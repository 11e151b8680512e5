package dev.attune.signals;

/// One FACS action unit with its intensity on each side of the face; 0 = absent, 1..5 = FACS A..E.
///
/// @param reliability in [0, 1]: how well this source sees this unit at all, from its measured response
/// @param presence a decision of its own, with hysteresis over time where a source has it; not `intensity > 0`
public record ActionUnit(
        int number, double left, double right, double reliability, Evidence evidence, Presence presence) {
    public static final double MAX_INTENSITY = 5.0; // FACS A..E as 1..5

    /// Below this reliability nothing is said of presence. On rendered people held out, all units from here on reach
    /// an F1 of .5 and more, those below .26 to .46; docs/benchmarks/action-units.md.
    public static final double PRESENCE_RELIABILITY = 0.41;

    private static final double TRACE = 1.0; // FACS A

    public ActionUnit {
        if (number < 1 || number > 64)
            throw new IllegalArgumentException("FACS action unit number must be in 1..64, got " + number);
        if (!(left >= 0 && left <= MAX_INTENSITY && right >= 0 && right <= MAX_INTENSITY))
            throw new IllegalArgumentException(
                    "AU%d intensity must be in [0, 5], got left %s, right %s. Maybe divide scores of 0..100 by 20."
                            .formatted(number, left, right));
        Check.inRange("reliability of an action unit", reliability, 0, 1);
    }

    /// From geometry; present where it is at least a trace (FACS A).
    public ActionUnit(int number, double left, double right, double reliability) {
        this(number, left, right, reliability, Evidence.GEOMETRY, Presence.of(left >= TRACE, right >= TRACE));
    }

    /// Whether a source that sees the unit like this can say on which sides it is present.
    public static boolean tellsPresence(Evidence evidence, double reliability) {
        return evidence != Evidence.NOT_VISIBLE && reliability >= PRESENCE_RELIABILITY;
    }

    /// The mean of both sides; one-sided actions are told by [#left] and [#right].
    public double intensity() {
        return (left + right) / 2;
    }

    /// `AU01`, `AU12`, the spelling of OpenFace columns.
    public String id() {
        return (number < 10 ? "AU0" : "AU") + number; // several times a frame: a formatter is too slow here
    }
}
