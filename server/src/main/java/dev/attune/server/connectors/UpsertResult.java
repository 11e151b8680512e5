package dev.attune.server.connectors;

/// @param made there was no such contact before, so it is ours to remove
record UpsertResult(ExternalId contact, boolean made) {}
