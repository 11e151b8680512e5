package dev.attune.server.connectors;

import org.jspecify.annotations.Nullable;

/// @param subject the pseudonym, which the other system keeps in a field of ours
/// @param known from an earlier time
record ContactKey(String subject, @Nullable ExternalId known) {}
