package dev.attune.evaluation;

import java.util.Locale;

/// How far a recording can be used: the open rule of coverage and missing-face time.
///
/// | grade | share of frames with a reading | share of time without a face |
/// |---|---|---|
/// | high | at least 85 % | at most 10 % |
/// | medium | at least 60 % | at most 30 % |
/// | low | anything else: keep it out of norms and comparisons | |
public enum QualityGrade {
    HIGH,
    MEDIUM,
    LOW;

    /// @param coverage share of frames from which an expression was read, in [0, 1]
    /// @param missingFace share of time without any face, in [0, 1]
    public static QualityGrade of(double coverage, double missingFace) {
        if (coverage >= 0.85 && missingFace <= 0.10) return HIGH;
        if (coverage >= 0.60 && missingFace <= 0.30) return MEDIUM;
        return LOW;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
