package dev.attune.signals;

import java.util.Locale;

/// How a pulse signal is made from the colour of skin.
public enum PulseMethod {
    /// The green channel alone (Verkruysse 2008).
    GREEN,
    /// Two colour differences that cancel white highlights (de Haan & Jeanne 2013).
    CHROM,
    /// A plane orthogonal to the skin's tone (Wang 2017).
    POS;

    private final String id = name().toLowerCase(Locale.ROOT);

    /// The name used in protocols and files, for example `pos`.
    public String id() {
        return id;
    }
}
