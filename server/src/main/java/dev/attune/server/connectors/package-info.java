/// Customer systems of others: help desks and CRMs. One small interface, [Connector]; everything that leaves goes
/// through the outbox; what is written there is coarse, consented and expiring, in fields with our prefix; an erasure
/// here follows there and is confirmed by reading back. docs/connectors.md says which systems were tried live.
@NullMarked
package dev.attune.server.connectors;

import org.jspecify.annotations.NullMarked;
