package dev.attune.server.connectors;

/// What another system told us.
sealed interface InboundEvent {

    /// Somebody asked there to be forgotten: they are forgotten here too.
    record ErasureRequested(ExternalId contact) implements InboundEvent {}

    /// Two contacts became one.
    record Merged(ExternalId gone, ExternalId kept) implements InboundEvent {}

    /// Nothing to be done; it shows that the line works.
    record Noticed(String type) implements InboundEvent {}
}
