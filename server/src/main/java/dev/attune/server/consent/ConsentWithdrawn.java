package dev.attune.server.consent;

import java.util.List;

/// A person took back what they had granted; published once the withdrawal is stored and the gate knows.
public record ConsentWithdrawn(String subject, List<Choice> choices) {
    public ConsentWithdrawn {
        choices = List.copyOf(choices);
    }
}
