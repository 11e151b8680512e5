package dev.attune.server.connectors;

import java.util.UUID;

/// A connected system, as other slices may offer it.
///
/// @param kind for example `request-tracker`
/// @param name as the operator called it
public record ConnectorView(UUID id, String kind, String name) {}
