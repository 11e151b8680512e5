package dev.attune.actor;

public enum HairStyle {
    /// Combed back and to the side, above the ears.
    SHORT,
    /// Side-parted, tucked back, ending below the chin.
    BOB
}
