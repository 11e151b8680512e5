package dev.attune.voice;

/// The 25 low-level descriptors of eGeMAPS (Eyben et al. 2016), one value each 10 ms; missing where they
/// mean nothing.
///
/// An implementation of our own from the paper: equality with openSMILE's numbers is not claimed.
public enum Descriptor {
    F0("F0", "semitones above 27.5 Hz", true),
    JITTER("jitter", "ratio", true),
    SHIMMER("shimmer", "dB", true),
    HNR("HNR", "dB", true),
    H1_H2("H1-H2", "dB", true),
    H1_A3("H1-A3", "dB", true),
    F1_FREQUENCY("F1 frequency", "Hz", true),
    F1_BANDWIDTH("F1 bandwidth", "Hz", true),
    F1_AMPLITUDE("F1 relative amplitude", "dB", true),
    F2_FREQUENCY("F2 frequency", "Hz", true),
    F2_BANDWIDTH("F2 bandwidth", "Hz", true),
    F2_AMPLITUDE("F2 relative amplitude", "dB", true),
    F3_FREQUENCY("F3 frequency", "Hz", true),
    F3_BANDWIDTH("F3 bandwidth", "Hz", true),
    F3_AMPLITUDE("F3 relative amplitude", "dB", true),
    LOUDNESS("loudness", "auditory units", false),
    /// Level of 1–5 kHz less that of 50–1000 Hz: negative in ordinary speech.
    ALPHA_RATIO("alpha ratio", "dB", false),
    /// Strongest peak below 2 kHz less that of 2–5 kHz.
    HAMMARBERG("Hammarberg index", "dB", false),
    SLOPE_0_500("spectral slope 0-500 Hz", "dB/Hz", false),
    SLOPE_500_1500("spectral slope 500-1500 Hz", "dB/Hz", false),
    FLUX("spectral flux", "amplitude", false),
    MFCC_1("MFCC 1", "1", false),
    MFCC_2("MFCC 2", "1", false),
    MFCC_3("MFCC 3", "1", false),
    MFCC_4("MFCC 4", "1", false);

    private final String title;
    private final String unit;
    private final boolean voicedOnly;

    Descriptor(String title, String unit, boolean voicedOnly) {
        this.title = title;
        this.unit = unit;
        this.voicedOnly = voicedOnly;
    }

    public String title() {
        return title;
    }

    public String unit() {
        return unit;
    }

    /// Whether it exists in voiced frames only.
    public boolean voicedOnly() {
        return voicedOnly;
    }
}
