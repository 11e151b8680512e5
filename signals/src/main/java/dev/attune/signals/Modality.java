package dev.attune.signals;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What kind of signal is read. Consent is given per purpose and modality.
public enum Modality {
    FACE(true),
    GAZE(true),
    VOICE(true),
    PHYSIOLOGY(true),
    TEXT(false),
    BEHAVIOUR(false);

    private final boolean biometric;

    Modality(boolean biometric) {
        this.biometric = biometric;
    }

    /// Whether the signal is biometric data in the sense of the EU AI Act, Art. 3(34); typed text and clicks are not.
    public boolean biometric() {
        return biometric;
    }

    /// The name used in protocols and files, for example `face`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException naming the value and the known modalities
    public static Modality of(String id) {
        for (var modality : values()) if (modality.id().equals(id)) return modality;
        throw new IllegalArgumentException("unknown modality '%s'. Maybe one of: %s."
                .formatted(id, Arrays.stream(values()).map(Modality::id).collect(Collectors.joining(", "))));
    }
}
