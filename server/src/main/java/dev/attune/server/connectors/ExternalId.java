package dev.attune.server.connectors;

/// What another system calls a contact, for ever; not a name or an address.
record ExternalId(String value) {
    ExternalId {
        if (value.isBlank() || value.length() > 200)
            throw new IllegalArgumentException(
                    "an id in another system has 1 to 200 characters, got '%s'".formatted(value));
    }
}
