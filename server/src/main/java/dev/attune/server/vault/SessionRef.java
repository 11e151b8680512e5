package dev.attune.server.vault;

import java.util.UUID;

/// A live session and the person it is about, whose key seals what is kept of it.
public record SessionRef(UUID id, String person) {}
