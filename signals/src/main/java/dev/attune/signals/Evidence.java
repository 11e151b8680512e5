package dev.attune.signals;

import java.util.Locale;

/// Where the intensity of an [ActionUnit] comes from.
public enum Evidence {
    /// The places of the mesh's points, by a fit on rendered heads.
    GEOMETRY,
    /// The look of the skin: folds where the mesh does not follow.
    APPEARANCE,
    /// The word of a phone, a headset or another tool; how it came to it is not known here.
    REPORTED,
    /// No source sees this unit well enough to say anything; its intensity is 0 for want of evidence.
    NOT_VISIBLE;

    /// The name used in protocols and files, for example `not-visible`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
