package dev.attune.signals;

/// What the eyelids of one person do, relative to this person's own open eye.
///
/// @param leftOpenness 1 = as open as this person's eyes usually are, 0 = shut; wide eyes exceed 1
/// @param rightOpenness likewise, the subject's own right
/// @param blinkRate per minute, over the last minute of readable time; needs at least 25 frames/s
/// @param perclos P80: share of the last minute's readable time with the eyes at least 80 % closed
/// @param missing share of the same minute in which the eyes could not be read, in [0, 1]; stands beside both
public record EyeActivity(
        Measurement leftOpenness,
        Measurement rightOpenness,
        Measurement blinkRate,
        Measurement perclos,
        double missing) {
    public EyeActivity {
        leftOpenness.optional().ifPresent(value -> Check.inRange("left openness", value, 0, Double.MAX_VALUE));
        rightOpenness.optional().ifPresent(value -> Check.inRange("right openness", value, 0, Double.MAX_VALUE));
        blinkRate.optional().ifPresent(value -> Check.inRange("blinks per minute", value, 0, Double.MAX_VALUE));
        perclos.optional().ifPresent(value -> Check.inRange("PERCLOS", value, 0, 1));
        Check.inRange("missing share", missing, 0, 1);
    }

    /// Nothing is known, for one reason.
    public static EyeActivity notMeasurable(Reason reason, double missing) {
        var not = new Measurement.NotMeasurable(reason);
        return new EyeActivity(not, not, not, not, missing);
    }
}
