package dev.attune.signals;

import java.util.Locale;

/// How far short local movements can be timed at the frame rate at hand.
public enum SpottingGrade {
    /// About 60 frames a second and more.
    MEASURABLE,
    /// 25 to 60 frames a second: shown with this label only, kept out of every statistic and norm.
    INDICATIVE,
    /// Fewer, or frames are missing.
    NOT_MEASURABLE;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /// The name used in protocols and files, for example `indicative`.
    public String id() {
        return id;
    }
}
