package dev.attune.server.vault;

/// There is no key of this person: they were erased, or never admitted. What was sealed stays noise.
public final class PersonErased extends RuntimeException {
    PersonErased(String person) {
        super("there is no key of " + person);
    }
}
