package dev.attune.server.consent;

import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;

/// What a person says yes or no to: one purpose and one modality, never a bundle.
public record Choice(Purpose purpose, Modality modality) {

    /// @throws IllegalArgumentException naming what is unknown and what is known
    public static Choice of(String purpose, String modality) {
        return new Choice(Purpose.of(purpose), Modality.of(modality));
    }

    @Override
    public String toString() {
        return purpose.id() + "/" + modality.id();
    }
}
