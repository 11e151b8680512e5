package dev.attune.server.consent;

import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What a person says yes or no to: one purpose and one modality, never a bundle.
public record Choice(Purpose purpose, Modality modality) {

    /// @throws IllegalArgumentException naming what is unknown and what is known
    static Choice of(String purpose, String modality) {
        return new Choice(Purpose.of(purpose), modality(modality));
    }

    static Modality modality(String id) {
        return Arrays.stream(Modality.values())
                .filter(modality -> modality.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown modality '%s'. Maybe one of: %s."
                        .formatted(
                                id,
                                Arrays.stream(Modality.values())
                                        .map(Modality::id)
                                        .collect(Collectors.joining(", ")))));
    }

    @Override
    public String toString() {
        return purpose.id() + "/" + modality.id();
    }
}
