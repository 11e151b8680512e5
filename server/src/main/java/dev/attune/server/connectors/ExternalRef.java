package dev.attune.server.connectors;

import org.jspecify.annotations.Nullable;

/// Something that was made in another system.
///
/// @param kind as that system's connector tells its things apart, for example `ticket`
/// @param url where a person can look at it
record ExternalRef(String kind, String id, @Nullable String url) {}
